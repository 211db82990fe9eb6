"""Random measures, and the quotas and goals on them."""

from datetime import date, timedelta
from typing import Any

from tests.oracle.drafting import SELECTORS, Draft, condition, name_calendar, period_name

BOUNDS = {
    "count": ("1", "2", "3", "5", "8", "0"),
    "leads": ("1", "2", "4", "31"),
    "sum": ("100", "1234.5", "0.75", "0"),
    "share": ("50%", "90%", "1/3", "0.8", "100%"),
    "ratio": ("0.5", "2", "1/3", "1"),
}
DURATIONS = ("median", "average", "p90")
TABLES = (
    {"score": {"50": "1", "80": "2.25", "0": "-1"}},
    {"automated": {"true": "3", "false": "0.1"}},
    {"owner": {"ann": "10", "bob": "20"}},
    {"worth": {"99.99": "7", "-3": "1"}},
)


def measures(made: Draft) -> None:
    """Give the agreement measures."""
    staged = "stages" in made.agreement
    found: dict[str, Any] = {"meetings": {"count": "meeting"}}
    choices: list[dict[str, Any]] = [
        {"count": made.one("attempt", ["handoff", "closed"])},
        {"leads": "handoff", "first": made.one("true", "false")},
        {"leads": ["attempt", "closed"]},
        {"sum": made.one("amount", "worth", "score"), "of": made.one("closed", "meeting")},
        {"sum": {"offer": {"demo": "2880", "webinar": "12.5"}}, "of": made.one("handoff", "meeting")},
        {"sum": made.one(*TABLES), "of": ["handoff", "attempt"]},
        {"share": "attempt", "of": ["attempt", "handoff"]},
        {"share": "attempt", "of": "handoff", "within": made.one("6 hours", "2 business hours", "1 business day")},
        {"share": "closed", "of": ["handoff", "returned"], "within": made.one("3 days", "12 hours")},
    ]
    if staged:
        choices += [
            {"count": made.one("mql", ["sal", "lost"])},
            {"leads": "mql", "first": "true"},
            {"sum": "amount", "of": "customer"},
            {"share": "sal", "of": ["sal", "lost"]},
            {"share": "customer", "of": "mql", "within": "2 days"},
        ]
    for name, response in made.agreement.get("responses", {}).items():
        choices += [{made.one(*DURATIONS): name}] * 2 if _kinds(response) else []
    for number, measure in enumerate(made.random.sample(choices, made.one(0, 1, 1, 2, 3))):
        if made.chance(0.3):
            measure = measure | {"when": condition(made)}
        found[f"m{number}"] = {key: value for key, value in measure.items() if value != "false"}
    _ratios(made, found)
    made.agreement["measures"] = found


def _kinds(response: dict[str, Any]) -> bool:
    """Whether the response has a target at all."""
    targets = response.get("targets", [response])
    return any("within" in target for target in targets)


def _ratios(made: Draft, found: dict[str, Any]) -> None:
    parts = [name for name, measure in found.items() if kind_of(measure) in ("count", "leads", "sum", "share")]
    if len(parts) > 1 and made.chance(0.4):
        above, below = made.random.sample(parts, 2)
        found["part"] = {"ratio": above, "of": below}
        if made.chance(0.3):
            found["part"]["when"] = condition(made)
        if made.chance(0.2):
            found["part_of_part"] = {"ratio": "part", "of": made.random.choice(parts)}


def kind_of(measure: dict[str, Any]) -> str:
    """The kind of a measure."""
    return next(kind for kind in (*BOUNDS, *DURATIONS) if kind in measure)


def quotas(made: Draft) -> None:
    """Give every measure quotas, all on one side of it, so that none contradict."""
    weekly = {"by": ["sales", "marketing"], "measure": "meetings", "at_least": "1", "per": "week"}
    found: dict[str, Any] = {"weekly": weekly}
    for name, measure in made.agreement["measures"].items():
        if name == "meetings" and made.chance(0.6):
            continue
        side = made.one("at_least", "at_least", "at_most") if name != "meetings" else "at_least"
        found[f"q_{name}"] = _quota(made, name, measure, side)
    made.agreement["quotas"] = found


def _quota(made: Draft, name: str, measure: dict[str, Any], side: str) -> dict[str, Any]:
    kind = kind_of(measure)
    business = "business" in measure.get("within", "")
    if kind in DURATIONS:
        bound = _duration(made, measure[kind])
        business = business or "business" in bound
    else:
        bound = made.one(*BOUNDS[kind])
    by = made.one({"by": "sales", "for": "marketing"}, {"by": ["marketing", "sales"]})
    found = dict(by) | {"measure": name, side: bound, "per": period_name(made)}
    divided = made.random.random()
    if divided < 0.25:
        found["for_each"] = {"people": dict(made.one(*SELECTORS))}
    elif divided < 0.4:
        found["for_each"] = made.one(*_DIMENSIONS)
    elif divided < 0.6 and kind in ("count", "leads", "sum"):
        found["times"] = {"people": dict(made.one(*SELECTORS))}
    if kind in ("share", "ratio", *DURATIONS) and made.chance(0.4):
        found["minimum_sample"] = made.one("1", "2", "3")
    name_calendar(made, found, business=business)
    return found


_DIMENSIONS = ("offer", "channel", "score", "automated", "owner", "worth", "signed", "seen", "stage")


def _duration(made: Draft, name: str) -> str:
    """A bound of the response's own kind."""
    response = made.agreement["responses"][name]
    written = str(response.get("within", response.get("targets")))
    if "business minute" in written or "business hour" in written:
        return str(made.one("30 business minutes", "2 business hours", "1 business hour"))
    return str(made.one("30 minutes", "2 hours", "1 day"))


def goals(made: Draft) -> None:
    """Perhaps a goal."""
    kinds = ("count", "leads", "sum", "share", "ratio")
    names = [name for name, measure in made.agreement["measures"].items() if kind_of(measure) in kinds]
    if made.chance(0.65):
        return
    name = made.random.choice(names)
    measure = made.agreement["measures"][name]
    start = date.fromisoformat(made.agreement["term"]["from"])
    if "through" in made.agreement["term"]:
        last = date.fromisoformat(made.agreement["term"]["through"])
    else:
        last = start + timedelta(days=60)
    begins = start + timedelta(days=made.random.randint(0, (last - start).days))
    if not made.exists((begins - made.night).days):
        begins -= timedelta(days=1)
    target = made.one(*BOUNDS[kind_of(measure)])
    goal: dict[str, Any] = {
        "title": "A goal",
        "statement": "Reach it.",
        "measure": name,
        "target": target,
        "due": (begins + timedelta(days=made.random.randint(0, (last - begins).days))).isoformat(),
        "by": made.one("sales", ["sales", "marketing"]),
        "owners": ["Dana Reyes"],
        "baseline": {"value": target, "source": "The year before"},
    }
    if begins != start or made.chance(0.5):
        goal["from"] = begins.isoformat()
    name_calendar(made, goal, business="business" in measure.get("within", ""))
    made.agreement["goals"] = {"goal": goal}
