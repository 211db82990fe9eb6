"""From a file to its raw cells: by its form, and once more by a careful pass when the strict one fails."""

from collections.abc import Collection
from typing import TYPE_CHECKING, assert_never

from slakit.diagnostics import Diagnostic
from slakit.log.files import LogFile
from slakit.log.raw import Raw
from slakit.log.readers.csv import open_csv
from slakit.log.readers.jsonl import open_jsonl
from slakit.log.readers.parquet import open_parquet

if TYPE_CHECKING:
    import duckdb


def open_file(connection: "duckdb.DuckDBPyConnection", file: LogFile, wanted: Collection[str]) -> Raw | Diagnostic:
    """The file's cells by column name; only those of `wanted` columns can be read.

    Raises `duckdb.Error` when the bytes are not what the form promises.
    """
    match file.form:
        case "csv":
            return open_csv(connection, file)
        case "jsonl":
            return open_jsonl(connection, file, wanted)
        case "parquet":
            return open_parquet(connection, file)
        case _:
            assert_never(file.form)
