"""A Spark session that is asked as a DuckDB connection is."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class SparkAnswer:
    """The rows of one query, which are computed when the first is asked for."""

    def __init__(self, frame: "DataFrame") -> None:
        self._frame = frame
        self._rows: Iterator[tuple[Any, ...]] | None = None

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that were not fetched yet."""
        if self._rows is not None:
            return list(self._rows)
        self._rows = iter(())
        return [tuple(row) for row in self._frame.collect()]

    def fetchmany(self, size: int = 10_000, /) -> list[tuple[Any, ...]]:
        """The next `size` rows, or those that are left."""
        if self._rows is None:
            self._rows = map(tuple, self._frame.toLocalIterator(prefetchPartitions=True))
        return list(islice(self._rows, size))

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None when none is left."""
        return next(iter(self.fetchmany(1)), None)


class SparkConnection:
    """Answers queries over the temporary views of a session."""

    def __init__(self, session: "SparkSession") -> None:
        self.session = session

    def execute(self, query: str, parameters: Sequence[Any] = (), /) -> SparkAnswer:
        """The query's rows; each `?` stands for a parameter."""
        return SparkAnswer(self.session.sql(query, args=list(parameters) if parameters else None))
