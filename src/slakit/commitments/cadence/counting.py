"""Which attempts of a window count, and with which one the cadence is complete.

Counting is greedy in time order; with a minimum spacing the earliest possible attempts are taken, which is the
best any choice can do for "at least N" (an exchange argument), so no other choice needs to be tried.
"""

from collections.abc import Callable

from slakit.commitments.cadence.pairs import is_paired, pair, tries
from slakit.commitments.starts import first_of
from slakit.durations import Basis
from slakit.model import Cadence
from slakit.sql.chain import chain
from slakit.sql.clock import Target
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER


def count_attempts(
    compilation: Compilation, prefix: str, cadence: Cadence, source: str, starts: str, rows: Callable[[], str]
) -> str:
    """Keep `source` (lead, started_at, limit_at) with `counted` and `complete_at`, by the raw attempts.

    `source` has rows of `starts`; `rows` keeps the attempts where they are needed one by one.
    """
    if cadence.distinct_field:
        return _by_pairs(compilation, prefix, cadence, source, rows)
    if cadence.spacing_at_least:
        return _by_links(compilation, prefix, cadence, source, starts, rows)
    return _by_number(compilation, prefix, cadence, source, rows())


def _by_number(compilation: Compilation, prefix: str, cadence: Cadence, source: str, rows: str) -> str:
    """Every attempt counts: the N-th is N - 1 numbers after the first."""
    dialect, needed = compilation.dialect, cadence.attempts_at_least
    numbered = compilation.add(
        f"{prefix}__numbers",
        f"SELECT lead, tried_at, min(seq) AS first_seq, max(seq) AS last_seq FROM {rows} GROUP BY lead, tried_at",
    )
    first = dialect.nearest(
        source, numbered, alias="f", keys=["lead"], at="a.started_at", relation="<=", position="tried_at"
    )
    begun = compilation.add(
        f"{prefix}__begun",
        f"SELECT a.*, CASE WHEN f.tried_at <= a.limit_at THEN f.first_seq END AS first_seq FROM {first}",
    )
    last = dialect.nearest(
        begun, numbered, alias="l", keys=["lead"], at="a.limit_at", relation=">=", position="tried_at"
    )
    return compilation.add(
        f"{prefix}__tried",
        f"""SELECT a.*, coalesce(c.tried_at, {NEVER}) AS complete_at,
  CASE WHEN c.tried_at IS NOT NULL THEN {needed} ELSE coalesce(a.last_seq - a.first_seq + 1, 0) END AS counted
FROM (SELECT a.*, l.last_seq FROM {last}) AS a
LEFT JOIN {rows} AS c ON c.lead = a.lead AND c.seq = a.first_seq + {needed - 1} AND c.tried_at <= a.limit_at""",
    )


def _by_links(
    compilation: Compilation, prefix: str, cadence: Cadence, source: str, starts: str, rows: Callable[[], str]
) -> str:
    """Each attempt is linked to the first one that its spacing lets count next; N - 1 links lead to the N-th."""
    links = compilation.add(f"{prefix}__links", _links(compilation, cadence, rows))
    first = first_of(
        compilation,
        f"{prefix}__begun",
        source,
        starts=starts,
        instants=f"({compilation.instants(cadence.attempts, distinct=False)})",
        including_start=True,
        column="first_try",
    )
    reached = compilation.add(
        f"{prefix}__link_1",
        f"""SELECT a.lead, a.started_at, a.limit_at,
  CASE WHEN a.first_try <= a.limit_at THEN a.first_try END AS tried_at,
  CASE WHEN a.first_try <= a.limit_at THEN 1 ELSE 0 END AS counted
FROM {first} AS a""",
        keep=False,
    )
    for number in range(2, cadence.attempts_at_least + 1):
        reached = compilation.add(
            f"{prefix}__link_{number}",
            f"""SELECT a.lead, a.started_at, a.limit_at, l.next_tried AS tried_at,
  a.counted + CASE WHEN l.next_tried IS NOT NULL THEN 1 ELSE 0 END AS counted
FROM {reached} AS a
LEFT JOIN {links} AS l ON l.lead = a.lead AND l.tried_at = a.tried_at AND l.next_tried <= a.limit_at""",
        )
    return compilation.add(
        f"{prefix}__tried",
        f"""SELECT a.*, coalesce(r.tried_at, {NEVER}) AS complete_at, r.counted
FROM {source} AS a JOIN {reached} AS r ON r.lead = a.lead AND r.started_at = a.started_at""",
    )


def _links(compilation: Compilation, cadence: Cadence, rows: Callable[[], str]) -> str:
    """SELECT text (lead, tried_at, next_tried): per instant of attempts the first one at or after its reach, if any."""
    spacing = cadence.spacing_at_least
    if spacing is not None and Target(spacing, cadence.calendar).basis is Basis.ELAPSED:
        frame = f"RANGE BETWEEN {spacing.seconds} FOLLOWING AND UNBOUNDED FOLLOWING"
        return f"""SELECT lead, tried_at, next_tried FROM (
  SELECT lead, ts AS tried_at, lag(ts) OVER (PARTITION BY lead ORDER BY ts) AS before,
    min(ts) OVER (PARTITION BY lead ORDER BY ts {frame}) AS next_tried
  FROM ({compilation.rows(cadence.attempts, [])}) AS r WHERE ts >= {compilation.term[0]}
) AS n WHERE next_tried IS NOT NULL AND (before IS NULL OR before < tried_at)"""
    linked = compilation.dialect.nearest(
        rows(), rows(), alias="b", keys=["lead"], at="a.reach", relation="<=", position="tried_at"
    )
    return f"SELECT a.lead, a.tried_at, b.tried_at AS next_tried FROM {linked}"


def _by_pairs(compilation: Compilation, prefix: str, cadence: Cadence, source: str, rows: Callable[[], str]) -> str:
    """With distinct values the number of attempts needed is open, so each window is counted through."""
    spaced = is_paired(cadence)
    kept = _spaced(compilation, prefix, cadence, source) if spaced else _every(compilation, prefix, source, rows())
    numbers = compilation.add(
        f"{prefix}__numbers",
        f"SELECT lead, started_at, count(*) AS numbers FROM {kept} GROUP BY lead, started_at",
    )
    return compilation.add(
        f"{prefix}__tried",
        f"""SELECT a.*, coalesce(c.tried_at, {NEVER}) AS complete_at, coalesce(c.number, n.numbers, 0) AS counted
FROM {source} AS a
LEFT JOIN {numbers} AS n ON n.lead = a.lead AND n.started_at = a.started_at
LEFT JOIN {_complete(compilation, prefix, cadence, kept, numbers, "tried_at" if spaced else "seq")} AS c
  ON c.lead = a.lead AND c.started_at = a.started_at""",
    )


def _every(compilation: Compilation, prefix: str, source: str, rows: str) -> str:
    """Keep the windows of `source` with all their attempts, in the order `seq`."""
    return compilation.add(
        tries(prefix),
        f"""SELECT s.lead, s.started_at, t.tried_at, t.value, t.seq
FROM {source} AS s JOIN {rows} AS t
  ON t.lead = s.lead AND t.tried_at >= s.started_at AND t.tried_at <= s.limit_at""",
    )


def _spaced(compilation: Compilation, prefix: str, cadence: Cadence, source: str) -> str:
    """Keep the windows of `source` with the attempts that their spacing lets count."""
    taken = f"{prefix}__taken"
    links = chain(
        compilation.dialect,
        taken,
        pair(compilation, prefix, cadence, source),
        keys=["lead", "started_at"],
        at="tried_at",
        reach="reach",
        along=["value"],
        sure="is_sure",
        settled="is_settled",
    )
    compilation.extend(links)
    return taken


def _complete(compilation: Compilation, prefix: str, cadence: Cadence, kept: str, numbers: str, order: str) -> str:
    """Keep (lead, started_at, tried_at, number): the counted attempt with which a window is complete.

    Only the windows with enough attempts are put in order, by the column `order`.
    """
    window = "PARTITION BY lead, started_at"
    first_of_kind = f"value IS NOT NULL AND row_number() OVER ({window}, value ORDER BY {order}) = 1"
    counted = compilation.add(
        f"{prefix}__counted",
        f"""SELECT lead, started_at, tried_at, row_number() OVER ({window} ORDER BY {order}) AS number,
  sum(is_new) OVER ({window} ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS kinds
FROM (
  SELECT t.*, CASE WHEN {first_of_kind} THEN 1 ELSE 0 END AS is_new FROM (
    SELECT k.* FROM {kept} AS k JOIN {numbers} AS n ON n.lead = k.lead AND n.started_at = k.started_at
    WHERE n.numbers >= {cadence.attempts_at_least}
  ) AS t
) AS n""",
    )
    return compilation.add(
        f"{prefix}__complete",
        f"""SELECT lead, started_at, min(tried_at) AS tried_at, min(number) AS number FROM {counted}
WHERE number >= {cadence.attempts_at_least} AND kinds >= {cadence.distinct_at_least} GROUP BY lead, started_at""",
    )
