"""Files that cannot be used: each a finding that says what was found and what to do."""

# ruff: noqa: S608 - statements of the tests' own words

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.log.load import load_log

HEADER = b"lead_id,event,at\n"
ROW = b"L1,call,2027-01-04T09:00:00Z\n"

FILES: dict[str, bytes] = {
    "empty.csv": b"",
    "blank_lines.csv": b"\n\r\n\n",
    "only_a_mark.csv": b"\xef\xbb\xbf",
    "latin_1_in_a_row.csv": HEADER + ROW + b"Andr\xe9,call,2027-01-04T09:00:00Z\n",
    "latin_1_in_the_header.csv": b"lead_id,event,at,pr\xe9nom\n" + ROW,
    "latin_1.jsonl": b'{"lead_id": "Andr\xe9"}\n',
    "utf_16.csv": (HEADER + ROW).decode().encode("utf-16"),
    "utf_16_without_mark.csv": (HEADER + ROW).decode().encode("utf-16-le"),
    "no_header.csv": ROW,
    "semicolons.csv": HEADER.replace(b",", b";"),
    "tabs.csv": HEADER.replace(b",", b"\t"),
    "a_name_twice.csv": b"lead_id,event,at,owner,owner\n",
    "columns_missing.csv": b"LeadId,Event,timestamp\n" + ROW,
    "one_column_missing.jsonl": b'{"lead_id": "L1", "evnt": "call", "at": "2027-01-04T09:00:00Z"}\n',
    "quote_open_in_header.csv": b'lead_id,"event,at\n',
    "workbook.csv": b"PK\x03\x04\x14\x00",
    "json_list.json": b'[\n{"lead_id": "L1"}]',
    "json_list.csv": b'[\n{"lead_id": "L1"}]',
    "empty_json_list.csv": b"[]\n",
    "utf_16_brackets.csv": "[Lead Id],[Event]\n".encode("utf-16-le"),
    "not.parquet": HEADER,
    "objects.csv": b'{"lead_id": "L1", "event": "call", "at": "2027-01-04T09:00:00Z"}\n',
    "commas.json": HEADER + ROW,
    "padded.csv.gz": gzip.compress(HEADER + ROW) + b"padding",
    "cut_off.parquet": b"PAR1\x15\x04\x15\x00",
    "cut_off.csv.gz": gzip.compress(HEADER + ROW * 100)[:-12],
    "cut_off_late.csv.gz": gzip.compress(HEADER + b"".join(b"L%d,call,2027\n" % (i * 7919) for i in range(200_000)))[
        :-9
    ],
    "not_gzip.csv.gz": b"\x1f\x8bhello",
}


@pytest.mark.parametrize("name", FILES)
def test_finding(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    assert _findings([name], tmp_path, monkeypatch) == snapshot


@pytest.mark.parametrize("path", ["missing.csv", "*.nothing", "folder", "folder/", ""])
def test_paths(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    (tmp_path / "folder").mkdir()
    assert _findings([path], tmp_path, monkeypatch) == snapshot


def test_every_file_is_spoken_of_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.csv").write_bytes(HEADER + ROW)
    (tmp_path / "empty.csv").write_bytes(b"")
    findings = _findings(["missing.csv", "good.csv", "empty.csv"], tmp_path, monkeypatch)
    assert [finding.split(": ")[0] for finding in findings] == ["empty.csv:1:1", "missing.csv:1:1"]


def test_the_tables_exist_whatever_happens(tmp_path: Path) -> None:
    connection = duckdb.connect()
    assert load_log(connection, [str(tmp_path / "missing.csv")], fields={}).has_errors
    for table in ("log", "quarantine"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "log.csv").write_bytes(HEADER + ROW)
    original: Callable[..., object] = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *args: refuse() if self.name == "log.csv" else original(self, *args))
    assert _findings(["log.csv"], tmp_path, monkeypatch) == [
        "log.csv:1:1: error SLA501: the file cannot be opened: Permission denied"
    ]


@pytest.mark.parametrize(
    ("path", "named"), [(b"q\xff.csv", "the file"), (b"q\xff.csv.gz", "the file"), (b"d\xff/log.csv", "a folder")]
)
def test_names_that_are_not_utf_8(path: bytes, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(path)
    try:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(gzip.compress(HEADER + ROW) if path.endswith(b".gz") else HEADER + ROW)
    except OSError:
        pytest.skip("the file system refuses such names")
    (found,) = _findings([name], tmp_path, monkeypatch)
    assert f"error SLA501: the name of {named}" in found
    (found,) = _findings([Path(name).name], (tmp_path / name).parent, monkeypatch)
    assert "is not UTF-8" in found


def _findings(paths: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(folder)
    log = load_log(duckdb.connect(), paths, fields={})
    assert log.has_errors
    return [f"{item}{f' | {item.help}' if item.help else ''}" for item in log.diagnostics]
