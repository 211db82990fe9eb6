"""Calendars in few words, and openness asked the slow way: one instant, one wall time, the rule as written."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from slakit.diagnostics import Span
from slakit.durations import Duration, parse_duration
from slakit.model import Calendar, Holiday, Holidays, Hours

SPAN = Span("calendar.yaml")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hours(*texts: str) -> tuple[Hours, ...]:
    """`hours("09:00-12:30", "22:00-06:00")`."""
    return tuple(Hours(opens=minutes(text[:5]), closes=minutes(text[6:])) for text in texts)


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def calendar(
    timezone: str,
    weekly: Mapping[str, tuple[str, ...]],
    *,
    country: str | None = None,
    subdivision: str | None = None,
    add: Mapping[date, str] | None = None,
    remove: tuple[date, ...] = (),
    overrides: Mapping[date, tuple[str, ...]] | None = None,
) -> Calendar:
    return Calendar(
        id="business",
        span=SPAN,
        timezone=timezone,
        hours={WEEKDAYS.index(day): hours(*texts) for day, texts in weekly.items()},
        holidays=Holidays(
            country=country,
            subdivision=subdivision,
            add=tuple(Holiday(date=day, name=name, span=SPAN) for day, name in (add or {}).items()),
            remove=remove,
            span=SPAN,
        ),
        overrides={day: hours(*texts) for day, texts in (overrides or {}).items()},
    )


def every_day(*texts: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(WEEKDAYS, texts)


def at(text: str, timezone: str = "UTC", fold: int = 0) -> int:
    """Epoch seconds of a wall time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(timezone), fold=fold).timestamp())


def duration(text: str) -> Duration:
    parsed = parse_duration(text)
    assert parsed is not None
    return parsed


def local(instant: int, timezone: str) -> str:
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(timezone)).strftime("%a %Y-%m-%d %H:%M:%S")


def open_by_the_rule(cal: Calendar, holidays: frozenset[date], instant: int) -> bool:
    """§3 word for word. `holidays` are the calendar's, worked out by the caller."""
    wall = datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(cal.timezone))
    second = wall.hour * 3600 + wall.minute * 60 + wall.second
    today = wall.date()
    yesterday = date.fromordinal(today.toordinal() - 1)
    closed = today in holidays and today not in cal.overrides
    written = cal.overrides.get(today, () if closed else cal.hours.get(today.weekday(), ()))
    for h in written:
        closes = h.closes * 60 if h.closes > h.opens else 86_400
        if h.opens * 60 <= second < closes:
            return True
    if closed or today in cal.overrides:
        return False
    for h in cal.overrides.get(yesterday, cal.hours.get(yesterday.weekday(), ())):
        if h.closes <= h.opens and second < h.closes * 60:
            return True
    return False
