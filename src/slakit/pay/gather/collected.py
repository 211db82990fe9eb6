"""Payments of credited leads, for plans that release pay as cash comes in, as SQL."""

from slakit.model import Release
from slakit.pay.gather.naming import Names
from slakit.pay.gather.worth import billionths
from slakit.sql.compilation import Compilation


def collected_rows(compilation: Compilation, names: Names, release: Release, rows: str, deals: str) -> str:
    """Keep (lead, ts, row_no, local_day, num): the rows of the release's event that bring in something.

    `rows` are all of the event, numbered; those of a lead count from its first deal in `deals` on.
    """
    own = billionths(compilation.dialect, f"r.v_{release.sum}")
    return compilation.add(
        names.new("collected"),
        f"""SELECT r.lead, r.ts, r.row_no, t.local_day, {own} AS num
FROM {rows} AS r
JOIN (SELECT lead, min(ts) AS from_at FROM {deals} GROUP BY lead) AS c
  ON c.lead = r.lead AND r.ts >= c.from_at{compilation.local_day_join("r.ts", "t")}
WHERE r.v_{release.sum} IS NOT NULL""",
    )


def idle_rows(compilation: Compilation, names: Names, release: Release, rows: str, deals: str) -> str:
    """Keep (lead, ts, local_day, why): the rows of the release's event in the version's term that pay no deal.

    `rows` and `deals` are all rows of the two events. `why` is `lead` (there is none), `number` (what it brings in is
    missing) or `deal` (the lead has none by then).
    """
    why = f"CASE WHEN r.lead IS NULL THEN 'lead' WHEN r.v_{release.sum} IS NULL THEN 'number' ELSE 'deal' END"
    return compilation.add(
        names.new("idle"),
        f"""SELECT r.lead, r.ts, t.local_day, {why} AS why
FROM {rows} AS r
LEFT JOIN (SELECT lead, min(ts) AS from_at FROM {deals} WHERE lead IS NOT NULL GROUP BY lead) AS d
  ON d.lead = r.lead{compilation.local_day_join("r.ts", "t")}
WHERE {compilation.in_term("r.ts")} AND (r.v_{release.sum} IS NULL OR d.from_at IS NULL OR r.ts < d.from_at)""",
    )
