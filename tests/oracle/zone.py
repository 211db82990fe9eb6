"""Local time, asked of instants. An instant is a whole number of seconds since 1970-01-01T00:00:00Z."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY = 86400
FIRST = date(1970, 1, 1)


def instant(text: str) -> int:
    """An ISO instant with its offset, floored to the whole second."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    gone = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return gone // timedelta(seconds=1)


def written(at: int) -> str:
    """The instant in UTC with `Z`."""
    return (datetime(1970, 1, 1) + timedelta(seconds=at)).isoformat() + "Z"  # noqa: DTZ001 plain arithmetic


def day_number(day: date) -> int:
    """Days from 1970-01-01 to the date."""
    return (day - FIRST).days


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def offset(zone: str, at: int) -> int:
    """Seconds that the zone's wall clock is ahead of UTC at the instant."""
    found = datetime.fromtimestamp(at, _zone(zone)).utcoffset()
    assert found is not None
    return found // timedelta(seconds=1)


@cache
def stretches(zone: str, utc_day: int) -> tuple[tuple[int, int, int], ...]:
    """The UTC day cut where the offset changes: (first instant, end, offset), in order."""
    cuts = [utc_day * DAY]
    for hour in range(24):
        low, high = utc_day * DAY + hour * 3600, utc_day * DAY + (hour + 1) * 3600
        before = offset(zone, low)
        if offset(zone, high) == before:
            continue
        while high - low > 1:  # the offset is the old one at `low` and the new one at `high`
            middle = (low + high) // 2
            low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
        cuts.append(high)
    ends = [*cuts[1:], (utc_day + 1) * DAY]
    return tuple((a, b, offset(zone, a)) for a, b in zip(cuts, ends, strict=True) if a < b)


def local_date(zone: str, at: int) -> date:
    """The date on the zone's wall calendar at the instant."""
    return FIRST + timedelta(days=(at + offset(zone, at)) // DAY)


def start_of(zone: str, day: date) -> int:
    """The first instant whose local date is `day` or later."""
    midnight = day_number(day) * DAY
    return min(
        max(start, midnight - ahead)
        for utc_day in range(day_number(day) - 2, day_number(day) + 3)
        for start, end, ahead in stretches(zone, utc_day)
        if midnight - ahead < end
    )


def end_before(zone: str, day: date) -> int:
    """The first instant from which on no local date is before `day`."""
    midnight = day_number(day) * DAY
    return max(
        min(end, midnight - ahead)
        for utc_day in range(day_number(day) - 2, day_number(day) + 3)
        for start, end, ahead in stretches(zone, utc_day)
        if midnight - ahead > start
    )
