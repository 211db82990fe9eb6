"""Parquet: columns arrive typed; only what the file's types cannot promise is checked."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from typing import TYPE_CHECKING

from slakit.log import sql
from slakit.log.files import LogFile
from slakit.log.raw import Cell, Raw

if TYPE_CHECKING:
    import duckdb

_NESTED = ("STRUCT", "MAP", "UNION", "LIST", "VARIANT")


def open_parquet(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> Raw:
    """The file's top-level columns by name. Raises `duckdb.Error` when it is damaged."""
    path = sql.text(file.path)
    described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({path}, binary_as_string = true)").fetchall()
    names = _names(connection, path, len(described))
    types = [str(row[1]) for row in described]
    aliases = ", ".join(f"c{index}" for index in range(len(described)))
    reader = f"read_parquet({path}, binary_as_string = true"
    row_text = ", ".join(f"{sql.text(name)}: c{index}" for index, name in enumerate(names))
    return Raw(
        columns={name: _cell(index, type_) for index, (name, type_) in enumerate(zip(names, types, strict=True))},
        relation=f"{reader}) AS file({aliases})",
        numbered=f"(SELECT *, _position + 1 AS _row, NULL::BIGINT AS _line"
        f" FROM {reader}, file_row_number = true) AS rows({aliases}, _position)) AS file",
        text=f"to_json({{{row_text}}})::VARCHAR",
    )


def _names(connection: "duckdb.DuckDBPyConnection", path: str, count: int) -> list[str]:
    """The names as the file spells them: a query would rename those that differ only in case."""
    # The root comes first; a column's descendants follow it, so top-level ones are found by counting children.
    schema = connection.execute(f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({path})").fetchall()
    names: list[str] = []
    position = 1
    while len(names) < count:
        names.append(str(schema[position][0]))
        pending = 1
        while pending:
            pending += int(schema[position][1]) - 1
            position += 1
    return names


def _cell(index: int, type_: str) -> Cell:
    if type_.endswith("]") or type_.startswith(_NESTED):
        return Cell(value=f"c{index}::VARCHAR", nested=f"c{index} IS NOT NULL")
    if type_ == "VARCHAR":
        return Cell(value=f"nullif(c{index}, '')", full=f"c{index}")
    if type_.startswith("ENUM"):
        return Cell(value=f"nullif(c{index}::VARCHAR, '')")
    return Cell(value=f"c{index}", type=type_)
