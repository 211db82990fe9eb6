"""A quota (and, over its own dates, a goal) as SQL: grid and observation joined, then judged."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from slakit.commitments.grid import Terms, grid, targets
from slakit.commitments.measures import Observation, observe
from slakit.commitments.measures.seen import Lens
from slakit.commitments.periods import Period, periods
from slakit.commitments.promise import Promise
from slakit.model import Agreement, Count, Goal, Leads, People, Quota, Share, Sum
from slakit.sql.compilation import Compilation
from slakit.sql.outcome import record_period, rounded


def promises(agreement: Agreement) -> Iterator[Promise]:
    """The quotas of the agreement."""
    for quota in agreement.quotas.values():
        yield Promise(
            id=quota.id,
            kind="quota",
            by=quota.by,
            title=quota.title or quota.id,
            compile_period=partial(compile_quota, quota=quota),
        )


def compile_quota(compilation: Compilation, *, quota: Quota) -> None:
    """Compile `quota` and hand in its periods."""
    judge_periods(
        compilation,
        quota,
        compilation.named(f"quota__{quota.id}"),
        kind="quota",
        spans=_spans(compilation, quota),
        terms=_terms(compilation.agreement, quota),
        for_each=quota.for_each,
        minimum_sample=quota.minimum_sample or 0,
    )


def without_target(compilation: Compilation, quota: Quota, first: date, after: date) -> frozenset[str | None]:
    """Whose periods of `quota` between two local dates are all not applicable, their targets being brought to 0.

    Persons of `for_each`, and None for everybody: where no period of the quota there has a target left, be it that
    nobody of `for_each` is there to have one.
    """
    spans = [span for span in _spans(compilation, quota) if span.first < after and first < span.after]
    terms = _terms(compilation.agreement, quota)
    rows = targets(compilation, spans, terms)
    owing = {person for person, is_void in rows if not is_void}
    found: set[str | None] = {person for person, is_void in rows if is_void and person not in owing}
    is_of_nobody = terms.scales and terms.for_each is not None and bool(spans) and not rows
    return frozenset(found | {None} if is_of_nobody or (rows and not owing) else found)


def _spans(compilation: Compilation, quota: Quota) -> list[Period]:
    term = compilation.agreement.term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    return periods(term, quota.per, through=compilation.through, until=compilation.latest_date())


def _terms(agreement: Agreement, quota: Quota) -> Terms:
    measure = agreement.measures[quota.measure]
    additive = isinstance(measure, Count | Leads | Sum)
    return Terms(
        bound=quota.bound,
        calendar=quota.calendar,
        scales=additive,
        whole=isinstance(measure, Count | Leads),
        is_rate=isinstance(measure, Share),
        straight_line=additive and quota.bound.operator == "at_least",
        times=quota.times,
        for_each=quota.for_each if isinstance(quota.for_each, People) else None,
    )


def judge_periods(
    compilation: Compilation,
    commitment: Quota | Goal,
    prefix: str,
    *,
    kind: str,
    spans: Sequence[Period],
    terms: Terms,
    for_each: People | str | None = None,
    minimum_sample: int = 0,
) -> None:
    """Judge the measure of `commitment` in `spans` against `terms`, and hand the periods in."""
    rows = grid(compilation, prefix, spans, terms)
    lens = Lens(compilation=compilation, commitment=commitment.id, prefix=prefix, for_each=for_each)
    measure = compilation.agreement.measures[commitment.measure]
    observation = observe(lens, measure, f"{prefix}__observed", commitment.calendar)
    source = held(compilation, f"{prefix}__held", rows, observation, for_each, minimum_sample)
    judged = _judged(compilation, f"{prefix}__judged", source, observation, at_least=terms.bound.operator == "at_least")
    record_period(compilation, source=judged, commitment=commitment.id, kind=kind, by=commitment.by)


def held(
    compilation: Compilation,
    name: str,
    rows: str,
    observation: Observation,
    for_each: People | str | None,
    minimum_sample: int,
) -> str:
    """Keep `name`: each row of the grid with what was observed, and whether the target is kept so far."""
    columns = "g.period_no, g.period_start, g.period_end, g.starts_at, g.ends_at, g.is_over, g.is_void"
    columns += ", g.target_num, g.target_den, g.target, g.line_num, g.line_den"
    join = f"LEFT JOIN {observation.relation} AS m ON m.period_no = g.period_no"
    dimension = "g.dimension"
    if isinstance(for_each, People):
        join += " AND m.dimension = g.dimension"
    elif for_each is not None:
        join = f"JOIN {observation.relation} AS m ON m.period_no = g.period_no AND m.dimension IS NOT NULL"
        dimension = "m.dimension"
    wide = compilation.dialect.wide
    return compilation.add(
        name,
        f"""SELECT h.*, den <> 0 AND sampled >= {minimum_sample} AS has_value FROM (
  SELECT {columns}, {dimension} AS dimension, coalesce(m.num, CAST(0 AS {wide})) AS num,
    coalesce(m.den, CAST({observation.empty_den} AS {wide})) AS den, coalesce(m.sampled, CAST(0 AS {wide})) AS sampled,
    coalesce(m.unsettled, 0) AS unsettled, coalesce(m.is_never, 0) AS is_never
  FROM {rows} AS g {join}
) AS h""",
    )


def _judged(compilation: Compilation, name: str, source: str, observation: Observation, *, at_least: bool) -> str:
    kind = observation.kind
    if at_least:
        kept = "(is_never = 1 OR num * target_den >= target_num * den)"
        behind = "coalesce(num * line_den < line_num * den, FALSE)"
        open_states = {
            "count": f"WHEN {kept} THEN 'met' WHEN {behind} THEN 'at_risk'",
            "sum": f"WHEN {behind} THEN 'at_risk'",
        }
        cause = "below-target"
    else:
        kept = "(is_never = 0 AND num * target_den <= target_num * den)"
        above = f"WHEN den <> 0 AND NOT {kept} THEN 'at_risk'"
        open_states = dict.fromkeys(("count", "sum", "ratio", "duration"), above)
        cause = "above-target"
    open_states["share"] = f"WHEN has_value AND NOT {kept} THEN 'at_risk'"
    return compilation.add(
        name,
        f"""SELECT dimension, period_start, period_end, starts_at, ends_at, state, target,
  CASE WHEN den <> 0 AND is_never = 0 THEN {rounded(compilation, "num", "den")} END AS value,
  CASE WHEN state = 'breached' THEN '{cause}' END AS cause
FROM (
  SELECT h.*, CASE
    WHEN is_void = 1 THEN 'not_applicable'
    WHEN is_over = 1 AND unsettled = 0 THEN
      CASE WHEN NOT has_value THEN 'not_applicable' WHEN {kept} THEN 'met' ELSE 'breached' END
    {open_states.get(kind, "")}
    ELSE 'pending' END AS state
  FROM {source} AS h
) AS j""",
    )
