"""A party that promises nothing.

An agreement is between parties that each promise something. A party that is never named under `by` of a
commitment (a stage counts when its entries are judged) has nothing to sign for.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Stage
from slakit.usage import commitments

CODE = declare("SLA420", "A party that promises nothing")
JUDGEMENT = True
WHOLE = True

WRONG = """
parties:
  partners: {title: Partners}
"""
RIGHT = """
parties:
  partners: {title: Partners}
quotas:
  partner_leads: {by: [marketing, partners], measure: mqls, at_least: 1, per: month}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    promising: set[str] = set()
    for commitment in commitments(agreement):
        if not isinstance(commitment, Stage) or _is_judged(commitment, agreement):
            promising.update(commitment.by)
    for party in agreement.parties.values():
        if party.id not in promising:
            yield diagnostic(
                CODE,
                party.span,
                f"'{party.id}' promises nothing",
                f"name it under 'by' of a commitment (by: {party.id}), or remove the party",
            )


def _is_judged(stage: Stage, agreement: Agreement) -> bool:
    """Whether entering the stage can keep or break a promise."""
    if stage.ready is not None or stage.package or stage.reasons or stage.dwell is not None:
        return True
    return any(other.next is not None or other.closes for other in agreement.stages.values() if other.id != stage.id)
