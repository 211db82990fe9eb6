"""`slakit schema`."""

import json
from pathlib import Path

import jsonschema
import pytest

from slakit.cli import main
from slakit.language.schema_files import KINDS, names


@pytest.mark.parametrize("kind", names())
def test_every_kind_is_printed_complete(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["$id"] == f"{kind}.json"


def test_agreement_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Agreement"


def test_it_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.json"
    assert main(["schema", "scenario", "-o", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["title"] == "Scenario"
    assert main(["schema", "-o", str(tmp_path)]) == 2
    assert main(["schema", "-o", str(tmp_path / "no" / "folder.json")]) == 2


def test_all_are_written_and_written_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new"
    for _ in range(2):
        assert main(["schema", "--all", str(folder)]) == 0
        assert {path.name for path in folder.iterdir()} == {f"{kind}.schema.json" for kind in KINDS.values()}
        (folder / "agreement.schema.json").write_text("old")
    assert main(["schema", "--all", str(folder)]) == 0
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert (folder / "agreement.schema.json").read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["agreement", "--all", "x"], "--all writes every schema under its own name"),
        (["--all", "x", "-o", "y"], "--all writes every schema under its own name"),
        (["--all", "no/such/folder"], "no/such/folder cannot be made: No such file"),
    ],
)
def test_what_cannot_be_written(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
