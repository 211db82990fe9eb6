"""The floor: the least that any evaluation in DuckDB has to do, as one process.

`python bench/floor.py LOG.parquet OUT.csv [COLUMN...]` reads the given columns (by default those of
two_commitments.yaml), groups the rows by lead, takes the number of rows and each column's least and greatest value per
lead, and writes one row about all of them, so that nothing is left out.
"""

import sys

import duckdb

COLUMNS = ("event", "at")


def query(columns: tuple[str, ...]) -> str:
    """The query over the lead and `columns`; `$log` and `$out` are its parameters."""
    bounds = [f"{least}({_quoted(name)})" for name in columns for least in ("min", "max")]
    listed = ", ".join(f"{bound} AS b{number}" for number, bound in enumerate(bounds))
    every = ", ".join(f"max(b{number})" for number in range(len(bounds)))
    grouped = f"SELECT lead_id, count(*) AS n, {listed} FROM read_parquet($log) GROUP BY lead_id"
    return f"COPY (SELECT count(*), max(lead_id), sum(n), {every} FROM ({grouped})) TO $out (FORMAT csv)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


if __name__ == "__main__":
    log, out, *columns = sys.argv[1:]
    duckdb.connect().execute(query(tuple(columns) or COLUMNS), {"log": log, "out": out})
