"""Counted starts and what comes first after them: what responses and cadences share."""

from collections.abc import Sequence

from slakit.model import Condition
from slakit.sql.compilation import Compilation
from slakit.sql.dialect import NEVER, Nearest


def counted_starts(
    compilation: Compilation,
    name: str,
    *,
    starts: Sequence[str],
    when: Condition | None,
    choices: Sequence[tuple[Condition | None, bool]] = ((None, True),),
) -> str:
    """Keep (lead, started_at, target_no): the starts that count, each instant of a lead once; and `several`.

    The relation is `name`, or one of another commitment that has the same starts: its name is the result.

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
    name = compilation.shared.once(
        name,
        f"""SELECT * FROM (
  SELECT r.lead, r.ts AS started_at, {chosen} AS target_no
  FROM ({compilation.instants(starts)}) AS r{judge.join()}
  WHERE {compilation.in_term("r.ts")} AND {judge.test(compilation.agreement.scope, when)}
) AS counted WHERE target_no IS NOT NULL""",
    )
    several_starts(compilation, name)
    return name


def several_starts(compilation: Compilation, starts: str) -> str:
    """Keep the leads with more than one of `starts`: few, as a rule, and all that ordering is needed for."""
    sql = f"SELECT lead FROM {starts} GROUP BY lead HAVING count(*) > 1"
    return compilation.shared.once(several(starts), sql)


def single_starts(compilation: Compilation, starts: str) -> str:
    """Keep the one of `starts` (lead, started_at) of each lead that has no more."""
    sql = f"SELECT lead, min(started_at) AS started_at FROM {starts} GROUP BY lead HAVING count(*) = 1"
    return compilation.shared.once(f"{starts}__single", sql)


def several(starts: str) -> str:
    """The name of the relation of leads with more than one of `starts`."""
    return f"{starts}__several"


def is_single(starts: str, row: str = "a") -> str:
    """Whether the lead of `row` has no more than one of `starts`."""
    return f"NOT EXISTS (SELECT 1 FROM {several(starts)} AS m WHERE m.lead = {row}.lead)"


def among_several(starts: str, source: str) -> str:
    """The rows of `source` (in brackets) whose leads have more than one of `starts`."""
    return f"(SELECT a.* FROM {source} AS a JOIN {several(starts)} AS m ON m.lead = a.lead)"


def first_after(
    compilation: Compilation,
    name: str,
    source: str,
    *,
    starts: str,
    events: Sequence[str],
    but_not: Sequence[str] = (),
    including_start: bool,
    column: str,
) -> str:
    """Keep `name`: `source` plus `column`, the first row of `events` that is none of `but_not`, as in `first_of`."""
    if not events:
        return compilation.add(name, f"SELECT a.*, {NEVER} AS {column} FROM {source} AS a", keep=False)
    instants = f"({compilation.instants(events, but_not=but_not, distinct=False)})"
    return first_of(
        compilation, name, source, starts=starts, instants=instants, including_start=including_start, column=column
    )


def first_of(
    compilation: Compilation,
    name: str,
    source: str,
    *,
    starts: str,
    instants: str,
    including_start: bool,
    column: str,
) -> str:
    """Keep `name`: `source` plus `column`, the first of `instants` (lead, ts) from (or after) `started_at`, else NEVER.

    `source` has rows of `starts`. For a lead with a single one a minimum tells; only where a lead has several are
    the instants put in order, so that none is compared with each of many starts.
    """
    relation: Nearest = "<=" if including_start else "<"
    firsts = compilation.shared.once(
        f"{name}__firsts",
        f"""SELECT a.lead, min(b.ts) AS ts
FROM {single_starts(compilation, starts)} AS a
JOIN {instants} AS b ON b.lead = a.lead AND a.started_at {relation} b.ts GROUP BY a.lead""",
    )
    found = compilation.dialect.nearest(
        among_several(starts, source),
        instants,
        alias="b",
        keys=["lead"],
        at="a.started_at",
        relation=relation,
        position="ts",
    )
    return compilation.add(
        name,
        f"""SELECT a.*, coalesce(b.ts, {NEVER}) AS {column}
FROM {source} AS a LEFT JOIN {firsts} AS b ON b.lead = a.lead WHERE {is_single(starts)}
UNION ALL
SELECT a.*, coalesce(b.ts, {NEVER}) AS {column} FROM {found}""",
    )
