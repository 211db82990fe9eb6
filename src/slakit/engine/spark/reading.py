"""What Spark sees at the paths of a log: Parquet and CSV, as raw relations of known column types."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from slakit.diagnostics import Diagnostic, Span, diagnostic
from slakit.engine.spark.cells import SparkCells
from slakit.engine.spark.session import first_line, is_of_spark
from slakit.log.contract import Column
from slakit.log.files import DAMAGED, EMPTY, UNREADABLE
from slakit.log.readers.csv import header_problem
from slakit.sql.contract_log import Held, RawLog

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Form = Literal["csv", "parquet"]
FORMS: tuple[Form, ...] = ("csv", "parquet")

_CELLS = SparkCells()
_LINE_BREAK = "[\\r\\n]"
_EMPTY_END = "[,\\s]*$"
_NOT_UTF8 = "the row is not UTF-8"
_CSV = {
    "quote": '"',
    "escape": '"',
    "multiLine": "true",  # a cell may hold line breaks; for this a file is read by one task
    "mode": "PERMISSIVE",
    "encoding": "UTF-8",
    "nullValue": "",
    "emptyValue": "",
    "ignoreLeadingWhiteSpace": "false",
    "ignoreTrailingWhiteSpace": "false",
    "maxCharsPerColumn": "-1",
    "unescapedQuoteHandling": "STOP_AT_DELIMITER",
    "columnNameOfCorruptRecord": "_corrupt",
}
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
    names: Sequence[str]
    """By position, as the files spell them; empty for a column without a name."""
    aliases: Sequence[str]
    """The names in the frame."""
    held: Sequence[Held]

    @property
    def span(self) -> Span:
        """The path."""
        return Span(self.path)


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
    """The log at a path of the cluster: a file, a folder, a glob or a URL. Nothing but headers is read."""
    from pyspark.errors import PySparkException

    form = form_of(path)
    if form not in FORMS:
        return diagnostic(UNREADABLE, Span(path), form)
    try:
        return _find_csv(session, path) if form == "csv" else _find_parquet(session, path)
    except PySparkException as error:
        return _refused(path, error)
    except Exception as error:
        if not is_of_spark(error):
            raise
        return diagnostic(DAMAGED, Span(path), f"the cluster cannot read it: {first_line(error)}")


def raw_log(found: Found, columns: Sequence[Column], view: str) -> RawLog:
    """The raw log behind `found`, over the temporary view `view`, which is made; only `columns` are looked at."""
    from pyspark.sql import functions

    frame = found.frame.select("*", functions.col("_metadata.file_path").alias("_path"))
    frame.createOrReplaceTempView(view)
    known = {column.name for column in columns}
    placed = {name: i for i, name in enumerate(found.names) if name in known}
    listed = [f"{_CELLS.ident(found.aliases[i])} AS {_CELLS.ident(name)}" for name, i in placed.items()]
    problem: str | None
    if found.form == "csv":
        cells = [_CELLS.ident(alias) for alias in found.aliases]
        problem = _csv_problem(cells, [cells[i] for i in placed.values()])
        text = f"coalesce(_corrupt, concat_ws(',', {', '.join(_quoted(cell) for cell in cells)}))"
    else:
        problem = _parquet_problem(
            [_CELLS.ident(found.aliases[i]) for i in placed.values() if found.held[i] is Held.TEXT]
        )
        text = f"make_valid_utf8(to_json(struct({', '.join(_CELLS.ident(alias) for alias in found.aliases)})))"
    listed += ["_path AS _file", f"{text} AS _text"] + ([f"{problem} AS _fault"] if problem else [])
    return RawLog(
        relation=f"(SELECT {', '.join(listed)} FROM {view}) AS raw",
        held={name: found.held[i] for name, i in placed.items()},
        file="_file",
        text="_text",
        problem="_fault" if problem else None,
    )


def _find_csv(session: "SparkSession", path: str) -> Found | Diagnostic:
    from pyspark.sql.types import StringType, StructField, StructType

    first = session.read.options(**_CSV).option("header", "false").csv(path).first()
    if first is None:
        return diagnostic(EMPTY, Span(path), "there is no header line at this path")
    names = [(name or "").rstrip("\r") for name in first]
    if problem := header_problem(Span(path), names):
        return problem
    # Spark compares the header of every file with the schema where each column has a name; else the header's own
    # line is known by its cells.
    checked = all(names) and "_corrupt" not in names and not str(first[-1]).endswith("\r")
    aliases = names if checked else [f"c{number}" for number in range(len(names))]
    schema = StructType([StructField(name, StringType()) for name in [*aliases, "_corrupt"]])
    reader = session.read.schema(schema).options(**_CSV).option("header", str(checked)).option("enforceSchema", "false")
    frame = reader.csv(path)
    if not checked:
        same = " AND ".join(
            f"{alias} <=> {_CELLS.string(cell) if cell else 'NULL'}" for alias, cell in zip(aliases, first, strict=True)
        )
        frame = frame.where(f"NOT ({same})")
    held = [Held.TEXT] * len(names)
    return Found(path=path, form="csv", frame=frame, names=names, aliases=aliases, held=held)


def _find_parquet(session: "SparkSession", path: str) -> Found:
    frame = session.read.option("mergeSchema", "true").parquet(path)
    fields = frame.schema.fields
    names = [field.name for field in fields]
    held = [_held(field.dataType) for field in fields]
    return Found(path=path, form="parquet", frame=frame, names=names, aliases=names, held=held)


def _held(type_: Any) -> Held:
    name = type_.simpleString()
    if name.startswith(("string", "varchar", "char")):
        return Held.TEXT
    return Held.DECIMAL if name.startswith("decimal") else _HELD.get(name, Held.OTHER)


def _csv_problem(cells: Sequence[str], declared: Sequence[str]) -> str:
    """SQL for the cause why a whole record cannot be read: its cells do not fit the header, or it is not UTF-8."""
    width, last = len(cells), cells[-1]
    # Without its quoted cells, the record's commas separate. Cells beyond the header count only if they hold something.
    bare = f"""regexp_replace(_corrupt, {_CELLS.string('"([^"]|"")*"')}, 'q')"""
    filled = f"regexp_replace({bare}, {_CELLS.string(_EMPTY_END)}, '')"
    count, needed = (f"(1 + length({text}) - length(replace({text}, ',', '')))" for text in (bare, filled))
    noun = f"CASE {count} WHEN 1 THEN ' cell' ELSE ' cells' END"
    message = f"'the row has ' || CAST({count} AS STRING) || {noun} || '; expected {width}, as in the header'"
    # A quote that is never closed takes everything up to the end of the file into the last cell.
    swallowed = f"({last} LIKE {_CELLS.string('%' + chr(10))})"
    if width > 1:
        line = _LINE_BREAK + "([^,\\r\\n]*,){" + str(width - 1) + "}"
        swallowed = f"({swallowed} OR {last} RLIKE {_CELLS.string(line)})"
    garbled = " OR ".join(f"contains({cell}, '\ufffd')" for cell in declared) or "FALSE"
    return (
        f"CASE WHEN _corrupt IS NOT NULL AND {bare} LIKE '%\"%' THEN 'the quotes of the row do not match'"
        f" WHEN _corrupt IS NOT NULL AND ({count} < {width} OR {needed} > {width}) THEN {message}"
        f" WHEN {swallowed} THEN 'the quotes of the row do not match'"
        f" WHEN {garbled} THEN '{_NOT_UTF8}' END"
    )


def _parquet_problem(declared: Sequence[str]) -> str | None:
    """SQL for the cause why a whole row cannot be read: Spark takes any bytes of a column of text for UTF-8."""
    garbled = " OR ".join(f"NOT is_valid_utf8({cell})" for cell in declared)
    return f"CASE WHEN {garbled} THEN '{_NOT_UTF8}' END" if garbled else None


def _quoted(cell: str) -> str:
    """The cell as CSV writes it."""
    special = _CELLS.string('[",\r\n]')
    doubled = f"""'"' || replace({cell}, '"', '""') || '"'"""
    return f"CASE WHEN {cell} RLIKE {special} THEN {doubled} ELSE coalesce({cell}, '') END"


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
    if condition.startswith("CANNOT_MERGE_SCHEMAS"):
        return diagnostic(DAMAGED, Span(path), "the files at this path have columns of one name and different types")
    return diagnostic(DAMAGED, Span(path), f"the cluster cannot read it: {first_line(error)}")
