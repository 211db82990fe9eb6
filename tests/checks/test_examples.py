"""Every check's own examples: the wrong one has its finding, the right one has none."""

from pathlib import Path
from types import ModuleType

import pytest

from slakit import checks
from tests.binding import load_fragment


def name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


@pytest.mark.parametrize("module", checks.modules(), ids=name)
def test_wrong_example_is_found(module: ModuleType, tmp_path: Path) -> None:
    _, found = load_fragment(module.WRONG, tmp_path)
    assert {str(finding.code.id) for finding in found} == {module.CODE.id}, found
    assert all(finding.help for finding in found)
    assert all(Path(finding.span.file).name == "fragment.yaml" for finding in found), "the fragment is at fault"


@pytest.mark.parametrize("module", checks.modules(), ids=name)
def test_right_example_is_clean(module: ModuleType, tmp_path: Path) -> None:
    assert load_fragment(module.RIGHT, tmp_path)[1] == ()


@pytest.mark.parametrize("module", checks.modules(), ids=name)
def test_check_says_what_and_why(module: ModuleType) -> None:
    assert module.__doc__ is not None
    what, _, why = module.__doc__.partition("\n\n")
    assert what.endswith(".")
    assert len(why.split()) >= 8
