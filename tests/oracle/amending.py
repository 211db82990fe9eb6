"""Random later versions of a random agreement: amended a little, or written anew."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from tests.oracle.agreements import fill
from tests.oracle.draft_clocks import cadence, response
from tests.oracle.draft_stages import stages
from tests.oracle.drafting import BUSINESS, DAYS, ELAPSED, Draft, condition
from tests.oracle.places import calendar
from tests.oracle.promises import goals, measures, quotas


def versions_of(made: Draft) -> list[dict[str, Any]]:
    """The drafted agreement and one or two later versions of it, which begin around the night."""
    term = made.agreement["term"]
    first = date.fromisoformat(term["from"])
    near = [made.night + timedelta(days=number) for number in range(-3, 6) if made.exists(number)]
    begins = sorted(made.random.sample([day for day in near if day > first], made.one(1, 1, 2)))
    versions = [made.agreement]
    for number, day in enumerate(begins, start=2):
        _end(made, versions[-1], day)
        versions.append(_next(made, versions[-1], day))
        versions[-1]["metadata"] = made.agreement["metadata"] | {"version": f"{number}.0.0"}
    if made.chance(0.2):
        made.random.shuffle(versions)
    return versions


def _end(made: Draft, version: dict[str, Any], day: date) -> None:
    """Perhaps let the version end before the next one begins on the day: the day before, or with a gap."""
    if "through" in version["term"] and made.chance(0.5):
        begins = date.fromisoformat(version["term"]["from"])
        last = day - timedelta(days=made.one(1, 1, 2, 3))
        version["term"]["through"] = max(begins, last).isoformat()


def _next(made: Draft, before: dict[str, Any], day: date) -> dict[str, Any]:
    """The version after the one before, from the day on."""
    draft = Draft(random=made.random, zone=made.zone, night=made.night, days=made.days, leads=made.leads)
    if made.chance(0.3):
        fill(draft)
        _term(draft, before, day)
        measures(draft)
        quotas(draft)
        goals(draft)
    else:
        draft.agreement = deepcopy(before)
        _keep_goals(draft, before)
        _term(draft, before, day)
        _amend(draft)
    return draft.agreement


def _term(draft: Draft, before: dict[str, Any], day: date) -> None:
    """Put the term where it belongs; it has an end if it had one, since a period may be the term."""
    term = draft.agreement["term"]
    term["from"] = day.isoformat()
    term["timezone"] = before["term"]["timezone"]
    if draft.chance(0.1):
        term["timezone"] = draft.one(draft.zone, "America/New_York", "Asia/Tokyo", "UTC")
    if "through" in term:
        term["through"] = (day + timedelta(days=draft.one(2, 9, 25, 60))).isoformat()


def _keep_goals(draft: Draft, before: dict[str, Any]) -> None:
    """Let a goal that began with the version before say so: the copy of it does not exist in the next."""
    for goal in draft.agreement.get("goals", {}).values():
        goal.setdefault("from", before["term"]["from"])


def _amend(draft: Draft) -> None:
    """Change some things and leave the others."""
    changes = [_again, _targets, _starts_anew, _opens_elsewhere, _counts_otherwise, _funnel, _scope, _closes]
    for change in draft.random.sample(changes, draft.one(1, 2, 3)):
        change(draft)
    if draft.chance(0.3):
        measures(draft)
        draft.agreement.pop("goals", None)
        goals(draft)
    quotas(draft)


def _clocks(draft: Draft) -> list[tuple[str, str]]:
    """The section and the id of each response and cadence."""
    return [(key, name) for key in ("responses", "cadences") for name in draft.agreement.get(key, {})]


def _again(draft: Draft) -> None:
    """Let the clocks meet later starts otherwise."""
    for key, name in _clocks(draft):
        draft.agreement[key][name]["again"] = draft.one("ignore", "restart", "never")


def _targets(draft: Draft) -> None:
    """Give responses other times of the same kind, and other ways to stop or pause."""
    for found in draft.agreement.get("responses", {}).values():
        for target in found.get("targets", [found]):
            if "within" in target:
                kind = next(kind for kind in (ELAPSED, BUSINESS, DAYS) if target["within"] in kind)
                target["within"] = draft.random.choice(kind)
        found["stops"] = draft.one("attempt", "connected", ["attempt", "connected"])
        if draft.chance(0.3):
            found.pop("pauses", None)
            found.pop("resumes", None)


def _starts_anew(draft: Draft) -> None:
    """Write one clock anew, or drop it."""
    clocks = _clocks(draft)
    if not clocks:
        return
    key, name = draft.random.choice(clocks)
    if name not in str([draft.agreement.get(section) for section in ("measures", "stages")]) and draft.chance(0.3):
        del draft.agreement[key][name]
        if not draft.agreement[key]:
            del draft.agreement[key]
    else:
        draft.agreement[key][name] = response(draft) if key == "responses" else cadence(draft)


def _opens_elsewhere(draft: Draft) -> None:
    """Change the hours of a calendar."""
    if draft.calendars:
        name = draft.random.choice(draft.calendars)
        zone = draft.agreement["calendars"][name].get("timezone", draft.agreement["term"]["timezone"])
        draft.agreement["calendars"][name] = calendar(draft.random, zone, draft.days)


def _counts_otherwise(draft: Draft) -> None:
    """Let other rows be the events."""
    events = draft.agreement["events"]
    events["attempt"] = draft.one({"event": ["call", "email"]}, {"event": "call"}, {"event": ["email", "reassigned"]})
    events["handoff"] = {"event": draft.one("assigned", ["assigned", "reassigned"])}
    if "stages" in draft.agreement:
        events.pop("sal", None)
        if draft.chance(0.5):
            events["sal"] = {"event": draft.one("accepted", ["accepted", "stage_changed"])}
            events["sal"]["where"] = draft.one({"result": "connected"}, {"stage": ["sal", "mql"]})


def _funnel(draft: Draft) -> None:
    """Write the stages anew."""
    if "stages" in draft.agreement:
        draft.agreement["events"].pop("sal", None)
        stages(draft)


def _scope(draft: Draft) -> None:
    """Widen or narrow the scope."""
    if draft.agreement.pop("scope", None) is None:
        draft.agreement["scope"] = condition(draft, depth=0)


def _closes(draft: Draft) -> None:
    """Begin weeks and years on other days."""
    term = draft.agreement["term"]
    term["week_starts"] = draft.one("sunday", "wednesday", "monday")
    term["fiscal_year_starts"] = draft.one("february", "march", "december")
