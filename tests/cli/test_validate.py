"""`slakit validate`."""

import json
import shutil
import time
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.cli import main
from slakit.language.schema_files import load

CASES = Path(__file__).parents[1] / "cases"
MINIMAL = CASES / "valid" / "minimal.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def broken(folder: Path, old: str, new: str, name: str = "broken.yaml") -> None:
    (folder / name).write_text(MINIMAL.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_sound_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(MINIMAL)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "no findings in 1 file\n"


def test_findings(folder: Path, capsys: pytest.CaptureFixture[str], snapshot: SnapshotAssertion) -> None:
    text = (
        MINIMAL.read_text(encoding="utf-8")
        .replace("stops: attempt", "stop: attempt")
        .replace("6 business", "6 busines")
    )
    (folder / "broken.yaml").write_text(text.replace("closes: won", "closes: lost, won"), encoding="utf-8")
    assert main(["validate", "broken.yaml"]) == 1
    captured = capsys.readouterr()
    assert captured.out == snapshot
    assert captured.err == "3 errors in 1 file; slakit explain SLA202 says more, likewise SLA312, SLA317\n"


def test_without_paths_the_current_folder_is_searched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    broken(folder / "deep" / "er", "closes: won", "closes: maybe")
    shutil.copy(MINIMAL, folder / "sound.yml")
    (folder / "other.yaml").write_text("services: {web: {image: nginx}}\n", encoding="utf-8")
    assert main(["validate"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("deep/er/broken.yaml:")
    assert "in 2 files" in captured.err


def test_nothing_to_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.yaml").write_text("services: {}\n", encoding="utf-8")
    assert main(["validate"]) == 2
    assert "nothing to check" in capsys.readouterr().err


def test_a_missing_file_is_2_and_the_others_are_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken(folder, "closes: won", "closes: maybe")
    assert main(["validate", "no.yaml", "broken.yaml"]) == 2
    captured = capsys.readouterr()
    assert "no.yaml:1:1: error SLA101: there is no such file" in captured.out
    assert "broken.yaml:" in captured.out


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken(folder, "closes: won", "closes: maybe")
    assert main(["validate", "--format", "json", "broken.yaml"]) == 1
    captured = capsys.readouterr()
    printed = json.loads(captured.out)
    jsonschema.validate(printed, load("diagnostics"))
    (finding,) = printed["findings"]
    assert (finding["file"], finding["line"], finding["column"], finding["end_column"]) == ("broken.yaml", 45, 13, 18)
    assert captured.err == "1 error in 1 file; slakit explain SLA317 says more\n"
    assert main(["validate", "--format", "json", str(MINIMAL)]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_formats_do_not_change_the_exit_code(folder: Path) -> None:
    broken(folder, "closes: won", "closes: maybe")
    assert {main(["validate", "broken.yaml", "--format", format_]) for format_ in ("text", "json")} == {1}


def test_a_base_alone_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "base.yaml").write_text(
        "apiVersion: slakit/v1\nkind: Agreement\nmetadata: {name: b, title: B, version: 1}\nparties: {sales: {}}\n",
        encoding="utf-8",
    )
    assert main(["validate"]) == 0
    assert "has no term: a base" in capsys.readouterr().err


HOSTILE = {
    "bomb": "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    + "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)),
    "40 MB": "x: " + "y" * 40_000_000,
    "deep": "x: " + "[" * 1_000_000,
    "NUL": "x: \0",
    "unknown keys": "\n".join(f"zz{n}: {{}}" for n in range(20_000)),
    "nulls": "fields:\n" + "\n".join(f"  a{n}:" for n in range(20_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_take_no_time(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "f.yaml").write_text(f"apiVersion: slakit/v1\nkind: Agreement\n{HOSTILE[name]}", encoding="utf-8")
    started = time.process_time()
    assert main(["validate", "f.yaml"]) == 1
    assert time.process_time() - started < 2
    assert capsys.readouterr().out.startswith("f.yaml:")
