"""Every code that is declared is fired by a test, and stands in the page of findings."""

import re
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest

import slakit
from slakit import checks
from slakit.diagnostics import Code, catalogue
from tests.house.pages import ROOT

TESTS = ROOT / "tests"
_EXPECTED = re.compile(r"^# expect: (SLA\d{3}) ", re.MULTILINE)
_NAMED = re.compile(r"SLA\d{3}")


@cache
def codes() -> tuple[Code, ...]:
    """Every code of every module."""
    for found in walk_packages(slakit.__path__, "slakit."):
        if not found.name.endswith("__main__"):
            import_module(found.name)
    return catalogue()


@cache
def fired() -> set[str]:
    """Codes that a case expects, that a check's own wrong example has, or that a test or its snapshot names."""
    cases = {path: path.read_text(encoding="utf-8", errors="replace") for path in (TESTS / "cases").rglob("*.yaml")}
    tests = (path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.*") if path.suffix in {".py", ".ambr"})
    return {
        *(code for text in cases.values() for code in _EXPECTED.findall(text)),
        *(code for path, text in cases.items() if path.parent.name == "log" for code in _NAMED.findall(text)),
        *(module.CODE.id for module in checks.modules()),
        *(code for text in tests for code in _NAMED.findall(text)),
    }


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.id)
def test_every_code_is_fired_by_a_test(code: Code) -> None:
    assert code.id in fired(), code.title


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.id)
def test_every_code_says_what_it_is(code: Code) -> None:
    assert re.fullmatch(r"SLA[1-8]\d\d", code.id)
    assert code.title
    assert not code.title.endswith(".")


def test_no_test_names_a_code_that_does_not_exist() -> None:
    assert fired() <= {code.id for code in codes()}
