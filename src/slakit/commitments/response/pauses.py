"""Pauses of a response: time from a pause to the next resume does not accrue.

From the first pause or resume row at or after its start, an episode shares one running clock with every other
episode of the lead: the *running reading*, which grows with the calendar's reading except while paused. Deadlines
and accrual are differences of it, so no episode walks its pauses one by one.
"""

from dataclasses import dataclass

from slakit.model import Response
from slakit.sql.clock import Timer
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER

KEYS = ["lead", "target_no"]


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pause relations of one response."""

    compilation: Compilation
    prefix: str
    response: Response
    timer: Timer

    def passing(self, source: str) -> str:
        """`source` with `pass_at` moved by the pauses: the instant the deadline passes, NEVER if pauses keep it away.

        Adds `first_run` and `first_reading`: the running and the plain reading at the first change from the start on.
        """
        spans, paces = self._spans()
        first = self.compilation.dialect.nearest(
            source, spans, alias="f", keys=KEYS, at="a.started_at", relation="<=", position="from_at"
        )
        budget = self.timer.budget("a.pass_at", "a.started_at")
        found = self.compilation.add(
            f"{self.prefix}__found",
            f"""SELECT a.*, f.run AS first_run, f.reading AS first_reading,
  f.run + {budget} - (f.reading - a.start_reading) AS goal,
  f.from_at IS NULL OR f.reading - a.start_reading >= {budget} AS passes_before
FROM {first}""",
        )
        paced = self.compilation.dialect.nearest(
            found, paces, alias="p", keys=KEYS, at="a.goal", relation=">", position="run"
        )
        self.compilation.add(
            f"{self.prefix}__paced",
            f"SELECT a.*, p.reading + a.goal - p.run AS goal_reading, p.next_run AS pace_until FROM {paced}",
        )
        reached = self.timer.reached("a.goal_reading", "o")
        reaching = self.compilation.add(
            f"{self.prefix}__reaching",
            f"""SELECT a.lead, a.started_at, a.target_no, a.start_reading, a.first_run, a.first_reading,
  CASE WHEN a.passes_before THEN a.pass_at
       WHEN a.goal <= a.pace_until THEN {reached}
       ELSE {NEVER} END AS reached_at
FROM {self.prefix}__paced AS a{self.timer.inverse_join("a.goal_reading", "o")}""",
        )
        # A pause at the deadline itself is in time, as a stop is: nothing is left, so the resume is the deadline.
        return self.compilation.add(
            f"{self.prefix}__passing",
            f"""SELECT a.*, CASE WHEN g.paused THEN g.resumed_at ELSE a.reached_at END AS pass_at
FROM {reaching} AS a LEFT JOIN {spans} AS g
  ON g.lead = a.lead AND g.target_no = a.target_no AND g.from_at = a.reached_at""",
        )

    def accrued(self, source: str) -> str:
        """`source` with `accrued`, `is_paused` and `due_at`, by the pauses up to the episode's end.

        A pause counts at the instant of a stop (it comes first) but not at that of a cancel or start (they do).
        """
        name = f"{self.prefix}__cut"
        self.compilation.add(
            name,
            f"""SELECT a.*, CASE WHEN a.ended_by IN ('stop', 'open') THEN a.end_at ELSE a.end_at - 1 END AS cut_at,
  {self.timer.reading("a.end_at", "k")} AS end_reading
FROM {source} AS a{self.timer.reading_join("a.end_at", "k")}""",
        )
        latest = self.compilation.dialect.nearest(
            name, f"{self.prefix}__spans", alias="g", keys=KEYS, at="a.cut_at", relation=">=", position="from_at"
        )
        self.compilation.add(
            f"{self.prefix}__run",
            f"""SELECT a.*, coalesce(g.from_at >= a.started_at AND g.paused, FALSE) AS is_paused,
  CASE WHEN g.from_at >= a.started_at
       THEN (a.first_reading - a.start_reading) + (g.run - a.first_run)
            + CASE WHEN g.paused THEN 0 ELSE a.end_reading - g.reading END
       ELSE a.end_reading - a.start_reading END AS accrued
FROM {latest}""",
        )
        rest = f"(a.end_reading + {self.timer.budget('a.pass_at', 'a.started_at')} - a.accrued)"
        return self.compilation.add(
            f"{self.prefix}__accrued",
            f"""SELECT a.*, CASE
    WHEN a.pass_at < a.end_at OR (a.pass_at = a.end_at AND NOT a.is_paused) THEN a.pass_at
    WHEN a.is_paused THEN NULL
    ELSE {self.timer.reached(rest, "o")} END AS due_at
FROM {self.prefix}__run AS a{self.timer.inverse_join(rest, "o")}""",
        )

    def _spans(self) -> tuple[str, str]:
        """Keep the spans between changes with their readings, and the running ones by running reading."""
        numbers = " UNION ALL ".join(f"SELECT {number} AS target_no" for number in range(len(self.timer.targets)))
        pauses = self.compilation.instants(self.response.pauses, distinct=False)
        resumes = self.compilation.instants(self.response.resumes, distinct=False) if self.response.resumes else None
        changes = f"SELECT lead, ts, TRUE AS paused FROM ({pauses}) AS p"
        if resumes:
            changes += f"\n  UNION ALL SELECT lead, ts, FALSE AS paused FROM ({resumes}) AS q"
        any_true = self.compilation.dialect.any_true("paused")
        self.compilation.add(
            f"{self.prefix}__changes",
            f"""SELECT a.lead, a.target_no, a.ts AS from_at, a.paused, {self.timer.reading("a.ts", "k")} AS reading
FROM (
  SELECT c.lead, c.ts, c.paused, t.target_no
  FROM (SELECT lead, ts, {any_true} AS paused FROM ({changes}) AS u
        WHERE ts >= {self.compilation.term[0]} GROUP BY lead, ts) AS c
  CROSS JOIN ({numbers}) AS t
) AS a{self.timer.reading_join("a.ts", "k")}""",
            keep=False,
        )
        window = "OVER (PARTITION BY lead, target_no ORDER BY from_at)"
        spans = self.compilation.add(
            f"{self.prefix}__spans",
            f"""SELECT lead, target_no, from_at, paused, reading,
  CAST(sum(gain) OVER (PARTITION BY lead, target_no ORDER BY from_at
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS {self.compilation.dialect.integer}) AS run,
  coalesce(min(CASE WHEN NOT paused THEN from_at END) OVER (PARTITION BY lead, target_no ORDER BY from_at
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), {NEVER}) AS resumed_at
FROM (
  SELECT g.*, CASE WHEN coalesce(lag(paused) {window}, TRUE) THEN 0 ELSE reading - lag(reading) {window} END AS gain
  FROM {self.prefix}__changes AS g
) AS gains""",
        )
        paces = self.compilation.add(
            f"{self.prefix}__paces",
            f"""SELECT lead, target_no, run, max(reading) AS reading, max(next_run) AS next_run
FROM (
  SELECT s.*, coalesce(lead(run) {window}, {NEVER}) AS next_run FROM {spans} AS s
) AS n WHERE NOT paused GROUP BY lead, target_no, run""",
        )
        return spans, paces
