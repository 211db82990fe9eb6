"""The deals of credited leads that their money pays in turn, as SQL."""

from datetime import timedelta

from slakit.pay.gather.naming import Names
from slakit.pay.gather.worth import billionths
from slakit.sql.compilation import Compilation

LOOKED_BACK = timedelta(days=7305)
"""Twenty years: how long before its version's term a deal may have been made whose clawback runs in business time."""


def deals(compilation: Compilation, names: Names, field: str, rows: str, earners: str) -> str:
    """Keep (lead, ts, local_day, num): what the deals of a lead at one instant are worth by `field`, in billionths.

    `rows` are all of the event, so that deals that nobody is credited with are among them, of the leads in `earners`.
    """
    worth = billionths(compilation.dialect, f"r.v_{field}")
    return compilation.add(
        names.new("deals"),
        f"""SELECT d.lead, d.ts, t.local_day, d.num
FROM (
  SELECT r.lead, r.ts, sum(CASE WHEN r.v_{field} > 0 THEN {worth} ELSE 0 END) AS num
  FROM {rows} AS r WHERE r.lead IN (SELECT lead FROM {earners} WHERE lead IS NOT NULL)
  GROUP BY r.lead, r.ts
) AS d{compilation.local_day_join("d.ts", "t")}""",
    )


def look_back(compilation: Compilation) -> None:
    """Have the version's calendars begin long before its term: deals from before it may have been taken back, too."""
    first, last = compilation.horizon
    term = compilation.agreement.term
    if term is not None:
        compilation.horizon = (min(first, term.from_ - LOOKED_BACK), last)
