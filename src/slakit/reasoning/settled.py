"""The periods that a pay plan is settled in."""

from datetime import date

from slakit.commitments.periods import Period, periods
from slakit.model import Agreement, PayPlan, Per


def settled(agreement: Agreement, plan: PayPlan, until: date) -> list[Period]:
    """The plan's periods in the term, in order; of a term without an end those that begin on or before `until`.

    None for a plan that is settled once in a term that never ends, which is told of elsewhere.
    """
    term = agreement.term
    if term is None or (plan.per is Per.TERM and term.through is None):
        return []
    return periods(term, plan.per, through=term.through, until=term.through or until)
