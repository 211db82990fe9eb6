"""An evaluation compiled for a warehouse: the relations over a table of events, in the order to build them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slakit.engine.compile import compile_agreement, fields_read, in_force_order, needs_lead
from slakit.engine.dialects import DialectName, dialect_named
from slakit.engine.fields import fields_of_versions
from slakit.engine.people import roster_days
from slakit.log.contract import REQUIRED, Column, contract
from slakit.model import Agreement, Waiver
from slakit.outcomes import IN_ORDER, NUMBERED
from slakit.sql.contract_log import LogRules, RawLog, contract_log
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Plan, Relation, Seed
from slakit.warehouse.cells import HELD, TableCells
from slakit.warehouse.types import misfits

if TYPE_CHECKING:
    from slakit.log.people import Roster

ROOM_OF_COLUMNS = 8
"""What is put around a name of the agreement in the names of columns: `e_`, `v_`, `__no`."""


class TooLongNameError(ValueError):
    """A name of the agreement is longer than the warehouse's names may be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What to compile: the versions of an agreement, as of which instant, over which table.

    `events` is the table's name as one text, `columns` those that it has; None: the whole contract. Instants are
    epoch seconds.
    """

    versions: Sequence[Agreement]
    dialect: DialectName
    as_of: int
    events: str = "events"
    columns: Collection[str] | None = None
    roster: "Roster | None" = None
    known_by: int | None = None
    waivers: Sequence[Waiver] = ()
    only: Collection[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """Seeds and relations in the order to build them; the last one is `outcomes`, an earlier one `quarantine`.

    A table of a warehouse has no order, so the relation that only orders the outcomes is left out.

    `table` is the SQL name of the table of events, `columns` the columns that are read of it. Two relations must be
    empty, or nothing may be believed: the query `misfits`, whose rows say which columns have other types, and
    `log_conflict`, whose ids stand for differing rows.
    """

    order: Order
    dialect: Dialect
    table: str
    columns: Sequence[Column]
    misfits: str
    seeds: Sequence[Seed]
    relations: Sequence[Relation]


def contract_columns(versions: Sequence[Agreement]) -> tuple[Column, ...]:
    """The columns of the contract, in their order."""
    return contract(fields_of_versions(in_force_order(versions)))


def compiled(order: Order) -> Compiled:
    """Compile `order`. Raises `TooLongNameError`, `UnreachableDeadlineError` and `UntranslatableError`."""
    dialect = dialect_named(order.dialect)
    versions = in_force_order(order.versions)
    columns = contract_columns(versions)
    wanted = {column.name for column in columns} if order.columns is None else {*REQUIRED, *order.columns}
    present = [column for column in columns if column.name in wanted]
    table = ".".join(dialect.ident(part) for part in order.events.split("."))
    log = contract_log([_raw(table, present, order.events, dialect)], _rules(versions, columns, order, dialect),
                       TableCells(dialect))  # fmt: skip
    plan = compile_agreement(
        versions,
        as_of=order.as_of,
        dialect=dialect,
        roster_days=roster_days(order.roster),
        known_by=order.known_by,
        waivers=order.waivers,
        only=order.only,
    )
    _check_names(plan, versions, dialect)
    return Compiled(
        order=order,
        dialect=dialect,
        table=table,
        columns=present,
        misfits=misfits(table, order.events, present, dialect),
        seeds=plan.seeds,
        relations=(*log, *(relation for relation in plan.relations if relation.name not in (IN_ORDER, NUMBERED))),
    )


def _raw(table: str, present: Sequence[Column], name: str, dialect: Dialect) -> RawLog:
    held = {column.name: HELD[column.type] for column in present}
    cells = TableCells(dialect)
    shown = f" || {dialect.string(', ')} || ".join(
        f"{dialect.string(name + '=')} || coalesce({cells.text_of(dialect.ident(name), kind)}, '')"
        for name, kind in held.items()
    )
    return RawLog(relation=table, held=held, file=dialect.string(name), text=shown)


def _rules(versions: Sequence[Agreement], columns: Sequence[Column], order: Order, dialect: Dialect) -> LogRules:
    read = fields_read(versions, order.waivers)
    kept = {column.table_name for column in columns if column.field is None or column.name in read} - {"id"}
    return LogRules(columns=columns, kept=kept, needs_lead=needs_lead(versions, dialect))


def _check_names(plan: Plan, versions: Sequence[Agreement], dialect: Dialect) -> None:
    if dialect.longest_name is None:
        return
    words = [name for agreement in versions for name in (*agreement.fields, *agreement.events, *agreement.stages)]
    long = [word for word in words if len(word) > dialect.longest_name - ROOM_OF_COLUMNS]
    long += [relation.name for relation in plan.relations if len(relation.name) > dialect.longest_name]
    if long:
        raise TooLongNameError(f"{dialect.name} has names of up to {dialect.longest_name} characters: {long[0]}")
