"""A goal whose owner nobody knows.

The owners of a goal are people: the accountable and the signatories of the parties, or people on the
roster. A name that is none of them is probably misspelt. (With a roster at hand it is an error.)
"""

from collections.abc import Collection, Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.language.names import instead_of
from slakit.model import Agreement

CODE = declare("SLA440", "An owner that nobody knows", Severity.WARNING)
NOT_ON_ROSTER = declare("SLA441", "An owner who is not on the roster")
ROSTER = True

WRONG = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: sales, measure: won, target: 120, due: 2027-06-30, owners: [Leo Park], baseline: {value: 100}}
"""
RIGHT = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: sales, measure: won, target: 120, due: 2027-06-30, owners: [Lee Park], baseline: {value: 100}}
"""


def check(agreement: Agreement, roster: Collection[str] | None = None) -> Iterator[Diagnostic]:
    known = dict.fromkeys(name for party in agreement.parties.values() for name in _people(party.id, agreement))
    known.update(dict.fromkeys(roster or ()))
    for goal in agreement.goals.values():
        for number, owner in enumerate(goal.owners):
            if owner in known:
                continue
            place = f"owners.{number}" if f"owners.{number}" in goal.places else "owners"
            yield diagnostic(
                CODE if roster is None else NOT_ON_ROSTER,
                goal.place(place),
                f"'{owner}' is neither accountable nor a signatory of a party"
                + ("" if roster is None else " nor on the roster"),
                instead_of(owner, "people named", known)
                if known
                else f"name them as the accountable of a party (accountable: {owner[:60]}), or as a signatory",
            )


def _people(party: str, agreement: Agreement) -> Iterator[str]:
    found = agreement.parties[party]
    names = (found.accountable, *(signatory.name for signatory in found.signatories))
    yield from (name for name in names if name)
