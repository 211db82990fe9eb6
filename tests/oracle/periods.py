"""The periods of a version's term: local, half-open, cut to when it is in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.setting import Setting
from tests.oracle.zone import end_before, local_date, start_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from `start` to before `end`, in `zone`; `whole` is how many days it has when uncut."""

    zone: str
    start: date
    end: date
    whole: int

    @property
    def days(self) -> int:
        """Its days."""
        return (self.end - self.start).days

    @property
    def starts_at(self) -> int:
        """Its first instant."""
        return start_of(self.zone, self.start)

    @property
    def ends_at(self) -> int:
        """The instant it is over."""
        return end_before(self.zone, self.end)

    def holds(self, at: int) -> bool:
        """Whether the instant is on one of its days."""
        return self.start <= local_date(self.zone, at) < self.end


def periods(setting: Setting, per: str) -> Iterator[Period]:
    """The periods that have started, cut to the days on which the version is in force."""
    day = setting.term_from
    last = setting.last_day
    while last is None or day <= last:
        if start_of(setting.zone, day) > setting.as_of:
            return
        start, end = _whole(setting, per, day)
        cut = end if last is None else min(end, last + timedelta(days=1))
        yield Period(zone=setting.zone, start=day, end=cut, whole=(end - start).days)
        day = end


def _whole(setting: Setting, per: str, day: date) -> tuple[date, date]:
    """The uncut period that the day is in."""
    term = setting.agreement["term"]
    fiscal = MONTHS.index(term.get("fiscal_year_starts", "january"))
    match per:
        case "day":
            return day, day + timedelta(days=1)
        case "week":
            begins = WEEKDAYS.index(term.get("week_starts", "monday"))
            start = day - timedelta(days=(day.weekday() - begins) % 7)
            return start, start + timedelta(days=7)
        case "month":
            return _month(day, 0), _month(day, 1)
        case "quarter":
            back = (day.month - 1 - fiscal) % 3
            return _month(day, -back), _month(day, 3 - back)
        case "year":
            back = (day.month - 1 - fiscal) % 12
            return _month(day, -back), _month(day, 12 - back)
        case _:
            assert setting.term_through is not None
            return setting.term_from, setting.term_through + timedelta(days=1)


def _month(day: date, ahead: int) -> date:
    """The first day of the month so many months ahead of the day's."""
    month = day.year * 12 + day.month - 1 + ahead
    return date(month // 12, month % 12 + 1, 1)
