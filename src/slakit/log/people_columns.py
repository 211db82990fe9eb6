"""The columns of a roster, and what else their names may be."""

from slakit.language.spelling import nearest
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
    "throughdate",
    "dateto",
    "today",
    "leavedate",
    "leavingdate",
    "terminationdate",
    "exitdate",
    "ended",
    "upto",
    "contractend",
    "expires",
    "expiry",
)


def means_the_first_day(name: str) -> bool:
    """Whether a column of that name plainly holds the first day of a stay."""
    return _plain(name) in _FIRST


def means_the_last_day(name: str) -> bool:
    """Whether a column of that name plainly holds the last day of a stay, or the one after it."""
    plain = _plain(name)
    if look(name) == "today":  # unlike `to_day`: when the file was made
        return False
    misspelt = abs(len(plain) - len("through")) <= 1 and nearest(plain, ("through",)) is not None
    return misspelt or plain in _LAST


def _plain(name: str) -> str:
    return look(name).replace("_", "").replace("-", "")
