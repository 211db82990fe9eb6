"""`share … within`: of the leads whose first row lies in a period, those that got there in time."""

from slakit.commitments.measures.seen import Lens, seen_rows
from slakit.model import Share
from slakit.sql.clock import Target


def cohort_share(lens: Lens, measure: Share, name: str, calendar: str) -> str:
    """Keep `name`, an observation: converted ÷ cohort; unsettled until the last window has closed."""
    if measure.within is None:
        raise ValueError(f"measure {measure.id} has no within")
    compilation = lens.compilation
    wide = compilation.dialect.wide
    timer = compilation.timer([Target(measure.within, calendar)])
    events = compilation.rows(measure.of)
    first = f"SELECT lead, min(ts) AS ts FROM ({events}) AS e GROUP BY lead"
    compilation.add(f"{name}__cohort", seen_rows(lens, measure.of, source=first))
    compilation.add(
        f"{name}__windows",
        f"""SELECT a.*, {timer.deadline("a.ts", "k")} AS due_at
FROM {name}__cohort AS a{timer.deadline_join("a.ts", "k")}""",
    )
    found = compilation.dialect.nearest(
        f"{name}__windows",
        f"({compilation.instants(measure.share, distinct=False)})",
        alias="b",
        keys=["lead"],
        at="a.ts",
        relation="<=",
        position="ts",
    )
    compilation.add(
        f"{name}__seen",
        f"SELECT a.*, coalesce(b.ts <= a.due_at, FALSE) AS is_part FROM {found}",
    )
    lens.tally(f"{name}__seen", "counted rows")
    return compilation.add(
        name,
        f"""SELECT period_no, dimension, CAST(count(CASE WHEN is_part THEN 1 END) AS {wide}) AS num,
  CAST(count(*) AS {wide}) AS den, CAST(count(*) AS {wide}) AS sampled,
  CASE WHEN max(due_at) >= {compilation.as_of} THEN 1 ELSE 0 END AS unsettled, 0 AS is_never
FROM {name}__seen GROUP BY period_no, dimension""",
    )
