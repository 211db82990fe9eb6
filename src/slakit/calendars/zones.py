"""A zone's offsets as stretches of constant offset: the one place that asks `zoneinfo`."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 86_400
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()


class Stretch(NamedTuple):
    """UTC seconds `[start, end)` throughout which local wall time is UTC + `offset` seconds."""

    start: int
    end: int
    offset: int


def offset_at(zone: ZoneInfo, at: int) -> int:
    """Seconds that `zone` is ahead of UTC at the instant `at`."""
    offset = (EPOCH + timedelta(seconds=at)).astimezone(zone).utcoffset()
    assert offset is not None  # noqa: S101 - a ZoneInfo always has an offset
    return offset.days * DAY + offset.seconds


def stretches(timezone: str, start: int, end: int) -> list[Stretch]:
    """The stretches of constant offset that make up `[start, end)`, in time order.

    Offsets are sampled once a day and a change between two samples is located by bisection. No zone
    of the database has ever changed its offset twice within three days, so no change is missed.
    """
    zone = ZoneInfo(timezone)
    found: list[Stretch] = []
    begin, offset = start, offset_at(zone, start)
    low = start
    while low < end:
        high = min(low + DAY, end)
        after = offset_at(zone, high)
        if after != offset:
            change = _change(zone, low, high, offset)
            found.append(Stretch(begin, change, offset))
            begin, offset = change, after
        low = high
    if begin < end:
        found.append(Stretch(begin, end, offset))
    return found


def _change(zone: ZoneInfo, low: int, high: int, offset: int) -> int:
    """The first instant in `(low, high]` whose offset is no longer `offset`."""
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(zone, middle) == offset:
            low = middle
        else:
            high = middle
    return high
