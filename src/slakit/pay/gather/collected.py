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
