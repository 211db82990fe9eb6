"""The careful pass over a text file that the strict scan refused: good records go on, bad ones keep their place.

A record whose quotes do not close, or that has text after a closing quote, costs only its first line: reading
goes on at the next. A record with the wrong number of cells costs itself.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from slakit.diagnostics import Diagnostic, Span
from slakit.log.readers.csv import MAX_RECORD, not_utf8
from slakit.record import record

CELL = r'(?: *+"(?:[^"]|"")*+" *+|(?! *+")[^,\r\n]*+)'
"""A regular expression for one cell: in quotes, beside which spaces do not count, or without."""
ENTIRE = f"{CELL}(?:,{CELL})*+"
"""One for the cells of a whole record."""
UNCLOSED = f'(?:{CELL},)*+ *+"(?:[^"]|"")*+'
"""One for a line in whose last cell quotes are open at its end."""

_CELL = CELL.encode()
_OPEN = re.compile(rb"%b\Z" % UNCLOSED.encode())
# The strict scan takes off one space before quotes, so that no more are left.
_BEFORE_QUOTES = re.compile(rb'\A(,?) ++(?=")')
_WELL_FORMED = re.compile(rb"%b\r?\n?\Z" % ENTIRE.encode())
_CELLS = re.compile(rb"(?:\A|,)%b" % _CELL)
TORN = "the quotes of the row do not match"
"""The cause of a row that is no record."""
_SHOWN = 2000
_BLOCK = 1 << 20


class Record(NamedTuple):
    """One record: data rows counted from 1, its first physical line, its bytes, and what is wrong with it."""

    row: int
    line: int
    data: bytes
    cause: str | None


@record
class Split:
    """Two CSV files with a header: `good` has row, line and the record's cells; `bad` row, line, cause, raw."""

    good: Path
    bad: Path
    bad_rows: int


def split_csv(lines: Iterable[bytes], names: list[str], span: Span, folder: Path) -> Split | Diagnostic:
    """Split a CSV file whose header has `names`. The finding is that a line is not UTF-8."""
    return _split(_csv_records(lines, len(names)), span, folder, b"".join(b",c%d" % i for i in range(len(names))))


def any_ends(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream with their ends: `\\n`, `\\r\\n` or `\\r`."""
    rest = b""
    while block := stream.read(_BLOCK):
        lines = (rest + block).splitlines(keepends=True)
        rest = b"" if lines[-1].endswith(b"\n") else lines.pop()  # cut off, or the end is
        yield from lines
    if rest:
        yield rest


def split_lines(lines: Iterable[bytes], span: Span, folder: Path) -> Split | Diagnostic:
    """Split a JSON Lines file: the good records are row, line and the text of every line that is not blank."""
    return _split(_line_records(lines), span, folder, b",_text")


def _split(records: Iterator[Record], span: Span, folder: Path, columns: bytes) -> Split | Diagnostic:
    split = Split(good=folder / "good.csv", bad=folder / "bad.csv", bad_rows=0)
    bad_rows = 0
    with split.good.open("wb") as good, split.bad.open("w", encoding="utf-8", newline="") as bad:
        good.write(b"_row,_line" + columns + b"\n")
        writer = csv.writer(bad, lineterminator="\n")
        writer.writerow(("row", "line", "cause", "raw"))
        for record in records:
            try:
                text = record.data.decode("utf-8")
            except UnicodeDecodeError as error:
                return not_utf8(Span(span.file, record.line), record.data, error)
            if record.cause is None:
                good.write(b"%d,%d,%b\n" % (record.row, record.line, record.data))
            else:
                bad_rows += 1
                shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
                writer.writerow((record.row, record.line, record.cause, shown))
    return Split(good=split.good, bad=split.bad, bad_rows=bad_rows)


def _line_records(lines: Iterable[bytes]) -> Iterator[Record]:
    row = 0
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if text:
            row += 1
            yield Record(row, number, b'"' + text.replace(b'"', b'""') + b'"', None)


def _csv_records(lines: Iterable[bytes], width: int) -> Iterator[Record]:
    """The records after the header, blank lines left out."""
    row = -1
    for number, data, well_formed in _physical_records(lines):
        text = data.rstrip(b"\r\n")
        if not text:
            continue
        row += 1
        if row == 0:
            continue
        if not well_formed:
            yield Record(row, number, text, TORN)
            continue
        cells = _CELLS.findall(text)
        if len(cells) < width or any(cell not in (b",", b',""') for cell in cells[width:]):
            count = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
            yield Record(row, number, text, f"the row has {count}; expected {width}, as in the header")
        else:  # further cells without a value, as spreadsheets leave them, do no harm
            yield Record(row, number, b"".join(_BEFORE_QUOTES.sub(rb"\1", cell) for cell in cells[:width]), None)


def _physical_records(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Each record with the number of its first line, and whether its quotes are right.

    Where quotes are open at the end of a line, further lines are read up to the one that closes them. Of a record that
    is none after all they wait, and nothing about them is asked twice: whichever record has them, they begin in quotes.
    """
    source = enumerate(lines, 1)
    inside: deque[tuple[int, bytes]] = deque()
    size = 0  # of those lines, which begin and end in quotes
    closing: tuple[int, bytes] | None = None  # the line after them, which does not end in quotes
    closes = False  # whether it ends the record
    while True:
        if inside:
            number, data = inside.popleft()
            size -= len(data)
        elif closing is not None:
            (number, data), closing = closing, None
        elif (following := next(source, None)) is not None:
            number, data = following
        else:
            return
        if number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        if _WELL_FORMED.match(data):
            yield number, data, True
            continue
        if not _OPEN.match(data):
            yield number, data, False
            continue
        while closing is None and len(data) + size <= MAX_RECORD and (following := next(source, None)) is not None:
            if _OPEN.match(b'"' + following[1]):
                inside.append(following)
                size += len(following[1])
            else:
                closing, closes = following, _WELL_FORMED.match(b'"' + following[1]) is not None
        if closing is None or not closes:
            yield number, data, False
            continue
        yield number, data + b"".join(line for _, line in inside) + closing[1], True
        inside.clear()
        size, closing = 0, None
