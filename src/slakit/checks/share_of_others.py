"""A share that is no part of its whole.

`share: E, of: [E, …]` asks which part of the leads that came to one of several events came to E. E must be
one of them, and not the only one; otherwise it is a ratio of two numbers of leads, or a cohort's conversion.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Share

CODE = declare("SLA439", "A share that is no part of its whole")

WRONG = """
measures:
  won: {share: customer, of: lost}
quotas:
  winning: {by: sales, measure: won, at_least: 20%, per: quarter}
"""
RIGHT = """
measures:
  won: {share: customer, of: [customer, lost]}
quotas:
  winning: {by: sales, measure: won, at_least: 20%, per: quarter}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for measure in agreement.measures.values():
        if not isinstance(measure, Share) or measure.within is not None:
            continue
        part, whole = ", ".join(measure.share), ", ".join(dict.fromkeys((*measure.share, *measure.of)))
        if not set(measure.share) <= set(measure.of):
            yield diagnostic(
                CODE,
                measure.place("of"),
                f"the share of '{part}' is asked of leads that need not have it: 'of' does not list it",
                f"write of: [{whole}], or add 'within' to follow leads from one event to the other",
            )
        elif set(measure.share) == set(measure.of):
            yield diagnostic(
                CODE,
                measure.place("of"),
                f"the share of '{part}' in itself is always the whole",
                f"list what else may happen: of: [{part}, …]",
            )
