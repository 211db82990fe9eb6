"""`evaluate --engine spark`: what is refused before any work, and the failures of a cluster as those of the verb."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slakit.cli.exits import Failure

if TYPE_CHECKING:
    from slakit.engine.run import Evaluation, Progress, Request

_ELSEWHERE = (".csv", ".jsonl", ".ndjson")


def check(*, events: Sequence[str], source: str | None, outcomes: str | None, sized: bool) -> None:
    """Refuse, before any work, what a cluster does not do (`sized`: limits). Raises `Failure`."""
    from slakit.engine.spark.reading import FORMS, form_of

    if source is not None:
        raise Failure(
            "--source is not applied on Spark: write the log's columns (lead_id, event, at, …) in a query of your own"
        )
    for path in events:
        form = form_of(path)
        if form not in FORMS:
            raise Failure(f"{path}: {form}")
    if sized:
        raise Failure("--memory and --temp-dir are DuckDB's: a cluster has settings of its own (docs/spark.md)")
    if outcomes is not None and outcomes.lower().endswith(_ELSEWHERE):
        raise Failure(f"--outcomes {outcomes}: Spark writes a folder of Parquet files; name it like one")


@contextmanager
def evaluation(
    request: "Request", progress: "Progress", *, master: str | None, outcomes: str | None
) -> "Iterator[Evaluation]":
    """The evaluation on the cluster at `master`; at the end `outcomes` are written. Raises `Failure` where it fails."""
    from slakit.engine.spark.connection import SparkConnection
    from slakit.engine.spark.engine import evaluation as evaluation_on_spark
    from slakit.engine.spark.outcomes import UnwritableError, write
    from slakit.engine.spark.session import ClusterError, first_line, is_of_spark

    try:
        with evaluation_on_spark(request, progress, master=master, outcomes=outcomes) as found:
            yield found
            if outcomes is not None and isinstance(found.connection, SparkConnection):
                write(found.connection.session, outcomes)
    except ClusterError as error:
        raise Failure(str(error)) from error
    except UnwritableError as error:
        raise Failure(f"{outcomes} cannot be written: {error}") from error
    except Exception as error:
        if not is_of_spark(error):
            raise
        raise Failure(f"Spark has failed: {first_line(error)}") from error
