"""The guide shows what `slakit init` writes, and every hook that there is."""

from pathlib import Path

import pytest
import yaml

from slakit.cli import main
from tests.house.pages import fences

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "pull-requests.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [".vscode/settings.json", ".pre-commit-config.yaml", ".github/workflows/agreement.yml", "agreement.yaml"]
)
def test_what_it_shows_is_what_is_written(name: str, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "new")]) == 0
    written = (tmp_path / "new" / name).read_text(encoding="utf-8")
    written = written[written.index("repos:") :] if "pre-commit" in name else written
    written = written[written.index("name:") :] if "workflow" in name else written
    written = written.partition("\n")[0] + "\n" if name == "agreement.yaml" else written
    assert written in [text for _, text in fences(GUIDE)]


def test_it_names_every_hook() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert f"| `{hook['id']}` | `{hook['entry']}`: " in GUIDE


def test_its_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [
        line.removeprefix("$ slakit ") for kind, text in fences(GUIDE) if kind == "console" for line in [text.strip()]
    ]
    assert len(commands) == 2
    for command in commands:
        assert main(command.split()) == 0
