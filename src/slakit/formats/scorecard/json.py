"""The scorecard for programs, as `schema/evaluation.json` describes it. Exact numbers are text."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from slakit.attainment.scorecard import Attained, Due, PartyScore, PeriodScore, PromiseScore, Scorecard, Status
from slakit.calendars import HOLIDAYS
from slakit.formats.json import finding_object
from slakit.formats.json_text import dumped
from slakit.formats.scorecard import figures, times
from slakit.formats.setting import Setting
from slakit.numbers import plain

FORMAT_VERSION = "1.3"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(card: Scorecard, setting: Setting) -> str:
    """One JSON object, ending in a line break."""
    return dumped(document(card))


def document(card: Scorecard) -> dict[str, Any]:
    """The object, its keys in the order that people read them in."""
    return {
        "format_version": FORMAT_VERSION,
        "agreement": {
            "id": card.agreement,
            "title": card.title,
            "version": card.version,
            "from": card.term.from_.isoformat(),
            "through": card.term.through.isoformat() if card.term.through else None,
            "timezone": card.timezone,
        },
        "as_of": times.utc(card.as_of),
        "as_of_local": times.local(card.as_of, card.timezone).isoformat(),
        "as_of_given": card.as_of_given,
        "known_by": None if card.known_by is None else times.utc(card.known_by),
        "known_by_local": None if card.known_by is None else times.local(card.known_by, card.timezone).isoformat(),
        "holidays": {"package": HOLIDAYS, "release": card.holidays} if card.holidays else None,
        "selection": {"only": list(card.only), "leads": list(card.leads)},
        "verdict": {
            "broken": card.is_broken,
            "promises": {status.value: card.count(status) for status in Status},
            "outcomes": card.outcomes,
        },
        "log": {name: value for name, value in asdict(card.log).items() if name != "by_event"},
        "parties": [_party(party) for party in card.parties],
        "owners": [
            {
                "owner": owner.owner,
                "breached": owner.breached,
                "decided": owner.decided,
                "commitments": [{"id": id_, "breached": number} for id_, number in owner.commitments],
            }
            for owner in card.owners
        ],
        "owners_in_all": card.owners_in_all,
        "breached_without_owner": card.unowned,
        "due": {
            "at_risk": _due(card.upcoming.at_risk),
            "at_risk_in_all": card.upcoming.at_risk_in_all,
            "pending": _due(card.upcoming.pending),
            "pending_in_all": card.upcoming.pending_in_all,
        },
        "remarks": [asdict(remark) for remark in card.remarks],
        "findings": [finding_object(finding) for finding in card.findings],
    }


def _party(party: PartyScore) -> dict[str, Any]:
    return {
        "parties": list(party.parties),
        "title": party.title,
        "accountable": list(party.accountable),
        "promises": [_promise(promise) for promise in party.promises],
    }


def _promise(promise: PromiseScore) -> dict[str, Any]:
    return {
        "id": promise.id,
        "kind": promise.kind,
        "title": promise.title,
        "promised": promise.promised,
        "status": promise.status.value,
        "judged_by": promise.objective or promise.id,
        "file": promise.span.file,
        "line": promise.span.line,
        "column": promise.span.column,
        "outcomes": asdict(promise.counts),
        "causes": [{"cause": cause, "breached": number} for cause, number in promise.causes],
        "targets": list(promise.targets),
        "periods": [_period(period) for period in promise.periods],
    }


def _period(period: PeriodScore) -> dict[str, Any]:
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "running": period.running,
        "outcomes": asdict(period.counts),
        "results": [_result(result) for result in period.results],
    }


def _result(result: Attained) -> dict[str, Any]:
    return {
        "dimension": result.dimension,
        "state": result.state,
        "behind": result.behind,
        "target": result.target_text,
        "value": None if result.value is None else plain(result.value),
        "shown": figures.attained(result),
        "met": result.met,
        "breached": result.breached,
        "open": result.open,
    }


def _due(found: Sequence[Due]) -> list[dict[str, Any]]:
    return [
        {
            "commitment": due.commitment,
            "lead_id": due.lead_id,
            "episode": due.episode,
            "owner": due.owner,
            "due_at": times.utc(due.due_at),
        }
        for due in found
    ]
