"""What Spark sees at the paths of a log: Parquet and CSV, as raw relations of known column types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from slakit.diagnostics import Diagnostic, Span, diagnostic
from slakit.engine.spark import csv
from slakit.engine.spark.cells import SparkCells
from slakit.engine.spark.footers import outdated
from slakit.engine.spark.places import Problem, as_spark_reads, files_at, is_passed_over, literal
from slakit.engine.spark.session import first_line, is_of_spark
from slakit.log.contract import REQUIRED, Column
from slakit.log.files import DAMAGED, EMPTY, UNREADABLE
from slakit.log.headers import MISSING, did_you_mean, shown
from slakit.sql.contract_log import Held, RawLog

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Form = Literal["csv", "parquet"]
FORMS: tuple[Form, ...] = ("csv", "parquet")

_CELLS = SparkCells()
_HELD = {
    "tinyint": Held.INTEGER,
    "smallint": Held.INTEGER,
    "int": Held.INTEGER,
    "bigint": Held.INTEGER,
    "float": Held.FLOAT,
    "double": Held.FLOAT,
    "boolean": Held.BOOLEAN,
    "date": Held.DATE,
    "timestamp": Held.INSTANT,
    "timestamp_ntz": Held.WALL,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A path of the log as the cluster reads it: its frame, and the names and types of all its columns."""

    path: str
    form: Form
    frame: "DataFrame"
    """Of CSV the records (`_path`, `_record`), of Parquet the columns by their places (`c0`, `c1`, …) and `_path`."""
    names: Sequence[str]
    """By position, as the files spell them; empty for a column without a name."""
    held: Sequence[Held]

    @property
    def span(self) -> Span:
        """The path."""
        return Span(self.path)

    def has_instead(self, name: str, meant: str) -> bool:
        """Whether some row has a value of the column `name` and none of `meant`, of several files of which each may
        lack one of them; CSV files have both."""
        if self.form == "csv" or len(self.frame.inputFiles()) == 1:
            return False
        has, lacks = (f"c{self.names.index(column)}" for column in (name, meant))
        return not self.frame.where(f"{has} IS NOT NULL AND {lacks} IS NULL").isEmpty()


def form_of(path: str) -> Form | str:
    """What is at a path of the cluster, by its name; else what is the matter with it, in words."""
    name = path.lower().rstrip("/")
    if path == "-":
        return "standard input is not on the cluster: copy the log where it sees it"
    if name.endswith(".zst"):
        return "Spark does not read zstd as it is: use gzip, or Parquet"
    if name.removesuffix(".gz").endswith((".jsonl", ".ndjson", ".json")):
        return "JSON Lines are not read on Spark, where numbers would lose digits: convert them to Parquet"
    return "csv" if name.removesuffix(".gz").endswith((".csv", ".csv*")) else "parquet"


def find(session: "SparkSession", path: str) -> Found | Diagnostic:
    """The log at a path of the cluster: a file, a folder, a glob or a URL.

    Of Parquet headers are read, and where there are several files how much they have in the required columns; CSV is
    looked through once.
    """
    from pyspark.errors import PySparkException

    form = form_of(path)
    if form not in FORMS:
        return diagnostic(UNREADABLE, Span(path), form)
    try:
        place = as_spark_reads(session, path)
        if isinstance(place, Problem):
            return diagnostic(UNREADABLE, Span(path), place.message, place.help)
        found = _find_csv(session, path, place) if form == "csv" else _find_parquet(session, path, place)
        if isinstance(found, Found) and (missing := _missing(found.names)):
            return _lacking(found.span, "the log at this path", missing, found.names)
        return found
    except PySparkException as error:
        return _refused(path, error)
    except Exception as error:
        if not is_of_spark(error):
            raise
        return _damaged(path, error)


def read_once(found: Sequence[Found]) -> list[Found]:
    """The log without what is at two of its paths: a file is read where it is first, a path of nothing else not at all.

    A link is a file of its own, which a cluster cannot tell.
    """
    if len(found) == 1:
        return list(found)
    once, seen = [], set[str]()
    for one in found:
        files = {csv.plain(url) for url in one.frame.inputFiles()}
        if again := files & seen:
            read = ", ".join(map(_CELLS.string, sorted(again)))
            one = replace(one, frame=one.frame.where(f"{csv.PLAIN} NOT IN ({read})"))
        if files - seen or not files:
            once.append(one)
        seen |= files
    return once


def raw_log(found: Found, columns: Sequence[Column], view: str) -> RawLog:
    """The raw log behind `found`, over the temporary view `view`, which is made; only `columns` are looked at."""
    found.frame.createOrReplaceTempView(view)
    known = {column.name for column in columns}
    places = {name: place for place, name in enumerate(found.names) if name in known}
    return (_csv_log if found.form == "csv" else _parquet_log)(found, places, view)


def _find_csv(session: "SparkSession", path: str, place: str) -> Found | Diagnostic:
    found = csv.find_records(session, place, Span(path))
    if isinstance(found, Diagnostic):
        return found
    return Found(path=path, form="csv", frame=found.frame, names=found.names, held=[Held.TEXT] * len(found.names))


def _find_parquet(session: "SparkSession", path: str, place: str) -> Found | Diagnostic:
    frame = _parquet(session, place)
    if empty := _empty(session, place, frame):
        return diagnostic(EMPTY, Span(path), f"the file {empty} is empty")
    if found := outdated(session, (name for name in frame.inputFiles() if not is_passed_over(name))):
        return _outdated(path, *found)
    fields = frame.schema.fields
    names = [field.name for field in fields]
    places = [f"c{number}" for number in range(len(fields))]  # names may differ in case only
    frame = frame.select("*", frame.metadataColumn("_metadata")["file_path"]).toDF(*places, "_path")
    several = len(frame.inputFiles()) > 1
    if several and not _missing(names) and (problem := _incomplete(session, path, frame, names)):
        return problem
    return Found(path=path, form="parquet", frame=frame, names=names, held=[_held(field.dataType) for field in fields])


def _parquet(session: "SparkSession", place: str) -> "DataFrame":
    """The files by the names and types of their columns alone.

    What else Spark leaves in a schema changes what it reads: a default would stand where a file lacks the column, and
    texts would be compared by a collation, for which `a` is `A`.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    reader = session.read.options(mergeSchema="true", recursiveFileLookup="true")
    kinds = [(field.name, field.dataType) for field in reader.parquet(place).schema.fields]
    plain = [StructField(name, StringType() if isinstance(kind, StringType) else kind) for name, kind in kinds]
    return reader.schema(StructType(plain)).parquet(place)


def _empty(session: "SparkSession", place: str, frame: "DataFrame") -> str | None:
    """The first file without a byte, which Spark leaves out without a word; only its length is asked for."""
    files = files_at(session, place)
    paths = files.select(files.metadataColumn("_metadata")["file_path"].alias("_path"), "length").collect()
    full = {csv.plain(row["_path"]) for row in paths}
    named = (name for name in sorted(frame.inputFiles()) if not is_passed_over(name))
    return next((name for name in named if csv.plain(name) not in full), None)


def _incomplete(session: "SparkSession", path: str, frame: "DataFrame", names: Sequence[str]) -> Diagnostic | None:
    """The finding for one of several files that lacks a required column: Spark reads it as if that held nothing.

    Only of a file with rows and no value in such a column its own columns are looked at.
    """
    from pyspark.sql import functions

    counts = [f"count(c{names.index(name)})" for name in REQUIRED]
    per_file = frame.groupBy("_path").agg(*map(functions.expr, counts))
    for url, *_ in sorted(row for row in map(tuple, per_file.collect()) if 0 in row[1:]):
        own = _parquet(session, literal(unquote(url))).schema.names
        if missing := _missing(own):
            return _lacking(Span(path), f"the file {url}", missing, own)
    return None


def _held(type_: Any) -> Held:
    name = type_.simpleString()
    if name.startswith(("string", "varchar", "char")):
        return Held.TEXT
    return Held.DECIMAL if name.startswith("decimal") else _HELD.get(name, Held.OTHER)


def _csv_log(found: Found, places: Mapping[str, int], view: str) -> RawLog:
    listed = [f"{csv.value(f'get(_cells, {place})')} AS {_CELLS.ident(name)}" for name, place in places.items()]
    fault = csv.problem("_record", "_cells", len(found.names))
    listed += ["_path AS _file", "make_valid_utf8(_record) AS _text", f"{fault} AS _fault"]
    cells = f"SELECT _path, _record, {csv.cells('_record')} AS _cells FROM {view}"
    return RawLog(
        relation=f"(SELECT {', '.join(listed)} FROM ({cells}) AS cut) AS raw",
        held=dict.fromkeys(places, Held.TEXT),
        file="_file",
        text="_text",
        problem="_fault",
    )


def _parquet_log(found: Found, places: Mapping[str, int], view: str) -> RawLog:
    held = {name: found.held[place] for name, place in places.items()}
    listed = [f"c{place} AS {_CELLS.ident(name)}" for name, place in places.items()]
    named = ", ".join(f"{_CELLS.string(name)}, c{place}" for place, name in enumerate(found.names))
    listed += ["_path AS _file", f"make_valid_utf8(to_json(named_struct({named}))) AS _text"]
    # Spark takes any bytes of a column of text for UTF-8.
    garbled = " OR ".join(f"NOT is_valid_utf8(c{places[name]})" for name in places if held[name] is Held.TEXT)
    if garbled:
        listed.append(f"CASE WHEN {garbled} THEN '{csv.NOT_TEXT}' END AS _fault")
    return RawLog(
        relation=f"(SELECT {', '.join(listed)} FROM {view}) AS raw",
        held=held,
        file="_file",
        text="_text",
        problem="_fault" if garbled else None,
    )


def _missing(names: Sequence[str]) -> list[str]:
    return [name for name in REQUIRED if name not in names]


def _lacking(span: Span, who: str, missing: Sequence[str], names: Sequence[str]) -> Diagnostic:
    nearest = ", ".join(f"{shown(name)}{did_you_mean(name, names)}" for name in missing)
    word = "column" if len(missing) == 1 else "columns"
    message = f"{who} has no {word} {nearest}; it has {', '.join(map(shown, names[:12]))}"
    return diagnostic(MISSING, span, message, "rename the columns, for example in a query that writes Parquet")


def _outdated(path: str, url: str, names: Sequence[str]) -> Diagnostic:
    these = ", ".join(map(shown, names[:12]))
    message = (
        f"the schema that Spark has left in the file {url} is not that of its columns, but Spark goes by it: {these}"
    )
    help_ = (
        "write the file once more with what has changed it, without the key org.apache.spark.sql.parquet.row.metadata"
    )
    return diagnostic(DAMAGED, Span(path), message, help_)


def _refused(path: str, error: Any) -> Diagnostic:
    condition = error.getCondition() or ""
    if condition.startswith("PATH_NOT_FOUND"):
        message = "the cluster sees nothing at this path"
        help_ = "write a path that every machine of it sees, with its scheme (hdfs://…, s3a://…) where it needs one"
        return diagnostic(UNREADABLE, Span(path), message, help_)
    if condition.startswith("UNABLE_TO_INFER_SCHEMA"):
        return diagnostic(
            EMPTY, Span(path), "there is no Parquet file at this path", "CSV files end in .csv or .csv.gz"
        )
    return _damaged(path, error)


def _damaged(path: str, error: Exception) -> Diagnostic:
    said = str(error)
    if "footer" in said and form_of(path) == "parquet":
        message = f"the cluster cannot read it as Parquet: {first_line(error)}"
        return diagnostic(DAMAGED, Span(path), message, "the names of CSV files end in .csv or .csv.gz")
    if "CANNOT_MERGE_SCHEMAS" in said or "Failed merging schema" in said:
        message = "the files at this path have columns of one name and different types"
        return diagnostic(DAMAGED, Span(path), message, "give files of one type by a path of their own (--events)")
    return diagnostic(DAMAGED, Span(path), f"the cluster cannot read it: {first_line(error)}")
