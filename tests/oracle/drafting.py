"""An agreement in the making, and what every part of one is made of: fields, events, conditions, calendars, periods."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

FIELDS: dict[str, Any] = {
    "score": {"type": "integer", "min": "0", "max": "100"},
    "offer": {"type": "enum", "values": {"demo": "A demo", "webinar": "A webinar", "ebook": "An e-book"}},
    "result": {"type": "string"},
    "automated": {"type": "boolean"},
    "channel": {"type": "enum", "values": ["call", "email", "meeting"]},
    "signed": {"type": "date"},
    "seen": {"type": "timestamp"},
    "worth": {"type": "decimal"},
}

EVENTS: dict[str, Any] = {
    "handoff": {"event": "assigned"},
    "returned": {"event": ["assigned", "reassigned"], "where": {"automated": {"is_not": "true"}}},
    "attempt": {"event": ["call", "email"], "where": {"automated": {"is_not": "true"}}},
    "connected": {"event": "call", "where": {"result": "connected"}},
    "waiting": {"event": "snoozed"},
    "back": {"event": "unsnoozed"},
    "woken": {"event": ["unsnoozed", "snoozed"], "where": {"automated": "false"}},
    "closed": {"event": ["closed", "email"], "where": {"result": {"present": "true"}}},
    "meeting": {"event": "meeting"},
}

OWNERS = ("ann", "bob", "cy")
LEADS = (("L1", "L2", "L3"), ("L1", "L2", "L3"), ("L2", "L10", "l1"), ("é", 'z, "Z"', "\U0001f642"))
STAGES = ("inquiry", "mql", "sal", "customer", "lost")
SELECTORS: Sequence[dict[str, Any]] = (
    {"party": "sales", "role": "rep"},
    {"party": "sales"},
    {"party": "marketing", "role": "rep"},
    {"role": ["rep", "lead"]},
    {"team": "east"},
)


@dataclass(kw_only=True)
class Draft:
    """An agreement in the making. `night`: the local date that the log is about; `days`: those around it.

    `leads`: those that have rows.
    """

    random: Random
    zone: str
    night: date
    days: Sequence[date]
    leads: Sequence[str] = ("L1", "L2", "L3")
    agreement: dict[str, Any] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.random.random() < share

    def one(self, *choices: Any) -> Any:
        """One of the choices."""
        return self.random.choice(choices)

    @property
    def through(self) -> bool:
        """Whether the term has an end."""
        return "through" in self.agreement["term"]

    def exists(self, number: int) -> bool:
        """Whether the date so many days after the night ever was: whether it may be a term of its own is not said."""
        return number != 0 or self.zone != "Pacific/Apia"

    @property
    def calendars(self) -> list[str]:
        """The declared calendars."""
        return list(self.agreement.get("calendars", {}))


def name_calendar(made: Draft, declared: dict[str, Any], *, business: bool) -> None:
    """Name a calendar where it must be named, and sometimes where it need not."""
    several = len(made.calendars) > 1
    if (several and business) or (made.calendars and made.chance(0.3)):
        declared["calendar"] = made.random.choice(made.calendars)
    elif not several and not business and made.chance(0.15):
        declared["calendar"] = "always"


ELAPSED = ("45 minutes", "90 minutes", "1 hour", "6 hours", "12 hours", "1 day", "3 days", "100 seconds", "1 week")
BUSINESS = ("15 business minutes", "1 business hour", "90 business minutes", "3 business hours", "6 business hours")
DAYS = ("1 business day", "2 business days", "3 business days", "5 business days")


def condition(made: Draft, depth: int = 1, without: Sequence[str] = ()) -> dict[str, Any]:
    """A condition in which no field comes twice, so that it can hold and can fail."""
    free = [name for name in (*FIELDS, "owner", "amount", "stage", "reason") if name not in without]
    made.random.shuffle(free)
    found: dict[str, Any] = {}
    for _ in range(made.random.choice((1, 1, 2))):
        name = free.pop()
        found[name] = _test(made, name)
    if depth and made.chance(0.4):
        parts = [{name: _test(made, name)} for name in (free.pop(), free.pop())]
        if made.chance(0.3):
            inner = [{name: _test(made, name)} for name in (free.pop(), free.pop())]
            inner = [{name: _test(made, name)} for name in (free.pop(), free.pop())]
            parts[1] = {made.one("all", "any", "none"): inner}
        found[made.one("all", "any", "none")] = parts
    return found


def _test(made: Draft, name: str) -> Any:
    if made.chance(0.2):
        return {"present": made.one("true", "true", "false")}
    match name:
        case "score":
            return made.one("50", {"at_least": "50"}, {"at_most": "60"}, {"above": "20", "below": "80"})
        case "worth" | "amount":
            return made.one({"at_least": "0.5"}, {"below": "100"}, {"is_not": "1.5"})
        case "offer":
            return made.one("demo", ["demo", "webinar"], {"is_not": "ebook"}, {"is_not": ["demo", "ebook"]})
        case "channel":
            return made.one("call", {"is_not": "meeting"}, ["email", "meeting"])
        case "automated":
            return made.one("true", "false", {"is_not": "true"})
        case "signed":
            return {made.one("at_least", "below", "above", "at_most"): made.night.isoformat()}
        case "seen":
            return {made.one("above", "at_most", "at_least", "below"): f"{made.night.isoformat()}T00:00:00Z"}
        case "stage":
            return made.one("mql", ["inquiry", "sal"], {"is_not": ["mql", "lost"]}, {"contains": "l"})
        case "reason":
            return made.one("price", {"is_not": "no_reply"}, {"matches": "^(no|we)"})
        case _:
            return made.one(
                "ann", {"is_not": "bob"}, {"contains": "n"}, {"matches": "^(ann|con)"}, ["bob", "connected"]
            )


def promise(made: Draft) -> dict[str, Any]:
    return dict(
        made.one(
            {"by": "sales", "for": "marketing"}, {"by": "marketing", "for": "sales"}, {"by": ["sales", "marketing"]}
        )
    )


def objective(made: Draft) -> dict[str, Any]:
    """An objective of a clock."""
    found: dict[str, Any] = {"at_least": made.one("95%", "50%", "2/3", "0.75", "100%"), "per": period_name(made)}
    if made.chance(0.15):
        found = {"at_most": made.one("50%", "1/3", "0"), "per": found["per"]}
    if made.chance(0.3):
        found["for_each"] = {"people": dict(made.one(*SELECTORS))}
    if made.chance(0.3):
        found["minimum_sample"] = made.one("1", "2", "3")
    return found


def period_name(made: Draft) -> str:
    """How long a period is."""
    apia = made.zone == "Pacific/Apia"
    choices = ["week", "week", "month", "month", "quarter", "year"] + ["day"] * (not apia) + ["term"] * made.through
    return str(made.random.choice(choices))
