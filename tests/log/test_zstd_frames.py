"""A zstd log that was cut off anywhere is refused; whole ones, however written, are not."""

from pathlib import Path

import duckdb
import pytest

from slakit.log.load import load_log
from slakit.log.zstd_frames import is_whole

ROWS = "lead_id,event,at\n" + "".join(f"L{n * 7919},call,2027-01-04T09:00:00Z\n" for n in range(60_000))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("zstd")
    (folder / "log.csv").write_text(ROWS, encoding="utf-8")
    source = f"read_csv('{folder / 'log.csv'}', all_varchar = true, header = true)"
    target = folder / "log.csv.zst"
    duckdb.connect().execute(f"COPY (FROM {source}) TO '{target}' (FORMAT csv, COMPRESSION zstd)")
    return target.read_bytes()


def kept(content: bytes, folder: Path) -> str:
    path = folder / "log.csv.zst"
    path.write_bytes(content)
    return str(path)


def test_a_whole_file_and_several_frames_in_one(whole: bytes, tmp_path: Path) -> None:
    skippable = (0x184D2A51).to_bytes(4, "little") + (3).to_bytes(4, "little") + b"abc"
    assert is_whole(kept(whole, tmp_path))
    assert is_whole(kept(skippable + whole + whole, tmp_path))


def test_frames_of_every_header(tmp_path: Path) -> None:
    raw_last = (1 | 0 << 1 | 2 << 3).to_bytes(3, "little") + b"hi"  # a raw block of two bytes, the last
    rle = (0 | 1 << 1 | 9 << 3).to_bytes(3, "little") + b"x"  # nine times x, not the last
    magic = (0xFD2FB528).to_bytes(4, "little")
    frames = [
        magic + bytes([0x00, 0x58]) + raw_last,  # a window byte, no content size
        magic + bytes([0x20, 2]) + raw_last,  # a single segment: one byte of content size, no window
        magic + bytes([0x24, 2]) + rle + raw_last + b"sum!",  # with a checksum
        magic + bytes([0x41, 0x58, 7]) + b"\0\0" + raw_last,  # a dictionary of one byte, content size of two
    ]
    for frame in frames:
        assert is_whole(kept(frame, tmp_path))
        assert not is_whole(kept(frame[:-1], tmp_path))
        assert not is_whole(kept(frame + b"\0", tmp_path))
    assert is_whole(kept(b"".join(frames), tmp_path))


@pytest.mark.parametrize("share", [0.001, 0.3, 0.5, 0.9, 0.9999])
def test_a_file_that_was_cut_off_is_refused(share: float, whole: bytes, tmp_path: Path) -> None:
    path = kept(whole[: max(16, int(len(whole) * share))], tmp_path)
    with duckdb.connect() as connection:
        log = load_log(connection, [path], fields={})
    assert [finding.code.id for finding in log.diagnostics] == ["SLA504"]
    assert log.has_errors
