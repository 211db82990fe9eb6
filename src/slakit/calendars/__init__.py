"""Calendars: the hours of local dates, public holidays, and exact open time over a horizon.

Everything here is whole epoch seconds, UTC, half-open; local dates are ordinals (`date.toordinal`).
"""

from slakit.calendars.business_time import BusinessTime, Closes, Openings, OpenInterval, Pieces, Segments
from slakit.calendars.moment import begin
from slakit.calendars.public_holidays import HOLIDAYS, has_public_holidays, holiday_dates, holiday_release

__all__ = [
    "HOLIDAYS",
    "BusinessTime",
    "Closes",
    "OpenInterval",
    "Openings",
    "Pieces",
    "Segments",
    "begin",
    "has_public_holidays",
    "holiday_dates",
    "holiday_release",
]
