"""Judge every promise by an event log: outcomes, attainment, verdict."""

import click

from slakit.cli import option, showing
from slakit.cli.evaluating import Options, judge, logs_among
from slakit.cli.exits import CLEAN, FINDINGS
from slakit.cli.verb import Verb


@click.command("evaluate", cls=Verb)
@option.agreements
@option.events()
@option.people()
@option.source
@option.waivers
@option.as_of
@option.known_by
@option.only
@click.option(
    "--lead",
    "leads",
    multiple=True,
    metavar="ID",
    help="Only this lead; promises over periods are left out, clocks are judged by their outcomes. Repeatable.",
)
@click.option(
    "--outcomes", metavar="FILE", type=click.Path(), help="Write every outcome to FILE: .csv, .jsonl or .parquet."
)
@click.option(
    "--quarantine",
    metavar="FILE",
    type=click.Path(),
    help="Write the rows that cannot be read to FILE (CSV), each with its place and cause.",
)
@option.max_bad
@option.memory
@option.temp_dir
@click.option(
    "--engine",
    type=click.Choice(("duckdb", "spark")),
    default="duckdb",
    show_default=True,
    help="Where to evaluate: in this process, or on a Spark cluster that sees the log (docs/spark.md).",
)
@click.option(
    "--master",
    metavar="URL",
    help="The cluster of --engine spark: spark://HOST:PORT, local[2], yarn, k8s://..., or sc://HOST of Spark Connect."
    " Default: SPARK_REMOTE, SPARK_MASTER, else Spark's own configuration, else local[*].",
)
@click.option(
    "--require-signed",
    is_flag=True,
    help="Judge only what everybody who must has signed, each version as it is ('slakit verify' shows who has).",
)
@click.option(
    "--allowed-signers",
    metavar="FILE",
    type=click.Path(),
    help="Who may sign with which key, for --require-signed. Default: .slakit/allowed_signers in the project.",
)
@showing.option("the scorecard")
def command(
    agreements: tuple[str, ...],
    events: tuple[str, ...],
    people: str | None,
    source: str | None,
    waivers: tuple[str, ...],
    as_of: str | None,
    known_by: str | None,
    only: tuple[str, ...],
    leads: tuple[str, ...],
    outcomes: str | None,
    quarantine: str | None,
    max_bad: int,
    memory: str | None,
    temp_dir: str | None,
    engine: str,
    master: str | None,
    require_signed: bool,
    allowed_signers: str | None,
    format_: str,
) -> int:
    """Judge the promises of AGREEMENT by an event log and print the scorecard.

    Several files with one metadata.name are versions of it: each obligation is judged by the version in force when
    it started.

    A promise with an objective is judged by the objective, any other by its outcomes: one breached is a broken
    promise. Of several versions, each outcome counts as the one has it that governs it.

    Exit codes: 0 no promise is broken, 1 some are, 2 there is no verdict: an agreement with errors, a log that
    cannot be read, more bad rows than --max-bad, a file that cannot be written, no signature with --require-signed.
    """
    paths, more_events = logs_among(agreements)
    options = Options(
        agreements=paths,
        events=(*events, *more_events),
        people=people,
        source=source,
        waivers=waivers,
        as_of=as_of,
        known_by=known_by,
        only=only,
        leads=leads,
        outcomes=outcomes,
        quarantine=quarantine,
        max_bad=max_bad,
        engine=engine,
        master=master,
        memory=memory,
        temp_dir=temp_dir,
        require_signed=require_signed,
        allowed_signers=allowed_signers,
        format_=format_,
    )
    card = judge(options)
    showing.show(card, showing.SCORECARD, format_)
    return FINDINGS if card.is_broken else CLEAN
