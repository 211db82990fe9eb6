"""Whether a time fits into a window by the calendar, for every start of the term: date by date, and exactly.

Both deadlines are those of the language. As functions of the start they bend only where it, or a window that is
elapsed time after it, meets an opening, a closing or a midnight; so it is enough to look there.
"""

from dataclasses import replace
from datetime import datetime

from slakit.durations import Duration
from slakit.model import Agreement
from slakit.reasoning.slack import surely_fits
from slakit.record import record

MOST_DATES = 4000
"""Dates that are looked at for one agreement; begun years are finished."""


@record
class Misfit:
    """A start from which one time is over only after another; instants are epoch seconds. `always`: any start is."""

    start: int
    need_due: int
    window_due: int
    always: bool = False


class Room:
    """The room that an agreement's calendars leave; how many dates are looked at in all is bounded."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._left = MOST_DATES

    def misfit(self, calendar_id: str, need: Duration, window: Duration) -> Misfit | None:
        """A start in the term whose `need` is over later than its `window`; None if there is none, or none is known.

        One in open time is preferred to others, then the earliest.
        """
        term, calendar = self._agreement.term, self._agreement.calendars.get(calendar_id)
        if term is None or need.basis is window.basis:
            return None  # plain arithmetic, the same for every start
        if self._left < 0 or (calendar is not None and surely_fits(calendar, term, need, window)):
            return None
        from slakit.reasoning.starts import deadlines_of, last_date  # takes time, and is seldom needed

        self._left -= (last_date(term) - term.from_).days
        found: Misfit | None = None
        always = True
        for start, need_due, window_due in deadlines_of(term, calendar, need, window):
            if need_due is None or window_due is None:
                always = False
            elif need_due <= window_due:
                always = False
                if found is not None:
                    break
            elif found is None:
                found = Misfit(start=start, need_due=need_due, window_due=window_due)
        return found if found is None or not always else replace(found, always=True)

    def told(self, calendar_id: str, found: Misfit) -> tuple[str, str, str]:
        """The start, the end of what is needed and that of the window, on the clocks of the calendar's zone."""
        calendar, term = self._agreement.calendars.get(calendar_id), self._agreement.term
        zone = calendar.timezone if calendar is not None else term.timezone if term is not None else "UTC"
        return _local(found.start, zone), _local(found.need_due, zone), _local(found.window_due, zone)


def _local(at: int, zone: str) -> str:
    """An instant on the clocks of a zone: `Fri 2027-12-24 12:00`."""
    from zoneinfo import ZoneInfo  # takes time, and is needed for findings only

    moment = datetime.fromtimestamp(at, ZoneInfo(zone))
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]
    return f"{weekday} {moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")
