"""Semantic checks: one file each, found by themselves, reading a bound agreement.

A check module declares its codes and has `check(agreement) -> Iterator[Diagnostic]`. One that concludes
from what is absent (nothing uses it, nobody promises it) says `WHOLE = True` and is run only on agreements
that were bound without a flaw. One whose error is a matter of judgement, because the agreement can be evaluated all
the same, says `JUDGEMENT = True`: a project may ignore it or lower its severity. `WRONG` and `RIGHT` are fragments
of an agreement that show the mistake and its cure; the tests run both.
"""

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from slakit.diagnostics import Diagnostic
from slakit.model import Agreement


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every check, by its module's name."""
    names = sorted(found.stem for found in Path(__path__[0]).glob("[a-z]*.py"))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def run(agreement: Agreement, *, whole: bool = True, roster: Collection[str] | None = None) -> Iterator[Diagnostic]:
    """The findings of every check.

    `whole` says that nothing was left out of the agreement for a flaw. `roster` holds the people known by
    name, where a people file is given; a check that asks for it says `ROSTER = True`.
    """
    for module in modules():
        if whole or not getattr(module, "WHOLE", False):
            asks = getattr(module, "ROSTER", False)
            yield from module.check(agreement, roster) if asks else module.check(agreement)
