"""A Spark session of our own: connected, set to what the results depend on, and gone at the end."""

import os
import shutil
import socket
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SETTINGS = {
    # what a value is
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_LTZ",
    "spark.sql.caseSensitive": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.decimalOperations.allowPrecisionLoss": "true",
    "spark.sql.groupByAliases": "true",
    "spark.sql.retainGroupColumns": "true",
    "spark.sql.ansi.enforceReservedKeywords": "false",
    "spark.sql.legacy.ctePrecedencePolicy": "CORRECTED",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    # what a file holds
    "spark.sql.csv.parser.columnPruning.enabled": "false",  # else a row with too few cells is not told
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.parquet.binaryAsString": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",  # else a time without a zone is one of UTC
    "spark.sql.parquet.int96AsTimestamp": "true",
    "spark.sql.parquet.int96TimestampConversion": "false",
    "spark.sql.parquet.respectSummaryFiles": "false",
    "spark.sql.legacy.parquet.nanosAsLong": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.jsonGenerator.ignoreNullFields": "true",
    "spark.sql.files.ignoredPathSegmentRegex": "^[._]",
    "spark.sql.sources.useV1SourceList": "avro,csv,json,kafka,orc,parquet,text",
    "spark.sql.variable.substitute": "false",
    # how far a plan may go, and how it is made
    "spark.sql.cteRecursionLevelLimit": "-1",
    "spark.sql.cteRecursionRowLimit": "-1",
    "spark.sql.constraintPropagation.enabled": "false",  # exponential in the columns of a relation
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.coalescePartitions.enabled": "true",
}
"""What the result depends on is set by us and never left to the cluster's defaults."""

SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""Further settings where a log is so small that planning and compiling queries takes longer than running them."""

SMALL_BYTES = 2 << 20
"""The size of a small log's files."""

BYTES_PER_TASK = 16 << 20
"""How much of the log's files a task of a shuffle has to do with, where the log is large."""

PATIENCE = 5.0
"""Seconds in which a master must answer."""

WORKERS = 60.0
"""Seconds in which a standalone cluster must offer an executor."""

_DEFAULT_PORTS = {"spark": 7077, "sc": 15002}


class ClusterError(Exception):
    """Spark cannot be had: not installed, no Java, no master, no worker. The message says what to do."""


@contextmanager
def connected(master: str | None = None) -> "Iterator[SparkSession]":
    """A session with `SETTINGS` on the cluster at `master` (`spark://…`, `local[2]`, `sc://…`, `yarn`, `k8s://…`).

    Without a master it is what the environment says: `SPARK_REMOTE`, `SPARK_MASTER`, else Spark's own configuration
    (`spark-defaults.conf`, `spark-submit`), which falls back on `local[*]`. A Spark that runs in this process already
    is used, in a session of its own, and left running. Raises `ClusterError`.
    """
    require()
    master = master or os.environ.get("SPARK_REMOTE") or os.environ.get("SPARK_MASTER") or None
    is_url = master is not None and master.startswith("sc://")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"pyspark\b")  # of packages that are not used here
        with _remote(master or "") if is_url else _classic(master) as session:
            yield session


def require() -> None:
    """Raises `ClusterError` if pyspark is missing or too old."""
    if find_spec("pyspark") is None:
        raise ClusterError("--engine spark needs PySpark: pip install 'slakit[spark]'")
    import pyspark

    if tuple(int(part) for part in pyspark.__version__.split(".")[:2]) < (4, 1):
        raise ClusterError(f"PySpark {pyspark.__version__} is too old, 4.1 is needed: pip install 'slakit[spark]'")


def suit(session: "SparkSession", frames: "Sequence[DataFrame]") -> None:
    """Suit the session to the size of the files behind `frames`; the results do not depend on it."""
    if is_remote(session):  # which does not tell
        return
    size = sum(int(frame._jdf.queryExecution().optimizedPlan().stats().sizeInBytes()) for frame in frames)
    tasks = max(2 * session.sparkContext.defaultParallelism, size // BYTES_PER_TASK)
    session.conf.set("spark.sql.shuffle.partitions", str(tasks))
    if size <= SMALL_BYTES:
        for key, value in SMALL.items():
            session.conf.set(key, value)


def is_remote(session: "SparkSession") -> bool:
    """Whether the session is one of Spark Connect."""
    return type(session).__module__.startswith("pyspark.sql.connect")


@contextmanager
def _remote(url: str) -> "Iterator[SparkSession]":
    if any(find_spec(name) is None for name in ("grpc", "pandas", "pyarrow")):
        raise ClusterError(f"{url} is Spark Connect, which needs more packages: pip install 'pyspark[connect]'")
    answers(url, "the Spark Connect server")
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    try:
        session = SparkSession.builder.remote(url).create()
        _set(session)
    except (PySparkException, OSError) as error:
        raise ClusterError(f"the Spark Connect server at {url} refuses: {first_line(error)}") from error
    try:
        yield session
    finally:
        session.stop()


@contextmanager
def _classic(master: str | None) -> "Iterator[SparkSession]":
    from pyspark import SparkContext

    running = SparkContext._active_spark_context
    if running is not None:
        if master is not None and running.master != master:
            raise ClusterError(f"Spark runs in this process already, on {running.master} and not on {master}")
        yield _own(running)
        return
    require_java()
    if master is not None and master.startswith("spark://"):
        answers(master, "the Spark master")
    context = _started(master)
    try:
        if context.master.startswith("spark://"):
            _await_workers(context)
        yield _own(context)
    finally:
        context.stop()


def _started(master: str | None) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("slakit")
    builder = builder.config("spark.log.level", "ERROR").config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        builder = builder.master(master)
    try:
        return builder.getOrCreate().sparkContext
    except Exception as error:  # whatever the JVM says, through two libraries
        where = f" on {master}" if master else ""
        raise ClusterError(f"Spark cannot be started{where}: {first_line(error)}") from error


def _own(context: Any) -> "SparkSession":
    """A new session of the context: its settings and views are nobody else's."""
    from pyspark.sql import SparkSession

    session: SparkSession = SparkSession(context).newSession()
    _set(session)
    return session


def _set(session: "SparkSession") -> None:
    for key, value in SETTINGS.items():
        session.conf.set(key, value)


def require_java() -> None:
    """Raises `ClusterError` if there is no Java."""
    home = os.environ.get("JAVA_HOME")
    if (
        "PYSPARK_GATEWAY_PORT" in os.environ
        or shutil.which("java")
        or (home and (Path(home) / "bin" / "java").exists())
    ):
        return
    raise ClusterError("Spark needs Java 17 or later, and none is found: install it, or set JAVA_HOME")


def answers(url: str, what: str) -> None:
    """Raises `ClusterError` unless one of the hosts of the URL takes a connection."""
    scheme, _, rest = url.partition("://")
    problems = []
    for place in rest.partition("/")[0].partition(";")[0].split(","):
        host, _, port = place.rpartition(":") if ":" in place else (place, "", "")
        try:
            number = int(port) if port else _DEFAULT_PORTS[scheme]
            with socket.create_connection((host.strip("[]"), number), timeout=PATIENCE):
                return
        except (OSError, ValueError, OverflowError) as error:
            problems.append((error.strerror if isinstance(error, OSError) else None) or str(error) or "no answer")
    raise ClusterError(f"{what} at {url} cannot be reached: {'; '.join(dict.fromkeys(problems))}")


def _await_workers(context: Any) -> None:
    """Raises `ClusterError` if a standalone cluster offers nothing to run on; without workers a job waits for ever."""
    if context.getConf().get("spark.dynamicAllocation.enabled", "false") == "true":
        return
    until = time.monotonic() + WORKERS
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:  # the driver is one of them
        if context._jsc.sc().isStopped():
            raise ClusterError(f"the Spark master at {context.master} has sent the application away")
        if time.monotonic() > until:
            raise ClusterError(
                f"the cluster at {context.master} offers no executor: no worker is alive, or none has the cores and"
                " the memory (spark.executor.memory) that are asked for"
            )
        time.sleep(0.2)


def first_line(error: BaseException) -> str:
    """What an error of Spark says, without its stack."""
    lines: Sequence[str] = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith(("at ", "An error occurred while calling", "Suppressed:"))]
    return said[0].removeprefix(": ") if said else type(error).__name__


def is_of_spark(error: Exception) -> bool:
    """Whether an exception comes from Spark, its gateway or its connection."""
    return type(error).__module__.startswith(("py4j", "pyspark", "grpc"))
