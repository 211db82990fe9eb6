"""When a moment that may be spelled as a date begins."""

from datetime import timedelta

from slakit.calendars.business_time import BusinessTime
from slakit.model import Moment


def begin(moment: Moment, timezone: str) -> int:
    """Epoch seconds: of a date the first instant in `timezone` with that local date or a later one."""
    if isinstance(moment.at, int):
        return moment.at
    days = timedelta(days=3)  # a zone may have skipped the date
    return BusinessTime.over(None, timezone=timezone, first=moment.at, last=moment.at + days).starts_at
