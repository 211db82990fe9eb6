"""Small agreements for tests: the minimal one with fragments laid over it, bound."""

from pathlib import Path

from slakit.diagnostics import Diagnostic
from slakit.loading import load_agreement
from slakit.model import Agreement

MINIMAL = Path(__file__).parent / "cases" / "valid" / "minimal.yaml"


def load_fragment(fragment: str, folder: Path) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """The minimal agreement with `fragment` laid over it, and what is said of it."""
    (folder / "pyproject.toml").write_text("")
    (folder / "minimal.yaml").write_bytes(MINIMAL.read_bytes())
    file = folder / "fragment.yaml"
    file.write_text(f"apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\n{fragment}", encoding="utf-8")
    return load_agreement(str(file))


def bound(fragment: str, folder: Path) -> Agreement:
    """The agreement with `fragment`, which must have no error."""
    agreement, findings = load_fragment(fragment, folder)
    assert agreement is not None, findings
    return agreement


def found(fragment: str, folder: Path) -> list[tuple[str, str]]:
    """The code of each finding about `fragment`, and the text at its place up to the end of the line."""
    _, findings = load_fragment(fragment, folder)
    lines = (folder / "fragment.yaml").read_text(encoding="utf-8").splitlines()
    return [(finding.code.id, lines[finding.span.line - 1][finding.span.column - 1 :]) for finding in findings]
