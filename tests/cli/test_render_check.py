"""`slakit render --check`: documents that are no longer what their agreements say."""

import json
from pathlib import Path

import pytest

from slakit import starter
from slakit.cli import main


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--name", "acme"]) == 0
    capsys.readouterr()
    return tmp_path


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [[], ["."], ["agreement.yaml"], ["agreement.yaml", "-o", "agreement.md"]],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_a_current_document_is_clean_and_a_stale_one_is_not(
    arguments: list[str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "--check", *arguments]) == 0
    assert capsys.readouterr().out == ""
    change(repository / "agreement.yaml", "within: 4 business hours", "within: 3 business hours")
    before = (repository / "agreement.md").read_bytes()
    assert main(["render", "--check", *arguments]) == 1
    captured = capsys.readouterr()
    path = "./agreement.yaml" if arguments in ([], ["."]) else "agreement.yaml"
    document = path.replace("yaml", "md").removeprefix("./")
    assert f": error SLA702: the document is not what {path.removeprefix('./')} says now" in captured.out
    assert f"run 'slakit render {path.removeprefix('./')} -o {document}'" in captured.out
    assert "1 stale document of 1" in captured.err
    assert (repository / "agreement.md").read_bytes() == before
    assert main(["render", "agreement.yaml", "-o", "agreement.md"]) == 0
    assert main(["render", "--check", *arguments]) == 0


def test_the_place_is_the_first_line_that_differs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = repository / "agreement.md"
    lines = document.read_text(encoding="utf-8").splitlines(keepends=True)
    document.write_text("".join([*lines[:6], "A line of one's own.\n", *lines[6:]]), encoding="utf-8")
    assert main(["render", "--check", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["line"]) == ("SLA702", 7)
    document.write_text("".join(lines[:6]), encoding="utf-8")
    assert main(["render", "--check", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["line"] == 6
    document.write_text("")
    assert main(["render", "--check"]) == 1


def test_line_ends_of_another_system_are_no_difference(repository: Path) -> None:
    document = repository / "agreement.md"
    document.write_bytes(document.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["render", "--check"]) == 0


def test_a_document_that_is_named_and_missing_is_stale(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "agreement.md").unlink()
    assert main(["render", "--check", "agreement.yaml", "-o", "agreement.md"]) == 1
    assert "agreement.md:1:1: error SLA702: the document is missing" in capsys.readouterr().out
    assert not (repository / "agreement.md").exists()


def test_an_agreement_with_errors_is_not_compared(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(repository / "agreement.yaml", "stops: touch", "stops: tuch")
    assert main(["render", "--check"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "SLA302" in captured.err
    assert "no document was checked: 1 error" in captured.err


def test_nothing_to_check_is_no_success(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "agreement.md").unlink()
    assert main(["render", "--check"]) == 2
    assert "nothing to check: no agreement has a document" in capsys.readouterr().err
    assert main(["render", "--check", ".vscode"]) == 2
    assert "nothing to check: no file" in capsys.readouterr().err
    assert main(["render", "--check", "agreement.yaml", "-o", "agreement.odt"]) == 2


def test_a_document_that_cannot_be_read(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "--check", "agreement.yaml", "-o", "folder.md"]) == 1
    (repository / "folder.md").mkdir()
    capsys.readouterr()
    assert main(["render", "--check", "agreement.yaml", "-o", "folder.md"]) == 2
    assert "folder.md cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["agreement.yaml", "agreement.yaml"]])
def test_one_agreement_is_rendered_at_a_time(
    arguments: list[str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", *arguments]) == 2
    assert f"one agreement is rendered at a time; {len(arguments)} were named" in capsys.readouterr().err


def test_every_agreement_of_a_repository_is_checked(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = repository / "other"
    other.mkdir()
    (other / "other.yaml").write_bytes((repository / starter.AGREEMENT).read_bytes())
    change(other / "other.yaml", "name: acme", "name: other")
    (other / "other.md").write_text("old\n")
    assert main(["render", "--check"]) == 1
    captured = capsys.readouterr()
    assert "other/other.md:1:1: error SLA702" in captured.out
    assert "1 stale document of 2" in captured.err


def test_the_lines_that_differ_are_shown(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = repository / "agreement.md"
    text = document.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "4 business hours" in line)
    document.write_text(text.replace(line, f"{line} \x1b[31m::error::", 1), encoding="utf-8")
    assert main(["render", "--check"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert "--- agreement.md" in shown
    assert f"-{line} \\x1b[31m\\x3a:error::" in shown
    assert f"+{line}" in shown
    document.write_text("x\n" * 10_000, encoding="utf-8")
    assert main(["render", "--check"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) < 250
    assert shown[-1].startswith("… and more")
    assert main(["render", "--check", "--format", "json"]) == 1
    json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_lines_that_differ_in_a_file_that_is_no_text_are_shown_with_their_clauses(
    suffix: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = repository / f"agreement{suffix}"
    check = ["render", "--check", "agreement.yaml", "-o", document.name]
    assert main(["render", "agreement.yaml", "-o", document.name]) == 0
    assert main(check) == 0
    change(repository / "agreement.yaml", "within: 4 business hours", "within: 3 business hours")
    capsys.readouterr()
    assert main(check) == 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"{document.name}:1:1: error SLA702: the document is not what agreement.yaml says now"
    at = next(at for at, line in enumerate(shown) if line.startswith("@@") and "@@ S-3 First touch" in line)
    gone, come = (" ".join(line[1:] for line in shown[at:] if line.startswith(mark)) for mark in "-+")
    assert "within 4" in gone
    assert "within 3" in come
    assert not any("PK" in line or "%PDF" in line for line in shown)


def test_a_file_of_other_bytes_with_the_same_text(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "agreement.yaml", "-o", "agreement.pdf"]) == 0
    document = repository / "agreement.pdf"
    document.write_bytes(document.read_bytes() + b"\n%\n")
    assert main(["render", "--check", "agreement.yaml", "-o", "agreement.pdf"]) == 1
    assert "is not what agreement.yaml says now, though no line of its text differs" in capsys.readouterr().out
    document.write_bytes(b"%PDF-1.7 \x1b[31m")
    assert main(["render", "--check", "agreement.yaml", "-o", "agreement.pdf"]) == 1
    shown = capsys.readouterr().out
    assert "what differs in agreement.pdf is not shown: it is no PDF that can be read" in shown
    assert "\x1b" not in shown


def test_of_a_link_that_leads_out_nothing_is_shown(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ".git").mkdir()
    outside = repository.parent / f"{repository.name}.docx"
    assert main(["render", "agreement.yaml", "-o", str(outside)]) == 0
    (repository / "agreement.docx").symlink_to(outside)
    change(repository / "agreement.yaml", "within: 4 business hours", "within: 3 business hours")
    capsys.readouterr()
    assert main(["render", "--check", "agreement.yaml", "-o", "agreement.docx"]) == 1
    assert "4 business hours" not in capsys.readouterr().out
    outside.unlink()
