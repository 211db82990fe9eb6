"""Attempts of a cadence: the raw attempts of every lead, and what a window sees of them.

Unless windows are paired with their attempts (`pairs`), no episode is joined with all of its own: what it needs of
them (the first, the last, the first gap that was too long) is looked up by instant, so that a lead with very many
starts and attempts costs no more than its rows.
"""

from dataclasses import dataclass

from slakit.commitments.cadence.counting import count_attempts
from slakit.commitments.cadence.dues import dues
from slakit.commitments.cadence.pairs import is_paired, seen_in_pairs
from slakit.commitments.starts import among_several, is_single, single_starts
from slakit.model import Again, Cadence
from slakit.sql.clock import Target
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempt relations of one cadence."""

    compilation: Compilation
    prefix: str
    cadence: Cadence
    starts: str

    def tried(self, source: str) -> str:
        """`source` (lead, started_at, due_at, stop_at, cancel_at and, once opened, next_at) with its attempts:

        `counted`, `complete_at`, the counted attempt with which the number and the distinct values are reached
        (NEVER: none), and, where a part asks for them, `first_at`, `last_at` (raw attempts, NEVER without),
        `last_gap_due`, and `slack_at` with `slack_due`, the first attempt whose gap no further attempt filled.
        """
        limit = "least(a.due_at, a.stop_at, a.cancel_at - 1"
        limit += ", a.next_at - 1)" if self.cadence.again is Again.RESTART else ")"
        limited = self.compilation.add(f"{self.prefix}__limits", f"SELECT a.*, {limit} AS limit_at FROM {source} AS a")
        counted = count_attempts(self.compilation, self.prefix, self.cadence, limited, self.starts, self._rows)
        if self.cadence.first_within or self.cadence.spacing_at_most:
            return self._seen(counted)
        return counted

    def _rows(self) -> str:
        """Keep `__rows` (lead, tried_at, value and, as needed, gap_due, reach, next_at …): every raw attempt.

        With a minimum spacing, which has no values here, rows of one instant are one, and `next_at` is the instant of
        the lead's next one (NEVER: there is none). Without, `seq` is their order.
        """
        field = self.cadence.distinct_field
        rows = self.compilation.rows(self.cadence.attempts, [field] if field else [])
        value = f"v_{field}" if field else "0"
        one_per_instant = " GROUP BY lead, ts" if self.cadence.spacing_at_least else ""
        due, joins = dues(self.compilation, self.cadence)
        return self.compilation.shared.once(
            f"{self.prefix}__rows",
            f"""SELECT t.*{self._beside()}
FROM (
  SELECT a.*{due}
  FROM (
    SELECT lead, ts AS tried_at, {value} AS value FROM ({rows}) AS r
    WHERE ts >= {self.compilation.term[0]}{one_per_instant}
  ) AS a{joins}
) AS t""",
        )

    def _beside(self) -> str:
        """The columns of `__rows` that tell of the lead's other attempts."""
        by_instant = "PARTITION BY lead ORDER BY tried_at"
        if self.cadence.spacing_at_least is None:
            return f",\n  row_number() OVER ({by_instant}, value DESC NULLS LAST) AS seq"
        if self.cadence.spacing_at_most:
            return f",\n  coalesce(lead(tried_at) OVER ({by_instant}), {NEVER}) AS next_at"
        return ""

    def _seen(self, source: str) -> str:
        """Keep `source` with the first and the last raw attempt of its window and, with a greatest gap, where it gapes.

        The start of a lead that has no other looks at all attempts from it on; among several each looks up its own.
        """
        paired = is_paired(self.cadence)
        found = seen_in_pairs(self.prefix, self.cadence, source) if paired else self._looked_up(source)
        columns, joins = "", ""
        if self.cadence.spacing_at_most:
            timer = self.compilation.timer([Target(self.cadence.spacing_at_most, self.cadence.calendar)])
            columns = f""",
  {timer.deadline("a.latest", "g")} AS last_gap_due, coalesce(a.gaping, {NEVER}) AS slack_at,
  coalesce({timer.deadline("a.gaping", "s")}, {NEVER}) AS slack_due"""
            joins = timer.deadline_join("a.latest", "g") + timer.deadline_join("a.gaping", "s")
        return self.compilation.add(
            f"{self.prefix}__seen",
            f"""SELECT a.*, coalesce(a.earliest, {NEVER}) AS first_at, coalesce(a.latest, {NEVER}) AS last_at{columns}
FROM (
{found}
) AS a{joins}""",
        )

    def _looked_up(self, source: str) -> str:
        """SELECT text: the same, where attempts are looked up by instant."""
        moments = self._moments()
        return f"{self._of_single(source, moments)}\nUNION ALL\n{self._among_several(source, moments)}"

    def _moments(self) -> str:
        """Keep (lead, tried_at, gapes): instants of raw attempts, each once, and whether the next one is too late."""
        rows, gapes = self._rows(), "r.gap_due < r.next_at" if self.cadence.spacing_at_most else "FALSE"
        if not self.cadence.spacing_at_least:  # else there is one row per instant already
            following = "lead(tried_at) OVER (PARTITION BY lead ORDER BY tried_at)"
            gap = f", min(gap_due) AS gap_due, coalesce({following}, {NEVER}) AS next_at"
            gap = gap if self.cadence.spacing_at_most else ""
            rows = f"(SELECT lead, tried_at{gap} FROM {rows} GROUP BY lead, tried_at)"
        moments = f"SELECT r.lead, r.tried_at, {gapes} AS gapes FROM {rows} AS r"
        return self.compilation.add(f"{self.prefix}__moments", moments, keep=not self.cadence.spacing_at_least)

    def _of_single(self, source: str, moments: str) -> str:
        """SELECT text: `source` with `earliest`, `latest` and `gaping` (NULL: none), for leads with a single start."""
        within = "CASE WHEN m.tried_at <= w.limit_at THEN m.tried_at END"
        return f"""SELECT a.*, b.earliest, b.latest, b.gaping
FROM {source} AS a LEFT JOIN (
  SELECT w.lead, min({within}) AS earliest, max({within}) AS latest,
    min(CASE WHEN m.gapes THEN m.tried_at END) AS gaping
  FROM {source} AS w JOIN {single_starts(self.compilation, self.starts)} AS o ON o.lead = w.lead
  JOIN {moments} AS m ON m.lead = w.lead AND m.tried_at >= w.started_at GROUP BY w.lead
) AS b ON b.lead = a.lead WHERE {is_single(self.starts)}"""

    def _among_several(self, source: str, moments: str) -> str:
        """SELECT text: the same for leads with several starts, none of which is joined with all attempts."""
        first = self.compilation.dialect.nearest(
            among_several(self.starts, source),
            moments,
            alias="f",
            keys=["lead"],
            at="a.started_at",
            relation="<=",
            position="tried_at",
        )
        found = self.compilation.add(
            f"{self.prefix}__first_tries",
            f"SELECT a.*, CASE WHEN f.tried_at <= a.limit_at THEN f.tried_at END AS earliest FROM {first}",
        )
        last = self.compilation.dialect.nearest(
            found, moments, alias="l", keys=["lead"], at="a.limit_at", relation=">=", position="tried_at"
        )
        found = self.compilation.add(
            f"{self.prefix}__last_tries",
            f"SELECT a.*, CASE WHEN l.tried_at >= a.started_at THEN l.tried_at END AS latest FROM {last}",
        )
        gapes = self.compilation.dialect.nearest(
            found,
            f"(SELECT m.lead, m.tried_at FROM {moments} AS m WHERE m.gapes)",
            alias="s",
            keys=["lead"],
            at="a.started_at",
            relation="<=",
            position="tried_at",
        )
        return f"SELECT a.*, s.tried_at AS gaping FROM {gapes}"
