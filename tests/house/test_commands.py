"""What the pages show is what happens: their commands are run, and print what is shown."""

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.examples.running import run
from tests.house.pages import ROOT, fences, section

PAGES = [
    ROOT / "README.md",
    ROOT / "policies" / "README.md",
    ROOT / "docs" / "pay.md",
    ROOT / "docs" / "plan.md",
    ROOT / "docs" / "scenarios.md",
    *sorted((ROOT / "examples").glob("*/README.md")),
]
NEEDS_DATA = "bpic2012"
"""Commands on the bank's log are run by tests.examples.test_bank_leads, where it is at hand."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A command on a page, and what the page shows of its output; a line `…` stands for any number of lines."""

    page: Path
    command: str
    output: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.page.parent.name}: {self.command}"


def shown(page: Path) -> list[Shown]:
    """The `slakit` commands of a page: after `$` in console blocks, and in indented lines."""
    found: list[Shown] = []
    for language, text in fences(page.read_text(encoding="utf-8")):
        if language == "console":
            for command, output in re.findall(r"^\$ (slakit .*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                found.append(Shown(page=page, command=command, output=tuple(output.splitlines())))
    indented = re.findall(r"^    (slakit .*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [*found, *(Shown(page=page, command=command) for command in indented)]


COMMANDS = [one for page in PAGES for one in shown(page)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the repository, to write into."""
    folder = tmp_path_factory.mktemp("repository")
    for name in ("examples", "policies", "tests/cases"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "pyproject.toml").write_text("")
    return folder


@pytest.mark.parametrize("one", [one for one in COMMANDS if NEEDS_DATA not in one.command], ids=str)
def test_a_command_does_what_the_page_shows(one: Shown, folder: Path) -> None:
    done = run(*shlex.split(one.command)[1:], folder=folder)
    expected = (0, 1) if " evaluate " in one.command or "/broken/" in one.command else (0,)
    assert done.code in expected, done.out + done.err
    printed = done.out.splitlines()
    place = 0
    anywhere = False
    for line in one.output:
        if line == "…":
            anywhere = True
            continue
        assert line in printed[place:], f"not printed after line {place}: {line}"
        found = printed.index(line, place)
        assert anywhere or found == place, f"printed before it: {printed[place]}"
        place, anywhere = found + 1, False
    assert anywhere or not one.output or place == len(printed), f"printed as well: {printed[place:]}"


def test_commands_are_found() -> None:
    assert len(COMMANDS) >= 12
    assert {one.page for one in COMMANDS} == set(PAGES)


def test_the_small_team_s_log_is_judged(folder: Path) -> None:
    page = ROOT / "policies" / "README.md"
    ((_, log),) = [fence for fence in fences(page.read_text(encoding="utf-8")) if fence[0] == "csv"]
    (folder / "leads.csv").write_text(log, encoding="utf-8")
    (command,) = re.findall(r"`(slakit evaluate [^`]+)`", page.read_text(encoding="utf-8"))
    done = run(*shlex.split(command)[1:], folder=folder)
    assert done.code == 0, done.out + done.err


def test_an_agreement_that_builds_on_another_is_sound(folder: Path) -> None:
    page = ROOT / "policies" / "README.md"
    ((_, text),) = [fence for fence in fences(page.read_text(encoding="utf-8")) if fence[0] == "yaml"]
    (folder / "acme").mkdir()
    head = "apiVersion: slakit/v1\nkind: Agreement\n"
    (folder / "acme" / "agreement.yaml").write_text(head + text, encoding="utf-8")
    done = run("validate", "acme", folder=folder)
    assert (done.code, done.out) == (0, "")


def test_the_readme_s_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ((_, program),) = [fence for fence in fences(PAGES[0].read_text(encoding="utf-8")) if fence[0] == "python"]
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(program, names)  # noqa: S102 - the README's own program
    assert names["findings"] == ()
    late = names["late"]
    assert isinstance(late, list)
    assert len(late) >= 26


def test_the_pay_page_s_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs" / "pay.md"
    ((_, program),) = [fence for fence in fences(page.read_text(encoding="utf-8")) if fence[0] == "python"]
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(program, names)  # noqa: S102 - the page's own program
    assert isinstance(names["totals"], dict)
    assert len(names["totals"]) == 8


def test_the_pay_page_s_plan_is_sound(folder: Path) -> None:
    ((_, plan),) = fences(section(ROOT / "docs" / "pay.md", "Writing a plan"))
    head, _ = (ROOT / "tests" / "cases" / "valid" / "pay.yaml").read_text(encoding="utf-8").split("compensation:\n")
    (folder / "pay.yaml").write_text(f"{head}{plan}", encoding="utf-8")
    done = run("validate", "pay.yaml", folder=folder)
    assert (done.code, "error" in done.out) == (0, False), done.out


@pytest.mark.parametrize("heading", ["Quick start", "Tests"])
def test_the_readme_has_one_line_for(heading: str) -> None:
    ((_, text),) = fences(section(PAGES[0], heading))
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))], ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
