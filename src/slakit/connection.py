"""What answers queries: an open DuckDB connection, or a Spark session that behaves as one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


def can_name(path: str) -> bool:
    """Whether DuckDB can be handed this path, absolute as it is then: it knows of no name that is not UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:  # what Python makes of other bytes
        return False
    return True


@contextmanager
def single_threaded(connection: Connection) -> Iterator[None]:
    """Let DuckDB work with one thread meanwhile: rows then come in batches of one size, whatever the machine."""
    threads = connection.execute("SELECT current_setting('threads')").fetchone()
    connection.execute("SET threads TO 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads TO {int(threads[0]) if threads else 1}")
