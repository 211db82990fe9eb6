"""Counted starts and what comes first after them: what responses and cadences share."""

from collections.abc import Sequence

from slakit.model import Condition
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
