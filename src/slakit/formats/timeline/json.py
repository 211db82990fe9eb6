"""A lead's timeline for programs, as `schema/explanation.json` describes it. Instants are UTC, exact numbers text."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from slakit.attainment.days import utc_text
from slakit.formats.json_text import dumped
from slakit.formats.setting import Setting
from slakit.numbers import plain
from slakit.outcomes import Outcome
from slakit.timeline.model import Clock, Episode, LeftOut, Moment, Part, PeriodPromise, Promised, Sum, Timeline
from slakit.timeline.words import local

FORMAT_VERSION = "1.2"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(timeline: Timeline, setting: Setting) -> str:
    """One JSON object, ending in a line break."""
    return dumped(document(timeline))


def document(timeline: Timeline) -> dict[str, Any]:
    """The object, its keys in the order that people read them in."""
    zone = timeline.timezone
    return {
        "format_version": FORMAT_VERSION,
        "agreement": timeline.agreement,
        "lead_id": timeline.lead_id,
        "as_of": utc_text(timeline.as_of),
        "timezone": zone,
        "rows": [
            {
                "at": utc_text(row.at),
                "at_local": _local(row.at, zone),
                "event": row.event,
                "matches": list(row.matches),
                "values": dict(row.values),
            }
            for row in timeline.rows
        ],
        "left_out": _left_out(timeline.left_out),
        "clocks": [clock_object(clock) for clock in timeline.clocks],
        "periods": [_promise(promise) for promise in timeline.periods],
    }


def _left_out(found: LeftOut) -> dict[str, Any]:
    return {
        "after_as_of": found.after_as_of,
        "first_after": None if found.first_after is None else utc_text(found.first_after),
        "recorded_later": found.recorded_later,
        "unreadable": found.unreadable,
        "first_unreadable": found.first_unreadable or None,
    }


def clock_object(clock: Clock) -> dict[str, Any]:
    """One clock."""
    return {
        **_head(clock),
        "episodes": [_episode(episode, clock.timezone) for episode in clock.episodes],
        "idle": [_moment(moment, clock.timezone) for moment in clock.idle],
    }


def _promise(promise: PeriodPromise) -> dict[str, Any]:
    return {
        **_head(promise),
        "parts": [_part(part, promise.timezone) for part in promise.parts],
        "idle": [_moment(moment, promise.timezone) for moment in promise.idle],
    }


def _head(found: Promised) -> dict[str, Any]:
    return {
        "commitment": found.commitment,
        "kind": found.kind,
        "title": found.title,
        "party": found.party,
        "version": found.version,
        "file": found.clause.file,
        "line": found.clause.line,
        "column": found.clause.column,
        "timezone": found.timezone,
    }


def _part(part: Part, timezone: str) -> dict[str, Any]:
    return {
        "period_start": part.start.isoformat(),
        "period_end": part.end.isoformat(),
        "dimension": part.dimension,
        "amounts": {name: plain(amount) for name, amount in part.amounts},
        "text": part.text,
        "moments": [_moment(moment, timezone) for moment in part.moments],
    }


def _episode(episode: Episode, timezone: str) -> dict[str, Any]:
    return {
        "outcome": _outcome(episode.outcome),
        "verdict": episode.verdict,
        "moments": [_moment(moment, timezone) for moment in episode.moments],
        "sums": [_sum(found) for found in episode.sums],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    """The outcome with every column; what is empty is null, `value` is a plain number as text."""
    cells = asdict(outcome)
    return {**cells, "value": None if outcome.value is None else plain(Fraction(outcome.value))}


def _moment(moment: Moment, timezone: str) -> dict[str, Any]:
    return {
        "at": utc_text(moment.at),
        "at_local": _local(moment.at, timezone),
        "role": moment.role,
        "events": list(moment.events),
        "counted": moment.counted,
        "text": moment.text,
    }


def _sum(found: Sum) -> dict[str, Any]:
    return {
        "about": found.about,
        "from": utc_text(found.start),
        "to": utc_text(found.end),
        "seconds": found.seconds,
        "timezone": found.timezone,
        "intervals": [
            {
                "from": utc_text(piece.start),
                "to": utc_text(piece.end),
                "from_local": _local(piece.start, found.timezone),
                "to_local": _local(piece.end, found.timezone),
                "seconds": piece.seconds,
            }
            for piece in found.slices
        ],
        "intervals_left_out": found.left_out,
        "seconds_left_out": found.left_out_seconds,
        "days": list(found.days),
        "other_hours": [{"date": day, "why": why} for day, why in found.closed],
    }


def _local(at: int, timezone: str) -> str:
    return local(at, timezone).isoformat()
