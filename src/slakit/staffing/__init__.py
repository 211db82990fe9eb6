"""Pay plans and the roster: one file for each thing that only people can tell, found by themselves.

A module declares its code, whose page is under `codes/pages`, and has `check(staffed) -> Iterator[Diagnostic]`. What is
said of an agreement is said of the days that a version is in force.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

from slakit.diagnostics import Diagnostic
from slakit.log.people import Roster
from slakit.model import Agreement
from slakit.staffing.staffed import Staffed
from slakit.versions import in_order

__all__ = ["Staffed", "check_staffing", "modules"]


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every check of a roster, by its module's name."""
    names = sorted(found.stem for found in Path(__path__[0]).glob("[a-z]*.py") if found.stem != "staffed")
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def check_staffing(agreements: Iterable[Agreement], roster: Roster) -> Iterator[tuple[Agreement, Diagnostic]]:
    """The findings about each version's pay and the people on the roster, with the version that they are about."""
    for versions in in_order(agreements).values():
        for (agreement, term), following in zip_longest(versions, versions[1:]):
            last = term.through
            if following is not None:
                eve = following[1].from_ - timedelta(days=1)
                last = eve if last is None else min(last, eve)
            if agreement.compensation is None or (last is not None and last < term.from_):
                continue
            staffed = Staffed(agreement=agreement, term=term, first=term.from_, last=last, roster=roster)
            for module in modules():
                yield from ((agreement, finding) for finding in module.check(staffed))
