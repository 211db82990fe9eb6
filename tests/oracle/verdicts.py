"""Clock commitments: the verdicts on stage entries, dwell, responses and cadences."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.oracle.cadences import cadence_outcomes
from tests.oracle.conditions import Values
from tests.oracle.events import Entry
from tests.oracle.outcome import Outcome
from tests.oracle.quantities import duration, rate
from tests.oracle.responses import Episode, finished, response_outcomes
from tests.oracle.setting import Setting

Clocks = dict[str, list[Outcome]]
"""The outcomes of each clock commitment, by its id."""


def clock_outcomes(setting: Setting) -> Clocks:
    """The outcomes of every response, cadence and stage."""
    clocks: Clocks = {}
    for name, declared in setting.agreement.get("responses", {}).items():
        clocks[name] = response_outcomes(setting, name, declared)
    for name, declared in setting.agreement.get("cadences", {}).items():
        clocks[name] = cadence_outcomes(setting, name, declared)
    for stage, declared in setting.agreement.get("stages", {}).items():
        for part in ("ready", "transition", "reason", "dwell"):
            clocks[f"{stage}.{part}"] = []
        for lead in setting.log.leads():
            _judge(setting, clocks, stage, declared, lead)
    return clocks


def _judge(setting: Setting, clocks: Clocks, stage: str, declared: Mapping[str, Any], lead: str) -> None:
    """The verdicts on a lead's entries of a stage."""
    entries = setting.events.entries(lead)
    number = 0
    for place, entry in enumerate(entries):
        state = setting.states.at(lead, entry.at)
        if entry.stage != stage or not setting.in_term(entry.at) or not setting.in_scope(state):
            continue
        number += 1
        after = next(iter(entries[place + 1 :]), None)
        found = {
            "ready": _ready(declared, setting, state),
            "transition": _transition(setting, entry),
            "reason": _reason(setting, clocks, declared, entry),
        }
        for part, verdict in found.items():
            if verdict is not None:
                clocks[f"{stage}.{part}"].append(_decided(setting, declared, entry, number, part, verdict))
        if "dwell" in declared:
            clocks[f"{stage}.dwell"].append(_dwell(setting, declared, entry, number, after))


def _ready(declared: Mapping[str, Any], setting: Setting, state: Values) -> str | None:
    """The cause of a breach, '' if there is none; None if nothing is judged. (So of each of the three.)"""
    if "ready" not in declared and "package" not in declared:
        return None
    if not setting.holds(declared.get("ready"), state):
        return "not-ready"
    if any(state.get(name) is None for name in declared.get("package", [])):
        return "missing-fields"
    return ""


def _transition(setting: Setting, entry: Entry) -> str | None:
    if entry.left is None:
        return None
    left = setting.agreement["stages"][entry.left]
    if "next" in left:
        listed = [left["next"]] if isinstance(left["next"], str) else left["next"]
        return "" if entry.stage in listed else "not-allowed"
    return "not-allowed" if "closes" in left else None


def _reason(setting: Setting, clocks: Clocks, declared: Mapping[str, Any], entry: Entry) -> str | None:
    if "reasons" not in declared:
        return None
    reason = entry.values.get("reason")
    if reason not in declared["reasons"]:
        return "unlisted-reason"
    required = (declared["reasons"][reason] or {}).get("requires")
    if required is None:
        return ""
    return "" if _proven(clocks, required, entry) else "reason-unproven"


def _proven(clocks: Clocks, required: str, entry: Entry) -> bool:
    """Whether the latest episode of the lead had been met by the entry, a cadence by its attempts."""
    begun = [
        outcome
        for outcome in clocks[required]
        if outcome.lead == entry.lead and outcome.started_at is not None and outcome.started_at <= entry.at
    ]
    if not begun:
        return False
    latest = max(begun, key=lambda outcome: outcome.episode or 0)
    if latest.state != "met" or latest.stopped_at is None or latest.stopped_at > entry.at:
        return False
    return latest.kind != "cadence" or latest.completed


def _decided(
    setting: Setting, declared: Mapping[str, Any], entry: Entry, number: int, part: str, cause: str
) -> Outcome:
    """A verdict that falls at the entry."""
    assert entry.lead is not None
    return Outcome(
        commitment=f"{entry.stage}.{part}",
        kind=part,
        party=setting.party(declared["by"]),
        lead=entry.lead,
        episode=number,
        owner=setting.owner(entry.lead, entry.at),
        started_at=entry.at,
        due_at=entry.at,
        stopped_at=entry.at,
        breached_at=entry.at if cause else None,
        state="breached" if cause else "met",
        cause=cause or None,
    )


def _dwell(setting: Setting, declared: Mapping[str, Any], entry: Entry, number: int, after: Entry | None) -> Outcome:
    dwell = declared["dwell"]
    calendar = setting.calendar(dwell.get("calendar"))
    lead = entry.lead
    assert lead is not None

    def make(**columns: Any) -> Outcome:
        return Outcome(
            commitment=f"{entry.stage}.dwell",
            kind="dwell",
            party=setting.party(declared["by"]),
            lead=lead,
            **columns,
        )

    if "within" in dwell:
        target = duration(dwell["within"])
        episode = Episode(number=number, started=entry.at, target=target, calendar=calendar)
        if after is not None:
            episode.end(after.at, "stop")
        return finished(setting, episode, at_risk=rate(dwell.get("at_risk", "75%")), make=make, lead=lead)
    target = duration(dwell["at_least"])
    due = calendar.deadline(entry.at, target)
    left = None if after is None else after.at
    too_soon = left is not None and left < due
    state = "breached" if too_soon else "met" if setting.as_of >= due else "pending"
    end = setting.as_of if left is None else left
    return make(
        episode=number,
        owner=setting.owner(lead, end),
        started_at=entry.at,
        due_at=due,
        stopped_at=left,
        breached_at=left if too_soon else None,
        state=state,
        target=f">= {target.text}",
        value=Fraction(calendar.accrued(entry.at, end, target)),
        cause="too-soon" if too_soon else None,
    )
