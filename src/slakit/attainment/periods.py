"""Periods of quotas, goals and objectives: what was attained in each, the worst parts first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import gcd
from operator import itemgetter
from typing import Any

from slakit.attainment.days import day_starts
from slakit.attainment.scorecard import PARTS, Attained, Counts, PeriodScore
from slakit.attainment.tallies import parties_of
from slakit.attainment.target import parse_target
from slakit.connection import Connection
from slakit.outcomes import ROWS, STATES

_RANKED = f"""SELECT commitment, party, version_no, period_start, period_end, kind, dimension, state, target, value
FROM (
  SELECT *, row_number() OVER (PARTITION BY commitment, party, version_no, period_start, period_end ORDER BY
    CASE state WHEN 'breached' THEN 0 WHEN 'at_risk' THEN 1 WHEN 'pending' THEN 2 WHEN 'waived' THEN 3
      WHEN 'met' THEN 4 ELSE 5 END,
    value IS NOT NULL, CASE WHEN target LIKE '<%' THEN -value ELSE value END, dimension NULLS FIRST) AS place
  FROM {ROWS} WHERE period_start IS NOT NULL
) AS ranked WHERE place <= {PARTS}
ORDER BY commitment, party, version_no, period_start, period_end, place"""  # noqa: S608 - constants only

_COUNTED = f"""SELECT commitment, party, version_no, period_start, period_end, state, count(*)
FROM {ROWS} WHERE period_start IS NOT NULL GROUP BY ALL"""  # noqa: S608 - constants only

_STARTED = f"""WITH scored_days (version_no, local_day, begins) AS (VALUES {{days}}), span AS (
  SELECT DISTINCT p.commitment, p.version_no, p.period_start, f.begins AS begins, t.begins AS ends,
    substr(p.commitment, 1, length(p.commitment) - length('.objective')) AS clock
  FROM {ROWS} AS p
  JOIN scored_days AS f ON f.local_day = p.period_start AND f.version_no = p.version_no
  JOIN scored_days AS t ON t.local_day = p.period_end AND t.version_no = p.version_no
  WHERE p.kind = 'objective'
), started AS (
  SELECT commitment, version_no, owner, started_at - (started_at % {{unit}} + {{unit}}) % {{unit}} AS at_about,
    count(*) FILTER (WHERE state = 'met') AS met, count(*) FILTER (WHERE state = 'breached') AS breached,
    count(*) FILTER (WHERE state IN ('pending', 'at_risk', 'paused')) AS still_open
  FROM {ROWS} WHERE period_start IS NULL AND commitment IN (SELECT clock FROM span) GROUP BY ALL
)
SELECT span.commitment, span.version_no, span.period_start, started.owner,
  CAST(sum(met) AS BIGINT), CAST(sum(breached) AS BIGINT), CAST(sum(still_open) AS BIGINT)
FROM span JOIN started ON started.commitment = span.clock AND started.version_no = span.version_no
  AND at_about >= begins AND at_about < ends
GROUP BY ALL"""  # noqa: S608 - constants only


def periods(
    connection: Connection, *, timezones: Sequence[str], as_of: int
) -> dict[tuple[str, frozenset[str]], tuple[PeriodScore, ...]]:
    """The periods of every commitment that has some, by who made it, in order of time.

    `timezones` are the zones of the versions' terms, in which their days begin.
    """
    rows = connection.execute(_RANKED).fetchall()
    if not rows:
        return {}
    starts: dict[tuple[int, str], int] = {}
    for number, timezone in enumerate(timezones):
        days = {date.fromisoformat(day) for row in rows if row[2] == number for day in row[3:5]}
        starts |= {(number, day.isoformat()): at for day, at in day_starts(timezone, days).items()}
    shares = _shares(connection, starts)
    counts = _counts(connection)
    found: dict[tuple[str, frozenset[str]], list[PeriodScore]] = {}
    for key, group in groupby(rows, key=itemgetter(0, 1, 2, 3, 4)):
        commitment, party, number, start, end = key
        results = tuple(_attained(row, shares) for row in group)
        found.setdefault((commitment, parties_of(party)), []).append(
            PeriodScore(
                start=date.fromisoformat(start),
                end=date.fromisoformat(end),
                ends_at=starts[number, end],
                running=as_of < starts[number, end],
                counts=Counts(**counts[key]),
                results=_worst_first(results),
            )
        )
    return {key: tuple(sorted(scores, key=lambda score: score.start)) for key, scores in found.items()}


@dataclass(frozen=True, slots=True)
class _Share:
    met: int
    breached: int
    open: int

    def __add__(self, other: "_Share") -> "_Share":
        return _Share(self.met + other.met, self.breached + other.breached, self.open + other.open)


_Key = tuple[str, int, str, str | None]
"""An objective, the number of its version, the first day of a period, and an owner."""


def _shares(connection: Connection, starts: Mapping[tuple[int, str], int]) -> dict[_Key, _Share]:
    """Episodes started in each period of an objective, counted by owner and, under None, of all owners together.

    They are first counted by the hour, or by the greatest part of it that all the days begin with.
    """
    found: dict[_Key, _Share] = {}
    if not starts:
        return found
    unit = gcd(3600, *starts.values())
    days = ", ".join(f"({number}, '{day}', {at})" for (number, day), at in starts.items())
    rows = connection.execute(_STARTED.format(unit=unit, days=days)).fetchall()
    for commitment, number, start, owner, *counts in rows:
        share = _Share(*counts)
        if owner is not None:
            found[commitment, number, start, owner] = share
        whole = commitment, number, start, None
        found[whole] = found.get(whole, _Share(0, 0, 0)) + share
    return found


_Period = tuple[str, str, int, str, str]


def _counts(connection: Connection) -> dict[_Period, dict[str, int]]:
    found: dict[_Period, dict[str, int]] = {}
    for *period, state, number in connection.execute(_COUNTED).fetchall():
        commitment, party, version_no, start, end = period
        found.setdefault((commitment, party, version_no, start, end), dict.fromkeys(STATES, 0))[state] = number
    return found


def _attained(row: tuple[Any, ...], shares: Mapping[_Key, _Share]) -> Attained:
    commitment, _, number, start, _, kind, dimension, state, target, value = row
    bound = parse_target(target)
    attained = Attained(
        dimension=dimension,
        state=state,
        target=bound,
        target_text=target,
        value=None if value is None else Fraction(value),
        behind=state == "at_risk",
    )
    share = shares.get((commitment, number, start, dimension))
    if share is not None:
        decided = share.met + share.breached
        exact = Fraction(share.met, decided) if decided else None
        attained = replace(attained, value=exact, met=share.met, breached=share.breached, open=share.open)
    if kind == "objective" and state == "pending" and attained.value is not None:
        attained = replace(attained, behind=not bound.holds(attained.value))
    return attained


def _worst_first(results: tuple[Attained, ...]) -> tuple[Attained, ...]:
    """Those that are behind right after the broken ones; all else stays as ranked."""
    return tuple(sorted(results, key=lambda item: 0 if item.state == "breached" else 1 if item.behind else 2))
