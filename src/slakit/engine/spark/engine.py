"""Spark as an engine: the log loaded where the cluster sees it, the plan built of temporary views."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slakit.engine.dialects.spark import Spark
from slakit.engine.run import Engine, Evaluation, Progress, Request, evaluate
from slakit.engine.spark.connection import SparkConnection
from slakit.engine.spark.load import load_log
from slakit.engine.spark.outcomes import check_target
from slakit.engine.spark.reads import kept
from slakit.engine.spark.session import connected
from slakit.engine.spark.views import Views
from slakit.log.contract import LoadedLog
from slakit.model import Field
from slakit.outcomes import RELATION
from slakit.sql.plan import Plan, Seed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class SparkEngine(Engine):
    """A session of Spark, whose temporary views hold the log and the relations of a plan."""

    def __init__(self, session: "SparkSession") -> None:
        self._connection = SparkConnection(session)
        self._views = Views(session)

    @property
    def connection(self) -> SparkConnection:
        """Where the relations are."""
        return self._connection

    @property
    def dialect(self) -> Spark:
        """How its SQL is spelled."""
        return Spark()

    def load(self, request: Request, fields: Mapping[str, Field], needs_lead: str, read: Collection[str]) -> LoadedLog:
        """Load the log at the paths of `request`, which are the cluster's own."""
        if request.source is not None or request.stdin is not None:
            raise ValueError("on Spark a log has the contract's columns and a path of the cluster")
        session = self._connection.session
        return load_log(session, self._views, request.log, fields=fields, needs_lead=needs_lead, columns=read)

    def build(self, plan: Plan, progress: Progress) -> None:
        """Build every seed and relation of `plan` as a view; what is read more than once keeps its rows."""
        for seed in plan.seeds:
            self._plant(seed)
        wanted = kept(plan)
        for done, relation in enumerate(plan.relations):
            progress(relation.name, done, len(plan.relations))
            self._views.add(relation, keep=relation.name in wanted)
        progress(RELATION, len(plan.relations), len(plan.relations))

    def drop(self) -> None:
        """Leave nothing of the log and the plan on the cluster."""
        self._views.drop()

    def _plant(self, seed: Seed) -> None:
        names = ", ".join(seed.types)
        columns = ", ".join(f"CAST({name} AS {type_}) AS {name}" for name, type_ in seed.types.items())
        rows = [f"({', '.join(map(_literal, row))})" for row in zip(*seed.columns.values(), strict=True)]
        given = ", ".join(rows) or f"({', '.join('NULL' for _ in seed.types)})"
        only = "" if rows else " WHERE 1 = 0"
        frame = self._connection.session.sql(f"SELECT {columns} FROM VALUES {given} AS seed({names}){only}")
        self._views.put(seed.name, frame)


@contextmanager
def evaluation(
    request: Request, progress: Progress = lambda *_: None, *, master: str | None = None, outcomes: str | None = None
) -> Iterator[Evaluation]:
    """Evaluate `request` on the cluster at `master` (None: what the environment says), as long as the context lives.

    The log's paths are the cluster's own. Nothing is left there. Raises `ClusterError` if there is no cluster, and
    `UnwritableError` if something else lies where `outcomes` are to be written, which is for the caller to do.
    """
    progress("connecting to Spark", 0, 1)
    with connected(master) as session:
        if outcomes is not None:
            check_target(session, outcomes)
        engine = SparkEngine(session)
        try:
            yield evaluate(engine, request, progress)
        finally:
            engine.drop()


def _literal(value: int | str | None) -> str:
    if value is None:
        return "NULL"
    return Spark().string(value) if isinstance(value, str) else str(value)
