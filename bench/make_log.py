"""Large lead logs for the benchmarks, made in DuckDB: 13 events per lead. Equal arguments give equal rows.

`python bench/make_log.py EVENTS FILE.parquet` writes the log of two_commitments.yaml, sorted by nothing in particular.
`python bench/make_log.py EVENTS FILE.parquet --reference PEOPLE.csv` writes one for policies/northwind.yaml, with every event
and field of it, about in the order in which it would have been written, and its roster.
"""

import argparse
import csv
from pathlib import Path

import duckdb

EVENTS_PER_LEAD = 13
REPS = 40
WEEKS = 48
"""Meetings in the reference log: rows without a lead."""


def make(events: int, path: Path) -> None:
    """Write `events` rows (rounded down to whole leads) to `path`.

    A lead is handed over at a random second of 2027's first half, then called and e-mailed at random distances
    (some within hours, some never), moved through stages, and decided. All randomness is a hash of the lead.
    """
    leads = events // EVENTS_PER_LEAD
    _utc().execute(
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
    'rep' || CAST(h % {REPS} AS VARCHAR) AS owner,
    CASE WHEN s = 1 OR s = 2 THEN 'call' WHEN s = 5 THEN 'email' END AS channel,
    CASE WHEN s = 9 THEN 'mql' WHEN s = 10 THEN 'sal' WHEN s = 11 THEN 'customer' WHEN s = 12 THEN 'lost' END AS stage
  FROM step ORDER BY d
) TO $path (FORMAT parquet)""",
        {"path": str(path)},
    )


# One lead's 13 steps: seconds after the one they are measured from (`made`, the inquiry, or `handed`, the hand-over), and
# about how many days after the inquiry they come, by which the rows are put in order. `d` is the step's own
# hash, `h` the lead's. What a lead does not do is a page view, which the agreement does not declare.
_STEPS = (
    ("made", 0),  # inquiry
    ("handed - 1 - h % 900", 5),  # mql
    ("handed", 5),  # assigned
    ("handed + CASE WHEN h % 10 < 8 THEN d % 28800 ELSE d % 259200 END", 5),  # first call
    ("handed + 86400 + d % 86400", 6),  # e-mail
    ("handed + 3 * 86400 + d % 172800", 9),  # call
    ("handed + 6 * 86400 + d % 345600", 13),  # e-mail or meeting
    ("handed + d % 259200", 6),  # feedback
    ("handed + 7200 + d % 432000", 8),  # sal or rejected
    ("handed + h % 7200", 5),  # snoozed
    ("handed + h % 7200 + 1800 + d % 86400", 6),  # unsnoozed
    ("handed + 11 * 86400 + d % (25 * 86400)", 28),  # customer or lost
    ("handed + 50 * 86400 + d % (20 * 86400)", 65),  # churned, or an inquiry once more
)
_START = "1799020800"  # 2027-01-04T00:00:00Z
_SPAN = 280  # days in which leads are made; the last rows come seventy-nine days later, within the term

_REFERENCE = """
COPY (
  WITH place AS (
    SELECT r % {steps} AS s, r // {steps} - list_extract({shifts}, r % {steps} + 1) AS i FROM range({rows}) AS rows(r)
  ), step AS (
    SELECT i, s, CAST(hash(i * 7919) >> 2 AS BIGINT) AS h, CAST(hash(i * 104729 + s * 15485863) >> 2 AS BIGINT) AS d,
      {start} + i * {span} // {leads} AS made, made + 3600 + CAST(hash(i * 31) >> 2 AS BIGINT) % (9 * 86400) AS handed
    FROM place WHERE i >= 0 AND i < {leads}
  ), kind AS (
    SELECT *, h % 100 < 10 AS rejects, h % 100 >= 10 AND h % 100 < 32 AS wins, h % 100 >= 32 AND h % 100 < 85 AS loses,
      h % 7 = 0 AS waits, list_extract(['demo_request', 'webinar', 'webinar', 'ebook', 'ebook'], h // 101 % 5 + 1) AS wanted
    FROM step
  ), row AS (
    SELECT *, CASE s WHEN 0 THEN 'inquiry' WHEN 1 THEN 'mql' WHEN 8 THEN CASE WHEN rejects THEN 'rejected' ELSE 'sal' END
        WHEN 11 THEN CASE WHEN wins THEN 'customer' WHEN loses THEN 'lost' END
        WHEN 12 THEN CASE WHEN rejects THEN 'inquiry' END END AS entered,
      CASE WHEN s = 2 THEN 'assigned' WHEN s IN (3, 5) THEN 'call' WHEN s IN (4, 6) THEN 'email' WHEN s = 7 THEN 'feedback'
        WHEN s = 9 AND waits THEN 'snoozed' WHEN s = 10 AND waits THEN 'unsnoozed'
        WHEN s = 12 AND wins AND h // 7 % 9 = 0 THEN 'churned' ELSE 'page_view' END AS done
    FROM kind
  )
  SELECT NULL AS lead_id, 'meeting' AS event, to_timestamp({start} + week * 7 * 86400 + 140400) AS "at", NULL AS owner,
    NULL AS stage, NULL AS reason, NULL::DECIMAL(12, 2) AS amount, NULL::BIGINT AS score, NULL AS offer, NULL AS persona,
    NULL AS segment, NULL AS email, NULL AS company, NULL::BIGINT AS employees, NULL AS channel, NULL AS result,
    NULL::BOOLEAN AS automated, NULL::BOOLEAN AS complete, NULL::BOOLEAN AS duplicate, NULL::BOOLEAN AS actionable
  FROM range({weeks}) AS weeks(week)
  UNION ALL
  SELECT 'lead-' || lpad(CAST(i AS VARCHAR), 9, '0'), CASE WHEN entered IS NULL THEN done ELSE 'stage_changed' END,
    to_timestamp(CAST(CASE s {instants} END AS BIGINT)), CASE WHEN s = 2 THEN 'rep' || CAST(h // 3 % {reps} AS VARCHAR) END, entered,
    CASE entered WHEN 'rejected' THEN list_extract(['incomplete', 'outside_profile', 'too_small'], d % 3 + 1)
      WHEN 'lost' THEN list_extract(['price', 'no_reply', 'other'], d % 3 + 1) END,
    CASE WHEN entered = 'customer' THEN CAST(5000 + d % 40000 AS DECIMAL(12, 2)) + CAST(0.5 AS DECIMAL(12, 2)) END,
    CASE s WHEN 0 THEN CAST(d % 45 AS BIGINT) WHEN 1 THEN CAST(45 + d % 55 AS BIGINT) END, CASE WHEN s = 0 THEN wanted END,
    CASE WHEN s = 0 AND d % 50 > 0 THEN list_extract(['operations_lead', 'finance_lead'], d % 2 + 1) END,
    CASE WHEN s = 0 THEN list_extract(['small', 'small', 'mid_market', 'mid_market', 'partner', 'internal'], h // 11 % 6 + 1) END,
    CASE WHEN s = 0 AND h // 13 % 40 > 0 THEN 'p' || i || CASE WHEN h // 17 % 30 = 0 THEN '@gmail.com' ELSE '@c' || h % 5000 || '.example' END END,
    CASE WHEN s = 0 AND h // 19 % 60 > 0 THEN 'Company ' || h % 5000 END,
    CASE WHEN s = 0 AND h // 23 % 30 > 0 THEN CAST(5 + d % 900 AS BIGINT) END,
    CASE WHEN done = 'call' AND entered IS NULL THEN 'call' WHEN s = 4 THEN 'email' WHEN s = 6 THEN 'meeting' END,
    CASE WHEN s IN (3, 5) THEN CASE WHEN d % 6 = 0 THEN 'connected' ELSE 'no_answer' END END,
    CASE WHEN s IN (3, 4, 5, 6) THEN d % 20 = 0 END,
    CASE WHEN s = 7 THEN d % 2 = 0 END, CASE WHEN s = 7 THEN d % 3 = 0 END, CASE WHEN s = 7 AND d % 25 > 0 THEN d % 5 > 0 END
  FROM row
) TO $path (FORMAT parquet)"""


def make_reference(events: int, path: Path, people: Path, reps: int = REPS) -> None:
    """Write about `events` rows for policies/northwind.yaml to `path` and the roster of so many reps to `people`.

    Inquiries come evenly from January to early October 2027, in the order of their leads; each is qualified and handed over
    within days, tried, answered, accepted or not, and decided within six weeks; the rejected come back later. Rows are made one after the other
    and never sorted, so that any number of them takes the same memory.
    """
    leads = (events - WEEKS) // EVENTS_PER_LEAD
    shifts = [days * leads // _SPAN for _, days in _STEPS]
    query = _REFERENCE.format(
        steps=len(_STEPS),
        shifts=shifts,
        rows=len(_STEPS) * (leads + max(shifts)),
        leads=leads,
        start=_START,
        span=_SPAN * 86_400,
        weeks=WEEKS,
        reps=reps,
        instants=" ".join(f"WHEN {number} THEN {instant}" for number, (instant, _) in enumerate(_STEPS)),
    )
    _utc().execute(query, {"path": str(path)})
    with people.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("person", "party", "role", "from", "through"))
        writer.writerows((f"rep{number}", "sales", "rep", "2026-01-01", "") for number in range(reps))


def _utc() -> duckdb.DuckDBPyConnection:
    """A connection in which a time without a zone is UTC, wherever it runs."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    return connection


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reference", type=Path, metavar="PEOPLE.csv")
    options = parser.parse_args()
    if options.reference:
        make_reference(options.events, options.path, options.reference)
    else:
        make(options.events, options.path)


if __name__ == "__main__":
    main()
