"""The rows that count for something: numbered, in scope and in time, with what each is worth for every part."""

from collections.abc import Iterable
from functools import partial

from slakit.commitments.measures.seen import value_at
from slakit.model import Condition
from slakit.pay.gather.earnings import Earning
from slakit.pay.gather.naming import Names, days_seed
from slakit.pay.gather.shares import Shares
from slakit.pay.gather.worth import adds, billionths, counts, lacks
from slakit.sql.compilation import Compilation
from slakit.sql.condition import condition_sql, fields_of
from slakit.sql.text import all_of, any_of


def carried(earning: Earning) -> str:
    """The columns that a row keeps when it is credited to somebody."""
    numbers = "".join(f", n_{number}" for number in range(len(earning.parts)))
    return f"lead, ts, row_no, local_day, period_no, deal{numbers}"


def state_fields(compilation: Compilation, earning: Earning) -> list[str]:
    """The fields that are looked up in the state at a row: those that name people, and of conditions and tables."""
    conditions = (compilation.agreement.scope, *(part.when for part in earning.parts))
    fields = {to.field for to in earning.credit.to}.union(*(fields_of(condition) for condition in conditions))
    return sorted(fields.union(*(part.state_fields for part in earning.parts)))


def numbered_rows(
    compilation: Compilation, names: Names, event: str, fields: Iterable[str], *, place: int, places: int
) -> str:
    """Keep (lead, ts, v_<field>…, row_no): every row of `event` with its own values, in or out of time.

    `row_no` tells rows of one lead and instant apart. It follows the rows' values, never their order in the log.
    `place` is the event's among `places`, so that rows of two events have different numbers.
    """
    own = sorted(set(fields))
    order = ", ".join(f"r.v_{name} NULLS FIRST" for name in own) or "r.ts"
    turn = f"row_number() OVER (PARTITION BY r.lead, r.ts ORDER BY {order})"
    rows = compilation.rows([event], own, without_lead=True)
    number = f"({turn} - 1) * {places} + {place + 1}"
    return compilation.add(names.new("rows"), f"SELECT r.*, {number} AS row_no\nFROM ({rows}) AS r")


def rows_between(compilation: Compilation, names: Names, earning: Earning, rows: str, first: int, after: int) -> str:
    """The rows of the relation `rows` in scope (lead, ts) at instants from `first` to before `after`."""
    judge = compilation.judge([earning.event], values=state_fields(compilation, earning))
    scope = condition_sql(compilation.agreement.scope, partial(value_at, judge), compilation.dialect)
    kept = all_of([f"r.ts >= {first}", f"r.ts < {after}", scope])
    return compilation.add(names.new("between"), f"SELECT r.lead, r.ts FROM {rows} AS r{judge.join()} WHERE {kept}")


def seen_rows(compilation: Compilation, names: Names, earning: Earning, rows: str) -> str:
    """Keep the rows of the relation `rows` that count for some part, in scope and on the dates of the spans.

    They have lead, ts, row_no, local_day, period_no, deal, for the k-th part `n_<k>` (what the row adds to it in
    billionths, NULL where it does not count) and `x_<k>` (whether that is 0 for want of a number), and the columns of
    `Shares`.
    """
    dialect = compilation.dialect
    judge = compilation.judge([earning.event], values=state_fields(compilation, earning))
    value = partial(value_at, judge)

    def test(condition: Condition | None) -> str:
        return condition_sql(condition, value, dialect)

    columns, joins = [], ""
    for number, part in enumerate(earning.parts):
        tests, join = counts(compilation, part, number)
        joins += join
        when = all_of([test(part.when), *tests])
        columns.append(f"CASE WHEN {when} THEN {adds(dialect, part, value)} END AS n_{number}")
        columns.append(f"{lacks(dialect, part, value)} AS x_{number}")
    columns += Shares.of(dialect, earning.credit).columns(value)
    deal = "NULL" if earning.deal is None else billionths(dialect, f"r.v_{earning.deal}")
    kept = [test(compilation.agreement.scope), *([compilation.in_term("r.ts")] if earning.cuts else [])]
    days = days_seed(compilation, names, earning.spans)
    some = any_of([f"n_{number} IS NOT NULL" for number in range(len(earning.parts))])
    listed = ",\n    ".join(columns)
    return compilation.add(
        names.new("seen"),
        f"""SELECT * FROM (
  SELECT r.lead, r.ts, r.row_no, t.local_day, d.period_no, CAST({deal} AS {dialect.wide}) AS deal,
    {listed}
  FROM {rows} AS r{judge.join()}{compilation.local_day_join("r.ts", "t")}
  JOIN {days} AS d ON d.local_day = t.local_day{joins}
  WHERE {all_of(kept)}
) AS c WHERE {some}""",
    )
