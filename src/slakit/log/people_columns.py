"""The columns of a roster, and what else their names may be."""

from slakit.log.headers import look

REQUIRED = ("person", "party", "role", "from")
FIXED = (*REQUIRED, "through")
"""The columns that every roster may have; all else is an attribute."""

_FIRST = (
    "start",
    "starts",
    "startdate",
    "since",
    "validfrom",
    "fromdate",
    "effectivefrom",
    "firstday",
    "begin",
    "begins",
)
_LAST = (
    "end",
    "ends",
    "enddate",
    "until",
    "till",
    "to",
    "thru",
    "validto",
    "validuntil",
    "validthrough",
    "todate",
    "lastday",
)


def means_the_first_day(name: str) -> bool:
    """Whether a column of that name plainly holds the first day of a stay."""
    return _plain(name) in _FIRST


def means_the_last_day(name: str) -> bool:
    """Whether a column of that name plainly holds the last day of a stay, or the one after it."""
    return _plain(name) in _LAST


def _plain(name: str) -> str:
    return look(name).replace("_", "").replace("-", "")
