"""Northwind's office hours, as far as the made-up log needs them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE, HOUR = 60, 3600
ZONE = ZoneInfo("America/New_York")
CLOSED = {date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 18), date(2027, 2, 12), date(2027, 2, 15)}
FULL = ((time(9), time(12, 30)), (time(13, 30), time(17, 30)))
FRIDAY = ((time(9), time(16)),)


def at_local(day: date, clock: time) -> int:
    """The instant, in seconds, of a wall time in New York."""
    return int(datetime.combine(day, clock, ZONE).timestamp())


def local_date(instant: int) -> date:
    return datetime.fromtimestamp(instant, ZONE).date()


def hours(day: date) -> tuple[tuple[time, time], ...]:
    if day in CLOSED or day.weekday() >= 5:
        return ()
    return FRIDAY if day.weekday() == 4 else FULL


def later(start: int, seconds: int) -> int:
    """The instant by which the office has been open for so many seconds since `start`."""
    day = local_date(start)
    while True:
        for opens, closes in hours(day):
            begin, end = max(start, at_local(day, opens)), at_local(day, closes)
            if begin < end:
                if seconds <= end - begin:
                    return begin + seconds
                seconds -= end - begin
        day += timedelta(days=1)
