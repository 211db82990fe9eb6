"""What the log shows of a plan: how many leads got from one stage to another, what deals came to, and when.

It is asked for when an evaluation is compiled, as relations over the same rows as the promises', and read afterwards.
A lead counts from its first entry into a stage, in scope, wherever in the log that lies. Leads that entered less than a
while ago may still get on: that while is what 9 of 10 of those that got there took at most, and what is younger is
counted apart. So nothing drags a rate down only because it is new.
"""

# ruff: noqa: S608 - names are the agreement's ids, literals go through the dialect

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from slakit.attainment.days import day_starts
from slakit.commitments.measures import SCALE, worth
from slakit.commitments.measures.seen import value_at
from slakit.connection import Connection
from slakit.model import Count, Goal, Leads, Sum
from slakit.planning.ground import Ground
from slakit.planning.rates import Pair
from slakit.planning.shown import Before, Converted, Deals
from slakit.planning.wilson import mean, verdict, wilson
from slakit.sql.compilation import Compilation, Shared
from slakit.sql.condition import condition_sql, fields_of
from slakit.sql.dialect import NEVER
from slakit.sql.text import all_of


@dataclass(kw_only=True)
class History:
    """Asks for its relations when an evaluation is compiled (`ask`) and reads them afterwards.

    `version` is the place of the plan's version in the order of terms.
    """

    ground: Ground
    version: int
    pairs: Sequence[Pair]
    _relations: dict[Pair, str] = field(default_factory=dict)
    _amounts: str = ""
    _facts: str = ""

    def ask(self, shared: Shared) -> None:
        """Add a relation for each pair of stages, and one for the rows that the goal counts."""
        compilation = shared.versions[self.version]
        self._facts = compilation.named("facts")
        for number, pair in enumerate(self.pairs):
            self._relations[pair] = _conversion(compilation, f"plan__{number}", pair)
        measure = compilation.agreement.measures[self.ground.goal.measure]
        if isinstance(measure, Sum | Count | Leads):
            self._amounts = _amounts(compilation, measure)

    def converted(self, connection: Connection, as_of: int, stated: dict[Pair, Fraction]) -> dict[Pair, Converted]:
        """What became of the leads of each pair by the as-of, beside the rate that the plan states."""
        return {
            pair: _converted(connection, relation, as_of, stated[pair])
            for pair, relation in self._relations.items()
            if pair in stated
        }

    def deals(self, connection: Connection) -> Deals | None:
        """The average deal; None where the goal is not a sum of the deals' own values."""
        measure = self.ground.agreement.measures[self.ground.goal.measure]
        if not isinstance(measure, Sum) or measure.table is not None:
            return None
        return _deals(connection, self._amounts, self.ground.plan.average_deal, self.ground.smallest)

    def before(self, connection: Connection, as_of: int) -> Before | None:
        """What the goal's measure came to in as many days before it begins, if all of them are past."""
        goal = self.ground.goal
        first = goal.from_ - timedelta(days=self.ground.days)
        starts = day_starts(self.ground.term.timezone, [first, goal.from_])
        begins, ends = starts[first], starts[goal.from_]
        if not self._amounts or as_of < ends:
            return None
        row = connection.execute(f"SELECT min(ts) FROM {self._facts}").fetchone()
        oldest = None if row is None else row[0]
        value = None if oldest is None or oldest > begins else self._sum(connection, goal, begins, ends)
        return Before(first=first, after=goal.from_, value=value)

    def _sum(self, connection: Connection, goal: Goal, begins: int, ends: int) -> Fraction:
        measure = self.ground.agreement.measures[goal.measure]
        what = {Sum: "coalesce(sum(billionths), 0)", Count: "count(*)"}.get(type(measure), "count(DISTINCT lead)")
        row = connection.execute(
            f"SELECT CAST({what} AS VARCHAR) FROM {self._amounts} WHERE ts >= {begins} AND ts < {ends}"
        ).fetchone()
        number = Fraction(row[0] if row is not None else 0)
        return number / SCALE if isinstance(measure, Sum) else number


# --- asking ------------------------------------------------------------------------------------


def _conversion(compilation: Compilation, name: str, pair: Pair) -> str:
    """Keep `name` (lead, ts, reached, closed): a lead's first entry, its first of the other stage from then on, and
    when it came to an end that it has not left."""
    of, stage = pair
    judge = compilation.judge([of], compilation.agreement.scope)
    first = f"SELECT lead, min(ts) AS ts FROM ({compilation.rows([of])}) AS e GROUP BY lead"
    cohort = compilation.add(
        compilation.named(f"{name}_cohort"),
        f"SELECT r.lead, r.ts FROM ({first}) AS r{judge.join()} WHERE {judge.test(compilation.agreement.scope)}",
    )
    closing = [one.id for one in compilation.agreement.stages.values() if one.closes is not None and one.id != stage]
    parts = [f"SELECT lead, ts, 1 AS there FROM ({compilation.rows([stage])}) AS b"]
    if closing:
        numbers = ", ".join(str(compilation.stage_number(one)) for one in closing)
        parts.append(
            f"SELECT lead, ts, 0 AS there FROM {compilation.named('entries')}"
            f" WHERE stage_no IN ({numbers}) AND leave_at = {NEVER}"
        )
    later = "\nUNION ALL\n".join(parts)
    return compilation.add(
        compilation.named(name),
        f"""SELECT a.lead, a.ts, min(CASE WHEN l.there = 1 THEN l.ts END) AS reached,
  max(CASE WHEN l.there = 0 THEN l.ts END) AS closed
FROM {cohort} AS a LEFT JOIN (
{later}
) AS l ON l.lead = a.lead AND l.ts >= a.ts
GROUP BY a.lead, a.ts""",
    )


def _amounts(compilation: Compilation, measure: Sum | Count | Leads) -> str:
    """Keep `plan__amounts` (lead, ts, value, billionths): the rows that the goal's measure counts, of any date."""
    dialect, agreement = compilation.dialect, compilation.agreement
    events = measure.of if isinstance(measure, Sum) else measure.events
    conditions = [condition for condition in (agreement.scope, measure.when) if condition is not None]
    needed = frozenset().union(*(fields_of(condition) for condition in conditions))
    needed |= {measure.field} if isinstance(measure, Sum) and measure.table is not None else set()
    own = sorted({*needed, *({measure.field} if isinstance(measure, Sum) else ())})
    judge = compilation.judge(events, values=sorted(needed))
    without_lead = not isinstance(measure, Leads)
    rows = compilation.rows(events, own, without_lead=without_lead)
    if isinstance(measure, Leads) and measure.first:
        rows = f"SELECT lead, min(ts) AS ts FROM ({rows}) AS e GROUP BY lead"

    def value(name: str) -> str:
        return value_at(judge, name) if without_lead else judge.value(name)

    counted = "1"
    if isinstance(measure, Sum):
        counted = f"r.v_{measure.field}" if measure.table is None else value(measure.field)
        billionths = f"CAST({worth(dialect, measure, counted)} AS {dialect.nine_places})"
    else:
        billionths = f"CAST(1 AS {dialect.nine_places})"
    tests = all_of([condition_sql(condition, value, dialect) for condition in conditions])
    return compilation.add(
        compilation.named("plan__amounts"),
        f"""SELECT r.lead, r.ts, {counted} IS NOT NULL AS has_value, {dialect.billionths(billionths)} AS billionths
FROM ({rows}) AS r{judge.join()} WHERE {tests}""",
    )


# --- reading -----------------------------------------------------------------------------------


def _converted(connection: Connection, relation: str, as_of: int, stated: Fraction) -> Converted:
    took = connection.execute(
        f"""SELECT took FROM (
  SELECT reached - ts AS took, row_number() OVER (ORDER BY reached - ts) AS place, count(*) OVER () AS of_all
  FROM {relation} WHERE reached IS NOT NULL
) AS ranked WHERE place = (9 * of_all + 9) // 10"""
    ).fetchone()
    ripe = None if took is None else int(took[0])
    until = as_of - (ripe or 0)
    row = connection.execute(
        f"""SELECT count(*) FILTER (WHERE ts <= {until}), count(*) FILTER (WHERE ts <= {until} AND reached IS NOT NULL),
  count(*) FILTER (WHERE ts <= {until} AND reached IS NULL AND closed IS NULL),
  count(*) FILTER (WHERE ts > {until}), count(*) FILTER (WHERE ts > {until} AND reached IS NOT NULL), min(ts)
FROM {relation}"""
    ).fetchone()
    entered, reached, still_open, young, young_reached, first_at = row or (0, 0, 0, 0, 0, None)
    interval = wilson(reached, entered) if entered and ripe is not None else None
    return Converted(
        entered=entered,
        reached=reached,
        open=still_open,
        young=young,
        young_reached=young_reached,
        ripe=ripe,
        first_at=first_at,
        until=until,
        interval=interval,
        verdict=verdict(stated, interval, entered),
    )


def _deals(connection: Connection, relation: str, stated: Fraction, unit: Fraction) -> Deals:
    rows = connection.execute(
        f"""SELECT CAST(billionths AS VARCHAR), count(*), min(ts) FROM {relation} WHERE has_value
GROUP BY billionths ORDER BY billionths"""
    ).fetchall()
    values = [(int(value), int(times)) for value, times, _ in rows]
    count, total = sum(times for _, times in values), sum(value * times for value, times in values)
    squares = sum(value * value * times for value, times in values)
    interval = mean(Fraction(total, SCALE), Fraction(squares, SCALE * SCALE), count, unit) if count > 1 else None
    empty = connection.execute(f"SELECT count(*) FROM {relation} WHERE NOT has_value").fetchone()
    return Deals(
        count=count,
        empty=int(empty[0]) if empty is not None else 0,
        total=Fraction(total, SCALE),
        first_at=min((int(first) for _, _, first in rows), default=None),
        interval=interval,
        verdict=verdict(stated, interval, count),
    )
