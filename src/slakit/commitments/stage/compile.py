"""A stage's four commitments as SQL, one row per numbered entry: ready, transition, reason, dwell."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, get_args

from slakit.commitments.episodes import Candidates, ClockCompiler
from slakit.commitments.promise import Promise
from slakit.commitments.starts import several_starts
from slakit.model import Again, Agreement, Dwell, Present, Stage
from slakit.sql.clock import Target
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER
from slakit.sql.outcome import record_clock
from slakit.sql.text import any_of

StagePart = Literal["ready", "transition", "reason", "dwell"]


def stage_parts(agreement: Agreement, stage: Stage) -> tuple[StagePart, ...]:
    """Which of a stage's commitments exist: a transition is judged where some stage says what may follow it."""
    judged_exits = any(other.next is not None or other.closes for other in agreement.stages.values())
    present = {
        "ready": stage.ready is not None or bool(stage.package),
        "transition": judged_exits,
        "reason": bool(stage.reasons),
        "dwell": stage.dwell is not None,
    }
    return tuple(part for part in get_args(StagePart) if present[part])


def promises(agreement: Agreement) -> Iterator[Promise]:
    """The commitments of every stage: `mql.ready`, `mql.transition` and so on."""
    for stage in agreement.stages.values():
        for part in stage_parts(agreement, stage):
            yield Promise(
                id=f"{stage.id}.{part}",
                kind=part,
                by=stage.by,
                title=f"{stage.title or stage.id}: {part}",
                compile_clock=partial(compile_stage, stage=stage, part=part),
            )


def compile_stage(compilation: Compilation, wanted: bool, *, stage: Stage, part: StagePart) -> ClockCompiler:
    """Compile one commitment of `stage`; returns the name of its judged entries, as `record_clock` keeps them."""
    prefix = compilation.named(f"stage__{stage.id}__{part}")
    compilers: dict[StagePart, Callable[[Compilation, Stage, str, str], str]] = {
        "ready": _ready,
        "transition": _transition,
        "reason": _reason,
        "dwell": _dwell,
    }
    # Every entry of a stage is an episode of its own, and takes a number in every version that has the stage.
    versions = [other for other in compilation.shared.versions if stage.id in other.agreement.stages]
    entered = _entries(compilation, stage)
    entries = yield Candidates(
        key=f"stage__{stage.id}__entries",
        relation=entered,
        starts=entered,
        again=Again.RESTART,
        beside={other.number: _entries(other, other.agreement.stages[stage.id]) for other in versions},
    )
    return record_clock(
        compilation,
        name=f"{prefix}__outcomes",
        source=compilers[part](compilation, stage, entries, f"{prefix}__judged"),
        commitment=f"{stage.id}.{part}",
        kind=part,
        by=stage.by,
        starts=[stage.id],
        wanted=wanted,
    )


def _entries(compilation: Compilation, stage: Stage) -> str:
    """Keep the entries in the term and in scope, with the readiness of the lead's state."""
    name = compilation.named(f"stage__{stage.id}__entries")
    if any(relation.name == name for relation in compilation.shared.relations):
        return name
    compilation.use_entries(["reason"] if stage.reasons else [])
    missing = [Present(field=name, present=False, span=stage.span) for name in stage.package]
    judge = compilation.judge([stage.id], compilation.agreement.scope, stage.ready, *missing)
    lacks = any_of([judge.test(one) for one in missing])
    reason = "r.v_reason" if stage.reasons else f"CAST(NULL AS {compilation.dialect.text})"
    compilation.add(
        name,
        f"""SELECT r.lead, r.ts AS started_at, r.left_no, r.leave_at, {reason} AS reason,
  {judge.test(stage.ready)} AS is_ready, {lacks} AS lacks_fields
FROM {compilation.named("entries")} AS r{judge.join()}
WHERE r.stage_no = {compilation.stage_number(stage.id)} AND {compilation.in_term("r.ts")}
  AND {judge.test(compilation.agreement.scope)}""",
    )
    several_starts(compilation, name)
    return name


def _decided(compilation: Compilation, name: str, source: str, met: str, cause: str, where: str = "TRUE") -> str:
    """Keep `name`: entries decided at once, by `met` (never NULL), with the `cause` of a breach."""
    text, integer = compilation.dialect.text, compilation.dialect.integer
    return compilation.add(
        name,
        f"""SELECT lead, episode, started_at, started_at AS due_at, started_at AS stopped_at,
  CASE WHEN NOT is_met THEN started_at END AS breached_at,
  CASE WHEN is_met THEN 'met' ELSE 'breached' END AS state,
  CAST(NULL AS {text}) AS target, CAST(NULL AS {integer}) AS value, CASE WHEN NOT is_met THEN cause END AS cause,
  CAST(NULL AS {integer}) AS proven_at
FROM (SELECT a.*, {met} AS is_met, {cause} AS cause FROM {source} AS a WHERE {where}) AS d""",
        keep=False,
    )


def _ready(compilation: Compilation, stage: Stage, entries: str, name: str) -> str:
    cause = "CASE WHEN NOT is_ready THEN 'not-ready' ELSE 'missing-fields' END"
    return _decided(compilation, name, entries, "is_ready AND NOT lacks_fields", cause)


def _transition(compilation: Compilation, stage: Stage, entries: str, name: str) -> str:
    """Judged if the stage left says where it leads: by `next`, or by closing without a `next`."""
    judged, allowed = [], []
    for number, left in enumerate(compilation.agreement.stages.values()):
        if left.next is not None or left.closes:
            judged.append(str(number))
        if left.next is not None and stage.id in left.next:
            allowed.append(str(number))
    met = f"left_no IN ({', '.join(allowed)})" if allowed else "FALSE"
    where = f"left_no IN ({', '.join(judged)})" if judged else "FALSE"
    return _decided(compilation, name, entries, met, "'not-allowed'", where)


def _reason(compilation: Compilation, stage: Stage, entries: str, name: str) -> str:
    """Listed, and what the reason requires was kept in the latest episode before the entry."""
    source = entries
    proofs = {reason.requires: None for reason in stage.reasons.values() if reason.requires}
    for number, commitment in enumerate(proofs):
        found = compilation.dialect.nearest(
            source,
            compilation.all_episodes(commitment),
            alias="p",
            keys=["lead"],
            at="a.started_at",
            relation=">=",
            position="started_at",
        )
        source = compilation.add(
            f"{name}__proof_{number}",
            f"SELECT a.*, coalesce(p.proven_at, {NEVER}) <= a.started_at AS proof_{number} FROM {found}",
        )
    string = compilation.dialect.string
    listed = ", ".join(string(code) for code in stage.reasons)
    is_listed = f"coalesce(reason IN ({listed}), FALSE)"
    cases = "".join(
        f" WHEN reason = {string(code)} THEN proof_{list(proofs).index(reason.requires)}"
        for code, reason in stage.reasons.items()
        if reason.requires
    )
    proven = f"CASE{cases} ELSE TRUE END" if cases else "TRUE"
    cause = f"CASE WHEN {is_listed} THEN 'reason-unproven' ELSE 'unlisted-reason' END"
    return _decided(compilation, name, source, f"({is_listed} AND {proven})", cause)


def _dwell(compilation: Compilation, stage: Stage, entries: str, name: str) -> str:
    dwell = stage.dwell
    if dwell is None:
        raise ValueError(f"stage {stage.id} has no dwell")
    timer = compilation.timer([Target(dwell.duration, dwell.calendar)])
    as_of = compilation.as_of
    timed = compilation.add(
        f"{name}__timed",
        f"""SELECT a.*, {timer.reading("a.started_at", "k")} AS start_reading,
  {timer.deadline("a.started_at", "k")} AS due_at,
  CASE WHEN a.leave_at < {NEVER} THEN a.leave_at ELSE {as_of} END AS end_at
FROM {entries} AS a{timer.deadline_join("a.started_at", "k")}""",
        keep=False,
    )
    accrued = compilation.add(
        f"{name}__accrued",
        f"""SELECT a.*, {timer.reading("a.end_at", "k")} - a.start_reading AS accrued
FROM {timed} AS a{timer.reading_join("a.end_at", "k")}""",
    )
    sign = "" if dwell.operator == "within" else ">= "
    return compilation.add(
        name,
        f"""SELECT lead, episode, started_at, due_at, CASE WHEN leave_at < {NEVER} THEN leave_at END AS stopped_at,
  CASE WHEN state = 'breached' THEN {"due_at" if dwell.operator == "within" else "leave_at"} END AS breached_at,
  state, {compilation.dialect.string(sign + str(dwell.duration))} AS target, accrued AS value,
  CASE WHEN state = 'breached' THEN {_dwell_cause(dwell)} END AS cause,
  CAST(NULL AS {compilation.dialect.integer}) AS proven_at
FROM (
  SELECT a.*, {_dwell_state(dwell, timer.budget("a.due_at", "a.started_at"), as_of)} AS state FROM {accrued} AS a
) AS d""",
        keep=False,
    )


def _dwell_state(dwell: Dwell, budget: str, as_of: int) -> str:
    if dwell.operator == "at_least":
        return f"""CASE WHEN a.leave_at < a.due_at THEN 'breached'
    WHEN {as_of} >= a.due_at THEN 'met' ELSE 'pending' END"""
    risk = dwell.at_risk
    return f"""CASE WHEN a.end_at > a.due_at THEN 'breached' WHEN a.leave_at < {NEVER} THEN 'met'
    WHEN a.accrued * {risk.denominator} >= {risk.numerator} * {budget} THEN 'at_risk' ELSE 'pending' END"""


def _dwell_cause(dwell: Dwell) -> str:
    return (
        "'too-soon'" if dwell.operator == "at_least" else f"CASE WHEN leave_at < {NEVER} THEN 'late' ELSE 'never' END"
    )
