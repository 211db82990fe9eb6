"""Calendars: the hours of local dates, public holidays, and exact open time over a horizon.

Everything here is whole epoch seconds, UTC, half-open; local dates are ordinals (`date.toordinal`).
"""

from slakit.calendars.business_time import BusinessTime, Closes, Openings, OpenInterval, Pieces, Segments
from slakit.calendars.moment import begin
from slakit.calendars.public_holidays import holiday_dates

__all__ = ["BusinessTime", "Closes", "OpenInterval", "Openings", "Pieces", "Segments", "begin", "holiday_dates"]
