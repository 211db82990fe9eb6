"""Instants, lengths of time and ordinals in the words of a timeline; English whatever the locale."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from slakit.wording.times import MONTHS, WEEKDAYS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY, _HOUR = 86_400, 3600


def local(at: int, timezone: str) -> datetime:
    """Epoch seconds as local time."""
    return (_EPOCH + timedelta(seconds=at)).astimezone(ZoneInfo(timezone))


def moment(at: int, timezone: str, year: int | None = None) -> str:
    """`Mon 4 Jan 16:50`, with seconds where there are any; where it is not of `year`, `Wed 30 Dec 2026 10:00`."""
    here = local(at, timezone)
    of_another = f" {here.year}" if year is not None and here.year != year else ""
    return f"{day(here.date())}{of_another} {clock(at, timezone)}"


def clock(at: int, timezone: str) -> str:
    """`16:50`, with seconds where there are any."""
    here = local(at, timezone)
    return f"{here:%H:%M:%S}" if here.second else f"{here:%H:%M}"


def day(value: date) -> str:
    """`Mon 4 Jan`."""
    return f"{WEEKDAYS[value.weekday()][:3]} {value.day} {MONTHS[value.month - 1][:3]}"


def length(seconds: int, *, days: bool = False) -> str:
    """`40 min`, `3 h 30 min`, `0 min`; with `days` also `12 d 3 h`."""
    parts = []
    if days and seconds >= 2 * _DAY:
        parts.append(f"{seconds // _DAY} d")
        seconds %= _DAY
    for size, unit in ((_HOUR, "h"), (60, "min"), (1, "s")):
        if seconds >= size:
            parts.append(f"{seconds // size:,} {unit}")
            seconds %= size
    return " ".join(parts) or "0 min"


def said(state: str) -> str:
    """A state as people say it: `at risk`."""
    return state.replace("_", " ")


def nth(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
