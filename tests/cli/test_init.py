"""`slakit init`: what it writes is sound, and nothing that was there is touched."""

import json
from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from slakit import starter
from slakit.cli import main, placing
from slakit.cli.exits import Failure
from slakit.language.zones import known_zones


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def init(folder: Path, *options: str) -> int:
    return main(["init", str(folder), *options])


def test_what_it_writes(tmp_path: Path, snapshot: SnapshotAssertion, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "acme"
    assert init(folder) == 0
    written = tree(folder)
    assert capsys.readouterr().out.split() == [str(folder / name) for name in files()]
    assert set(written) == set(files())
    assert {name: text.decode() for name, text in written.items() if ".schema." not in name} == snapshot


def files() -> list[str]:
    """Every file of a new repository, in the order in which they are told."""
    choices = starter.Choices(name="a", title="A", timezone="UTC", country=None, currency=None, year=2027)
    return [starter.AGREEMENT, starter.DOCUMENT, starter.SCENARIO, *starter.others(choices, "0")]


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--timezone", "Europe/Berlin", "--currency", "EUR", "--year", "2026"],
        ["--timezone", "Asia/Kathmandu", "--country", "none"],
        ["--timezone", "UTC"],
        ["--timezone", "Australia/Lord_Howe", "--country", "AU", "--year", "2029"],
        ["--title", "true", "--name", "true"],
        ["--title", "a: 'b' \"c\" # {d} \\n *e* <f> @NAME@", "--name", "x"],
    ],
    ids=" ".join,
)
def test_it_is_valid_passes_and_has_its_document(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert init(Path(), *options) == 0
    capsys.readouterr()
    assert main(["validate", "--format", "text"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["render", "--check"]) == 0
    assert main(["test"]) == 0


def test_the_same_call_writes_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert init(tmp_path / name, "--name", "one") == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--timezone", "EST"], "write America/New_York"),
        (["--timezone", "Nowhere/Land"], "not a time zone"),
        (["--country", "UK"], "write GB"),
        (["--currency", "euro"], "such as USD"),
        (["--name", "Acme"], "small letters"),
        (["--name", "x, title: y"], "small letters"),
        (["--title", ""], "write some text"),
        (["--title", "a\x1b[31m"], "U+001B"),
        (["--title", "a\udcff"], "not UTF-8"),
        (["--year", "27"], "27 is not in the range"),
    ],
)
def test_a_choice_that_makes_no_agreement_is_refused(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "new", *options) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert "\x1b" not in captured.err
    assert not (tmp_path / "new").exists()


def test_what_is_in_the_way_is_told_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{}")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    (tmp_path / ".slakit").write_text("a file where a folder goes")
    before = tree(tmp_path)
    assert init(tmp_path) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    told = [line.strip() for line in captured.err.splitlines()[1:]]
    assert told == [".gitignore", ".vscode/settings.json", "README.md", ".slakit"]
    assert tree(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "other.yml").write_text("on: push\n")
    before = tree(tmp_path)
    assert init(tmp_path) == 0
    after = tree(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) == {*before, *files()}


def test_a_part_of_a_repository_is_told_where_files_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    assert init(tmp_path / "part") == 0
    assert f"only at the root of the repository, which is {tmp_path}" in capsys.readouterr().err
    assert init(tmp_path) == 0
    assert "at the root" not in capsys.readouterr().err


@pytest.mark.parametrize("linked", [".github", ".vscode", ".slakit"])
def test_nothing_is_written_through_a_link(linked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "repository"
    outside.mkdir()
    folder.mkdir()
    (folder / linked).symlink_to(outside, target_is_directory=True)
    assert init(folder) == 2
    assert f"{linked} (a link)" in capsys.readouterr().err
    assert not list(outside.iterdir())
    assert [path.name for path in folder.iterdir()] == [linked]


def test_a_folder_that_is_a_link_is_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real", target_is_directory=True)
    assert init(tmp_path / "link", "--name", "x") == 0
    assert set(tree(tmp_path / "real")) == set(files())


def test_a_file_in_place_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new").write_text("mine")
    assert init(tmp_path / "new") == 2
    assert "new cannot be written: Not a directory" in capsys.readouterr().err
    assert (tmp_path / "new").read_text() == "mine"


@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_was_written_is_taken_back(
    trouble: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").write_text("mine")
    give_name, given = placing._give_name, []

    def fails(aside: Path, target: Path, made: list[Path]) -> None:
        if len(given) == 3:
            raise trouble
        given.append(target)
        give_name(aside, target, made)

    monkeypatch.setattr(placing, "_give_name", fails)
    with pytest.raises((Failure, KeyboardInterrupt)):
        placing.add(tmp_path, dict.fromkeys(("a", "b/c/d", "b/e", "f"), b"x"))
    assert len(given) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    placing.add(tmp_path / "new", {"a": b"1", "b/c": b"2"})
    assert tree(tmp_path / "new") == {"a": b"1", "b/c": b"2"}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("acme", "acme"),
        ("Acme SLA-2027", "acme_sla_2027"),
        ("2027", "agreement"),
        ("", "agreement"),
        ("Ökonomie", "konomie"),
    ],
)
def test_the_name_comes_from_the_folder(folder: str, name: str) -> None:
    assert starter.name_for(folder) == name


def test_the_holidays_are_those_of_the_zone_s_country() -> None:
    assert starter.country_of("Europe/Berlin") == "DE"
    assert starter.country_of("America/Chicago") == "US"
    assert starter.country_of("UTC") is None
    assert starter.country_of("Nowhere/Land") is None
    assert sum(starter.country_of(zone) is not None for zone in known_zones()) > 300


def test_the_scenario_s_two_days_are_working_days(tmp_path: Path) -> None:
    assert init(tmp_path / "x", "--timezone", "Asia/Tokyo", "--year", "2027") == 0
    text = (tmp_path / "x" / starter.SCENARIO).read_text(encoding="utf-8")
    assert "2027-01-04T16:00:00+09:00" in text  # Friday 1 January is a holiday


def test_editors_and_workflow_read_what_is_there(tmp_path: Path) -> None:
    assert init(tmp_path / "x") == 0
    folder = tmp_path / "x"
    schemas = json.loads((folder / ".vscode/settings.json").read_text())["yaml.schemas"]
    for schema in schemas:
        assert (folder / schema).is_file()
    for file in ("agreement.yaml", starter.SCENARIO):
        modeline = (folder / file).read_text(encoding="utf-8").partition("\n")[0]
        schema = modeline.removeprefix("# yaml-language-server: $schema=")
        assert schema in schemas
        assert json.loads((folder / schema).read_text(encoding="utf-8"))["title"] in ("Agreement", "Scenario")
    workflow = yaml.safe_load((folder / ".github/workflows/agreement.yml").read_text())
    assert workflow["permissions"] == {"contents": "read"}
    hooks = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    offered = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for hook in hooks} <= {hook["id"] for hook in offered}
