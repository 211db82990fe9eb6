"""Outcomes written where the cluster sees them: a folder of Parquet files, complete or not there at all."""

import uuid
from typing import TYPE_CHECKING, Any

from slakit.engine.spark.session import first_line, is_of_spark, is_remote
from slakit.outcomes import COLUMNS, SORTED

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


_OTHER = "there is something at this path that is no outcomes"


class UnwritableError(Exception):
    """Outcomes cannot be written to a path; the message says why."""


def check_target(session: "SparkSession", path: str) -> None:
    """Raises `UnwritableError` where something lies at `path` that is no folder of outcomes."""
    from pyspark.errors import PySparkException

    try:
        found = session.read.parquet(path).columns
    except PySparkException as error:
        if (error.getCondition() or "").startswith("PATH_NOT_FOUND"):
            return
        raise UnwritableError(_OTHER) from error
    except Exception as error:
        if not is_of_spark(error):
            raise
        raise UnwritableError(_OTHER) from error
    if tuple(found) != COLUMNS:
        raise UnwritableError(_OTHER)


def write(session: "SparkSession", path: str) -> None:
    """Write the outcomes of an evaluation to the folder `path`.

    `episode` is BIGINT, `value` DECIMAL(38, 6), all else text, as `slakit.outcomes.write_parquet` has it. Read in the
    order of their names, the files hold the rows in the order of the relation. The folder is written beside its place
    and then renamed; through Spark Connect, which lets nobody rename, it is complete when it has the file `_SUCCESS`.
    Earlier outcomes at `path` are replaced. Raises `UnwritableError`.
    """
    check_target(session, path)
    rows = session.sql(SORTED)
    try:
        if is_remote(session):
            _save(rows, path)
        else:
            _save_aside(session, rows, path)
    except Exception as error:
        if not is_of_spark(error):
            raise
        raise UnwritableError(first_line(error)) from error


def _save(rows: "DataFrame", path: str) -> None:
    rows.write.mode("overwrite").option("compression", "zstd").parquet(path)


def _save_aside(session: "SparkSession", rows: "DataFrame", path: str) -> None:
    gateway: Any = session.sparkContext._jvm
    target = gateway.org.apache.hadoop.fs.Path(path)
    files = target.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
    target = files.makeQualified(target)
    aside = gateway.org.apache.hadoop.fs.Path(target.getParent(), f".{target.getName()}.{uuid.uuid4().hex}")
    try:
        _save(rows, aside.toString())
        files.delete(target, True)
        if not files.rename(aside, target):
            raise UnwritableError("the folder written beside it cannot be renamed")
    finally:
        files.delete(aside, True)
