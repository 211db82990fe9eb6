"""Attempts of a cadence: which raw attempts fall into a window, and which of them count.

Counting is greedy in time order; with a minimum spacing the earliest possible attempts are taken, which is the
best any choice can do for "at least N" (an exchange argument), so no other choice needs to be tried.
"""

from dataclasses import dataclass

from slakit.model import Again, Cadence
from slakit.sql.chain import chain
from slakit.sql.clock import Target
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER

KEYS = ["lead", "started_at"]


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempt relations of one cadence."""

    compilation: Compilation
    prefix: str
    cadence: Cadence

    def tried(self, source: str) -> str:
        """`source` (lead, started_at, due_at, stop_at, cancel_at and, once opened, next_at) with its attempts:

        `counted`, `complete_at`, the counted attempt with which the number and the distinct values are reached
        (NEVER: none), and, where a part asks for them, `first_at`, `last_at` (raw attempts) and `last_gap_due`.
        """
        self._tries(source)
        counted = self._counted()
        return self._summed(source, counted)

    def _tries(self, source: str) -> None:
        """Keep `__tries` (lead, started_at, tried_at, turn, value and, as needed, gap_due, next_at, reach).

        These are the raw attempts of each window; `turn` orders them within it.

        With a minimum spacing, rows of one instant are one try: only the one with the greatest value can count.
        """
        limit = "least(s.due_at, s.stop_at, s.cancel_at - 1"
        limit += ", s.next_at - 1)" if self.cadence.again is Again.RESTART else ")"
        order = "PARTITION BY s.lead, s.started_at ORDER BY t.tried_at"
        turn = "t.tried_at"
        if not self.cadence.spacing_at_least:
            order += ", t.value DESC NULLS LAST"
            turn = f"row_number() OVER ({order})"
        extra = ""
        if self.cadence.spacing_at_most:
            extra += f", t.gap_due,\n  coalesce(lead(t.tried_at) OVER ({order}), {NEVER}) AS next_at"
        if self.cadence.spacing_at_least:
            extra += ", t.reach"
        self.compilation.add(
            f"{self.prefix}__tries",
            f"""SELECT s.lead, s.started_at, t.tried_at, t.value, {turn} AS turn{extra}
FROM {source} AS s JOIN {self._rows()} AS t
  ON t.lead = s.lead AND t.tried_at >= s.started_at AND t.tried_at <= {limit}""",
        )

    def _rows(self) -> str:
        """Keep `__rows`: the raw attempts of every lead, with the gap's deadline and the spacing's reach."""
        field = self.cadence.distinct_field
        spaced = self.cadence.spacing_at_least is not None
        rows = self.compilation.rows(self.cadence.attempts, [field] if field else [])
        value = f"v_{field}" if field else "0"
        one_per_instant = " GROUP BY lead, ts" if spaced else ""
        value = f"max({value})" if spaced else value
        columns, joins = "", ""
        for duration, column, alias in (
            (self.cadence.spacing_at_most, "gap_due", "g"),
            (self.cadence.spacing_at_least, "reach", "m"),
        ):
            if duration:
                timer = self.compilation.timer([Target(duration, self.cadence.calendar)])
                columns += f", {timer.deadline('a.tried_at', alias)} AS {column}"
                joins += timer.deadline_join("a.tried_at", alias)
        return self.compilation.add(
            f"{self.prefix}__rows",
            f"""SELECT a.*{columns}
FROM (
  SELECT lead, ts AS tried_at, {value} AS value FROM ({rows}) AS r
  WHERE ts >= {self.compilation.term[0]}{one_per_instant}
) AS a{joins}""",
        )

    def _counted(self) -> str:
        """Keep `__counted` (lead, started_at, tried_at, number, kinds): counted attempts with running figures."""
        name = f"{self.prefix}__tries"
        if self.cadence.spacing_at_least:
            points = self.compilation.add(
                f"{self.prefix}__points", f"SELECT lead, started_at, tried_at, reach FROM {name}", keep=False
            )
            taken = f"{self.prefix}__taken"
            self.compilation.extend(
                chain(self.compilation.dialect, taken, points, keys=KEYS, at="tried_at", reach="reach")
            )
            same = "c.lead = t.lead AND c.started_at = t.started_at AND c.tried_at = t.tried_at"
            name = f"(SELECT t.* FROM {name} AS t JOIN {taken} AS c ON {same})"
        window = "PARTITION BY lead, started_at"
        number = f"row_number() OVER ({window} ORDER BY turn) AS number"
        if not self.cadence.distinct_field:
            return self.compilation.add(
                f"{self.prefix}__counted", f"SELECT lead, started_at, tried_at, {number} FROM {name} AS n"
            )
        first_of_kind = f"value IS NOT NULL AND row_number() OVER ({window}, value ORDER BY turn) = 1"
        return self.compilation.add(
            f"{self.prefix}__counted",
            f"""SELECT lead, started_at, tried_at, {number},
  sum(is_new) OVER ({window} ORDER BY turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS kinds
FROM (SELECT t.*, CASE WHEN {first_of_kind} THEN 1 ELSE 0 END AS is_new FROM {name} AS t) AS n""",
        )

    def _summed(self, source: str, counted: str) -> str:
        enough = f"number >= {self.cadence.attempts_at_least}"
        if self.cadence.distinct_field:
            enough += f" AND kinds >= {self.cadence.distinct_at_least}"
        columns, join = "", ""
        if self.cadence.first_within or self.cadence.spacing_at_most:
            columns = f"coalesce(r.first_at, {NEVER}) AS first_at, coalesce(r.last_at, {NEVER}) AS last_at, "
            columns += "r.last_gap_due, " if self.cadence.spacing_at_most else ""
            gap = ", max(gap_due) AS last_gap_due" if self.cadence.spacing_at_most else ""
            join = f"""
LEFT JOIN (
  SELECT lead, started_at, min(tried_at) AS first_at, max(tried_at) AS last_at{gap}
  FROM {self.prefix}__tries GROUP BY lead, started_at
) AS r ON r.lead = a.lead AND r.started_at = a.started_at"""
        return self.compilation.add(
            f"{self.prefix}__tried",
            f"""SELECT a.*, {columns}coalesce(c.complete_at, {NEVER}) AS complete_at,
  coalesce(c.complete_number, c.numbers, 0) AS counted
FROM {source} AS a{join}
LEFT JOIN (
  SELECT lead, started_at, count(*) AS numbers,
    min(CASE WHEN {enough} THEN tried_at END) AS complete_at, min(CASE WHEN {enough} THEN number END) AS complete_number
  FROM {counted} GROUP BY lead, started_at
) AS c ON c.lead = a.lead AND c.started_at = a.started_at""",
        )
