"""The two commitments of two_commitments.yaml as a person would write them in DuckDB SQL, as one process.

`python bench/by_hand.py LOG.parquet OUT.csv` writes one row per hand-over and commitment. It does what the job
needs and no more: no validation of the log, no repeated starts, states only.
"""

import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb

ZONE = ZoneInfo("America/New_York")
HOURS = {**dict.fromkeys(range(4), ((9, 0, 12, 30), (13, 30, 17, 30))), 4: ((9, 0, 16, 0),)}
HOLIDAYS = {date(2027, 1, 18), date(2027, 5, 31)}
TARGET = 6 * 3600


def calendar() -> tuple[list[tuple[int, int, int, int, int]], list[tuple[int, int, int, int]]]:
    """Hour-keyed open time and its inverse, for 2027."""
    clock, opening, open_before = [], [], 0
    day = date(2026, 12, 30)
    edges: list[tuple[int, int, int]] = []
    while day < date(2028, 1, 15):
        for h1, m1, h2, m2 in () if day in HOLIDAYS else HOURS.get(day.weekday(), ()):
            opens = int(datetime(day.year, day.month, day.day, h1, m1, tzinfo=ZONE).timestamp())
            closes = int(datetime(day.year, day.month, day.day, h2, m2, tzinfo=ZONE).timestamp())
            edges.append((opens, closes, 1))
        day += timedelta(days=1)
    at = edges[0][0] - 86_400
    pieces = []
    for opens, closes, _ in edges:
        pieces += [(at, opens, 0), (opens, closes, 1)]
        at = closes
    for start, end, is_open in pieces:
        while start < end:
            until = min(end, (start // 3600 + 1) * 3600)
            clock.append((start // 3600, start, until, open_before, is_open))
            if is_open:
                reached, base = open_before, start
                while reached < open_before + until - start:
                    stop = min(open_before + until - start, (reached // 3600 + 1) * 3600)
                    opening.append((reached // 3600, reached, stop, base + reached - open_before))
                    reached = stop
                open_before += until - start
            start = until
    return clock, opening


def main(log: str, out: str) -> None:
    """Evaluate and write."""
    connection = duckdb.connect()
    clock, opening = calendar()
    for name, columns, rows in (
        ("clock", ("hour", "seg_start", "seg_end", "open_before", "is_open"), clock),
        ("opening", ("bucket", "open_from", "open_to", "starts_at"), opening),
    ):
        listed = ", ".join(f"unnest(?::BIGINT[]) AS {column}" for column in columns)
        connection.execute(
            f"CREATE TEMP TABLE {name} AS SELECT {listed}", [list(column) for column in zip(*rows, strict=True)]
        )
    connection.execute(
        f"""
COPY (
WITH e AS NOT MATERIALIZED (
  SELECT lead_id, event, CAST(epoch("at") AS BIGINT) AS ts FROM read_parquet('{log}') WHERE event IN ('assigned', 'call', 'email')
), top AS (SELECT max(CAST(epoch("at") AS BIGINT)) AS t FROM read_parquet('{log}')),
h AS (SELECT lead_id, min(ts) AS s FROM e WHERE event = 'assigned' GROUP BY lead_id),
a AS (SELECT h.lead_id, h.s, e.ts FROM h JOIN e ON e.lead_id = h.lead_id AND e.ts >= h.s WHERE e.event <> 'assigned'),
c1 AS (SELECT h.lead_id, h.s, min(a.ts) AS t1 FROM h LEFT JOIN a ON a.lead_id = h.lead_id GROUP BY h.lead_id, h.s),
c2 AS (SELECT c1.*, a2.t AS t2 FROM c1 LEFT JOIN (SELECT c1.lead_id, min(a.ts) AS t FROM c1 JOIN a ON a.lead_id = c1.lead_id AND a.ts >= c1.t1 + 14400 GROUP BY c1.lead_id) AS a2 ON a2.lead_id = c1.lead_id),
c3 AS (SELECT c2.*, a3.t AS t3 FROM c2 LEFT JOIN (SELECT c2.lead_id, min(a.ts) AS t FROM c2 JOIN a ON a.lead_id = c2.lead_id AND a.ts >= c2.t2 + 14400 GROUP BY c2.lead_id) AS a3 ON a3.lead_id = c2.lead_id),
c4 AS (SELECT c3.*, a4.t AS t4 FROM c3 LEFT JOIN (SELECT c3.lead_id, min(a.ts) AS t FROM c3 JOIN a ON a.lead_id = c3.lead_id AND a.ts >= c3.t3 + 14400 GROUP BY c3.lead_id) AS a4 ON a4.lead_id = c3.lead_id),
d AS (
  SELECT c4.*, o.starts_at + (k.open_before + k.is_open * (s - k.seg_start) + {TARGET}) - o.open_from AS due
  FROM c4 JOIN clock AS k ON k.hour = s // 3600 AND s >= k.seg_start AND s < k.seg_end
  JOIN opening AS o ON o.bucket = (k.open_before + k.is_open * (s - k.seg_start) + {TARGET} - 1) // 3600
    AND k.open_before + k.is_open * (s - k.seg_start) + {TARGET} > o.open_from
    AND k.open_before + k.is_open * (s - k.seg_start) + {TARGET} <= o.open_to
)
SELECT 'first_attempt' AS commitment, lead_id, s AS started_at, due AS due_at, t1 AS stopped_at,
  CASE WHEN t1 <= due THEN 'met' WHEN t1 > due OR t > due THEN 'breached' ELSE 'pending' END AS state FROM d, top
UNION ALL
SELECT 'persistence', lead_id, s, s + 1036800, CASE WHEN t4 <= s + 1036800 THEN t4 END,
  CASE WHEN t4 <= s + 1036800 THEN 'met' WHEN t > s + 1036800 THEN 'breached' ELSE 'pending' END FROM d, top
ORDER BY ALL
) TO '{out}' (FORMAT csv, HEADER)"""
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
