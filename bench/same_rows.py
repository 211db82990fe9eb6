"""Whether two files hold the same verdicts: `python bench/same_rows.py OUTCOMES VERDICTS`.

Of Parquet files, in which slakit writes outcomes, all columns and the order of rows are compared, by a checksum of each
file, so that any number of rows takes little memory.

Of CSV files, either may be what slakit writes (instants as text) or what a hand-written contender does (seconds since 1970). Rows
are compared as a multiset in the columns `COLUMNS`; prints how many there are and how many differ, exit code 1 if any.
"""

import sys
from pathlib import Path

import duckdb

INSTANTS = ("started_at", "due_at", "stopped_at")
COLUMNS = ("lead_id", "commitment", *INSTANTS, "state")


def differences(first: Path, second: Path) -> tuple[int, int, int]:
    """How many rows the first file has, how many of them the second lacks, and how many the second has besides."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name, path in (("first", first), ("second", second)):
        listed = ", ".join(_seconds(column) if column in INSTANTS else column for column in COLUMNS)
        file = "read_csv($path, header = true, all_varchar = true, delim = ',', quote = '\"', nullstr = '')"
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {listed} FROM {file}", {"path": str(path)})
    asked = ("first", "first EXCEPT ALL FROM second", "second EXCEPT ALL FROM first")
    counts = [connection.execute(f"SELECT count(*) FROM (FROM {rows})").fetchall()[0][0] for rows in asked]
    return counts[0], counts[1], counts[2]


def checksum(path: Path) -> tuple[int, int]:
    """How many rows a Parquet file has, and a checksum of their values and places."""
    rows = "(SELECT hash(numbered) AS h FROM read_parquet(?, file_row_number = true) AS numbered)"
    found = duckdb.connect().execute(f"SELECT count(*), coalesce(sum(h), 0) FROM {rows}", [str(path)]).fetchall()
    return int(found[0][0]), int(found[0][1])


def _seconds(column: str) -> str:
    instant = f"CAST(epoch(CAST({column} AS TIMESTAMPTZ)) AS BIGINT)"
    return f"CASE WHEN contains({column}, 'T') THEN {instant} ELSE CAST({column} AS BIGINT) END AS {column}"


def main(first: str, second: str) -> int:
    """Compare and say so."""
    if first.endswith(".parquet"):
        ours, theirs = checksum(Path(first)), checksum(Path(second))
        print(f"{ours[0]} and {theirs[0]} rows, {'the same' if ours == theirs else 'different'}")
        return 0 if ours == theirs and ours[0] else 1
    rows, lacking, besides = differences(Path(first), Path(second))
    print(f"{rows} rows, {lacking} missing, {besides} besides")
    return 1 if lacking or besides or not rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
