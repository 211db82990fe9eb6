"""An agreement and the roster: one file for each thing that only people can tell, found by themselves.

A module declares its code, whose page is under `codes/pages`, and has `check(staffed) -> Iterator[Diagnostic]`. What is
said of an agreement is said of the days that a version is in force.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.language.names import instead_of
from slakit.log.people import Roster
from slakit.model import Agreement
from slakit.staffing.staffed import Staffed
from slakit.versions import in_order

__all__ = ["Staffed", "check_staffing", "modules", "staffed", "strangers"]

STRANGER = declare("SLA539", "A party on the roster that the agreement lacks", Severity.WARNING)


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every check of a roster, by its module's name."""
    names = sorted(found.stem for found in Path(__path__[0]).glob("[a-z]*.py") if found.stem != "staffed")
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def staffed(agreements: Iterable[Agreement], roster: Roster) -> Iterator[Staffed]:
    """Each version that is ever in force, with the roster and the days that are its."""
    for versions in in_order(agreements).values():
        for (agreement, term), following in zip_longest(versions, versions[1:]):
            last = term.through
            if following is not None:
                eve = following[1].from_ - timedelta(days=1)
                last = eve if last is None else min(last, eve)
            if last is None or last >= term.from_:
                yield Staffed(agreement=agreement, term=term, first=term.from_, last=last, roster=roster)


def check_staffing(agreements: Sequence[Agreement], roster: Roster) -> Iterator[tuple[Agreement, Diagnostic]]:
    """The findings about each version's promises and pay and the people on the roster, each with its version."""
    for version in staffed(agreements, roster):
        for module in modules():
            yield from ((version.agreement, finding) for finding in module.check(version))
    yield from ((agreements[0], finding) for finding in strangers(agreements, roster))


def strangers(agreements: Sequence[Agreement], roster: Roster) -> Iterator[Diagnostic]:
    """A finding at the first row of each party of the roster that none of the agreements has."""
    known = list(dict.fromkeys(party for agreement in agreements for party in agreement.parties))
    told: set[str] = set()
    for row in sorted(roster.rows, key=lambda row: row.span):
        if known and row.party not in known and row.party not in told:
            told.add(row.party)
            message = f"'{row.party}' is not a party: nothing that counts people of a party sees its rows"
            yield diagnostic(STRANGER, row.span, message, instead_of(row.party, "parties", known))
