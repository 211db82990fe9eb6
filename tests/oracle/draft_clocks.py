"""Random responses and cadences, with every option."""

from collections.abc import Sequence
from typing import Any

from tests.oracle.drafting import BUSINESS, DAYS, ELAPSED, Draft, condition, name_calendar, objective, promise


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
    found = promise(made) | {"starts": _names(made, *starts), "stops": _names(made, *stops)}
    if made.chance(0.5):
        found["cancels"] = _names(made, *cancels)
    if kinds is not DAYS and made.chance(0.7):
        found |= _pauses(made)
    if made.chance(0.2):
        found["when"] = condition(made, without=["offer", "channel"])
    if made.chance(0.6):
        found["within"] = made.random.choice(kinds)
    else:
        found["targets"] = _targets(made, kinds)
    name_calendar(made, found, business=kinds is not ELAPSED)
    return _clock_options(made, found)


def _pauses(made: Draft) -> dict[str, Any]:
    """What pauses and resumes; now and then a row is both, or starts or stops the clock too."""
    found: dict[str, Any] = {"pauses": "waiting", "resumes": "back"}
    if made.chance(0.15):
        found["pauses"] = made.one(["waiting", "returned"], ["waiting", "attempt"], ["waiting", "connected"])
    if made.chance(0.15):
        also = "connected" if "attempt" in found["pauses"] else "attempt"  # what pauses may not be named as resuming
        found["resumes"] = made.one(["back", also], ["back", "handoff"], "woken")
    elif made.chance(0.05):
        del found["resumes"]
    return found


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
        found["at_risk"] = made.one("50%", "25%", "2/3", "0.9", "100%")
    if made.chance(0.4):
        found["objective"] = objective(made)
    return found


def cadence(made: Draft) -> dict[str, Any]:
    """A random cadence."""
    starts, stops, cancels = _clock_events(made)
    number = made.random.randint(1, 4)
    within = made.one("3 days", "12 days", "4 business days", "6 days", "5 hours", "9 business hours")
    attempts = {"event": _names(made, "attempt", "closed"), "at_least": str(number)}
    if "stages" in made.agreement and made.chance(0.15):
        attempts["event"] = ["attempt", "sal"]
        stops, cancels = ["connected"], ["closed", "meeting"]
    found = promise(made) | {"starts": _names(made, *starts), "attempts": attempts, "within": within}
    short = within.endswith("hours")
    if made.chance(0.4):
        longer = () if short else ("6 hours", "2 business hours", "1 day")
        found["first_within"] = made.one("1 hour", "30 business minutes", within, *longer)
    if made.chance(0.6):
        found["spacing"] = _spacing(made, within, short)
    if made.chance(0.4):
        least = str(made.random.randint(1, min(number, 2)))
        found["distinct"] = {"field": made.one("channel", "result", "score", "worth"), "at_least": least}
    if made.chance(0.5):
        chosen = [name for name in stops if name not in attempts["event"]]
        found["stops"] = _names(made, *chosen)
    if made.chance(0.5):
        found["cancels"] = _names(made, *cancels)
    if made.chance(0.2):
        found["when"] = condition(made)
    name_calendar(made, found, business="business" in f"{within} {found.get('first_within')} {found.get('spacing')}")
    return _clock_options(made, found)


def _spacing(made: Draft, within: str, short: bool) -> dict[str, Any]:
    """How far apart attempts may and must be: never so far that four do not fit."""
    found = {}
    if made.chance(0.7):
        least = ("10 minutes", "1 hour") if short else ("1 hour", "30 minutes", "4 hours", "30 business minutes")
        found["at_least"] = made.one(*least)
    if made.chance(0.7) or not found:
        most = ("90 minutes", "2 hours", within) if short else ("1 day", "2 days", "12 hours", "1 business day", within)
        found["at_most"] = made.one(*most)
    return found
