"""`evaluate --engine spark`: what is refused before any work, and the failures of a cluster as those of the verb."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slakit.cli.exits import Failure

if TYPE_CHECKING:
    from slakit.cli.evaluating import Options
    from slakit.engine.run import Evaluation, Progress, Request

_ELSEWHERE = (".csv", ".jsonl", ".ndjson")


def check(options: "Options") -> None:
    """Refuse, before any work, what a cluster does not do. Raises `Failure`."""
    from slakit.engine.spark.reading import FORMS, form_of

    if options.source is not None:
        raise Failure(
            "--source is not applied on Spark: write the log's columns (lead_id, event, at, …) in a query of your own"
        )
    for path in options.events:
        form = form_of(path)
        if form not in FORMS:
            raise Failure(f"{path}: {form}")
    if options.memory is not None or options.temp_dir is not None:
        raise Failure("--memory and --temp-dir are DuckDB's: a cluster has settings of its own (docs/spark.md)")
    if options.outcomes is not None and options.outcomes.lower().endswith(_ELSEWHERE):
        raise Failure(f"--outcomes {options.outcomes}: Spark writes a folder of Parquet files; name it like one")


@contextmanager
def evaluation(request: "Request", progress: "Progress", options: "Options") -> "Iterator[Evaluation]":
    """The evaluation on the cluster that `options` name. Raises `Failure` where the cluster fails."""
    from slakit.engine.spark.connection import SparkConnection
    from slakit.engine.spark.engine import evaluation as evaluation_on_spark
    from slakit.engine.spark.outcomes import UnwritableError, write
    from slakit.engine.spark.session import ClusterError, first_line, is_of_spark

    try:
        with evaluation_on_spark(request, progress, master=options.master, outcomes=options.outcomes) as found:
            yield found
            if options.outcomes is not None and isinstance(found.connection, SparkConnection):
                write(found.connection.session, options.outcomes)
    except ClusterError as error:
        raise Failure(str(error)) from error
    except UnwritableError as error:
        raise Failure(f"{options.outcomes} cannot be written: {error}") from error
    except Exception as error:
        if not is_of_spark(error):
            raise
        raise Failure(f"Spark has failed: {first_line(error)}") from error
