"""The records of CSV files on a cluster, by the grammar that the careful pass of the log's loader has.

Spark's own reader takes whatever stands around quotes for text, makes every line break one, and lets a quote that is
never closed take further rows with it. So slakit reads lines and takes them apart itself: files whose lines are
whole are read by many tasks; where cells hold line breaks, whether a line begins within quotes is counted.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Span, diagnostic
from slakit.engine.spark.cells import SparkCells
from slakit.engine.spark.places import is_passed_over
from slakit.log.files import DAMAGED, EMPTY, NOT_UTF8
from slakit.log.readers.csv import HEADER, header_problem
from slakit.log.records import CELL, ENTIRE, TORN, UNCLOSED
from slakit.record import record

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NOT_TEXT = "the row is not UTF-8"
"""The cause of a row that is no text."""

_STRING = SparkCells().string
_LINE = "[^\r\n]*(?:\r\n|\r|\n)"
_ENDS = _STRING("\r\n")
_UTF8 = "save it as UTF-8 (it may be Windows-1252)"
_SHOWN = 80
_WHOLE = {"mapreduce.input.linerecordreader.line.maxlength": str(2**31 - 1)}
"""Hadoop leaves longer lines out without a word where a cluster is set so."""

_SLASHES = "^([A-Za-z0-9+.-]+):/+"
_ORDER = "PARTITION BY _path ORDER BY _start, _id, _place"

PLAIN = f"regexp_replace(_path, {_STRING(_SLASHES)}, '$1:/')"
"""SQL for the `plain` URL of a row's file."""


@record
class Records:
    """CSV files with one header: a frame of `_path` and `_record`, a row for each record that is not the header."""

    names: Sequence[str]
    """The header's, by position; empty for a column without a name."""
    frame: "DataFrame"


@record
class _Found:
    """A file of the frame of records: its first one, and how many are equal to the header and open at their end."""

    path: str
    first: str
    headers: int
    unclosed: int


def find_records(session: "SparkSession", path: str, span: Span) -> Records | Diagnostic:
    """The records of the files at a path of the cluster, as Spark reads it, all of which are looked through once.

    `span` is what the path is called. Raises what Spark raises where they cannot be read.
    """
    records = _lines(session, path)
    text = "is_valid_utf8(_record) AS _is_text"
    header = records.where("_start = 0 AND _record <> ''").selectExpr("_record", text).first()
    if header is None:
        return diagnostic(EMPTY, span, "there is no header line at this path")
    if not header["_is_text"]:
        return diagnostic(NOT_UTF8, span, "the header line is not UTF-8", _UTF8)
    names = _names(span, header["_record"])
    if isinstance(names, Diagnostic):
        return names
    files = _files(records, header["_record"])
    if any(file.unclosed for file in files):
        lines = _lines_with_ends(session, path)
        if problem := _unclear(lines, span):
            return problem
        records = _joined(lines)
        files = _files(records, header["_record"])
    if problem := _unlike(_read(session, path), span, files, header["_record"]):
        return problem
    rest = records.select("_path", "_record").where(f"_record <> '' AND _record <> {_STRING(header['_record'])}")
    again = ", ".join(f"({_STRING(file.path)}, {file.headers - 1})" for file in files if file.headers > 1)
    if again:  # further lines like the header are rows, which cannot be read
        rows = f"SELECT _path, {_STRING(header['_record'])} AS _record FROM VALUES {again} AS _again(_path, _times)"
        rest = rest.unionByName(session.sql(f"{rows} LATERAL VIEW explode(sequence(1, _times)) AS _time"))
    return Records(names=names, frame=rest)


def cells(record: str) -> str:
    """SQL for the cells of a well-formed record, as they are written."""
    taken = f"regexp_extract_all(concat(',', {record}), {_STRING(f',({CELL})')}, 1)"
    return f"CASE WHEN contains({record}, '\"') THEN {taken} ELSE split({record}, ',') END"


def value(cell: str) -> str:
    """SQL for what a cell as it is written holds: the empty text where it holds nothing."""
    inner = f"substr(trim({cell}), 2, length(trim({cell})) - 2)"
    return f"""CASE WHEN {cell} RLIKE '^ *"' THEN replace({inner}, '""', '"') ELSE {cell} END"""


def problem(record: str, cells: str, width: int) -> str:
    """SQL for the cause why a whole record cannot be read, NULL for a sound one."""
    beyond = f"exists(slice({cells}, {width + 1}, size({cells})), cell -> cell NOT IN ('', '\"\"'))"
    noun = f"CASE size({cells}) WHEN 1 THEN ' cell' ELSE ' cells' END"
    message = f"'the row has ' || size({cells}) || {noun} || '; expected {width}, as in the header'"
    return (
        f"CASE WHEN NOT is_valid_utf8({record}) THEN '{NOT_TEXT}'"
        f" WHEN NOT {_is(record, ENTIRE)} THEN '{TORN}'"
        f" WHEN size({cells}) < {width} OR {beyond} THEN {message} END"
    )


def _lines(session: "SparkSession", path: str) -> "DataFrame":
    """Each line of the files without its end, whichever it has."""
    return _read(session, path).withColumnRenamed("value", "_record").selectExpr("*", "0 AS _place")


def _lines_with_ends(session: "SparkSession", path: str) -> "DataFrame":
    """Each line with its end, and `_inside`: whether quotes were open before it (1) or not (0)."""
    lines = _read(session, path, lineSep="\n").selectExpr(
        "_path",
        "_start",
        "_id",
        "is_valid_utf8(value) AS _is_text",
        f"posexplode(regexp_extract_all(concat(value, {_STRING(chr(10))}), {_STRING(_LINE)}, 0)) AS (_place, _whole)",
    )
    quotes = "length(_whole) - length(replace(_whole, '\"', ''))"
    before = f"sum({quotes}) OVER ({_ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    return lines.selectExpr(
        "*",
        f"trim(TRAILING {_ENDS} FROM _whole) AS _line",
        f"{quotes} AS _quotes",
        f"coalesce({before}, 0) % 2 AS _inside",
    )


def _read(session: "SparkSession", path: str, **options: str) -> "DataFrame":
    """Lines of text with their file and their order in it. What folders are called says nothing."""
    frame = session.read.options(recursiveFileLookup="true", **_WHOLE, **options).text(path)
    metadata = frame.metadataColumn("_metadata")
    return frame.select(
        "value", metadata["file_path"].alias("_path"), metadata["file_block_start"].alias("_start")
    ).selectExpr("*", "monotonically_increasing_id() AS _id")


def _files(records: "DataFrame", header: str) -> list[_Found]:
    from pyspark.sql import functions

    of_file = (
        records.where("_record <> ''")
        .groupBy("_path")
        .agg(
            functions.expr("min_by(_record, struct(_start, _id, _place))").alias("first"),
            functions.expr(f"count_if(_record = {_STRING(header)})").alias("headers"),
            functions.expr(f"count_if({_is('_record', UNCLOSED)})").alias("unclosed"),
        )
    )
    found = [_Found(path=path, first=first, headers=n, unclosed=m) for path, first, n, m in of_file.collect()]
    return sorted(found, key=lambda file: file.path)


def _names(span: Span, header: str) -> Sequence[str] | Diagnostic:
    if not re.fullmatch(ENTIRE, header):
        return diagnostic(HEADER, span, f"the header line cannot be read: {TORN.replace('row', 'line')}")
    names = [_unquoted(cell) for cell in re.findall(f",({CELL})", f",{header}")]
    return header_problem(span, names) or names


def _unquoted(cell: str) -> str:
    bare = cell.strip(" ")
    return bare[1:-1].replace('""', '"') if bare.startswith('"') else cell


def _unlike(lines: "DataFrame", span: Span, files: Sequence[_Found], header: str) -> Diagnostic | None:
    """The finding for a file that begins with another header, or that has none."""
    for file in files:
        if file.first != header:
            message = f"the CSV files at this path have different headers: {file.path} has another"
            return diagnostic(DAMAGED, span, message, "give files of one header by a path of their own (--events)")
    read = {plain(file.path) for file in files}
    for name in sorted(lines.inputFiles()):
        if plain(name) not in read and not is_passed_over(name):
            return diagnostic(EMPTY, span, f"the file {name} is empty")
    return None


def plain(url: str) -> str:
    """The URL of a file, which Spark writes with one slash or with three."""
    return re.sub(_SLASHES, r"\1:/", url)


def _unclear(lines: "DataFrame", span: Span) -> Diagnostic | None:
    """The finding where it cannot be told which lines belong together: quotes do not match, or it is no text."""
    from pyspark.sql import functions

    begins, goes_on, inside = "_inside = 0", "(_inside + _quotes) % 2 = 1", "concat('\"', _line)"
    fits = (
        f"CASE WHEN {begins} AND {goes_on} THEN {_is('_line', UNCLOSED)}"
        f" WHEN {begins} THEN NOT {_is('_line', UNCLOSED)}"
        f" WHEN {goes_on} THEN {_is(inside, UNCLOSED)} ELSE {_is(inside, ENTIRE)} END"
    )
    ends = f"lead(_place) OVER ({_ORDER}) IS NULL AND {goes_on}"
    wrong = lines.selectExpr("*", f"_is_text AND NOT ({ends}) AND {fits} AS _fits").where("NOT _fits")
    first = wrong.agg(functions.expr("min(struct(_path, _start, _id, _place, _line, _is_text))").alias("first")).first()
    if first is None or first["first"] is None:
        return None
    path, *_, line, is_text = first["first"]
    if not is_text:
        return diagnostic(NOT_UTF8, span, f"the file {path} is not UTF-8", _UTF8)
    message = (
        f"a line of the file {path} ends within quotes, and its quotes do not match, so that a cluster cannot tell"
        f" where its rows end; the first line that does not fit begins with {line[:_SHOWN]!r}"
    )
    help_ = "mend it or the line above it where the quotes open; without --engine spark such rows are quarantined"
    return diagnostic(DAMAGED, span, message, help_)


def _joined(lines: "DataFrame") -> "DataFrame":
    """The records: each line that begins outside of quotes, with those after it up to the next such."""
    from pyspark.sql import functions

    number = f"sum(1 - _inside) OVER ({_ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    parts = "sort_array(collect_list(struct(_start, _id, _place, _whole)))"
    whole = f"array_join(transform({parts}, part -> part._whole), '')"
    joined = (
        lines.selectExpr("*", f"{number} AS _number")
        .groupBy("_path", "_number")
        .agg(functions.expr(f"trim(TRAILING {_ENDS} FROM {whole})").alias("_record"))
    )
    return joined.selectExpr("_path", "_record", "0 AS _start", "_number AS _id", "0 AS _place")


def _is(text: str, pattern: str) -> str:
    return f"({text} RLIKE {_STRING(f'^(?:{pattern})' + chr(92) + 'z')})"
