"""Clock commitments: the verdicts on stage entries, dwell, responses and cadences."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.clocks import clock_names, episode_outcomes
from tests.oracle.conditions import Values
from tests.oracle.events import Entry
from tests.oracle.outcome import Outcome
from tests.oracle.quantities import duration, rate
from tests.oracle.responses import Episode, finished
from tests.oracle.setting import Setting

Clocks = dict[str, list[Outcome]]
"""The outcomes of each clock commitment, by its id."""

PARTS = ("ready", "transition", "reason", "dwell")


def clock_outcomes(settings: Sequence[Setting]) -> Clocks:
    """The outcomes of every response, cadence and stage of all versions."""
    clocks = {name: episode_outcomes(settings, name) for name in clock_names(settings)}
    stages = [stage for setting in settings for stage in setting.agreement.get("stages", {})]
    for stage in dict.fromkeys(stages):
        for part in PARTS:
            clocks[f"{stage}.{part}"] = []
        for lead in settings[0].log.leads():
            for number, (setting, entry, after) in enumerate(_judged(settings, stage, lead), start=1):
                _judge(setting, clocks, entry, after, number)
    return clocks


def _judged(settings: Sequence[Setting], stage: str, lead: str) -> list[tuple[Setting, Entry, Entry | None]]:
    """The lead's entries of a stage that are judged, each with its version and that version's next entry."""
    found: list[tuple[Setting, Entry, Entry | None]] = []
    for setting in settings:
        entries = setting.events.entries(lead)
        for place, entry in enumerate(entries):
            if entry.stage != stage or not setting.in_force(entry.at):
                continue
            if setting.in_scope(setting.states.at(lead, entry.at)):
                found.append((setting, entry, next(iter(entries[place + 1 :]), None)))
    return sorted(found, key=lambda judged: judged[1].at)


def _judge(setting: Setting, clocks: Clocks, entry: Entry, after: Entry | None, number: int) -> None:
    """The verdicts on one entry."""
    stage, declared = entry.stage, setting.agreement["stages"][entry.stage]
    assert entry.lead is not None
    found = {
        "ready": _ready(declared, setting, setting.states.at(entry.lead, entry.at)),
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
        version=setting.place,
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
            version=setting.place,
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
