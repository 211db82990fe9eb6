"""Instants and periods in the agreement's zone, in a few words; English whatever the locale."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from slakit.wording.times import MONTHS, WEEKDAYS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local(at: int, timezone: str) -> datetime:
    """Epoch seconds as local time."""
    return (_EPOCH + timedelta(seconds=at)).astimezone(ZoneInfo(timezone))


def utc(at: int) -> str:
    """`2027-03-31T21:00:00Z`."""
    return (_EPOCH + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(at: int, timezone: str) -> str:
    """`Wednesday 31 March 2027, 17:00 EDT`; of a midnight also the day that it ends."""
    here = local(at, timezone)
    words = (
        f"{WEEKDAYS[here.weekday()]} {here.day} {MONTHS[here.month - 1]} {here.year}, {_clock(here)} {here.tzname()}"
    )
    if (here.hour, here.minute, here.second) != (0, 0, 0):
        return words
    before = here - timedelta(days=1)
    return f"{words}, the end of {before.day} {MONTHS[before.month - 1]}"


def moment(at: int, timezone: str) -> str:
    """`Wed 31 Mar 17:30`, to the minute begun: never later than it is."""
    here = local(at, timezone)
    return f"{WEEKDAYS[here.weekday()][:3]} {here.day:2} {_month(here.date())} {here:%H:%M}"


def span(start: date, end: date, year: int | None = None) -> str:
    """Local dates from `start` to before `end`: `Jan 2027`, `Jan-Mar 2027`, `15-21 Feb 2027`; `year` is left out."""
    last = end - timedelta(days=1)
    if start.day == 1 and end.day == 1:
        parts = [_month(start), _month(last)]
    elif start.month == last.month and start.year == last.year:
        parts = [str(start.day), f"{last.day} {_month(last)}"] if start != last else [f"{last.day} {_month(last)}"]
    else:
        parts = [f"{start.day} {_month(start)}", f"{last.day} {_month(last)}"]
    if start.year != last.year:
        return f"{parts[0]} {start.year}-{parts[-1]} {last.year}"
    words = "-".join(dict.fromkeys(parts))
    return words if last.year == year else f"{words} {last.year}"


def remaining(seconds: int) -> str:
    """`30m`, `6h 12m`, `2d 3h`; `under 1m`."""
    days, hours, minutes = seconds // 86_400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return f"{days:,}d {hours}h"
    return f"{hours}h {minutes:02}m" if hours else f"{minutes}m" if minutes else "under 1m"


def _clock(here: datetime) -> str:
    return f"{here:%H:%M:%S}" if here.second else f"{here:%H:%M}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]
