"""Waivers: breaches that the parties have agreed to excuse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.oracle.conditions import holds
from tests.oracle.outcome import Outcome
from tests.oracle.setting import Setting
from tests.oracle.zone import end_before, instant, start_of

Waivers = Sequence[Mapping[str, Any]]
"""Waivers documents, in the order of the files."""


def waived(settings: Sequence[Setting], waivers: Waivers, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, the breached ones that a waiver matches being waived: it keeps its cause and names the first."""
    return [_waived(settings[outcome.version], waivers, outcome) for outcome in outcomes]


def _waived(setting: Setting, waivers: Waivers, outcome: Outcome) -> Outcome:
    if outcome.state == "breached":
        for name, waiver in _each(waivers):
            if outcome.commitment in waiver["commitments"] and _matches(setting, waiver, outcome):
                return replace(outcome, state="waived", waiver=name)
    return outcome


def _each(waivers: Waivers) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for document in waivers:
        yield from document["waivers"].items()


def _matches(setting: Setting, waiver: Mapping[str, Any], outcome: Outcome) -> bool:
    until = _moment(setting, waiver["until"])
    since = _moment(setting, waiver["from"]) if "from" in waiver else None
    if outcome.period_start is not None and outcome.period_end is not None:
        if "leads" in waiver or "when" in waiver:
            return False
        end = end_before(setting.zone, outcome.period_end)
        return start_of(setting.zone, outcome.period_start) < until and (since is None or end > since)
    assert outcome.lead is not None
    assert outcome.started_at is not None
    assert outcome.breached_at is not None
    if "leads" in waiver and outcome.lead not in waiver["leads"]:
        return False
    state = setting.states.at(outcome.lead, outcome.started_at)
    if not holds(waiver.get("when", {}), state, setting.kinds):
        return False
    return outcome.started_at < until and (since is None or outcome.breached_at >= since)


def _moment(setting: Setting, text: str) -> int:
    """An instant, or the start of a date in the term's zone."""
    return instant(text) if "T" in text else start_of(setting.zone, date.fromisoformat(text))
