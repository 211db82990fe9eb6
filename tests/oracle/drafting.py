"""Small random agreements that are valid: every kind of commitment, every option."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.places import BACK_OVER_MIDNIGHT, NIGHTS, calendar

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
    "closed": {"event": ["closed", "email"], "where": {"result": {"present": "true"}}},
    "meeting": {"event": "meeting"},
}

STAGES = ("inquiry", "mql", "sal", "customer", "lost")
SELECTORS = ({"party": "sales", "role": "rep"}, {"party": "sales"}, {"party": "marketing", "role": "rep"})


@dataclass(kw_only=True)
class Draft:
    """An agreement in the making. `night`: the local date that the log is about; `days`: those around it."""

    random: Random
    zone: str
    night: date
    days: Sequence[date]
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

    @property
    def calendars(self) -> list[str]:
        """The declared calendars."""
        return list(self.agreement.get("calendars", {}))


def draft(random: Random) -> Draft:
    """A random agreement."""
    zone, night = random.choice(BACK_OVER_MIDNIGHT if random.random() < 0.02 else NIGHTS)
    days = [night + timedelta(days=number) for number in range(-9, 10)]
    made = Draft(random=random, zone=zone, night=night, days=days)
    fill(made)
    return made


def fill(made: Draft) -> None:
    """Write the agreement: all but its measures, quotas and goals."""
    random = made.random
    made.agreement = _header(made)
    _calendars(made)
    if made.chance(0.15):
        made.agreement["scope"] = condition(made, depth=0)
    if made.chance(0.6):
        made.agreement["stages"] = {}
    made.agreement["responses"] = {f"r{n}": response(made) for n in range(random.choice((0, 1, 1, 2)))}
    made.agreement["cadences"] = {f"c{n}": cadence(made) for n in range(random.choice((0, 1, 1)))}
    if "stages" in made.agreement:
        stages(made)
    for key in ("responses", "cadences"):
        if not made.agreement[key]:
            del made.agreement[key]


def _header(made: Draft) -> dict[str, Any]:
    before, after = made.random.randint(3, 40), made.random.randint(3, 40)
    term = {
        "from": (made.night - timedelta(days=before)).isoformat(),
        "timezone": made.one(made.zone, made.zone, made.zone, "America/New_York", "UTC"),
        "currency": "USD",
    }
    if made.chance(0.8):
        term["through"] = (made.night + timedelta(days=after)).isoformat()
    if made.chance(0.4):
        term["week_starts"] = made.one("sunday", "saturday", "thursday", "monday")
    if made.chance(0.4):
        term["fiscal_year_starts"] = made.one("february", "april", "july", "december")
    return {
        "apiVersion": "slakit/v1",
        "kind": "Agreement",
        "metadata": {"name": "random", "title": "Random agreement", "version": "1.0.0"},
        "term": term,
        "parties": {
            "marketing": {"title": "Marketing", "accountable": "Dana Reyes"},
            "sales": {"title": "Sales", "accountable": "Lee Park"},
        },
        "fields": FIELDS,
        "events": dict(EVENTS),
    }


def _calendars(made: Draft) -> None:
    number = made.random.choice((0, 1, 1, 1, 2))
    zones = (made.zone, made.one(made.zone, "America/New_York", "Asia/Kathmandu"))
    found = {f"hours{n}": calendar(made.random, zones[n], made.days) for n in range(number)}
    if found:
        made.agreement["calendars"] = found


def name_calendar(made: Draft, declared: dict[str, Any], *, business: bool) -> None:
    """Name a calendar where it must be named, and sometimes where it need not."""
    several = len(made.calendars) > 1
    if (several and business) or (made.calendars and made.chance(0.3)):
        declared["calendar"] = made.random.choice(made.calendars)
    elif not several and not business and made.chance(0.15):
        declared["calendar"] = "always"


ELAPSED = ("45 minutes", "90 minutes", "1 hour", "6 hours", "12 hours", "1 day", "3 days", "100 seconds")
BUSINESS = ("15 business minutes", "1 business hour", "90 business minutes", "3 business hours", "6 business hours")
DAYS = ("1 business day", "2 business days", "3 business days")


def condition(made: Draft, depth: int = 1, without: Sequence[str] = ()) -> dict[str, Any]:
    """A condition in which no field comes twice, so that it can hold and can fail."""
    free = [name for name in (*FIELDS, "owner", "amount") if name not in without]
    made.random.shuffle(free)
    found: dict[str, Any] = {}
    for _ in range(made.random.choice((1, 1, 2))):
        name = free.pop()
        found[name] = _test(made, name)
    if depth and made.chance(0.4):
        parts = [{name: _test(made, name)} for name in (free.pop(), free.pop())]
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
            return {made.one("at_least", "below"): made.night.isoformat()}
        case "seen":
            return {made.one("above", "at_most"): f"{made.night.isoformat()}T00:00:00Z"}
        case _:
            return made.one(
                "ann", {"is_not": "bob"}, {"contains": "n"}, {"matches": "^(ann|con)"}, ["bob", "connected"]
            )


def _promise(made: Draft) -> dict[str, Any]:
    return dict(
        made.one(
            {"by": "sales", "for": "marketing"}, {"by": "marketing", "for": "sales"}, {"by": ["sales", "marketing"]}
        )
    )


def objective(made: Draft) -> dict[str, Any]:
    """An objective of a clock."""
    found = {"at_least": made.one("95%", "50%", "2/3", "0.75", "100%"), "per": period_name(made)}
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


def _names(made: Draft, *choices: str) -> Any:
    number = min(len(choices), made.random.choice((1, 1, 1, 2)))
    chosen = made.random.sample(choices, number)
    return chosen[0] if number == 1 and made.chance(0.7) else chosen


def _clock_events(made: Draft) -> tuple[list[str], list[str], list[str]]:
    """Events to start, to stop and to cancel with, none in two roles."""
    starts, stops, cancels = ["handoff", "returned"], ["attempt", "connected"], ["closed", "meeting"]
    if "stages" in made.agreement:
        starts.append(made.one("mql", "inquiry"))
        stops.append(made.one("sal", "customer"))
        cancels.append("lost")
    return starts, stops, cancels


def response(made: Draft) -> dict[str, Any]:
    """A random response."""
    starts, stops, cancels = _clock_events(made)
    kinds: Sequence[str] = made.one(ELAPSED, BUSINESS, DAYS)
    found = _promise(made) | {"starts": _names(made, *starts), "stops": _names(made, *stops)}
    if made.chance(0.6):
        found["cancels"] = _names(made, *cancels)
    if kinds is not DAYS and made.chance(0.7):
        found |= {"pauses": "waiting", "resumes": "back"}
    if made.chance(0.2):
        found["when"] = condition(made, without=["offer", "channel"])
    if made.chance(0.5):
        found["within"] = made.random.choice(kinds)
    else:
        found["targets"] = _targets(made, kinds)
    name_calendar(made, found, business=kinds is not ELAPSED)
    return _clock_options(made, found)


def _targets(made: Draft, kinds: Sequence[str]) -> list[dict[str, Any]]:
    targets: list[dict[str, Any]] = [
        {"when": {"offer": made.one("demo", "webinar")}},
        {"when": {"channel": {"is_not": "call"}}},
        {},
    ]
    del targets[1 : made.random.choice((1, 2, 2))]
    for target in targets:
        target["within"] = made.random.choice(kinds)
        if made.calendars and made.chance(0.3):
            target["calendar"] = made.random.choice(made.calendars)
    if made.chance(0.3):
        exempt = made.random.choice(targets)
        exempt["exempt"] = "true"
        exempt.pop("within")
        exempt.pop("calendar", None)
    return targets


def _clock_options(made: Draft, found: dict[str, Any]) -> dict[str, Any]:
    if made.chance(0.7):
        found["again"] = made.one("ignore", "restart", "restart", "never")
    if made.chance(0.3):
        found["at_risk"] = made.one("50%", "25%", "2/3", "0.9")
    if made.chance(0.6):
        found["objective"] = objective(made)
    return found


def cadence(made: Draft) -> dict[str, Any]:
    """A random cadence."""
    starts, stops, cancels = _clock_events(made)
    number = made.random.randint(1, 4)
    within = made.one("3 days", "12 days", "4 business days", "6 days")
    attempts = {"event": _names(made, "attempt", "closed"), "at_least": str(number)}
    found = _promise(made) | {"starts": _names(made, *starts), "attempts": attempts, "within": within}
    if made.chance(0.4):
        found["first_within"] = made.one("1 hour", "6 hours", "2 business hours", "1 day", "30 business minutes")
    business = "business" in within + found.get("first_within", "")
    if made.chance(0.6):
        found["spacing"] = {}
        if made.chance(0.7):
            found["spacing"]["at_least"] = made.one("1 hour", "30 minutes", "4 hours", "30 business minutes")
        if made.chance(0.7) or not found["spacing"]:
            found["spacing"]["at_most"] = made.one("1 day", "2 days", "12 hours", "1 business day")
        business = business or any("business" in text for text in found["spacing"].values())
    if made.chance(0.4):
        least = str(made.random.randint(1, min(number, 2)))
        found["distinct"] = {"field": made.one("channel", "result", "score"), "at_least": least}
    if made.chance(0.5):
        chosen = [name for name in stops if name not in attempts["event"]]
        found["stops"] = _names(made, *chosen)
    if made.chance(0.5):
        found["cancels"] = _names(made, *cancels)
    if made.chance(0.2):
        found["when"] = condition(made)
    name_calendar(made, found, business=business)
    return _clock_options(made, found)


def stages(made: Draft) -> None:
    """Give the agreement stages, with all that may be promised of them."""
    clocks = [*made.agreement.get("responses", {}), *made.agreement.get("cadences", {})]
    found: dict[str, Any] = {}
    made.agreement["stages"] = found
    for place, name in enumerate(STAGES):
        stage: dict[str, Any] = {"title": name.title(), "by": made.one("sales", "marketing")}
        onward = [*STAGES[place + 1 : place + 2], *made.random.sample(STAGES, 2)]
        if name in ("customer", "lost"):
            stage["closes"] = made.one("won", "recycled") if name == "customer" else "lost"
        if name not in ("customer", "lost") or made.chance(0.4) or name == "customer":
            stage["next"] = sorted({other for other in onward if other != name})
        found[name] = stage
        _stage_parts(made, name, stage, clocks)
    found["inquiry"]["initial"] = "true"
    if made.chance(0.2):
        made.agreement["events"]["sal"] = {"event": ["accepted", "stage_changed"], "where": {"result": "connected"}}


def _stage_parts(made: Draft, name: str, stage: dict[str, Any], clocks: Sequence[str]) -> None:
    parts = ["transition"]
    if made.chance(0.4):
        stage["ready"] = condition(made)
        parts.append("ready")
    if made.chance(0.3):
        stage["package"] = made.random.sample(["score", "offer", "owner", "worth", "seen"], 2)
        parts.append("ready")
    if made.chance(0.4):
        stage["reasons"] = {"price": {"title": "Price"}, "no_reply": {"title": "Not reached"}}
        if clocks:
            stage["reasons"]["no_reply"]["requires"] = made.random.choice(clocks)
        parts.append("reason")
    if made.chance(0.5):
        key = made.one("within", "at_least")
        text = made.one(*ELAPSED, *BUSINESS, *DAYS)
        stage["dwell"] = {key: text}
        name_calendar(made, stage["dwell"], business="business" in text)
        parts.append("dwell")
        if key == "within" and made.chance(0.3):
            stage["dwell"]["at_risk"] = made.one("50%", "90%")
    if made.chance(0.3):
        stage["objective"] = {made.random.choice(parts): objective(made)}
