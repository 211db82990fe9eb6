"""What Parquet files say of their own columns, beside what Spark has once written there.

Spark takes the schema that it leaves in a file's metadata for the file's, whatever its columns are. A program that adds
or changes columns afterwards and carries that schema along (pyarrow does) would have them read as if they were not so.
"""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from slakit.engine.spark.session import is_remote

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_KEY = "org.apache.spark.sql.parquet.row.metadata"
_AT_ONCE = 16
_TEXTS = ("char", "varchar", "binary")


def outdated(session: "SparkSession", urls: Iterable[str]) -> tuple[str, list[str]] | None:
    """The first of the files whose columns are not those of the schema that Spark has left in it, and which differ.

    None through Spark Connect, which lets nobody look. Raises what Spark raises where a file cannot be read.
    """
    if is_remote(session):
        return None
    ordered = sorted(urls)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for url, names in zip(ordered, pool.map(lambda url: _differing(session, url), ordered), strict=True):
            if names:
                return url, names
    return None


def _differing(session: "SparkSession", url: str) -> list[str]:
    jvm: Any = session._jvm
    settings = session.sparkContext._jsc.hadoopConfiguration()
    place = jvm.org.apache.hadoop.fs.Path(unquote(url))
    input_file = jvm.org.apache.parquet.hadoop.util.HadoopInputFile.fromPath(place, settings)
    reader = jvm.org.apache.parquet.hadoop.ParquetFileReader.open(input_file)
    try:
        found = reader.getFooter().getFileMetaData()
        left = found.getKeyValueMetaData().get(_KEY)
        if left is None:
            return []
        of_spark = jvm.org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter
        conf = session._jsparkSession.sessionState().conf()
        own = of_spark(conf).convert(found.getSchema()).json()
    finally:
        reader.close()
    return differing(json.loads(left), json.loads(own))


def differing(left: Mapping[str, Any], own: Mapping[str, Any]) -> list[str]:
    """The names of the columns that one of two schemas (as Spark's JSON) lacks or has of another type, in order."""
    before, now = (_kinds(schema) for schema in (left, own))
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _kinds(schema: Mapping[str, Any]) -> dict[str, str]:
    return {field["name"]: _kind(field["type"]) for field in schema["fields"]}


def _kind(type_: Any) -> str:
    """A type as Parquet tells it apart: whatever is nested is one, and bytes are read as text."""
    if not isinstance(type_, str):
        return _kind(type_["sqlType"]) if type_["type"] == "udt" else "nested"
    name = type_.partition("(")[0]
    return "string" if name in _TEXTS else type_
