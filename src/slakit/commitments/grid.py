"""The grid of a period commitment: one row per period (and person) that owes an outcome, with its target.

A grid is made in Python, where headcounts, proration and straight lines are exact fractions, and travels with the
query as two seeds: the rows, and the local days of each period.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from slakit.commitments.periods import Period
from slakit.durations import Duration
from slakit.model import Bound, People
from slakit.numbers import percent, plain
from slakit.record import record
from slakit.sql.compilation import Compilation
from slakit.sql.plan import Seed


@record
class Terms:
    """How a target is set: `scales` for counts and sums (proration, headcount), `whole` for counts (rounded down).

    What this brings to 0 is not applicable. `prorated` is false for goals; `straight_line` asks for the line that an
    open period is held against.
    """

    bound: Bound
    calendar: str
    scales: bool
    whole: bool
    is_rate: bool
    prorated: bool = True
    straight_line: bool = False
    times: People | None = None
    for_each: People | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    period: Period
    person: str | None
    target: Fraction
    void: bool
    line: Fraction | None


def grid(compilation: Compilation, prefix: str, periods: Sequence[Period], terms: Terms) -> str:
    """Append the seeds `<prefix>__grid` and `<prefix>__days`; the first one's name.

    `__grid` (period_no, dimension, period_start, period_end, starts_at, ends_at, is_over, is_void, target_num,
    target_den, target, line_num, line_den); `__days` (local_day, period_no) with `local_day` an ordinal. A period
    without any instant (its local date was skipped) is left out; so is one that has not started by the as-of.
    """
    started = _started(compilation, periods)
    rows = [row for number, period in started for row in _rows(compilation, number, period, terms)]
    compilation.shared.seeds.append(_grid_seed(compilation, f"{prefix}__grid", rows, terms))
    days = [
        (day, number) for number, period in started for day in range(period.first.toordinal(), period.after.toordinal())
    ]
    compilation.shared.seeds.append(
        Seed(
            name=f"{prefix}__days",
            types=dict.fromkeys(("local_day", "period_no"), compilation.dialect.integer),
            columns={"local_day": [day for day, _ in days], "period_no": [number for _, number in days]},
        )
    )
    return f"{prefix}__grid"


def targets(compilation: Compilation, periods: Sequence[Period], terms: Terms) -> list[tuple[str | None, bool]]:
    """The rows that `grid` would have: each one's person, and whether its target is brought to 0."""
    started = _started(compilation, periods)
    return [(row.person, row.void) for number, period in started for row in _rows(compilation, number, period, terms)]


def _started(compilation: Compilation, periods: Sequence[Period]) -> list[tuple[int, Period]]:
    return [
        (number, period)
        for number, period in enumerate(periods)
        if (bounds := compilation.bounds(period.first, period.after)) and bounds[0] <= compilation.as_of
    ]


def _rows(compilation: Compilation, number: int, period: Period, terms: Terms) -> list[_Row]:
    base = Fraction(terms.bound.value.seconds) if isinstance(terms.bound.value, Duration) else terms.bound.value
    share = Fraction(period.days, period.whole_days) if terms.scales and terms.prorated else Fraction(1)
    if terms.times is not None and terms.scales:
        share *= Fraction(sum(compilation.person_days(terms.times, period.first, period.after).values()), period.days)
    if terms.for_each is None:
        return [_row(compilation, number, period, None, base, share, terms)]
    return [
        _row(
            compilation,
            number,
            period,
            person,
            base,
            share * Fraction(days, period.days) if terms.scales else share,
            terms,
        )
        for person, days in compilation.person_days(terms.for_each, period.first, period.after).items()
    ]


def _row(
    compilation: Compilation,
    number: int,
    period: Period,
    person: str | None,
    base: Fraction,
    share: Fraction,
    terms: Terms,
) -> _Row:
    target = base * share
    if terms.whole:
        target = Fraction(floor(target))
    void = terms.scales and base != 0 and target == 0
    line = _line(compilation, period, target, terms) if terms.straight_line else None
    return _Row(number, period, person, target, void, line)


def _line(compilation: Compilation, period: Period, target: Fraction, terms: Terms) -> Fraction | None:
    """The target × open time gone ÷ open time of the period; None for a period without open time."""
    bounds = compilation.bounds(period.first, period.after)
    if bounds is None:
        return None
    time = compilation.business_time(terms.calendar)
    whole = time.open_seconds(*bounds)
    if whole == 0:
        return None
    gone = time.open_seconds(bounds[0], min(compilation.as_of, bounds[1]))
    line = target * gone / whole
    return Fraction(floor(line)) if terms.whole else line


def _grid_seed(compilation: Compilation, name: str, rows: Sequence[_Row], terms: Terms) -> Seed:
    text, integer, wide = compilation.dialect.text, compilation.dialect.integer, compilation.dialect.wide
    bounds = [compilation.bounds(row.period.first, row.period.after) or (0, 0) for row in rows]
    return Seed(
        name=name,
        types={
            "period_no": integer,
            "dimension": text,
            "period_start": text,
            "period_end": text,
            "starts_at": integer,
            "ends_at": integer,
            "is_over": integer,
            "is_void": integer,
            "target_num": wide,
            "target_den": wide,
            "target": text,
            "line_num": wide,
            "line_den": wide,
        },
        columns={
            "period_no": [row.number for row in rows],
            "dimension": [row.person for row in rows],
            "period_start": [row.period.first.isoformat() for row in rows],
            "period_end": [row.period.after.isoformat() for row in rows],
            "starts_at": [start for start, _ in bounds],
            "ends_at": [end for _, end in bounds],
            "is_over": [int(compilation.as_of >= end) for _, end in bounds],
            "is_void": [int(row.void) for row in rows],
            "target_num": [str(row.target.numerator) for row in rows],
            "target_den": [str(row.target.denominator) for row in rows],
            "target": [target_text(terms.bound, row.target, is_rate=terms.is_rate) for row in rows],
            "line_num": [None if row.line is None else str(row.line.numerator) for row in rows],
            "line_den": [None if row.line is None else str(row.line.denominator) for row in rows],
        },
    )


def target_text(bound: Bound, target: Fraction, *, is_rate: bool) -> str:
    """The target as §10 writes it: `>= 95%`, `<= 4 business hours`, `>= 12`."""
    sign = ">=" if bound.operator == "at_least" else "<="
    if isinstance(bound.value, Duration):
        return f"{sign} {bound.value}"
    return f"{sign} {percent(target) if is_rate else plain(target)}"
