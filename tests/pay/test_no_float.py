"""No binary float between the YAML and the cent: of a whole run, from the files to the statements."""

import ast
import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FrameType
from typing import Any

import pytest

import slakit.language
import slakit.pay
from slakit import numbers, paying, payout
from tests.pay.front_door import paid_by_case
from tests.pay_oracle.cases import read

CASES = Path(__file__).parents[1] / "cases" / "pay"
RUN = [
    CASES / "release" / "thirds_of_a_deal.yaml",
    CASES / "draw" / "what_counts_as_earned.yaml",
    CASES / "gates" / "the_persons_own_value.yaml",
    CASES / "pools" / "by_weight.yaml",
]
"""Numbers with decimals, percentages and thirds, in every step: credit, bounds, releases, draws, pools."""

READ = ("slakit.language", "slakit.numbers", "slakit.model", "slakit.pay", "slakit.paying", "slakit.payout")


_TO_FLOAT = re.compile(r"\b(DOUBLE|FLOAT4?|FLOAT8|REAL)\b|\b(avg|AVG)\(")
"""Types of SQL that are binary floats, and an aggregate that makes one."""


def is_of_pay(name: str) -> bool:
    """Whether the module is among those that money passes through."""
    return any(name == each or name.startswith(f"{each}.") for each in READ)


def floats(value: object, depth: int = 3) -> bool:
    """Whether a value is a float, or holds one near its surface."""
    if isinstance(value, float):
        return True
    if depth and isinstance(value, dict):
        return any(floats(one, depth - 1) for one in value.values())
    return bool(depth) and isinstance(value, list | tuple) and any(floats(one, depth - 1) for one in value[:20])


@pytest.mark.parametrize("path", RUN, ids=lambda path: path.stem)
def test_none_is_held_by_any_function_of_a_whole_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Fraction) -> float:
        raise AssertionError(f"{self} was made a float")

    def made(cls: type[Fraction], numerator: Any = 0, *rest: Any, **more: Any) -> Fraction:
        assert not isinstance(numerator, float), f"a number was made of the float {numerator}"
        return exact(cls, numerator, *rest, **more)

    exact = Fraction.__new__
    held: list[str] = []
    seen: set[str] = set()

    def leave(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "return":
            name = f"{frame.f_globals['__name__']}.{frame.f_code.co_name}"
            held.extend(
                f"{name}: {key}" for key, value in [*frame.f_locals.items(), ("returned", arg)] if floats(value)
            )
        return leave

    def enter(frame: FrameType, event: str, arg: Any) -> Any:
        module = frame.f_globals.get("__name__", "")
        if not is_of_pay(module):
            return None
        seen.add(module)
        frame.f_trace_lines = False
        return leave

    monkeypatch.setattr(Fraction, "__float__", refuse)
    monkeypatch.setattr(Fraction, "__new__", made)
    before = sys.gettrace()
    sys.settrace(enter)
    try:
        found, said = paid_by_case(read(path), tmp_path)
    finally:
        sys.settrace(before)
    assert found, said
    assert held == []
    assert {"slakit.numbers", "slakit.pay.payroll", "slakit.pay.gather.answers"} <= seen


def modules() -> Iterator[Path]:
    """The sources that money passes through."""
    names = [numbers.__name__, paying.__name__, payout.__name__]
    for package in (slakit.pay, slakit.language):
        names += [one.name for one in walk_packages(package.__path__, f"{package.__name__}.") if not one.ispkg]
    for name in names:
        file = import_module(name).__file__
        assert file is not None
        yield Path(file)


def test_none_is_written_and_none_asked_of_the_database() -> None:
    """Neither a float nor a conversion to one stands in the source, in its SQL neither."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Name) and node.id == "float"), path
            if isinstance(node, ast.Constant):
                assert not isinstance(node.value, float), path
                assert not (isinstance(node.value, str) and _TO_FLOAT.search(node.value)), path
