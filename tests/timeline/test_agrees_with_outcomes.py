"""A timeline never disagrees with the outcomes: in every hand-worked case its arithmetic leads to their figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from slakit.attainment.days import epoch
from slakit.durations import Basis, parse_duration
from slakit.model import ALWAYS, Response
from slakit.outcomes import Outcome, read
from slakit.timeline.lead import lead_timeline
from slakit.timeline.model import Clock, Episode, Sum, Timeline
from slakit.timeline.probe import Probe
from tests.engine.shared import CLOCKS, Evaluate, grouped


@pytest.mark.parametrize("path", grouped(CLOCKS))
def test_timelines_add_up_to_the_outcomes(path: Path, evaluated: Evaluate) -> None:
    judged = evaluated(path)
    if judged.is_refusal:
        return
    found, probe = judged.found, judged.probe
    assert not found.has_errors, found.diagnostics
    assert probe is not None
    outcomes = [outcome for outcome in read(found.connection) if outcome.lead_id is not None]
    for lead_id in dict.fromkeys(str(outcome.lead_id) for outcome in outcomes):
        timeline = lead_timeline(found, probe, lead_id, known_by=judged.request.known_by)
        mine = [outcome for outcome in outcomes if outcome.lead_id == lead_id]
        problems = [*_each_once(timeline, mine), *_differences(timeline, probe)]
        assert not problems, "\n".join([str(path), lead_id, *problems])


def _each_once(timeline: Timeline, outcomes: list[Outcome]) -> Iterator[str]:
    told = [episode.outcome for clock in timeline.clocks for episode in clock.episodes]
    if sorted(map(repr, told)) != sorted(map(repr, outcomes)):
        yield f"{len(told)} outcomes are told of, there are {len(outcomes)}"


def _differences(timeline: Timeline, probe: Probe) -> Iterator[str]:
    for clock in timeline.clocks:
        for episode in clock.episodes:
            for said in _of_episode(clock, episode, probe, timeline.as_of):
                yield f"{clock.commitment} {episode.outcome.episode}: {said}"


def _of_episode(clock: Clock, episode: Episode, probe: Probe, as_of: int) -> Iterator[str]:
    outcome = episode.outcome
    if not episode.verdict.startswith(outcome.state.replace("_", " ")):
        yield f"the verdict {episode.verdict!r} does not begin with {outcome.state}"
    if [moment.at for moment in episode.moments] != sorted(moment.at for moment in episode.moments):
        yield "its moments are not in order"
    counted = [moment for moment in episode.moments if moment.counted]
    if outcome.breached_at and clock.kind in ("response", "cadence", "dwell"):
        roles = {"deadline", "first-deadline", "gap", "leave"}
        if not any(moment.at == epoch(outcome.breached_at) and moment.role in roles for moment in counted):
            yield "the deadline that passed is not told of"
    if outcome.stopped_at and clock.kind in ("response", "cadence", "dwell"):
        ends = [moment for moment in counted if moment.at == epoch(outcome.stopped_at) and moment.role != "deadline"]
        if not any(moment.events for moment in ends):
            yield "what ended it is not told of"
    if not any(moment.at == epoch(outcome.started_at or "") and moment.events for moment in counted):
        yield "its start is not told of"
    yield from _arithmetic(clock, episode, probe, as_of)


def _arithmetic(clock: Clock, episode: Episode, probe: Probe, as_of: int) -> Iterator[str]:
    outcome, sums = episode.outcome, {found.about: found for found in episode.sums}
    if clock.kind in ("response", "dwell"):
        target = parse_duration((outcome.target or "").removeprefix(">= "))
        assert target is not None
        elapsed = target.basis is Basis.OPEN_TIME and _calendar(probe, clock, outcome) == ALWAYS
        if outcome.due_at:
            due = sums["due"]
            if due.end != epoch(outcome.due_at):
                yield "another deadline"
            if target.basis is Basis.OPEN_DAYS:
                if len(due.days) != target.count:
                    yield f"{len(due.days)} days, not {target.count}"
            elif due.seconds != target.seconds or (_listed(due) != due.seconds):
                yield f"the deadline adds up to {_listed(due)}, not {target.seconds} ({elapsed})"
        used = sums.get("used", sums.get("due"))
        value = int(outcome.value or 0)
        if clock.kind == "response" and target.basis is not Basis.OPEN_DAYS and (not used or used.seconds != value):
            yield f"used {used.seconds if used else None}, not {value}"
    if clock.kind == "cadence":
        attempts = sum(moment.role == "attempt" and moment.counted for moment in episode.moments)
        if attempts != int(outcome.value or 0):
            yield f"{attempts} attempts count, not {outcome.value}"
        if sums["due"].end != epoch(outcome.due_at or ""):
            yield "another deadline"
        about = {"first-too-late": "first attempt due", "gap-too-long": "next attempt due"}.get(outcome.cause or "")
        if about and sums[about].end != epoch(outcome.breached_at or ""):
            yield f"{about} at another instant"


def _listed(found: Sum) -> int:
    return sum(piece.seconds for piece in found.slices) + found.left_out_seconds


def _calendar(probe: Probe, clock: Clock, outcome: Outcome) -> str:
    for version in probe.versions:
        response = version.agreement.responses.get(clock.commitment)
        if isinstance(response, Response):
            return response.targets[0].calendar
    return ALWAYS
