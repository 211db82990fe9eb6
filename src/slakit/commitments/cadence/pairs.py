"""Windows paired with their attempts: where distinct values are counted and attempts have a minimum spacing.

There the number of attempts that a window needs is open, so each window is joined with all of its own.
"""

from slakit.commitments.cadence.dues import dues
from slakit.model import Cadence
from slakit.sql.compilation import Compilation


def is_paired(cadence: Cadence) -> bool:
    """Whether each window is joined with all its attempts, rows of one instant being one."""
    return cadence.distinct_field is not None and cadence.spacing_at_least is not None


def pair(compilation: Compilation, prefix: str, cadence: Cadence, source: str) -> str:
    """Keep (lead, started_at, tried_at, value, reach, …): windows of `source` (…, limit_at) with their raw attempts.

    Attempts of one instant are one: only the one with the greatest value can count. `is_sure` tells that the reach of
    the attempt before, and so of every earlier one of the window, is over; `is_settled` that this holds of the attempt
    or of the one before it, which then rules it out. With a greatest gap, `gapes` tells that no attempt of the
    window follows in time. Whether one follows after the window's end makes no difference, since by then the gap
    breaks nothing.
    """
    field = cadence.distinct_field or ""
    value = compilation.dialect.greatest_of(f"r.v_{field}", boolean=compilation.is_boolean(field))
    columns, joins = dues(compilation, cadence)
    attempts = "PARTITION BY lead, started_at ORDER BY tried_at"
    gapes, following = "", ""
    if cadence.spacing_at_most:
        gapes = ", coalesce(t.gap_due < t.next_at, TRUE) AS gapes"
        following = f",\n    lead(tried_at) OVER ({attempts}) AS next_at"
    return compilation.add(
        tries(prefix),
        f"""SELECT t.lead, t.started_at, t.tried_at, t.value, t.reach,
  coalesce(t.turn = 1 OR t.reach_before <= t.tried_at, FALSE) AS is_sure,
  coalesce(t.turn <= 2 OR t.reach_before <= t.tried_at OR t.reach_earlier <= t.before, FALSE) AS is_settled{gapes}
FROM (
  SELECT d.*, row_number() OVER ({attempts}) AS turn, lag(tried_at) OVER ({attempts}) AS before,
    lag(reach) OVER ({attempts}) AS reach_before, lag(reach, 2) OVER ({attempts}) AS reach_earlier{following}
  FROM (
    SELECT a.*{columns}
    FROM (
      SELECT s.lead, s.started_at, r.ts AS tried_at, {value} AS value
      FROM {source} AS s JOIN ({compilation.rows(cadence.attempts, [field])}) AS r
        ON r.lead = s.lead AND r.ts >= s.started_at AND r.ts <= s.limit_at
      GROUP BY s.lead, s.started_at, r.ts
    ) AS a{joins}
  ) AS d
) AS t""",
    )


def seen_in_pairs(prefix: str, cadence: Cadence, source: str) -> str:
    """SELECT text: `source` with `earliest`, `latest` and, with a greatest gap, `gaping` (NULL: none), of its pairs."""
    gaping = ", min(CASE WHEN t.gapes THEN t.tried_at END) AS gaping" if cadence.spacing_at_most else ""
    return f"""SELECT a.*, b.earliest, b.latest{", b.gaping" if gaping else ""}
FROM {source} AS a LEFT JOIN (
  SELECT t.lead, t.started_at, min(t.tried_at) AS earliest, max(t.tried_at) AS latest{gaping}
  FROM {tries(prefix)} AS t GROUP BY t.lead, t.started_at
) AS b ON b.lead = a.lead AND b.started_at = a.started_at"""


def tries(prefix: str) -> str:
    """The name of the relation of windows with their attempts."""
    return f"{prefix}__tries"
