"""A large lead log for the benchmarks, made in DuckDB: 13 events per lead, sorted by nothing in particular.

`python bench/make_log.py EVENTS FILE.parquet` writes the log; equal arguments give equal rows.
"""

import sys
from pathlib import Path

import duckdb

EVENTS_PER_LEAD = 13


def make(events: int, path: Path) -> None:
    """Write `events` rows (rounded down to whole leads) to `path`.

    A lead is handed over at a random minute of 2027's first half, then called and e-mailed at random distances
    (some within hours, some never), moved through stages, and decided. All randomness is a hash of the lead.
    """
    leads = events // EVENTS_PER_LEAD
    connection = duckdb.connect()
    connection.execute(
        f"""
COPY (
  WITH lead AS (
    SELECT i, hash(i * 7919) AS h, TIMESTAMP '2027-01-04 00:00:00' + to_seconds(CAST(hash(i) % (180 * 86400) AS BIGINT)) AS start
    FROM range({leads}) AS r(i)
  ), step AS (
    SELECT lead.*, s, hash(i * 104729 + s * 15485863) AS d FROM lead, range({EVENTS_PER_LEAD}) AS steps(s)
  )
  SELECT 'lead-' || lpad(CAST(i AS VARCHAR), 9, '0') AS lead_id,
    CASE WHEN s = 0 THEN 'assigned' WHEN s IN (1, 2, 3, 4) THEN 'call' WHEN s IN (5, 6) THEN 'email'
         WHEN s = 7 THEN 'viewed' WHEN s = 8 THEN 'opened' ELSE 'stage_changed' END AS event,
    (CASE WHEN s = 0 THEN start
          WHEN s <= 6 THEN start + to_seconds(CAST(d % (CASE WHEN h % 10 < 7 THEN 5 ELSE 20 END * 86400) AS BIGINT))
          ELSE start + to_seconds(CAST((s - 6) * 3 * 86400 + d % 86400 AS BIGINT)) END)::TIMESTAMPTZ AS "at",
    'rep' || CAST(h % 40 AS VARCHAR) AS owner,
    CASE WHEN s = 1 OR s = 2 THEN 'call' WHEN s = 5 THEN 'email' END AS channel,
    CASE WHEN s = 9 THEN 'mql' WHEN s = 10 THEN 'sal' WHEN s = 11 THEN 'customer' WHEN s = 12 THEN 'lost' END AS stage
  FROM step ORDER BY d
) TO '{path}' (FORMAT parquet)"""
    )


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
