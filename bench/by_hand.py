"""The two commitments of two_commitments.yaml as a person would write them in DuckDB SQL, as one process.

`python bench/by_hand.py LOG.parquet OUT.csv` writes one row per hand-over and commitment. It does what the job
needs and no more: no validation of the log, no repeated starts, nothing at risk.
"""

import sys

import duckdb
from office_hours import SPACING, TARGET, WINDOW, clock, opening

QUERY = f"""
COPY (
  WITH e AS NOT MATERIALIZED (
    SELECT lead_id, event, CAST(epoch("at") AS BIGINT) AS ts
    FROM read_parquet($log) WHERE event IN ('assigned', 'call', 'email')
  ), top AS (
    SELECT CAST(epoch(max("at")) AS BIGINT) AS t FROM read_parquet($log)
  ), h AS (
    SELECT lead_id, min(ts) AS s FROM e WHERE event = 'assigned' GROUP BY lead_id
  ), a AS (
    SELECT lead_id, s, ts FROM h JOIN e USING (lead_id) WHERE event <> 'assigned' AND ts >= s
  ), c1 AS (
    SELECT lead_id, min(ts) AS t1 FROM a GROUP BY lead_id
  ), c2 AS (
    SELECT lead_id, min(ts) AS t2 FROM c1 JOIN a USING (lead_id) WHERE ts >= t1 + {SPACING} GROUP BY lead_id
  ), c3 AS (
    SELECT lead_id, min(ts) AS t3 FROM c2 JOIN a USING (lead_id) WHERE ts >= t2 + {SPACING} GROUP BY lead_id
  ), c4 AS (
    SELECT lead_id, min(ts) AS t4 FROM c3 JOIN a USING (lead_id) WHERE ts >= t3 + {SPACING} GROUP BY lead_id
  ), b AS (
    SELECT lead_id, s, k.open_before + k.is_open * (s - k.seg_start) + {TARGET} AS budget
    FROM h JOIN clock AS k ON k.hour = s // 3600 AND s >= k.seg_start AND s < k.seg_end
  ), d AS (
    SELECT lead_id, s, o.starts_at + budget - o.open_from AS due
    FROM b JOIN opening AS o ON o.hour = (budget - 1) // 3600 AND budget > o.open_from AND budget <= o.open_to
  )
  SELECT 'first_attempt' AS commitment, lead_id, s AS started_at, due AS due_at, t1 AS stopped_at,
    CASE WHEN t1 <= due THEN 'met' WHEN t1 > due OR t > due THEN 'breached' ELSE 'pending' END AS state
  FROM d LEFT JOIN c1 USING (lead_id), top
  UNION ALL
  SELECT 'persistence', lead_id, s, s + {WINDOW}, CASE WHEN t4 <= s + {WINDOW} THEN t4 END,
    CASE WHEN t4 <= s + {WINDOW} THEN 'met' WHEN t > s + {WINDOW} THEN 'breached' ELSE 'pending' END
  FROM h LEFT JOIN c4 USING (lead_id), top
  ORDER BY ALL
) TO $out (FORMAT csv, HEADER)
"""


def main(query: str, log: str, out: str) -> None:
    """Evaluate and write: `query` reads `$log`, `clock` and `opening`, and writes `$out`."""
    connection = duckdb.connect()
    for name, columns, rows in (
        ("clock", ("hour", "seg_start", "seg_end", "open_before", "is_open"), clock()),
        ("opening", ("hour", "open_from", "open_to", "starts_at"), opening()),
    ):
        listed = ", ".join(f"unnest(?::BIGINT[]) AS {column}" for column in columns)
        connection.execute(
            f"CREATE TEMP TABLE {name} AS SELECT {listed}", [list(column) for column in zip(*rows, strict=True)]
        )
    connection.execute(query, {"log": log, "out": out})


if __name__ == "__main__":
    main(QUERY, sys.argv[1], sys.argv[2])
