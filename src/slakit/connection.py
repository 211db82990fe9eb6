"""What answers queries: an open DuckDB connection, or a Spark session that behaves as one."""

from collections.abc import Sequence
from typing import Any, Protocol


class Answer(Protocol):
    """The rows of one query, in its order."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that were not fetched yet."""
        ...

    def fetchmany(self, size: int = ..., /) -> list[tuple[Any, ...]]:
        """The next `size` rows, or those that are left; empty when none is."""
        ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None when none is left."""
        ...


class Connection(Protocol):
    """Runs a query, in SQL that both engines read, with a value for each `?` in it."""

    def execute(self, query: str, parameters: Sequence[Any] = ..., /) -> Answer:
        """The query's rows."""
        ...
