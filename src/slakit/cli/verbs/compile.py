"""Write the evaluation as SQL for a warehouse: one script, or a project for dbt."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slakit.cli import exits, inputs, option, output
from slakit.cli.instants import parse_instant
from slakit.cli.verb import Verb

if TYPE_CHECKING:
    from slakit.engine.dialects import DialectName
    from slakit.warehouse import Compiled, Order

_DIALECTS = ("duckdb", "spark", "postgres", "snowflake", "bigquery")


@click.command("compile", cls=Verb)
@option.agreements
@click.option("--dialect", type=click.Choice(_DIALECTS), required=True, help="Whose SQL to write.")
@click.option(
    "--as-of",
    required=True,
    metavar="INSTANT",
    help="Judge as of this instant: ISO 8601 with an offset, or a date, which means the end of that day in the"
    " agreement's zone.",
)
@click.option(
    "--events",
    metavar="TABLE",
    default="events",
    show_default=True,
    help="The table of events, if need be with its schema (crm.events); each part is taken as it is spelled.",
)
@click.option(
    "--columns",
    metavar="NAMES",
    help="Which columns of the contract the table has beside lead_id, event and at, with commas between. Default: all:"
    " recorded_at, actor, id, owner, stage, reason, amount and every declared field.",
)
@option.people()
@option.waivers
@option.known_by
@option.only
@click.option(
    "--schema",
    metavar="NAME",
    default="slakit",
    show_default=True,
    help="The schema in which the script leaves its results (made if it is missing, but not on Snowflake).",
)
@click.option(
    "--out",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write a dbt project to FOLDER, which must be new or empty, in place of a script to stdout.",
)
def command(
    agreements: tuple[str, ...],
    dialect: "DialectName",
    as_of: str,
    events: str,
    columns: str | None,
    people: str | None,
    waivers: tuple[str, ...],
    known_by: str | None,
    only: tuple[str, ...],
    schema: str,
    out: Path | None,
) -> int:
    """Write the evaluation of AGREEMENT as SQL that runs where the events are.

    The script reads the table --events and leaves the tables outcomes (one row per obligation) and quarantine (the
    rows that cannot be used, each with its cause) in --schema. With --out it is a dbt project of one model per step.

    Exit codes: 0 written, 2 not: an agreement with errors, a name or pattern that the warehouse does not know, a
    folder that cannot be written.
    """
    from slakit.warehouse import Order, script
    from slakit.warehouse.compiled import contract_columns

    _check_name("--events", *events.split("."))
    _check_name("--schema", schema)
    versions = inputs.read_versions(agreements, people=people, format_="text")
    term = versions[-1].term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    known = [column.name for column in contract_columns(versions)]
    named = None if columns is None else [name.strip() for name in columns.split(",") if name.strip()]
    _check_columns(named or (), known)
    roster = inputs.read_roster(people, format_="text") if people is not None else None
    order = Order(
        versions=versions,
        dialect=dialect,
        as_of=parse_instant("--as-of", as_of, term.timezone),
        events=events,
        columns=named,
        roster=roster,
        known_by=None if known_by is None else parse_instant("--known-by", known_by, term.timezone),
        waivers=inputs.read_waivers(waivers, versions, format_="text"),
        only=only,
    )
    compiled = _compiled(order)
    _check_table(compiled, schema=schema if out is None else None)
    if out is None:
        output.result(script(compiled, schema=schema))
    else:
        _write_folder(out, _dbt_project(compiled))
        output.note(f"a dbt project for {dialect} written to {out}")
    return exits.CLEAN


def _check_name(option_: str, *parts: str) -> None:
    if not all(part.strip() for part in parts):
        raise exits.Failure(f"{option_} {'.'.join(parts)!r}: a name is missing; leave the option out for its default")


def _check_columns(named: "tuple[str, ...] | list[str]", known: list[str]) -> None:
    from slakit.language.spelling import suggestion

    for name in named:
        if name not in known:
            meant = suggestion(name, known)
            raise exits.Failure(
                f"--columns {name}: the contract has no such column; {meant or 'it has ' + ', '.join(known)}"
            )


def _compiled(order: "Order") -> "Compiled":
    """The order compiled; whatever prevents it ends the run."""
    from slakit.cli.evaluating import check_only
    from slakit.engine.clocks import UnreachableDeadlineError
    from slakit.engine.fields import DifferentTypesError
    from slakit.engine.people import people_wanted
    from slakit.sql.patterns import UntranslatableError
    from slakit.warehouse import TooLongNameError, compiled

    check_only(order.versions, order.only)
    missing = None if order.roster else people_wanted(order.versions, order.only)
    if missing is not None:
        inputs.stop([missing], format_="text", because="no roster is given")
    try:
        result = compiled(order)
    except (UnreachableDeadlineError, DifferentTypesError, TooLongNameError) as error:
        raise exits.Failure(f"the agreement cannot be compiled for {order.dialect}: {error}") from error
    except UntranslatableError as error:
        raise exits.Failure(f"a pattern cannot be said in {order.dialect}: {error}") from error
    return result


def _check_table(compiled: "Compiled", *, schema: str | None) -> None:
    """Nothing that the evaluation makes may replace the table of events."""
    from slakit.warehouse import STEP, is_in_the_way

    events = compiled.order.events
    if is_in_the_way(compiled, schema=schema):
        says = "give the table with its schema" if "." not in events else "keep the events in another schema"
        if events.lower().split(".")[-1].startswith(STEP):
            says = "name a view over it that is called otherwise"
        raise exits.Failure(f"--events {events}: a step or result of the evaluation has this name; {says}")


def _dbt_project(compiled: "Compiled") -> dict[str, str]:
    from slakit.warehouse import UnseededTextError, dbt_project

    try:
        return dbt_project(compiled)
    except UnseededTextError as error:
        raise exits.Failure(
            f"dbt would read {error} as a missing value: write it otherwise, or use the script (without --out)"
        ) from error


def _write_folder(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a new folder: all of them or none."""
    from slakit.cli.folders import write_folder

    write_folder(folder, {name: text.encode() for name, text in files.items()})
