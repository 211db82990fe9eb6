"""The bundled example as a table of a warehouse."""

import subprocess
import sys
from pathlib import Path

import duckdb

from slakit.engine.dialects import DialectName, dialect_named
from slakit.loading import load_agreement
from slakit.model import Agreement, FieldType
from slakit.outcomes import COLUMNS
from slakit.warehouse.compiled import contract_columns
from slakit.warehouse.types import column_type

FOLDER = Path(__file__).parents[2] / "examples" / "northwind"
EVENTS = FOLDER / "events.csv"
AS_OF = 1_806_526_800  # 2027-03-31T17:00:00-04:00
ARGUMENTS = (
    str(FOLDER / "agreement.yaml"),
    "--people",
    str(FOLDER / "people.csv"),
    "--as-of",
    "2027-03-31T17:00:00-04:00",
)


def slakit(*arguments: str) -> str:
    """What the command prints; it must end well, with or without findings."""
    command = [sys.executable, "-m", "slakit", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def write_outcomes(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """The outcomes in `table` as `slakit evaluate` writes them."""
    order = ", ".join(f"o.{name} NULLS FIRST" for name in COLUMNS)
    plain = "rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') AS value"
    query = f"SELECT * REPLACE ({plain}) FROM {table} AS o ORDER BY {order}"  # noqa: S608 - names of the tests' own
    connection.execute("SET threads TO 1")
    options = "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''"
    connection.execute(f"COPY ({query}) TO '{path}' ({options})")


def agreement() -> Agreement:
    """The example's agreement."""
    found, findings = load_agreement(str(FOLDER / "agreement.yaml"))
    assert found is not None, findings
    return found


def header() -> list[str]:
    """The columns of the example's log."""
    with EVENTS.open(encoding="utf-8") as file:
        return file.readline().strip().split(",")


def column_names() -> str:
    """The option `--columns` for the example's log."""
    known = {column.name for column in contract_columns([agreement()])}
    return ",".join(name for name in header() if name in known)


def table_types(dialect: DialectName) -> dict[str, str]:
    """The type per column of a table that holds the example's log, one that is not declared included."""
    kinds = {column.name: column.type for column in contract_columns([agreement()])}
    return {name: column_type(dialect_named(dialect), kinds.get(name, FieldType.STRING)) for name in header()}
