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

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.language.names import instead_of
from slakit.log.headers import shown
from slakit.log.people import Roster
from slakit.log.people_columns import FIXED
from slakit.model import Agreement
from slakit.staffing.staffed import Staffed
from slakit.usage import people_columns
from slakit.versions import in_order

__all__ = ["Staffed", "check_staffing", "ignored", "modules", "staffed", "strangers"]

IGNORED = declare("SLA545", "Columns of the people file that nothing names", Severity.WARNING)
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
    yield from ((agreements[0], finding) for finding in (*strangers(agreements, roster), *ignored(agreements, roster)))


def strangers(agreements: Sequence[Agreement], roster: Roster) -> Iterator[Diagnostic]:
    """A finding at the first row of each party of the roster that none of the agreements has."""
    known = list(dict.fromkeys(party for agreement in agreements for party in agreement.parties))
    told: set[str] = set()
    for row in sorted(roster.rows, key=lambda row: row.span):
        if known and row.party not in known and row.party not in told:
            told.add(row.party)
            message = f"'{row.party}' is not a party: nothing that counts people of a party sees its rows"
            yield diagnostic(STRANGER, row.span, message, instead_of(row.party, "parties", known))


def ignored(agreements: Sequence[Agreement], roster: Roster) -> Iterator[Diagnostic]:
    """A finding that names the columns of the people file which none of the agreements names."""
    named = {*FIXED, *(column for agreement in agreements for column in people_columns(agreement))}
    columns = [*(shown(column) for column in roster.columns if column not in named), *roster.unnamed]
    if agreements and columns and roster.rows:
        message = f"ignored columns of the people file: {', '.join(columns)}; nothing of the agreement names them"
        help_ = "leave out what is not needed, or rename what was meant for a column that is read"
        yield diagnostic(IGNORED, Span(roster.rows[0].span.file), message, help_)
