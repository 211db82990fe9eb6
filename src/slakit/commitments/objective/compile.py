"""An objective as SQL: met ÷ (met + breached) of a clock's episodes started in each period."""

from collections.abc import Iterator
from functools import partial

from slakit.commitments.grid import Terms, grid
from slakit.commitments.measures.seen import NOBODY_S, not_of_grid
from slakit.commitments.periods import periods
from slakit.commitments.promise import Promise
from slakit.model import ALWAYS, Agreement, Cadence, Objective, Response
from slakit.sql.compilation import Compilation
from slakit.sql.outcome import record_period, rounded
from slakit.sql.plan import Tally


def promises(agreement: Agreement) -> Iterator[Promise]:
    """The objectives of every clock commitment that has one."""
    for clock, objective, by, title in _objectives(agreement):
        yield Promise(
            id=f"{clock}.objective",
            kind="objective",
            by=by,
            title=title,
            compile_period=partial(compile_objective, clock=clock, objective=objective, by=by),
        )


def _objectives(agreement: Agreement) -> Iterator[tuple[str, Objective, tuple[str, ...], str]]:
    for stage in agreement.stages.values():
        for part, objective in stage.objectives.items():
            yield f"{stage.id}.{part}", objective, stage.by, f"{stage.title or stage.id}: {part}"
    clocks: tuple[Response | Cadence, ...] = (*agreement.responses.values(), *agreement.cadences.values())
    for clock in clocks:
        if clock.objective is not None:
            yield clock.id, clock.objective, clock.by, clock.title or clock.id


def compile_objective(compilation: Compilation, *, clock: str, objective: Objective, by: tuple[str, ...]) -> None:
    """Compile the objective of the clock commitment with id `clock` and hand its periods in."""
    term = compilation.agreement.term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    prefix = compilation.named(f"objective__{clock.replace('.', '__')}")
    rows = grid(
        compilation,
        prefix,
        periods(term, objective.per, through=compilation.through, until=compilation.latest_date()),
        Terms(
            bound=objective.bound,
            calendar=ALWAYS,
            scales=False,
            whole=False,
            is_rate=True,
            for_each=objective.for_each,
        ),
    )
    source = counted(compilation, prefix, clock, objective)
    judged = _judged(compilation, prefix, rows, source, objective)
    record_period(compilation, source=judged, commitment=f"{clock}.objective", kind="objective", by=by)


def counted(compilation: Compilation, prefix: str, clock: str, objective: Objective) -> str:
    """Keep `<prefix>__counted` (period_no, dimension, met, breached, still_open), of the grid `<prefix>__grid`."""
    episodes = compilation.episodes(clock)
    dimension = "e.owner" if objective.for_each else "NULL"
    wide = compilation.dialect.wide
    seen = compilation.add(
        f"{prefix}__seen",
        f"""SELECT d.period_no, CAST({dimension} AS {compilation.dialect.text}) AS dimension, e.state
FROM {episodes} AS e{compilation.local_day_join("e.started_at", "t")}
JOIN {prefix}__days AS d ON d.local_day = t.local_day""",
        keep=False,
    )
    if objective.for_each:
        compilation.shared.tallies.append(
            Tally(
                subject=f"{clock}.objective",
                says=f"episodes whose {NOBODY_S}",
                sql=f"""SELECT count(*) FROM {seen} AS s
WHERE state IN ('met', 'breached', 'pending', 'at_risk', 'paused') AND {not_of_grid(prefix)}""",
            )
        )
    return compilation.add(
        f"{prefix}__counted",
        f"""SELECT period_no, dimension,
  CAST(count(CASE WHEN state = 'met' THEN 1 END) AS {wide}) AS met,
  CAST(count(CASE WHEN state = 'breached' THEN 1 END) AS {wide}) AS breached,
  CAST(count(CASE WHEN state IN ('pending', 'at_risk', 'paused') THEN 1 END) AS {wide}) AS still_open
FROM {seen} GROUP BY period_no, dimension""",
    )


def _judged(compilation: Compilation, prefix: str, rows: str, counted: str, objective: Objective) -> str:
    """An ended period is decided once no way for the open episodes to end could change the verdict."""
    own = " AND c.dimension = g.dimension" if objective.for_each else ""
    at_least = objective.bound.operator == "at_least"
    worst, best = "met * target_den {} target_num * total", "(met + still_open) * target_den {} target_num * total"
    surely = worst.format(">=") if at_least else best.format("<=")
    never = best.format("<") if at_least else worst.format(">")
    minimum = max(1, objective.minimum_sample or 0)
    return compilation.add(
        f"{prefix}__judged",
        f"""SELECT dimension, period_start, period_end, starts_at, ends_at, state, target,
  CASE WHEN met + breached > 0 THEN {rounded(compilation, "met", "(met + breached)")} END AS value,
  CASE WHEN state = 'breached' THEN '{"below-target" if at_least else "above-target"}' END AS cause
FROM (
  SELECT h.*, CASE
    WHEN is_over = 0 THEN 'pending'
    WHEN total < {minimum} THEN 'not_applicable'
    WHEN {surely} THEN 'met'
    WHEN {never} THEN 'breached'
    ELSE 'pending' END AS state
  FROM (
    SELECT g.dimension, g.period_start, g.period_end, g.starts_at, g.ends_at, g.is_over,
      g.target_num, g.target_den, g.target,
      coalesce(c.met, 0) AS met, coalesce(c.breached, 0) AS breached, coalesce(c.still_open, 0) AS still_open,
      coalesce(c.met + c.breached + c.still_open, 0) AS total
    FROM {rows} AS g LEFT JOIN {counted} AS c ON c.period_no = g.period_no{own}
  ) AS h
) AS j""",
    )
