"""Counted starts and the episodes that they open: what responses and cadences share."""

from collections.abc import Sequence

from slakit.model import Again, Condition
from slakit.sql.chain import chain
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER


def counted_starts(
    compilation: Compilation,
    name: str,
    *,
    starts: Sequence[str],
    when: Condition | None,
    choices: Sequence[tuple[Condition | None, bool]] = ((None, True),),
) -> str:
    """Keep `name` (lead, started_at, target_no): the starts that count, each instant of a lead once.

    `choices` are the targets in order: condition and whether the target obliges. `target_no` numbers the obliging
    ones from 0; a start whose first matching target is exempt does not count.
    """
    conditions = [condition for condition, _ in choices]
    judge = compilation.judge(starts, compilation.agreement.scope, when, *conditions)
    number = -1
    cases = []
    for condition, obliges in choices:
        number += obliges
        cases.append(f"WHEN {judge.test(condition)} THEN {number if obliges else 'NULL'}")
    chosen = "0" if len(cases) == 1 and choices[0][1] else f"CASE {' '.join(cases)} END"
    return compilation.add(
        name,
        f"""SELECT * FROM (
  SELECT r.lead, r.ts AS started_at, {chosen} AS target_no
  FROM ({compilation.instants(starts)}) AS r{judge.join()}
  WHERE {compilation.in_term("r.ts")} AND {judge.test(compilation.agreement.scope, when)}
) AS counted WHERE target_no IS NOT NULL""",
    )


def first_after(
    compilation: Compilation,
    name: str,
    source: str,
    *,
    events: Sequence[str],
    but_not: Sequence[str] = (),
    including_start: bool,
    column: str,
) -> str:
    """Keep `name`: `source` plus `column`, the first instant of `events` from (or after) `started_at`, else NEVER."""
    if not events:
        return compilation.add(name, f"SELECT a.*, {NEVER} AS {column} FROM {source} AS a", keep=False)
    found = compilation.dialect.nearest(
        source,
        f"({compilation.instants(events, but_not=but_not, distinct=False)})",
        alias="b",
        keys=["lead"],
        at="a.started_at",
        relation="<=" if including_start else "<",
        position="ts",
    )
    return compilation.add(name, f"SELECT a.*, coalesce(b.ts, {NEVER}) AS {column} FROM {found}")


def opened_episodes(compilation: Compilation, name: str, source: str, *, again: Again, reach: str) -> str:
    """Keep `name`: the rows of `source` that open an episode, with `episode` (from 1) and `next_at`.

    `reach` is the first instant at which a start finds the episode over; `next_at` is the start that opens the
    next one (NEVER without, and for `never`, whose only episode no start can end).
    """
    if again is Again.NEVER:
        opened = f"""SELECT * FROM (
  SELECT a.*, row_number() OVER (PARTITION BY lead ORDER BY started_at) AS turn FROM {source} AS a
) AS turns WHERE turn = 1"""
        return compilation.add(name, f"SELECT o.*, 1 AS episode, {NEVER} AS next_at FROM ({opened}) AS o")
    kept = source
    if again is Again.IGNORE:
        points = f"SELECT lead, started_at, {reach} AS reach FROM {source}"
        points = compilation.add(f"{name}__reach", points, keep=False)
        taken = f"{name}__taken"
        compilation.extend(chain(compilation.dialect, taken, points, keys=["lead"], at="started_at", reach="reach"))
        both = f"{source} AS a JOIN {taken} AS t ON t.lead = a.lead AND t.started_at = a.started_at"
        kept = f"(SELECT a.* FROM {both})"
    return compilation.add(
        name,
        f"""SELECT o.*, row_number() OVER (PARTITION BY lead ORDER BY started_at) AS episode,
  coalesce(lead(started_at) OVER (PARTITION BY lead ORDER BY started_at), {NEVER}) AS next_at
FROM {kept} AS o""",
    )
