"""A line beyond all measure is found wherever it stands, before the engine reads the file."""

import gzip
from pathlib import Path

import duckdb
import pytest

from slakit.log.files import identify
from slakit.log.first_look import first_look
from slakit.log.load import load_log
from slakit.log.opening import LogFile
from slakit.log.readers import csv

MOST = 1_200_000
HEADER = b"lead_id,event,at,owner\n"
ROW = b"L1,call,2027-01-04T09:00:00Z,ann\n"
ROWS = ROW * (MOST * 3 // len(ROW))


@pytest.fixture(autouse=True)
def _shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.log.first_look.MAX_RECORD", MOST)


def _found(content: bytes, folder: Path, *, packed: bool) -> int | None:
    path = folder / ("log.csv.gz" if packed else "log.csv")
    path.write_bytes(gzip.compress(content, 1) if packed else content)
    file = identify(str(path), path)
    assert isinstance(file, LogFile)
    return first_look(file).overlong


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEADER + ROWS, None),
        (HEADER + ROWS.replace(b"\n", b"\r"), None),
        (HEADER + b"x" * MOST, None),
        (HEADER + b"x" * MOST + b"\n" + ROWS, None),
        (HEADER + b"x" * (MOST + 1), 2),
        (HEADER + b"x" * (MOST + 1) + b"\n" + ROWS, 2),
        (HEADER + ROWS + b"x" * (MOST * 2) + b"\n" + ROWS, 2 + ROWS.count(b"\n")),
        (HEADER + ROWS + b"x" * (MOST * 9), 2 + ROWS.count(b"\n")),
        (b"x" * (MOST + 1) + b"\n" + HEADER, 1),
    ],
    ids=["rows", "cr", "most last", "most", "last", "first", "middle", "very long", "header"],
)
def test_the_first_line_that_is_too_long(content: bytes, line: int | None, packed: bool, tmp_path: Path) -> None:
    assert _found(content, tmp_path, packed=packed) == line


def test_a_block_ends_anywhere(tmp_path: Path) -> None:
    for before in range(3):
        short = b"y" * ((1 << 20) - before) + b"\n"
        assert _found(short + ROW, tmp_path, packed=True) is None
        assert _found(short + b"x" * MOST + b"\n" + ROW, tmp_path, packed=True) is None
        assert _found(short + b"x" * (MOST + 1), tmp_path, packed=True) == 2


def test_a_file_that_does_not_decompress_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(HEADER + ROWS, 1)[:-9])
    log = load_log(duckdb.connect(), [str(path)], fields={})
    assert [finding.code.id for finding in log.diagnostics if finding.severity == "error"] == ["SLA504"]


@pytest.mark.parametrize("at", [-8, -1], ids=["checksum", "length"])
def test_gzip_that_does_not_add_up_is_told_as_such(at: int, tmp_path: Path) -> None:
    """The engine does not compare what it decompressed with the file's checksum."""
    packed = bytearray(gzip.compress(HEADER + ROWS, 1))
    packed[at] ^= 1
    (tmp_path / "log.csv.gz").write_bytes(packed)
    log = load_log(duckdb.connect(), [str(tmp_path / "log.csv.gz")], fields={})
    assert [finding.code.id for finding in log.diagnostics] == ["SLA504"]


DOUBTFUL = ROW.replace(b"L1", b'  "L2"')


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("before", [0, 1, 2, 3, 70, 5000])
@pytest.mark.parametrize("row", [DOUBTFUL, ROW.replace(b"ann", b'"a" "n"'), ROW.replace(b"L1", b" " * 99 + b'"L1"')])
def test_doubtful_quotes_are_seen_wherever_a_block_ends(row: bytes, before: int, packed: bool, tmp_path: Path) -> None:
    block = HEADER + ROWS
    content = block[: (1 << 20) - 1 - before] + b"\n" + row + ROW
    path = tmp_path / ("log.csv.gz" if packed else "log.csv")
    for text, expected in ((content, True), (content.replace(row, ROW), False)):
        path.write_bytes(gzip.compress(text, 1) if packed else text)
        file = identify(str(path), path)
        assert isinstance(file, LogFile)
        assert first_look(file).is_doubtful is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", False),
        (b'" "\n', False),
        (b'a," ",b\n', False),
        (b'"a"," ""b"" "\n', True),  # which the careful pass reads no differently
        (b'a,  "b"\n', True),
        (b'a, "b"  ,c\n', False),
        (b'a  "b"\n', False),
        (b'"a"  "b"\n', True),
        (b"\n\n", False),
    ],
)
def test_what_is_doubtful(text: bytes, expected: bool, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"lead_id,event,at\n" + text)
    file = identify(str(path), path)
    assert isinstance(file, LogFile)
    assert first_look(file).is_doubtful is expected


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("begin", [b"\n", b"\r\n", b"\xef\xbb\xbf\n"])
def test_a_file_that_begins_with_a_blank_line(begin: bytes, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(gzip.compress(begin + HEADER + ROW) if packed else begin + HEADER + ROW)
    file = identify(str(path), path)
    assert isinstance(file, LogFile)
    assert first_look(file).is_doubtful


@pytest.mark.parametrize("rows", [DOUBTFUL + ROW, b"\n" + ROW], ids=["quotes", "blank"])
def test_zstd_that_only_the_engine_reads_is_looked_at_too(
    rows: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zstandard = pytest.importorskip("zstandard")
    for module in ("first_look", "opening"):
        monkeypatch.setattr(f"slakit.log.{module}.has_zstd", lambda: False)
    path = tmp_path / "log.csv.zst"
    content = rows[:1] + HEADER + rows[1:] if rows.startswith(b"\n") else HEADER + rows
    path.write_bytes(zstandard.compress(content, 1))
    connection = duckdb.connect()
    log = load_log(connection, [str(path)], fields={})
    leads = connection.execute("SELECT lead_id FROM log ORDER BY lead_id").fetchall()
    assert (log.quarantined, leads) == (0, [("L1",), ("L2",)] if b"L2" in rows else [("L1",)])


@pytest.mark.parametrize("cell", ["a\nb", "a\rb", "a\x1fb"])
def test_zstd_with_line_breaks_in_cells_is_read(cell: str, tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    rows = ROW.replace(b"\n", b"\r\n") * 20_000 + f'L2,call,2027-01-04T09:00:00Z,"{cell}"\r\n'.encode()
    (tmp_path / "log.csv.zst").write_bytes(zstandard.compress(HEADER.replace(b"\n", b"\r\n") + rows, 1))
    connection = duckdb.connect()
    log = load_log(connection, [str(tmp_path / "log.csv.zst")], fields={})
    assert (log.events, log.quarantined, log.has_errors) == (20_001, 0, False)
    assert connection.execute("SELECT owner FROM log WHERE lead_id = 'L2'").fetchall() == [(cell,)]


def test_a_head_of_carriage_returns_is_cut_between_characters(tmp_path: Path) -> None:
    for before in range(2):
        rows = "L1,call,2027-01-04T09:00:00Z,é\r" * 40_000
        (tmp_path / "log.csv").write_bytes(HEADER.replace(b"\n", b"\r") + b"x" * before + rows.encode())
        log = load_log(duckdb.connect(), [str(tmp_path / "log.csv")], fields={})
        assert (log.events, log.has_errors) == (40_000, False)


@pytest.mark.parametrize(("size", "after"), [(csv.MAX_RECORD + 1, ROW), (20_000_000, b"")], ids=["middle", "last"])
def test_of_zstd_it_is_found_by_the_engine(size: int, after: bytes, tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "log.csv.zst"
    path.write_bytes(zstandard.compress(HEADER + ROW + b"x" * size + b"\n" + after, 1))
    log = load_log(duckdb.connect(), [str(path)], fields={})
    assert [(finding.code.id, finding.span.line) for finding in log.diagnostics] == [("SLA512", 3)]
