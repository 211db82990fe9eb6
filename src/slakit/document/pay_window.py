"""The time in which pay may be taken back, on dates."""

from fractions import Fraction

from slakit.model import Clawback, PayPlan
from slakit.wording.numbers import about
from slakit.wording.phrases import capitalised
from slakit.wording.speech import Speech
from slakit.wording.times import day


def worked_window(speech: Speech, plan: PayPlan, clawback: Clawback) -> str:
    """A time that begins with what a plan credits and its end, and the part taken back in the middle of it.

    Empty where none can be shown.
    """
    examples = speech.examples
    found = examples.taken_back(clawback.within) if examples is not None else None
    if examples is None or found is None or plan.credit is None:
        return ""
    worked, event = found.worked, speech.occurrence((clawback.event,))
    credited = capitalised(speech.occurrence((plan.credit.event,)))
    begins, ends = (
        examples.moment(worked.starts, found.calendar),
        examples.end(worked.starts, worked.due, found.calendar),
    )
    text = f"{credited} on {begins}: what was paid for it is taken back if {event} comes by {ends}."
    if clawback.basis != "prorata_days" or not found.days:
        return text
    part = about(Fraction(found.left, found.days))
    return (
        f"{text} If it comes on {day(found.middle)}, with {found.left} of {found.days} days left, {part} is taken back."
    )
