"""Attempts of a cadence: the raw attempts of every lead, and what a window sees of them.

No episode is joined with all of its attempts: what it needs of them (the first, the last, the first gap that was
too long) is looked up by instant, so that a lead with very many starts and attempts costs no more than its rows.
"""

from dataclasses import dataclass

from slakit.commitments.cadence.counting import count_attempts
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
        rows = self._rows()
        limit = "least(a.due_at, a.stop_at, a.cancel_at - 1"
        limit += ", a.next_at - 1)" if self.cadence.again is Again.RESTART else ")"
        limited = self.compilation.add(f"{self.prefix}__limits", f"SELECT a.*, {limit} AS limit_at FROM {source} AS a")
        counted = count_attempts(self.compilation, self.prefix, self.cadence, limited, self.starts, rows)
        if self.cadence.first_within or self.cadence.spacing_at_most:
            counted = self._ends(counted)
        return self._slack(counted) if self.cadence.spacing_at_most else counted

    def _rows(self) -> str:
        """Keep `__rows` (lead, tried_at, value and, as needed, gap_due, reach, seq): every raw attempt.

        With a minimum spacing, rows of one instant are one: only the one with the greatest value can count.
        """
        field = self.cadence.distinct_field
        spaced = self.cadence.spacing_at_least is not None
        rows = self.compilation.rows(self.cadence.attempts, [field] if field else [])
        value = f"v_{field}" if field else "0"
        one_per_instant = " GROUP BY lead, ts" if spaced else ""
        boolean = field is not None and self.compilation.is_boolean(field)
        value = self.compilation.dialect.greatest_of(value, boolean=boolean) if spaced and field else value
        columns, joins = "", ""
        for duration, column, alias in (
            (self.cadence.spacing_at_most, "gap_due", "g"),
            (self.cadence.spacing_at_least, "reach", "m"),
        ):
            if duration:
                timer = self.compilation.timer([Target(duration, self.cadence.calendar)])
                columns += f", {timer.deadline('a.tried_at', alias)} AS {column}"
                joins += timer.deadline_join("a.tried_at", alias)
        if not spaced or field:  # else links take their place
            order = "a.tried_at, a.value DESC NULLS LAST"
            columns += f",\n  row_number() OVER (PARTITION BY a.lead ORDER BY {order}) AS seq"
        return self.compilation.add(
            f"{self.prefix}__rows",
            f"""SELECT a.*{columns}
FROM (
  SELECT lead, ts AS tried_at, {value} AS value FROM ({rows}) AS r
  WHERE ts >= {self.compilation.term[0]}{one_per_instant}
) AS a{joins}""",
        )

    def _ends(self, source: str) -> str:
        """Keep `source` with the first and the last raw attempt of its window."""
        dialect, rows = self.compilation.dialect, f"{self.prefix}__rows"
        gap = ", min(gap_due) AS gap_due" if self.cadence.spacing_at_most else ""
        moments = self.compilation.add(
            f"{self.prefix}__moments", f"SELECT lead, tried_at{gap} FROM {rows} GROUP BY lead, tried_at"
        )
        first = dialect.nearest(
            source, moments, alias="f", keys=["lead"], at="a.started_at", relation="<=", position="tried_at"
        )
        found = self.compilation.add(
            f"{self.prefix}__first_tries",
            f"""SELECT a.*, CASE WHEN f.tried_at <= a.limit_at THEN f.tried_at ELSE {NEVER} END AS first_at
FROM {first}""",
        )
        last = dialect.nearest(
            found, moments, alias="l", keys=["lead"], at="a.limit_at", relation=">=", position="tried_at"
        )
        gap = ", l.gap_due AS last_gap_due" if self.cadence.spacing_at_most else ""
        return self.compilation.add(
            f"{self.prefix}__last_tries",
            f"""SELECT a.*, CASE WHEN l.tried_at >= a.started_at THEN l.tried_at ELSE {NEVER} END AS last_at{gap}
FROM {last}""",
        )

    def _slack(self, source: str) -> str:
        """Keep `source` with the first attempt from its start on after which the lead waited past the gap."""
        slack = self.compilation.add(
            f"{self.prefix}__slack",
            f"""SELECT lead, tried_at, gap_due FROM (
  SELECT m.*, coalesce(lead(tried_at) OVER (PARTITION BY lead ORDER BY tried_at), {NEVER}) AS next_at
  FROM {self.prefix}__moments AS m
) AS n WHERE gap_due < next_at""",
        )
        found = self.compilation.dialect.nearest(
            source, slack, alias="s", keys=["lead"], at="a.started_at", relation="<=", position="tried_at"
        )
        return self.compilation.add(
            f"{self.prefix}__slacks",
            f"""SELECT a.*, coalesce(s.tried_at, {NEVER}) AS slack_at, coalesce(s.gap_due, {NEVER}) AS slack_due
FROM {found}""",
        )
