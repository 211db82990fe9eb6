"""Greedy chains: from ordered points, take the first, then always the first at or after the last one's reach."""

from collections.abc import Sequence

from slakit.sql.dialect import NEVER, Dialect
from slakit.sql.plan import Relation


def chain(
    dialect: Dialect,
    name: str,
    points: str,
    *,
    keys: Sequence[str],
    at: str,
    reach: str,
    along: Sequence[str] = (),
    sure: str = "",
    settled: str = "",
) -> list[Relation]:
    """Relations ending in `name`: the rows (keys, `at`, `along`) of the relation `points` that a greedy chain takes.

    `points` has distinct `at` per key; `reach` is the first instant at which the next point may be taken (NEVER:
    none may). A point at or after every earlier reach is taken whatever happened before; only the points between
    such ones need the recursion, so its depth is the longest run of overlapping reaches.

    `sure` is a column of `points` that tells such points, if the caller knows them: it must hold for the first point
    of every key, and for none before an earlier reach. `settled` is one that holds for the sure points and for the
    others right after a sure one, which its reach rules out: keys without any other point need no recursion either.
    """
    listed = ", ".join(keys)
    carried = ", ".join((at, *along))
    by_key = ", ".join(f"a.{key}" for key in keys)
    carried_by_a, carried_by_n = (", ".join(f"{row}.{column}" for column in (at, *along)) for row in "an")
    matched = " AND ".join(f"n.{key} = c.{key}" for key in keys)
    told = Relation(
        name=f"{name}__sure",
        sql=f"SELECT {listed}, {carried}, {reach},\n  {sure or _sure(listed, at, reach)} AS is_sure\nFROM {points}",
        keep=not sure,
    )
    open_points = f"{points} WHERE NOT {settled}" if settled else f"{name}__sure WHERE NOT is_sure"
    tangled = Relation(
        name=f"{name}__tangled",
        sql=f"""SELECT {by_key}, {carried_by_a}, a.{reach}, a.is_sure
FROM {name}__sure AS a JOIN (SELECT DISTINCT {listed} FROM {open_points}) AS n
  ON {" AND ".join(f"n.{key} = a.{key}" for key in keys)}""",
    )
    source = dialect.nearest(
        tangled.name, tangled.name, alias="b", keys=keys, at=f"a.{reach}", relation="<=", position=at
    )
    steps = Relation(
        name=f"{name}__steps",
        sql=f"SELECT {by_key}, {carried_by_a}, a.is_sure, b.{at} AS next_at\nFROM {source}",
    )
    result = Relation(
        name=name,
        sql=f"""WITH RECURSIVE taken AS (
  SELECT {listed}, {carried}, is_sure, next_at FROM {name}__steps WHERE is_sure
  UNION ALL
  SELECT {", ".join(f"n.{key}" for key in keys)}, {carried_by_n}, n.is_sure, n.next_at
  FROM taken AS c JOIN {name}__steps AS n ON {matched} AND n.{at} = c.next_at
  WHERE NOT n.is_sure
)
SELECT {listed}, {carried} FROM {name}__sure WHERE is_sure
UNION ALL
SELECT {listed}, {carried} FROM taken WHERE NOT is_sure""",
    )
    return [told, tangled, steps, result]


def _sure(keys: str, at: str, reach: str) -> str:
    """Whether a point is at or after the reach of every one before it."""
    before = f"PARTITION BY {keys} ORDER BY {at}\n    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    return f"{at} >= coalesce(max({reach}) OVER ({before}), -{NEVER})"
