"""Every case of strangers' input through the real command line, within 2 seconds of CPU and 500 MB."""

import sys
from collections.abc import Callable
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tests.strangers import cases
from tests.strangers.running import Case, judged

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and measures are those of Linux")

Making = Callable[[Path], Case]


def _found() -> dict[str, Making]:
    found: dict[str, Making] = {}
    for module in iter_modules(cases.__path__):
        area = import_module(f"{cases.__name__}.{module.name}")
        for name, making in getmembers(area, isfunction):
            if making.__module__ == area.__name__ and not name.startswith("_"):
                found[f"{module.name}-{name}"] = making
    return found


@pytest.mark.parametrize("making", [pytest.param(making, id=name) for name, making in _found().items()])
def test_case(making: Making, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    case = making(tmp_path)
    ran, found = judged(case, tmp_path)
    print(f"{ran.cpu:.2f} s, {ran.peak / 1e6:.0f} MB, code {ran.code}")
    assert not found, "\n".join(found)
