"""The relations of an evaluation on Spark: temporary views, of which some are kept as their rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from slakit.engine.spark.session import is_remote
from slakit.sql.plan import Relation

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Views:
    """Temporary views of one session by name, and what is kept for them on the cluster; `drop` leaves nothing.

    A kept relation is a local checkpoint: its rows stay with the executors (in memory, else on their disks) and the
    query behind it is forgotten, so that queries do not grow with every relation that they stand on.
    """

    def __init__(self, session: "SparkSession") -> None:
        self.session = session
        self._names: dict[str, None] = {}
        self._kept: list[DataFrame] = []

    def own(self, name: str) -> str:
        """`name` for a view that somebody else makes and that is dropped with the others."""
        self._names[name] = None
        return name

    def add(self, relation: Relation, *, keep: bool = False) -> None:
        """Make the view of a relation; with `keep` its rows are computed now, once."""
        self.put(relation.name, self.session.sql(relation.sql), keep=keep)

    def put(self, name: str, frame: "DataFrame", *, keep: bool = False) -> None:
        """Make a view of a frame."""
        if keep:
            frame = frame.localCheckpoint(eager=True)
            self._kept.append(frame)
        frame.createOrReplaceTempView(name)
        self._names[name] = None

    def keep(self, name: str) -> None:
        """Keep the rows of a view that is there."""
        self.put(name, self.session.table(name), keep=True)

    def columns(self, name: str) -> Sequence[str]:
        """The names of a view's columns."""
        columns: list[str] = self.session.table(name).columns
        return columns

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return [tuple(row) for row in self.session.sql(query).collect()]

    def drop(self) -> None:
        """Drop every view and free what was kept."""
        for name in self._names:
            self.session.catalog.dropTempView(name)
        self._names.clear()
        if not is_remote(self.session):  # a server frees what a client no longer refers to
            for frame in self._kept:
                frame._jdf.queryExecution().analyzed().rdd().unpersist(False)
        self._kept.clear()
