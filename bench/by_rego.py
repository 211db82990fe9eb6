"""The two commitments of two_commitments.yaml as rules in Rego, run by regopy (rego-cpp), as one process.

`python bench/by_rego.py LOG.parquet OUT.csv` writes the same rows as by_hand.py. The rules of two_commitments.rego judge one
lead at a time, as a policy engine is asked; DuckDB reads the log and puts each lead's instants together, which a
policy engine leaves to its caller. The rules are compiled once.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
from office_hours import SPACING, TARGET, WINDOW, clock, opening
from regopy import Interpreter

RULES = Path(__file__).with_name("two_commitments.rego")
LEADS = """
WITH e AS (
  SELECT lead_id, event = 'assigned' AS handed, CAST(epoch("at") AS BIGINT) AS ts
  FROM read_parquet($log) WHERE event IN ('assigned', 'call', 'email')
), h AS (SELECT lead_id, min(ts) AS start FROM e WHERE handed GROUP BY lead_id)
SELECT lead_id, start, coalesce(list(ts ORDER BY ts) FILTER (WHERE NOT handed AND ts >= start), []) AS attempts
FROM h JOIN e USING (lead_id) GROUP BY lead_id, start ORDER BY lead_id
"""


def office_hours() -> dict[str, object]:
    """The calendar and the promised times as Rego's data: segments by their hour."""
    clocks: dict[str, list[dict[str, int]]] = {}
    for hour, start, end, before, is_open in clock():
        clocks.setdefault(str(hour), []).append(
            {"from": start, "until": end, "open_before": before, "is_open": is_open}
        )
    openings: dict[str, list[dict[str, int]]] = {}
    for hour, start, end, instant in opening():
        openings.setdefault(str(hour), []).append({"from": start, "until": end, "instant": instant})
    return {"clock": clocks, "opening": openings, "target": TARGET, "window": WINDOW, "spacing": SPACING}


def verdicts(leads: list[tuple[str, int, list[int]]], top: int) -> Iterator[tuple[object, ...]]:
    """The rows of every lead, as the rules have them."""
    rego = Interpreter()
    rego.add_module("two_commitments", RULES.read_text(encoding="utf-8"))
    rego.add_data(office_hours())
    bundle = rego.build("judged = data.two_commitments.verdicts")
    for lead, start, attempts in leads:
        rego.set_input({"start": start, "attempts": attempts, "top": top})
        answer = rego.query_bundle(bundle)  # owns the text read from it
        for commitment, *rest in json.loads(answer.binding("judged").json()):
            yield commitment, lead, *rest


def main(log: str, out: str) -> None:
    """Evaluate and write."""
    connection = duckdb.connect()
    ((top,),) = connection.execute(
        'SELECT CAST(epoch(max("at")) AS BIGINT) FROM read_parquet($log)', {"log": log}
    ).fetchall()
    leads = connection.execute(LEADS, {"log": log}).fetchall()
    ordered = sorted(verdicts(leads, top), key=lambda row: (str(row[0]), str(row[1])))
    with open(out, "w", newline="", encoding="utf-8") as file:  # noqa: PTH123 - a path as it was given
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("commitment", "lead_id", "started_at", "due_at", "stopped_at", "state"))
        writer.writerows(ordered)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
