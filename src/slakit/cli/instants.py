"""Instants on the command line: with an offset, or a date meaning the whole of that day."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from slakit.attainment.days import day_starts
from slakit.cli.exits import Failure
from slakit.log.instants import EARLIEST, LATEST

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?\Z"
)
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parse_instant(option: str, text: str, timezone: str) -> int:
    """The epoch seconds that `text` means, floored: an ISO 8601 instant with an offset, or a local date of `timezone`,
    which means the end of that day (the next one's first instant). Raises `Failure` for anything else."""
    try:
        at = _parsed(option, text.strip(), timezone)
    except ValueError as error:
        raise Failure(f"{option} {text!r} is not an instant: {error}") from error
    if not EARLIEST <= at < LATEST:
        raise Failure(f"{option} {text!r} lies outside the years 1900 to 2199{_ending(text.strip(), at, timezone)}")
    return at


def _ending(text: str, at: int, timezone: str) -> str:
    """Why a date of those years is outside them: it means the end of its day, and the years are those of UTC."""
    if text != _LAST.isoformat():
        return ""
    end = (_EPOCH + timedelta(seconds=at)).replace(tzinfo=None).isoformat()
    return f" in UTC: it means the end of that day, which in {timezone} is {end}Z"


def _parsed(option: str, text: str, timezone: str) -> int:
    if _DATE.match(text):
        day = date.fromisoformat(text)
        if not _FIRST <= day <= _LAST:
            return LATEST
        following = day + timedelta(days=1)
        return day_starts(timezone, [following])[following]
    if not _INSTANT.match(text):
        example = "2027-03-31T17:00:00-04:00"
        raise Failure(
            f"{option} {text!r} is not an instant: write one with its offset ({example}) or a date (2027-03-31)"
        )
    moment = datetime.fromisoformat(text.upper().replace(",", "."))
    if moment.tzinfo is None:
        local = moment.replace(tzinfo=ZoneInfo(timezone), microsecond=0)
        raise Failure(f"{option} {text!r} has no offset: write {local.isoformat()} for the time in {timezone}")
    return (moment - _EPOCH) // timedelta(seconds=1)
