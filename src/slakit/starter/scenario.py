"""The scenario of a new repository: two leads on a working day whose morrow is one too."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slakit.calendars import BusinessTime
from slakit.model import Agreement
from slakit.starter.choices import Choices
from slakit.starter.drafts import filled, scalar

SCENARIO = "first_touch.scenario.yaml"

_HANDOFF, _CALL, _DUE, _LATER = time(16), time(10), time(12), time(17)


def scenario(choices: Choices, agreement: Agreement) -> str:
    """The scenario's YAML. `agreement` is the one made of `choices`, which says when the office is open.

    Raises `ValueError` if the year has no two working days in a row.
    """
    day = _working_day(choices, agreement)
    morrow = day + timedelta(days=1)
    zone = ZoneInfo(choices.timezone)
    return filled(
        SCENARIO,
        {
            "NAME": scalar(choices.name),
            "HANDOFF": _instant(day, _HANDOFF, zone),
            "CALL": _instant(morrow, _CALL, zone),
            "DUE": _instant(morrow, _DUE, zone),
            "LATER": _instant(morrow, _LATER, zone),
        },
    )


def _working_day(choices: Choices, agreement: Agreement) -> date:
    """The first day of the year that is open and followed by an open day, with no change of clocks between."""
    first, last = date(choices.year, 1, 1), date(choices.year, 12, 31)
    calendar = agreement.calendars["office"]
    office = BusinessTime.over(calendar, timezone=choices.timezone, first=first, last=last)
    opened = {interval.local_day for interval in office.intervals}
    zone = ZoneInfo(choices.timezone)
    for ordinal in sorted(opened):
        day = date.fromordinal(ordinal)
        ends = (datetime.combine(day, _HANDOFF, zone), datetime.combine(day + timedelta(days=1), _LATER, zone))
        if day >= first and ordinal + 1 in opened and ends[0].utcoffset() == ends[1].utcoffset():
            return day
    raise ValueError(f"{choices.year} has no two working days in a row")


def _instant(day: date, at: time, zone: ZoneInfo) -> str:
    return datetime.combine(day, at, zone).isoformat()
