"""A small project: an agreement laid over the minimal one, with settings."""

from pathlib import Path

from slakit.loading import load
from tests.binding import MINIMAL

HEAD = "apiVersion: slakit/v1\nkind: Agreement\nextends: ../minimal.yaml\n"


def made(folder: Path, fragment: str = "", **settings: str) -> Path:
    """A project in `folder` with `teams/agreement.yaml`; `settings` are `slakit` and `pyproject`, in TOML."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "minimal.yaml").write_bytes(MINIMAL.read_bytes())
    (folder / "teams").mkdir(exist_ok=True)
    (folder / "teams" / "agreement.yaml").write_text(HEAD + fragment, encoding="utf-8")
    for name, text in settings.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder / "teams" / "agreement.yaml"


def told(*paths: Path, people: Path | None = None) -> list[str]:
    """What is said of files: name, line and column, severity, code and message."""
    loaded = load([str(path) for path in paths], people=None if people is None else str(people))
    return [
        f"{Path(one.span.file).name}:{one.span.line}:{one.span.column} {one.severity} {one.code.id} {one.message}"
        for one in loaded.diagnostics
    ]
