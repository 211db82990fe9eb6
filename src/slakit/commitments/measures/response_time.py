"""Median, average and 90th percentile of a response's accrued seconds."""

from slakit.commitments.measures.seen import Lens
from slakit.model import People, ResponseTime


def response_time(lens: Lens, measure: ResponseTime, name: str) -> str:
    """Keep `name`, an observation over the response's episodes that started in each period.

    Those met or breached count; open ones keep the period unsettled; one breached and never stopped is longer
    than any other. The median is the lower of two middle ones, `p90` the smallest that 90% do not exceed.
    """
    compilation = lens.compilation
    wide = compilation.dialect.wide
    episodes = compilation.episodes(measure.response)
    response = compilation.agreement.responses[measure.response]
    state_field = None if isinstance(lens.for_each, People) else lens.for_each
    judge = compilation.judge(response.starts, *lens.when, row="e", values=[state_field] if state_field else [])
    dimension = f"CAST(NULL AS {compilation.dialect.text})"
    if lens.for_each is not None:
        dimension = lens.text(judge.value(state_field) if state_field else "e.owner")
    compilation.add(
        f"{name}__seen",
        f"""SELECT d.period_no, {dimension} AS dimension, e.value AS accrued,
  CASE WHEN e.cause = 'never' THEN 1 ELSE 0 END AS is_never,
  CASE WHEN e.state IN ('met', 'breached') THEN 1 ELSE 0 END AS is_closed
FROM (SELECT o.*, o.started_at AS ts FROM {episodes} AS o) AS e{judge.join()}{compilation.local_day_join("e.ts", "t")}
JOIN {lens.prefix}__days AS d ON d.local_day = t.local_day
WHERE e.state IN ('met', 'breached', 'pending', 'at_risk', 'paused') AND {judge.test(*lens.when)}""",
    )
    lens.tally(f"{name}__seen", "counted episodes")
    compilation.add(
        f"{name}__ranked",
        f"""SELECT s.*,
  row_number() OVER (PARTITION BY period_no, dimension ORDER BY 1 - is_closed, is_never, accrued) AS place,
  CAST(sum(is_closed) OVER (PARTITION BY period_no, dimension) AS {compilation.dialect.integer}) AS closed
FROM {name}__seen AS s""",
    )
    if measure.statistic == "average":
        num, den = "sum(CASE WHEN is_closed = 1 THEN accrued END)", "max(closed)"
        never = "max(is_never * is_closed)"
    else:
        rank = compilation.dialect.divide("closed + 1", "2")
        if measure.statistic == "p90":
            rank = compilation.dialect.divide("9 * closed + 9", "10")
        chosen = f"is_closed = 1 AND place = {rank}"
        num, den = f"max(CASE WHEN {chosen} THEN accrued END)", "least(max(closed), 1)"
        never = f"max(CASE WHEN {chosen} THEN is_never ELSE 0 END)"
    return compilation.add(
        name,
        f"""SELECT period_no, dimension, CAST(coalesce({num}, 0) AS {wide}) AS num, CAST({den} AS {wide}) AS den,
  CAST(max(closed) AS {wide}) AS sampled, CAST(max(1 - is_closed) AS {compilation.dialect.integer}) AS unsettled,
  CAST({never} AS {compilation.dialect.integer}) AS is_never
FROM {name}__ranked GROUP BY period_no, dimension""",
    )
