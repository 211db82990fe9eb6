"""The calendars of a compiled evaluation as seeds, over a horizon that reaches every deadline."""

from datetime import UTC, datetime, timedelta
from itertools import chain

from slakit.calendars import BusinessTime
from slakit.durations import Basis
from slakit.model import ALWAYS
from slakit.sql.clock import HOUR_SHIFT, HOUR_STRIDE
from slakit.sql.compilation import Compilation
from slakit.sql.plan import Seed

REACH = timedelta(days=3660)
"""A deadline further off than ten years is an error of the agreement."""


class UnreachableDeadlineError(Exception):
    """No opening of a calendar lets a target be reached within ten years of the last possible start."""

    def __init__(self, calendar: str, duration: str) -> None:
        super().__init__(f"calendar '{calendar}' does not reach a deadline of {duration} within ten years")
        self.calendar = calendar
        self.duration = duration


def clock_seeds(compilation: Compilation) -> tuple[Seed, ...]:
    """The seeds `clock`, `opening` and `closing`. Raises `UnreachableDeadlineError`."""
    times = {number: _business_time(compilation, name) for name, number in compilation.calendar_numbers.items()}
    segments = {number: time.segments() for number, time in times.items()}
    openings = {number: time.openings() for number, time in times.items()}
    closes = {number: time.closes() for number, time in times.items()}

    def keyed(number: int, keys: list[int], shift: int = 0) -> list[int]:
        return [key + shift + HOUR_STRIDE * number for key in keys]

    def joined(lists: list[list[int]]) -> list[int]:
        return list(chain.from_iterable(lists))

    clock = {"hour": joined([keyed(number, rows.hour, HOUR_SHIFT) for number, rows in segments.items()])}
    for name in ("seg_start", "seg_end", "open_before", "is_open", "local_day", "open_day"):
        clock[name] = joined([getattr(rows, name) for rows in segments.values()])
    opening = {"bucket": joined([keyed(number, rows.bucket) for number, rows in openings.items()])}
    for name in ("open_from", "open_to", "starts_at"):
        opening[name] = joined([getattr(rows, name) for rows in openings.values()])
    closing = {
        "open_day": joined([keyed(number, rows.open_day) for number, rows in closes.items()]),
        "last_close": joined([rows.last_close for rows in closes.values()]),
    }
    return tuple(
        Seed(name=name, types=dict.fromkeys(columns, "BIGINT"), columns=columns)
        for name, columns in (("clock", clock), ("opening", opening), ("closing", closing))
    )


def _business_time(compilation: Compilation, name: str) -> BusinessTime:
    """The calendar from before the term to past every deadline of a start up to the as-of."""
    term = compilation.agreement.term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    calendar = None if name == ALWAYS else compilation.agreement.calendars[name]
    durations = [target.duration for target in compilation.durations if target.calendar == name]
    durations = [duration for duration in durations if duration.basis is not Basis.ELAPSED]
    today = datetime.fromtimestamp(compilation.as_of, UTC).date()
    first = min(term.from_, today, compilation.horizon[0]) - timedelta(days=3)
    reach = timedelta(days=3)
    while True:
        time = BusinessTime.over(calendar, timezone=term.timezone, first=first, last=today + reach)
        missed = [d for d in durations if time.deadline(compilation.as_of, d) is None]
        if not missed:
            return time
        if reach > REACH:
            raise UnreachableDeadlineError(name, str(missed[0]))
        reach *= 3
