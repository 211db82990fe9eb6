"""One evaluation in both engines, and outcomes that a cluster wrote as the CSV that the embedded engine writes."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from slakit.engine.run import Evaluation, Request, evaluation
from slakit.engine.spark.engine import evaluation as evaluation_on_spark
from slakit.log.contract import QUARANTINE
from slakit.outcomes import IN_ORDER, ROWS, read, write_csv
from tests.engine.case import row_text
from tests.examples.running import EXAMPLES

AS_OF = "2027-03-31T17:00:00-04:00"


def northwind(logs: Sequence[str | Path] | None = None) -> list[str | Path]:
    """The arguments that judge Northwind, from its own log or from others."""
    folder = EXAMPLES / "northwind"
    log = ["--events", folder / "events.csv"] if logs is None else logs
    return ["evaluate", folder / "agreement.yaml", *log, "--people", folder / "people.csv", "--as-of", AS_OF]


def exported(folder: Path, target: Path) -> bytes:
    """The CSV of a folder of outcomes, its files read in the order of their names."""
    with duckdb.connect() as connection:
        files = sorted(str(file) for file in folder.glob("*.parquet"))
        listed = ", ".join(f"'{file}'" for file in files)
        connection.execute(f"CREATE TABLE {IN_ORDER} AS FROM read_parquet([{listed}])")
        connection.execute(f"CREATE VIEW {ROWS} AS SELECT 0 AS part, NULL AS lead FROM {IN_ORDER} LIMIT 1")  # noqa: S608 - constants
        write_csv(connection, str(target))
    return target.read_bytes()


class Judged(NamedTuple):
    """The outcomes as text, and the causes of the rows that could not be read."""

    rows: list[dict[str, str | None]]
    causes: list[str]


def embedded(request: Request) -> Judged | None:
    """What the embedded engine gives, None if it refuses the log."""
    with evaluation(request) as found:
        return _judged(found)


def on_spark(request: Request) -> Judged | None:
    """The same from Spark, in the session that runs."""
    with evaluation_on_spark(request) as found:
        return _judged(found)


def _judged(found: Evaluation) -> Judged | None:
    if found.has_errors:
        return None
    quarantined = found.connection.execute(f"SELECT * FROM {QUARANTINE}").fetchall()  # noqa: S608 - a constant
    return Judged([row_text(outcome) for outcome in read(found.connection)], sorted(row[3] for row in quarantined))
