"""The calendars of a compiled evaluation as seeds, over a horizon that reaches every deadline."""

from datetime import UTC, datetime, timedelta
from itertools import chain

from slakit.calendars import BusinessTime, Pieces
from slakit.durations import Basis
from slakit.model import ALWAYS
from slakit.sql.clock import HOUR_SHIFT, HOUR_STRIDE
from slakit.sql.compilation import Compilation, Shared
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Relation, Seed

REACH = timedelta(days=3660)
"""A deadline further off than ten years is an error of the agreement."""


class UnreachableDeadlineError(Exception):
    """No opening of a calendar lets a target be reached within ten years of the last possible start."""

    def __init__(self, calendar: str, duration: str) -> None:
        super().__init__(f"calendar '{calendar}' does not reach a deadline of {duration} within ten years")
        self.calendar = calendar
        self.duration = duration


def clock_seeds(shared: Shared) -> tuple[Seed, ...]:
    """The seeds `clock_piece` and `closing` of all versions. Raises `UnreachableDeadlineError`."""
    times = {
        number: _business_time(compilation, name)
        for compilation in shared.versions
        for name, number in compilation.calendar_numbers.items()
    }
    found = {number: time.pieces() for number, time in times.items()}
    pieces: dict[str, list[int]] = {"calendar": [n for n, rows in found.items() for _ in rows.seg_start]}
    for name in Pieces._fields:
        pieces[name] = list(chain.from_iterable(getattr(rows, name) for rows in found.values()))
    closes = {number: time.closes() for number, time in times.items()}
    closing = {
        "open_day": [day + HOUR_STRIDE * number for number, rows in closes.items() for day in rows.open_day],
        "last_close": list(chain.from_iterable(rows.last_close for rows in closes.values())),
    }
    integer = shared.dialect.integer
    return tuple(
        Seed(name=name, types=dict.fromkeys(columns, integer), columns=columns)
        for name, columns in (("clock_piece", pieces), ("closing", closing))
    )


def clock_relations(dialect: Dialect) -> list[Relation]:
    """`clock` and `opening`: the pieces cut by hours of time and by hours of open time, to be looked up by them."""
    shift = HOUR_SHIFT * 3600
    first = dialect.divide(f"p.seg_start + {shift}", "3600")
    last = dialect.divide(f"p.seg_end - 1 + {shift}", "3600")
    hours, number = dialect.series(first, last, "h")
    hour = f"({number} - {HOUR_SHIFT}) * 3600"
    clock = f"""SELECT hour_no + {HOUR_STRIDE} * calendar AS hour, cut_start AS seg_start, cut_end AS seg_end,
  open_before + is_open * (cut_start - seg_start) AS open_before, is_open, local_day, open_day
FROM (
  SELECT p.*, {number} AS hour_no, greatest(p.seg_start, {hour}) AS cut_start,
    least(p.seg_end, {hour} + 3600) AS cut_end
  FROM clock_piece AS p, {hours}
) AS hours"""
    open_to = "p.open_before + p.seg_end - p.seg_start"
    first = dialect.divide("p.open_before", "3600")
    last = dialect.divide(f"{open_to} - 1", "3600")
    buckets, number = dialect.series(first, last, "b")
    opening = f"""SELECT bucket_no + {HOUR_STRIDE} * calendar AS bucket, open_from, open_to,
  seg_start + open_from - open_before AS starts_at
FROM (
  SELECT p.*, {number} AS bucket_no, greatest(p.open_before, {number} * 3600) AS open_from,
    least({open_to}, {number} * 3600 + 3600) AS open_to
  FROM (SELECT * FROM clock_piece WHERE is_open = 1) AS p, {buckets}
) AS buckets"""
    return [Relation(name="clock", sql=clock), Relation(name="opening", sql=opening)]


def _business_time(compilation: Compilation, name: str) -> BusinessTime:
    """The calendar from before the term to past the as-of and every deadline of what has begun by then."""
    term = compilation.agreement.term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    calendar = None if name == ALWAYS else compilation.agreement.calendars[name]
    durations = [target.duration for target in compilation.durations if target.calendar == name]
    durations = [duration for duration in durations if duration.basis is not Basis.ELAPSED]
    today = datetime.fromtimestamp(compilation.as_of, UTC).date()
    first = min(term.from_, today, compilation.horizon[0]) - timedelta(days=3)
    reach, begun = timedelta(days=3), _last_beginning(compilation, name)
    while True:
        time = BusinessTime.over(calendar, timezone=term.timezone, first=first, last=today + reach)
        missed = [d for d in durations if time.deadline(begun, d) is None]
        if not missed:
            return time
        if reach > REACH:
            raise UnreachableDeadlineError(name, str(missed[0]))
        reach *= 3


def _last_beginning(compilation: Compilation, name: str) -> int:
    """The latest instant by which time of a calendar begins to run towards a deadline: in the term, where that is all.

    Spacing runs from attempts and paused time goes on after a resume, at any time up to the as-of; so may what a goal
    counts whose time is longer than the term.
    """
    agreement = compilation.agreement
    spaced = any(c.calendar == name and (c.spacing_at_least or c.spacing_at_most) for c in agreement.cadences.values())
    paused = any(
        response.pauses and any(target.calendar == name for target in response.targets)
        for response in agreement.responses.values()
    )
    if spaced or paused or agreement.goals:
        return compilation.as_of
    return min(compilation.as_of, compilation.term[1] - 1)
