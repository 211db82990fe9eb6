"""What a measure comes to per period and dimension, as an exact rational."""

from dataclasses import replace
from typing import Literal, assert_never

from slakit.commitments.measures.cohort import cohort_share
from slakit.commitments.measures.response_time import response_time
from slakit.commitments.measures.seen import Lens, seen_rows
from slakit.model import Count, Leads, Measure, Ratio, ResponseTime, Share, Sum
from slakit.record import record
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Tally

Kind = Literal["count", "sum", "share", "duration", "ratio"]

SCALE = 1_000_000_000
"""Sums are counted in billionths, the precision of decimal fields."""


@record
class Observation:
    """A relation (period_no, dimension, num, den, sampled, unsettled, is_never) and what it holds for no row at all.

    The value is num ÷ den; `sampled` is what `minimum_sample` is compared with (num ÷ den of a count); `unsettled`
    is 1 while open episodes or windows keep the period open; `is_never` is 1 for a duration that never ended.
    """

    relation: str
    kind: Kind
    empty_den: int


def observe(lens: Lens, measure: Measure, name: str, calendar: str) -> Observation:
    """Append the relations of `measure` as seen through `lens`, ending in `name`; `calendar` is the commitment's."""
    lens = lens.narrowed(measure.when)
    match measure:
        case Count():
            return _count(lens, measure, name)
        case Leads():
            return _leads(lens, measure, name)
        case Sum():
            return _sum(lens, measure, name)
        case Share(within=None):
            return _share(lens, measure, name)
        case Share():
            return Observation(relation=cohort_share(lens, measure, name, calendar), kind="share", empty_den=0)
        case ResponseTime():
            return Observation(relation=response_time(lens, measure, name), kind="duration", empty_den=0)
        case Ratio():
            return _ratio(lens, measure, name, calendar)
        case _:
            assert_never(measure)


def _aggregate(lens: Lens, name: str, rows: str, num: str, den: str, sample: str, *, counted: str = "TRUE") -> str:
    """Keep `name`: aggregates over `rows`, with those `counted` that no dimension claims tallied."""
    compilation = lens.compilation
    wide = compilation.dialect.wide
    seen = compilation.add(f"{name}__seen", rows)
    lens.tally(seen, "counted rows", counted)
    return compilation.add(
        name,
        f"""SELECT period_no, dimension, CAST({num} AS {wide}) AS num, CAST({den} AS {wide}) AS den,
  CAST({sample} AS {wide}) AS sampled, 0 AS unsettled, 0 AS is_never
FROM {seen} GROUP BY period_no, dimension""",
    )


def _count(lens: Lens, measure: Count, name: str) -> Observation:
    rows = seen_rows(lens, measure.events, leads_only=False)
    return Observation(relation=_aggregate(lens, name, rows, "count(*)", "1", "count(*)"), kind="count", empty_den=1)


def _leads(lens: Lens, measure: Leads, name: str) -> Observation:
    source = None
    if measure.first:
        events = lens.compilation.rows(measure.events)
        source = f"SELECT lead, min(ts) AS ts FROM ({events}) AS e GROUP BY lead"
    rows = seen_rows(lens, measure.events, source=source)
    leads = "count(DISTINCT lead)"
    return Observation(relation=_aggregate(lens, name, rows, leads, "1", leads), kind="count", empty_den=1)


def _sum(lens: Lens, measure: Sum, name: str) -> Observation:
    dialect = lens.compilation.dialect
    if measure.table is None:
        rows = seen_rows(lens, measure.of, own=[measure.field], leads_only=False)
        lens.compilation.shared.tallies.append(
            Tally(
                subject=lens.commitment,
                says=f"rows of `{measure.id}` without a value of `{measure.field}`: counted as 0",
                sql=f"SELECT count(*) FROM {name}__seen WHERE o_{measure.field} IS NULL",
            )
        )
    else:
        rows = seen_rows(lens, measure.of, state=[measure.field], leads_only=False)
        listed = ", ".join(dialect.literal(value) for value in measure.table)
        lens.compilation.shared.tallies.append(
            Tally(
                subject=lens.commitment,
                says=f"rows whose `{measure.field}` is missing or not in the table of `{measure.id}`: counted as 0",
                sql=f"SELECT count(*) FROM {name}__seen WHERE NOT coalesce(s_{measure.field} IN ({listed}), FALSE)",
            )
        )
    value = f"o_{measure.field}" if measure.table is None else f"s_{measure.field}"
    total = dialect.billionths(f"sum(CAST({worth(dialect, measure, value)} AS {dialect.nine_places}))")
    return Observation(
        relation=_aggregate(lens, name, rows, total, str(SCALE), "count(*)"), kind="sum", empty_den=SCALE
    )


def worth(dialect: Dialect, measure: Sum, value: str) -> str:
    """What a row adds to the sum: `value`, the row's own of the field, or what the table makes of the state's."""
    if measure.table is None:
        return f"coalesce({value}, 0)"
    cases = " ".join(
        f"WHEN {value} = {dialect.literal(listed)} THEN {dialect.literal(adds)}"
        for listed, adds in measure.table.items()
    )
    return f"coalesce(CASE {cases} END, 0)"


def _share(lens: Lens, measure: Share, name: str) -> Observation:
    parts = [
        f"SELECT lead, ts, period_no, dimension, {flag} AS is_part FROM (\n{seen_rows(lens, events)}\n) AS s{flag}"
        for events, flag in ((measure.share, 1), (measure.of, 0))
    ]
    num = "count(DISTINCT CASE WHEN is_part = 1 THEN lead END)"
    den = "count(DISTINCT CASE WHEN is_part = 0 THEN lead END)"
    return Observation(
        relation=_aggregate(lens, name, "\nUNION ALL\n".join(parts), num, den, den, counted="is_part = 0"),
        kind="share",
        empty_den=0,
    )


def _ratio(lens: Lens, measure: Ratio, name: str, calendar: str) -> Observation:
    measures = lens.compilation.agreement.measures
    upper = observe(replace(lens, side=measure.ratio), measures[measure.ratio], f"{name}__upper", calendar)
    lower = observe(replace(lens, side=measure.of), measures[measure.of], f"{name}__lower", calendar)
    wide = lens.compilation.dialect.wide
    num = f"coalesce(upper_num, 0) * coalesce(lower_den, {lower.empty_den})"
    den = f"coalesce(upper_den, {upper.empty_den}) * coalesce(lower_num, 0)"
    if upper.empty_den == lower.empty_den and upper.empty_den in (1, SCALE):
        num, den = "coalesce(upper_num, 0)", "coalesce(lower_num, 0)"  # one unit above and below: small products
    columns = ("num", "den", "is_never", "sampled")
    parts = []
    for side, observed in (("upper", upper), ("lower", lower)):
        own = [f"{column} AS {side}_{column}" for column in columns]
        other = "lower" if side == "upper" else "upper"
        types = {"is_never": lens.compilation.dialect.integer}
        none = [f"CAST(NULL AS {types.get(column, wide)}) AS {other}_{column}" for column in columns]
        cells = own + none if side == "upper" else none + own
        parts.append(f"SELECT period_no, dimension, {', '.join(cells)}, unsettled FROM {observed.relation}")
    greatest = ", ".join(
        f"max({side}_{column}) AS {side}_{column}" for side in ("upper", "lower") for column in columns
    )
    rows = "\nUNION ALL\n".join(parts)
    # Nothing is a multiple of what never ended, nor a part of it.
    nothing = "coalesce(upper_den, 1) = 0 OR coalesce(upper_is_never, 0) = 1 OR coalesce(lower_is_never, 0) = 1"
    relation = lens.compilation.add(
        name,
        f"""SELECT period_no, dimension, CASE WHEN den < 0 THEN -num ELSE num END AS num, abs(den) AS den, sampled,
  unsettled, is_never
FROM (
  SELECT period_no, dimension, CAST({num} AS {wide}) AS num,
    CAST(CASE WHEN {nothing} THEN 0 ELSE {den} END AS {wide}) AS den,
    coalesce(lower_sampled, 0) AS sampled, unsettled, 0 AS is_never
  FROM (
    SELECT period_no, dimension, {greatest}, max(unsettled) AS unsettled
    FROM (
{rows}
    ) AS sides GROUP BY period_no, dimension
  ) AS both_sides
) AS q""",
    )
    return Observation(relation=relation, kind="ratio", empty_den=0)
