"""by_hand.py once more, tuned: leads are numbered once, so that the joins after it compare numbers instead of text.

`python bench/by_hand_numbered.py LOG.parquet OUT.csv` writes the same rows.
"""

import sys

from by_hand import main
from office_hours import SPACING, TARGET, WINDOW

QUERY = f"""
COPY (
  WITH e AS NOT MATERIALIZED (
    SELECT lead_id, event, CAST(epoch("at") AS BIGINT) AS ts
    FROM read_parquet($log) WHERE event IN ('assigned', 'call', 'email')
  ), top AS (
    SELECT CAST(epoch(max("at")) AS BIGINT) AS t FROM read_parquet($log)
  ), h AS MATERIALIZED (
    SELECT lead_id, row_number() OVER () AS k, min(ts) AS s FROM e WHERE event = 'assigned' GROUP BY lead_id
  ), a AS (
    SELECT k, s, ts FROM h JOIN e USING (lead_id) WHERE event <> 'assigned' AND ts >= s
  ), c1 AS (
    SELECT k, min(ts) AS t1 FROM a GROUP BY k
  ), c2 AS (
    SELECT k, min(ts) AS t2 FROM c1 JOIN a USING (k) WHERE ts >= t1 + {SPACING} GROUP BY k
  ), c3 AS (
    SELECT k, min(ts) AS t3 FROM c2 JOIN a USING (k) WHERE ts >= t2 + {SPACING} GROUP BY k
  ), c4 AS (
    SELECT k, min(ts) AS t4 FROM c3 JOIN a USING (k) WHERE ts >= t3 + {SPACING} GROUP BY k
  ), b AS (
    SELECT h.lead_id, h.k, s, c.open_before + c.is_open * (s - c.seg_start) + {TARGET} AS budget
    FROM h JOIN clock AS c ON c.hour = s // 3600 AND s >= c.seg_start AND s < c.seg_end
  ), d AS (
    SELECT lead_id, k, s, o.starts_at + budget - o.open_from AS due
    FROM b JOIN opening AS o ON o.hour = (budget - 1) // 3600 AND budget > o.open_from AND budget <= o.open_to
  )
  SELECT 'first_attempt' AS commitment, lead_id, s AS started_at, due AS due_at, t1 AS stopped_at,
    CASE WHEN t1 <= due THEN 'met' WHEN t1 > due OR t > due THEN 'breached' ELSE 'pending' END AS state
  FROM d LEFT JOIN c1 USING (k), top
  UNION ALL
  SELECT 'persistence', lead_id, s, s + {WINDOW}, CASE WHEN t4 <= s + {WINDOW} THEN t4 END,
    CASE WHEN t4 <= s + {WINDOW} THEN 'met' WHEN t > s + {WINDOW} THEN 'breached' ELSE 'pending' END
  FROM h LEFT JOIN c4 USING (k), top
  ORDER BY ALL
) TO $out (FORMAT csv, HEADER)
"""


if __name__ == "__main__":
    main(QUERY, sys.argv[1], sys.argv[2])
