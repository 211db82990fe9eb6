"""Greedy chains: from ordered points, take the first, then always the first at or after the last one's reach."""

from collections.abc import Sequence

from slakit.sql.dialect import NEVER, Dialect
from slakit.sql.plan import Relation


def chain(dialect: Dialect, name: str, points: str, *, keys: Sequence[str], at: str, reach: str) -> list[Relation]:
    """Relations ending in `name`: the rows (keys, `at`) of the relation `points` that a greedy chain takes.

    `points` has distinct `at` per key; `reach` is the first instant at which the next point may be taken (NEVER:
    none may). A point at or after every earlier reach is taken whatever happened before; only the points between
    such ones need the recursion, so its depth is the longest run of overlapping reaches.
    """
    listed = ", ".join(keys)
    by_key = ", ".join(f"a.{key}" for key in keys)
    matched = " AND ".join(f"n.{key} = c.{key}" for key in keys)
    sure = Relation(
        name=f"{name}__sure",
        sql=f"""SELECT {listed}, {at}, {reach},
  {at} >= coalesce(max({reach}) OVER (PARTITION BY {listed} ORDER BY {at}
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -{NEVER}) AS is_sure
FROM {points}""",
    )
    source = dialect.nearest(
        f"{name}__sure",
        f"(SELECT {listed}, {at} FROM {points})",
        alias="b",
        keys=keys,
        at=f"a.{reach}",
        relation="<=",
        position=at,
    )
    steps = Relation(
        name=f"{name}__steps",
        sql=f"""SELECT {by_key}, a.{at}, a.is_sure, b.{at} AS next_at
FROM {source}
WHERE EXISTS (SELECT 1 FROM {name}__sure WHERE NOT is_sure)""",
    )
    result = Relation(
        name=name,
        sql=f"""WITH RECURSIVE taken AS (
  SELECT {listed}, {at}, next_at FROM {name}__steps WHERE is_sure
  UNION ALL
  SELECT {", ".join(f"n.{key}" for key in keys)}, n.{at}, n.next_at
  FROM taken AS c JOIN {name}__steps AS n ON {matched} AND n.{at} = c.next_at
  WHERE NOT n.is_sure
)
SELECT {listed}, {at} FROM {name}__sure WHERE is_sure
UNION ALL
SELECT t.{", t.".join(keys)}, t.{at} FROM taken AS t
JOIN {name}__sure AS s ON {" AND ".join(f"s.{key} = t.{key}" for key in keys)} AND s.{at} = t.{at}
WHERE NOT s.is_sure""",
    )
    return [sure, steps, result]
