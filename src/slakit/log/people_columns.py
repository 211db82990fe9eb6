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
_UNTIL = ("to", "until", "till", "thru", "through", "upto")
_END = ("end", "ends", "ended", "expires", "expiry", "expiration")
_ENDING = (
    "contract",
    "employment",
    "employed",
    "assignment",
    "role",
    "job",
    "position",
    "effective",
    "valid",
    "active",
)
_LEFT = (
    *("exit", "leave", "leaving", "left", "leaver", "termination", "terminated", "separation", "separated"),
    *("departure", "departed", "offboarding", "offboarded", "deactivation", "deactivated"),
    *("finish", "finished", "quit", "inactive", "resignation", "resigned", "term", "deleted", "disabled"),
)
_DATED = ("date", "dt", "day", "on", "at")
_LAST = frozenset((
    *_UNTIL,
    *_END,
    *(f"{what}{word}" for what in _ENDING for word in (*_UNTIL, *_END)),
    *(f"{what}{word}{dated}" for what in ("", *_ENDING) for word in (*_UNTIL, *_END) for dated in _DATED),
    *(f"date{word}" for word in (*_UNTIL, "end")),
    *(f"{word}{dated}" for word in _LEFT for dated in (*_DATED, "since")),
    *(f"date{of}{word}" for of in ("", "of") for word in _LEFT if word != "term"),
    *("assigneduntil", "assignedthrough", "endofemployment", "endemploymentdate", "endofassignment"),
    *("exit", "leaver", "left", "termination", "terminated", "separation", "departure", "departed", "resignation"),
    *("resigned", "offboarding", "offboarded", "finish", "finished", "inactivefrom"),
    *("lastday", "lastdate", "lastdt", "finalday", "finaldate"),
    *("lastworkingday", "lastworkingdate", "lastworkday", "lastdayworked", "lastdateworked", "finalworkingday"),
    *("lastdayofwork", "lastdayatwork", "lastdayofemployment", "lastdayofservice", "lastdayinrole", "lastdayemployed"),
    *("lastworkedday", "lastworkeddate", "vertragbis", "kündigungsdatum", "einddatum", "fechadesalida"),
    *("bis", "datumbis", "gültigbis", "gueltigbis", "ende", "enddatum", "austritt", "austrittsdatum", "vertragsende"),
    *("letztertag", "letzterarbeitstag", "datefin", "datedefin", "datedesortie", "hasta", "fechafin", "fechadebaja"),
))  # fmt: skip


def means_the_first_day(name: str) -> bool:
    """Whether a column of that name plainly holds the first day of a stay."""
    return _plain(name) in _FIRST


def means_the_last_day(name: str) -> bool:
    """Whether a column of that name plainly holds the last day of a stay, or the one after it."""
    plain = _plain(name)
    if look(name) == "today":  # unlike `to_day`: when the file was made
        return False
    misspelt = plain.startswith("t") and abs(len(plain) - len("through")) <= 1 and nearest(plain, ("through",))
    return bool(misspelt) or plain in _LAST


def is_of_a_contract(name: str) -> bool:
    """Whether a column of that name holds the last day of a contract or a licence, which who stays may have as well."""
    return _plain(name).startswith(("contract", "vertrag", "expir"))


def _plain(name: str) -> str:
    """The name without case and all that may stand between words."""
    return "".join(character for character in look(name) if character.isalnum())
