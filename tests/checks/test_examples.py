"""Every check's own examples: the wrong one has its finding, the right one has none."""

from pathlib import Path
from types import ModuleType

import pytest

from slakit import checks
from slakit.diagnostics import Diagnostic
from slakit.loading import load_agreement

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal.yaml"


def findings(fragment: str, folder: Path) -> tuple[Diagnostic, ...]:
    """What is said of the minimal agreement with `fragment` laid over it."""
    (folder / "pyproject.toml").write_text("")
    (folder / "minimal.yaml").write_bytes(MINIMAL.read_bytes())
    file = folder / "example.yaml"
    file.write_text(f"apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\n{fragment}", encoding="utf-8")
    return load_agreement(str(file))[1]


def name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


@pytest.mark.parametrize("module", checks.modules(), ids=name)
def test_wrong_example_is_found(module: ModuleType, tmp_path: Path) -> None:
    found = findings(module.WRONG, tmp_path)
    assert {str(finding.code.id) for finding in found} == {module.CODE.id}, found
    assert all(finding.help for finding in found)
    assert all(Path(finding.span.file).name == "example.yaml" for finding in found), "the fragment is at fault"


@pytest.mark.parametrize("module", checks.modules(), ids=name)
def test_right_example_is_clean(module: ModuleType, tmp_path: Path) -> None:
    assert findings(module.RIGHT, tmp_path) == ()


@pytest.mark.parametrize("module", checks.modules(), ids=name)
def test_check_says_what_and_why(module: ModuleType) -> None:
    assert module.__doc__ is not None
    what, _, why = module.__doc__.partition("\n\n")
    assert what.endswith(".")
    assert len(why.split()) >= 8
