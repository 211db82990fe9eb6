"""Whether a row counts for a part, and what it adds to it, as SQL over rows aliased `r`."""

from collections.abc import Callable

from slakit.commitments.measures import SCALE, worth
from slakit.model import Leads, Sum
from slakit.pay.gather.earnings import Part
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import Dialect

Value = Callable[[str], str]
"""The state's value of a field at the row."""


def billionths(dialect: Dialect, value: str) -> str:
    """A number of at most nine places as a whole number of billionths; NULL stays NULL."""
    return dialect.billionths(f"CAST({value} AS {dialect.nine_places})")


def counts(compilation: Compilation, part: Part, number: int) -> tuple[list[str], str]:
    """The conditions beside `when` and scope under which a row counts for the part with this number, and their join.

    A measure of leads sees rows with a lead only, with `first` only those at the instant of the lead's first row in
    the log; a SPIF those of its dates (`t.local_day`).
    """
    tests, join = [], ""
    if isinstance(part.measure, Leads):
        tests.append("r.lead IS NOT NULL")
        if part.measure.first:
            first = f"SELECT lead, min(ts) AS ts FROM ({compilation.rows(part.measure.events)}) AS e GROUP BY lead"
            tests.append(f"r.ts = first_{number}.ts")
            join = f"\n  LEFT JOIN ({first}) AS first_{number} ON first_{number}.lead = r.lead"
    if part.first is not None:
        tests.append(f"t.local_day >= {part.first.toordinal()}")
    if part.last is not None:
        tests.append(f"t.local_day <= {part.last.toordinal()}")
    return tests, join


def adds(dialect: Dialect, part: Part, value: Value) -> str:
    """What a row that counts adds to the part, in billionths: 1, or a number of its own."""
    if isinstance(part.measure, Sum):
        return billionths(dialect, worth(dialect, part.measure, _source(part.measure, value)))
    if part.own is not None:
        return billionths(dialect, f"coalesce(r.v_{part.own}, 0)")
    return f"CAST({SCALE} AS {dialect.wide})"


def lacks(dialect: Dialect, part: Part, value: Value) -> str:
    """Whether a row adds nothing because the number is missing or not in the table."""
    if isinstance(part.measure, Sum):
        source = _source(part.measure, value)
        if part.measure.table is None:
            return f"{source} IS NULL"
        listed = ", ".join(dialect.literal(known) for known in part.measure.table)
        return f"NOT coalesce({source} IN ({listed}), FALSE)"
    return "FALSE" if part.own is None else f"r.v_{part.own} IS NULL"


def _source(measure: Sum, value: Value) -> str:
    return f"r.v_{measure.field}" if measure.table is None else value(measure.field)
