"""A response as SQL: counted starts → deadlines → ends → episodes → states."""

from collections.abc import Iterator
from functools import partial

from slakit.commitments.episodes import Candidates, ClockCompiler
from slakit.commitments.promise import Promise
from slakit.commitments.response.pauses import Pauses
from slakit.commitments.starts import counted_starts, first_after
from slakit.model import Again, Agreement, Response
from slakit.sql.clock import Target, Timer
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER
from slakit.sql.outcome import record_clock


def compile_response(compilation: Compilation, wanted: bool, *, response: Response) -> ClockCompiler:
    """Compile `response`; returns the name of its judged episodes, as `record_clock` keeps them."""
    prefix = compilation.named(f"response__{response.id}")
    within = [(target.within, target.calendar) for target in response.targets]
    timer = compilation.timer([Target(duration, calendar) for duration, calendar in within if duration], "a.target_no")
    pauses = Pauses(compilation, prefix, response, timer) if response.pauses else None
    counted = counted_starts(
        compilation,
        f"{prefix}__starts",
        starts=response.starts,
        when=response.when,
        choices=[(target.when, target.within is not None) for target in response.targets],
    )
    timed = _timed(compilation, f"{prefix}__timed", counted, timer)
    # No start ends the only episode of a `never` response, not even one after its deadline.
    passing = "" if response.again is Again.NEVER else ", pass_at + 1"
    episodes = yield Candidates(
        key=f"response__{response.id}",
        starts=counted,
        relation=_ending(compilation, prefix, response, counted, pauses.passing(timed) if pauses else timed),
        again=response.again,
        reach=f"least(cancel_at, stop_at + 1{passing})",
    )
    ended = _ended(compilation, f"{prefix}__ended", episodes)
    accrued = pauses.accrued(ended) if pauses else _accrued(compilation, f"{prefix}__accrued", ended, timer)
    return record_clock(
        compilation,
        name=f"{prefix}__outcomes",
        source=_judged(compilation, f"{prefix}__judged", accrued, response, timer),
        commitment=response.id,
        kind="response",
        by=response.by,
        starts=response.starts,
        wanted=wanted,
    )


def _timed(compilation: Compilation, name: str, counted: str, timer: Timer) -> str:
    """Keep the counted starts with `start_reading` and `pass_at`, the deadline if nothing pauses."""
    return compilation.add(
        name,
        f"""SELECT a.*, {timer.reading("a.started_at", "k")} AS start_reading,
  {timer.deadline("a.started_at", "k")} AS pass_at
FROM {counted} AS a{timer.deadline_join("a.started_at", "k")}""",
    )


def _ending(compilation: Compilation, prefix: str, response: Response, counted: str, source: str) -> str:
    """Keep `source` with `stop_at` and `cancel_at`, the first stop from and the first cancel after each start."""
    stopping = first_after(
        compilation,
        f"{prefix}__stops",
        source,
        starts=counted,
        events=response.stops,
        but_not=response.cancels,
        including_start=True,
        column="stop_at",
    )
    return first_after(
        compilation,
        f"{prefix}__ends",
        stopping,
        starts=counted,
        events=response.cancels,
        including_start=False,
        column="cancel_at",
    )


def _ended(compilation: Compilation, name: str, source: str) -> str:
    """What ends each episode first; at one instant a cancel comes before a start, a start before a stop."""
    return compilation.add(
        name,
        f"""SELECT e.*, CASE ended_by WHEN 'cancel' THEN cancel_at WHEN 'start' THEN next_at WHEN 'stop' THEN stop_at
    ELSE {compilation.as_of} END AS end_at
FROM (
  SELECT o.*, CASE
    WHEN cancel_at < {NEVER} AND cancel_at <= stop_at AND cancel_at <= next_at THEN 'cancel'
    WHEN next_at < {NEVER} AND next_at <= stop_at THEN 'start'
    WHEN stop_at < {NEVER} THEN 'stop'
    ELSE 'open' END AS ended_by
  FROM {source} AS o
) AS e""",
        keep=False,
    )


def _accrued(compilation: Compilation, name: str, source: str, timer: Timer) -> str:
    return compilation.add(
        name,
        f"""SELECT a.*, a.pass_at AS due_at, FALSE AS is_paused,
  {timer.reading("a.end_at", "k")} - a.start_reading AS accrued
FROM {source} AS a{timer.reading_join("a.end_at", "k")}""",
    )


def _judged(compilation: Compilation, name: str, source: str, response: Response, timer: Timer) -> str:
    risk = response.at_risk
    in_time = f"a.end_at <= coalesce(a.due_at, {NEVER})"
    target = timer.pick(lambda t, _: compilation.dialect.string(str(t.duration)))
    return compilation.add(
        name,
        f"""SELECT lead, episode, started_at, due_at,
  CASE WHEN ended_by IN ('stop', 'cancel') OR (ended_by = 'start' AND state = 'cancelled')
    THEN end_at END AS stopped_at,
  CASE WHEN state = 'breached' THEN due_at END AS breached_at,
  state, target, accrued AS value,
  CASE WHEN state <> 'breached' THEN NULL WHEN ended_by = 'stop' THEN 'late' ELSE 'never' END AS cause,
  CASE WHEN state = 'met' THEN end_at END AS proven_at
FROM (
  SELECT a.*, {target} AS target, CASE
    WHEN ended_by = 'stop' AND {in_time} THEN 'met'
    WHEN ended_by IN ('cancel', 'start') AND {in_time} THEN 'cancelled'
    WHEN NOT {in_time} THEN 'breached'
    WHEN is_paused THEN 'paused'
    WHEN accrued * {risk.denominator} >= {risk.numerator} * {timer.budget("a.due_at", "a.started_at")} THEN 'at_risk'
    ELSE 'pending' END AS state
  FROM {source} AS a
) AS j""",
    )


def promises(agreement: Agreement) -> Iterator[Promise]:
    """The responses of the agreement."""
    for response in agreement.responses.values():
        yield Promise(
            id=response.id,
            kind="response",
            by=response.by,
            title=response.title or response.id,
            compile_clock=partial(compile_response, response=response),
        )
