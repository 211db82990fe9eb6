"""A line beyond all measure is found wherever it stands, before the engine reads the file."""

import gzip
from pathlib import Path

import duckdb
import pytest

from slakit.log.files import identify
from slakit.log.load import load_log
from slakit.log.long_lines import overlong
from slakit.log.opening import LogFile
from slakit.log.readers import csv

MOST = 1_200_000
HEADER = b"lead_id,event,at,owner\n"
ROW = b"L1,call,2027-01-04T09:00:00Z,ann\n"
ROWS = ROW * (MOST * 3 // len(ROW))


@pytest.fixture(autouse=True)
def _shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.log.long_lines.MAX_RECORD", MOST)


def _found(content: bytes, folder: Path, *, packed: bool) -> int | None:
    path = folder / ("log.csv.gz" if packed else "log.csv")
    path.write_bytes(gzip.compress(content, 1) if packed else content)
    file = identify(str(path), path)
    assert isinstance(file, LogFile)
    return overlong(file)


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


@pytest.mark.parametrize(("size", "after"), [(csv.MAX_RECORD + 1, ROW), (20_000_000, b"")], ids=["middle", "last"])
def test_of_zstd_it_is_found_by_the_engine(size: int, after: bytes, tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "log.csv.zst"
    path.write_bytes(zstandard.compress(HEADER + ROW + b"x" * size + b"\n" + after, 1))
    log = load_log(duckdb.connect(), [str(path)], fields={})
    assert [(finding.code.id, finding.span.line) for finding in log.diagnostics] == [("SLA512", 3)]
