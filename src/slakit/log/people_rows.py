"""The people file as rows of text: CSV or JSON Lines, small enough to be read as a whole."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.log.files import DAMAGED, UNREADABLE, LogFile, damaged, identify, open_bytes
from slakit.log.headers import MISSING, did_you_mean, look, nameless, shown
from slakit.log.people_columns import FIXED, REQUIRED, is_of_a_contract, means_the_first_day, means_the_last_day
from slakit.log.readers.csv import header_problem, not_utf8

BAD_LINE = declare("SLA532", "A line of the people file cannot be read")

_FIGURES = 3
"""As many figures has a date in whatever form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleRow:
    """One row: its cells as text by column, "" where missing, and its place."""

    values: Mapping[str, str]
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleTable:
    """The rows that could be read, the file's columns in order, and what is wrong.

    `unnamed` says of the columns without a name that hold something which they are (`column 4 (which has no name)`).
    """

    rows: tuple[PeopleRow, ...] = ()
    columns: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def read_rows(path: str) -> PeopleTable:
    """The rows of the people file at `path`."""
    if path and Path(path).is_dir():
        help_ = "name the one file with the people"
        return PeopleTable(findings=(diagnostic(UNREADABLE, Span(path), "this is a folder, not a file", help_),))
    file = identify(path, Path(path))
    if isinstance(file, Diagnostic):
        return PeopleTable(findings=(file,))
    if file.form == "parquet" or file.compression == "zstd":
        return PeopleTable(findings=(diagnostic(DAMAGED, file.span, "expected people as CSV or JSON Lines"),))
    text = _text(file)
    if isinstance(text, Diagnostic):
        return PeopleTable(findings=(text,))
    findings: list[Diagnostic] = []
    unnamed: dict[str, None] = {}
    read = _json_rows if file.form == "jsonl" else _csv_rows
    rows = tuple(read(text, file.span, findings, unnamed))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.values))
    if not rows and not findings and file.form == "csv":
        columns = tuple(name for name in next(csv.reader(io.StringIO(text))) if name)
    if columns and (missing := _missing(file.span, columns)):
        return PeopleTable(columns=columns, findings=(*findings, *missing))
    findings += _misspelt(file.span, columns)
    findings += _other_ends(rows, None if file.form == "jsonl" else file.span)
    return PeopleTable(rows=rows, columns=columns, unnamed=tuple(unnamed), findings=tuple(findings))


def _text(file: LogFile) -> str | Diagnostic:
    try:
        with open_bytes(file.path, file.compression) as stream:
            data = stream.read()
    except (OSError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        return damaged(file.span, error)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return not_utf8(file.span, data, error)


def _missing(span: Span, columns: tuple[str, ...]) -> list[Diagnostic]:
    starts = [name for name in columns if means_the_first_day(name)]
    missing = [
        f"{shown(name)}{did_you_mean(name, columns) or (_is_it(starts) if name == 'from' else '')}"
        for name in REQUIRED
        if name not in columns
    ]
    if not missing:
        return []
    message = f"the people file has no column {', '.join(missing)}"
    return [diagnostic(MISSING, span, message, "its columns are person, party, role, from, through and attributes")]


def _misspelt(span: Span, columns: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A finding for each column that would be taken for an attribute, and is one of the others but for its spelling."""
    for name in columns:
        meant = look(name)
        if meant in FIXED and name not in FIXED:
            message = f"the column {shown(name)} is not {shown(meant)}: names are compared exactly"
            yield diagnostic(BAD_LINE, span, message, f"call it {shown(meant)}")


def _is_it(names: Sequence[str]) -> str:
    return f" (is it {shown(names[0])}?)" if names else ""


def _other_ends(rows: Sequence[PeopleRow], header: Span | None) -> Iterator[Diagnostic]:
    """A finding for each column that plainly means the last day where `through` does not: nobody would ever leave.

    So in rows without `through`, and where `through` is empty in every row, of a column that has dates; else the other
    is something else, as is one of words without a figure. Without a `header` it is told at the first such row.
    """
    is_through_empty = not any(row.values.get("through") for row in rows)
    told: set[str] = set()
    written = {name for row in rows for name, value in row.values.items() if value}
    dated = {name for row in rows for name, value in row.values.items() if _may_be_a_date(value)}
    names = dict.fromkeys(name for row in rows for name in row.values)
    # A column of words is none: `left: false`, `to: Vice President`.
    ends = {name for name in names if name in dated or name not in written}
    ends = {name for name in ends if look(name) not in FIXED and means_the_last_day(name)}
    for row in rows if ends else ():
        for name, value in row.values.items():
            if name in told or name not in ends:
                continue
            if "through" not in row.values and (value or header is not None):
                message = f"the column {shown(name)} is not read; did you mean 'through'?"
                help_ = "call it 'through' if it is the last day in the role, that day included"
            elif is_through_empty and _may_be_a_date(value) and not is_of_a_contract(name):
                message = f"the column {shown(name)} is not read, and 'through' is empty in every row"
                help_ = "write its dates in 'through' if they are the last days in the role, these included"
            else:
                continue
            told.add(name)
            yield diagnostic(BAD_LINE, header or row.span, message, f"{help_}; else give it another name")


def _may_be_a_date(value: str) -> bool:
    return sum(map(str.isdigit, value)) >= _FIGURES


def _csv_rows(text: str, span: Span, findings: list[Diagnostic], unnamed: dict[str, None]) -> Iterator[PeopleRow]:
    """The rows; what is wrong goes to `findings`, which columns without a name hold something to `unnamed`."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in reader:
            place, line = Span(span.file, line), reader.line_num + 1
            if not cells:
                continue
            if not names:
                names = cells
                if problem := header_problem(span, names):
                    findings.append(problem)
                    return
            elif any(cell.startswith(" ") and cell.lstrip(" ").startswith('"') for cell in cells):
                findings.append(diagnostic(BAD_LINE, place, "a cell has spaces before its quotes", "leave them out"))
            elif len(cells) < len(names) or any(cells[len(names) :]):
                message = f"the row has {len(cells)} cells; expected {len(names)}, as in the header"
                findings.append(diagnostic(BAD_LINE, place, message))
            else:  # further cells without a value, as spreadsheets leave them, do no harm
                unnamed |= {nameless(i): None for i, name in enumerate(names, 1) if not name and cells[i - 1]}
                yield PeopleRow(
                    values={name: cell for name, cell in zip(names, cells, strict=False) if name}, span=place
                )
    except csv.Error as error:
        findings.append(diagnostic(BAD_LINE, Span(span.file, line), f"the line is not CSV: {error}"))


def _json_rows(text: str, span: Span, findings: list[Diagnostic], unnamed: dict[str, None]) -> Iterator[PeopleRow]:
    for number, line in enumerate(text.split("\n"), 1):
        place = Span(span.file, number)
        if not line.strip():
            continue
        try:
            found = json.loads(
                line, parse_float=str, parse_int=str, parse_constant=_no_value, object_pairs_hook=_each_once
            )
            json.dumps(found, ensure_ascii=False).encode()
        except RecursionError:
            findings.append(diagnostic(BAD_LINE, place, "the line is not a JSON object of plain values"))
            continue
        except UnicodeEncodeError:
            findings.append(diagnostic(BAD_LINE, place, "the line has half of a pair of characters (a surrogate)"))
            continue
        except ValueError as error:
            findings.append(diagnostic(BAD_LINE, place, f"the line is not JSON: {error}"))
            continue
        if not isinstance(found, dict) or any(isinstance(value, dict | list) for value in found.values()):
            findings.append(diagnostic(BAD_LINE, place, "the line is not a JSON object of plain values"))
            continue
        if _plain(found.get("")):
            unnamed[nameless()] = None
        yield PeopleRow(values={name: _plain(value) for name, value in found.items() if name}, span=place)


def _no_value(word: str) -> None:
    raise ValueError(f"{word} is no value of it")


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(found := dict(pairs)) < len(pairs):
        raise ValueError("a key occurs twice in an object")
    return found


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
