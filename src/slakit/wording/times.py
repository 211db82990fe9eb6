"""Dates, times of day, durations and periods in words; English whatever the locale."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from slakit.durations import Basis, Duration, Unit
from slakit.model import Hours, Per
from slakit.wording.numbers import grouped

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def day(value: date) -> str:
    """`1 January 2027`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """`Friday`."""
    return WEEKDAYS[value.weekday()]


def instant(epoch_seconds: int) -> str:
    """`1 January 2027, 14:00:00 UTC`."""
    moment = _EPOCH + timedelta(seconds=epoch_seconds)
    return f"{day(moment.date())}, {moment:%H:%M:%S} UTC"


def time_of_day(minutes: int) -> str:
    """Minutes since midnight as `09:00`; the end of the day is `24:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def hours(intervals: tuple[Hours, ...]) -> str:
    """`09:00 to 12:30 and 13:30 to 17:30`, `22:00 to 06:00 the next day`, `closed`."""
    if not intervals:
        return "closed"
    parts = [
        f"{time_of_day(h.opens)} to {time_of_day(h.closes)}{'' if h.closes > h.opens else ' the next day'}"
        for h in sorted(intervals)
    ]
    return " and ".join(parts)


def length(duration: Duration) -> str:
    """The duration as written; days and weeks that run around the clock also in hours: `12 days (288 hours)`."""
    if duration.basis is Basis.ELAPSED and duration.unit in (Unit.DAYS, Unit.WEEKS):
        return f"{duration} ({grouped(Fraction(duration.seconds, 3600))} hours)"
    return str(duration)


def each(per: Per) -> str:
    """`each month`; of the term, `over the whole term`."""
    return "over the whole term" if per is Per.TERM else f"each {per.value}"


def period(per: Per) -> str:
    """`month`; of the term, `term`."""
    return per.value
