"""A cadence as SQL: counted starts → window and attempts → counted attempts → parts → states."""

from collections.abc import Iterator
from functools import partial

from slakit.commitments.cadence.attempts import Attempts
from slakit.commitments.episodes import Candidates, ClockCompiler
from slakit.commitments.promise import Promise
from slakit.commitments.starts import counted_starts, first_after
from slakit.durations import Duration
from slakit.model import Again, Agreement, Cadence
from slakit.sql.clock import Target, Timer
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER
from slakit.sql.outcome import record_clock


def compile_cadence(compilation: Compilation, wanted: bool, *, cadence: Cadence) -> ClockCompiler:
    """Compile `cadence`; returns the name of its judged episodes, as `record_clock` keeps them."""
    prefix = compilation.named(f"cadence__{cadence.id}")
    counted = counted_starts(compilation, f"{prefix}__starts", starts=cadence.starts, when=cadence.when)
    windowed = _windowed(compilation, cadence, prefix, counted)
    stopping = first_after(
        compilation,
        f"{prefix}__stops",
        windowed,
        starts=counted,
        events=cadence.stops,
        but_not=cadence.cancels,
        including_start=True,
        column="stop_at",
    )
    ending = first_after(
        compilation,
        f"{prefix}__ends",
        stopping,
        starts=counted,
        events=cadence.cancels,
        including_start=False,
        column="cancel_at",
    )
    attempts = Attempts(compilation, prefix, cadence, counted)
    # A restart cuts an episode's attempts short, so there they are counted once the episodes are known.
    restarts = cadence.again is Again.RESTART
    episodes = yield Candidates(
        key=f"cadence__{cadence.id}",
        starts=counted,
        relation=ending if restarts else attempts.tried(ending),
        again=cadence.again,
        reach="least(cancel_at, stop_at + 1, complete_at + 1, due_at + 1)",
    )
    if restarts:
        episodes = attempts.tried(episodes)
    ended = _ended(compilation, cadence, f"{prefix}__ended", episodes)
    parts = _parts(compilation, cadence, prefix, ended)
    return record_clock(
        compilation,
        name=f"{prefix}__outcomes",
        source=_judged(compilation, cadence, f"{prefix}__judged", parts),
        commitment=cadence.id,
        kind="cadence",
        by=cadence.by,
        starts=cadence.starts,
        wanted=wanted,
    )


def _timer(compilation: Compilation, cadence: Cadence, duration: Duration) -> Timer:
    return compilation.timer([Target(duration, cadence.calendar)])


def _windowed(compilation: Compilation, cadence: Cadence, prefix: str, source: str) -> str:
    """`source` with `due_at` and, if the first attempt has its own deadline, `first_due`."""
    whole = _timer(compilation, cadence, cadence.within)
    first = _timer(compilation, cadence, cadence.first_within) if cadence.first_within else None
    first_due = f",\n  {first.deadline('a.started_at', 'f')} AS first_due" if first else ""
    joins = whole.deadline_join("a.started_at", "k") + (first.deadline_join("a.started_at", "f") if first else "")
    return compilation.add(
        f"{prefix}__windows",
        f"""SELECT a.*, {whole.deadline("a.started_at", "k")} AS due_at{first_due}
FROM {source} AS a{joins}""",
    )


def _ended(compilation: Compilation, cadence: Cadence, name: str, source: str) -> str:
    """What ends each episode: `gone_at` is the stop, cancel or start (NEVER: none by `due_at`).

    At one instant a cancel comes first, then a start, an attempt, a stop.
    """
    return compilation.add(
        name,
        f"""SELECT e.*, CASE ended_by WHEN 'cancel' THEN cancel_at WHEN 'start' THEN next_at
    WHEN 'stop' THEN stop_at ELSE {NEVER} END AS gone_at
FROM (
  SELECT o.*, CASE
    WHEN cancel_at <= least(due_at, complete_at, stop_at, next_at) THEN 'cancel'
    WHEN next_at <= least(due_at, complete_at, stop_at) THEN 'start'
    WHEN complete_at < {NEVER} THEN 'complete'
    WHEN stop_at <= due_at THEN 'stop'
    WHEN due_at < {compilation.as_of} THEN 'due'
    ELSE 'open' END AS ended_by
  FROM {source} AS o
) AS e""",
        keep=False,
    )


def _parts(compilation: Compilation, cadence: Cadence, prefix: str, source: str) -> str:
    """`source` with the deadline at which each part broke (NEVER: it did not).

    A part breaks when its deadline passed unfulfilled while the episode ran: an end at the deadline spares it.
    """
    as_of = compilation.as_of
    first = "FALSE"
    if cadence.first_within:
        first = (
            "a.first_due <= a.due_at AND a.first_at > a.first_due AND a.gone_at > a.first_due"
            f" AND a.first_due < {as_of}"
        )
    whole = "a.ended_by = 'due'"
    gap = str(NEVER)
    if cadence.spacing_at_most:
        broken = "a.slack_at < a.complete_at AND a.slack_due <= a.due_at AND a.slack_due < a.gone_at"
        gap = f"CASE WHEN {broken} AND a.slack_due < {as_of} THEN a.slack_due ELSE {NEVER} END"
    return compilation.add(
        f"{prefix}__parts",
        f"""SELECT p.*, least(first_broken, gap_broken, whole_broken) AS broken_at FROM (
  SELECT a.*,
    CASE WHEN {first} THEN {"a.first_due" if cadence.first_within else NEVER} ELSE {NEVER} END AS first_broken,
    {gap} AS gap_broken, CASE WHEN {whole} THEN a.due_at ELSE {NEVER} END AS whole_broken
  FROM {source} AS a
) AS p""",
    )


def _judged(compilation: Compilation, cadence: Cadence, name: str, source: str) -> str:
    target = compilation.dialect.string(f"{cadence.attempts_at_least} in {cadence.within}")
    return compilation.add(
        name,
        f"""SELECT lead, episode, started_at, due_at,
  CASE WHEN ended_by = 'complete' THEN complete_at WHEN gone_at < {NEVER} THEN gone_at END AS stopped_at,
  CASE WHEN state = 'breached' THEN broken_at END AS breached_at,
  state, {target} AS target, counted AS value,
  CASE WHEN state <> 'breached' THEN NULL
       WHEN first_broken = broken_at THEN 'first-too-late'
       WHEN gap_broken = broken_at THEN 'gap-too-long'
       WHEN counted < {cadence.attempts_at_least} THEN 'too-few'
       ELSE 'not-distinct' END AS cause,
  CASE WHEN state = 'met' AND ended_by = 'complete' THEN complete_at END AS proven_at
FROM (
  SELECT a.*, CASE
    WHEN a.broken_at < {NEVER} THEN 'breached'
    WHEN a.ended_by IN ('complete', 'stop') THEN 'met'
    WHEN a.ended_by IN ('cancel', 'start') THEN 'cancelled'
    WHEN {_at_risk(compilation, cadence)} THEN 'at_risk'
    ELSE 'pending' END AS state
  FROM {source} AS a{_risk_joins(compilation, cadence)}
) AS j""",
    )


def _at_risk(compilation: Compilation, cadence: Cadence) -> str:
    """Whether a part still due has used `at_risk` of its time."""
    tests = [_used(compilation, cadence, cadence.within, "a.started_at", "w", "a.due_at")]
    if cadence.first_within:
        used = _used(compilation, cadence, cadence.first_within, "a.started_at", "x", "a.first_due")
        tests.append(f"(a.first_at = {NEVER} AND {used})")
    if cadence.spacing_at_most:
        used = _used(compilation, cadence, cadence.spacing_at_most, "a.last_at", "y", "a.last_gap_due")
        tests.append(f"(a.last_at < {NEVER} AND {used})")
    return "(" + " OR ".join(tests) + ")"


def _used(compilation: Compilation, cadence: Cadence, duration: Duration, start: str, alias: str, due: str) -> str:
    timer = _timer(compilation, cadence, duration)
    spent = f"({timer.reading(str(compilation.as_of), f'{alias}1')} - {timer.reading(start, f'{alias}0')})"
    risk = cadence.at_risk
    return f"coalesce({spent} * {risk.denominator} >= {risk.numerator} * {timer.budget(due, start)}, FALSE)"


def _risk_joins(compilation: Compilation, cadence: Cadence) -> str:
    parts = [(cadence.within, "a.started_at", "w")]
    if cadence.first_within:
        parts.append((cadence.first_within, "a.started_at", "x"))
    if cadence.spacing_at_most:
        parts.append((cadence.spacing_at_most, "a.last_at", "y"))
    text = ""
    for duration, start, alias in parts:
        timer = _timer(compilation, cadence, duration)
        text += timer.reading_join(start, f"{alias}0") + timer.reading_join(str(compilation.as_of), f"{alias}1")
    return text


def promises(agreement: Agreement) -> Iterator[Promise]:
    """The cadences of the agreement."""
    for cadence in agreement.cadences.values():
        yield Promise(
            id=cadence.id,
            kind="cadence",
            by=cadence.by,
            title=cadence.title or cadence.id,
            compile_clock=partial(compile_cadence, cadence=cadence),
        )
