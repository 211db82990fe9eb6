"""Who is credited with what, in words."""

from fractions import Fraction

from slakit.model import Credit, CreditTo
from slakit.wording.numbers import rate
from slakit.wording.phrases import listed, quoted, readable
from slakit.wording.speech import Speech

_BESIDE = "this credit is given beside the whole, and takes nothing from anybody else's"


def credit_words(speech: Speech, credit: Credit) -> str:
    """`each “Order” to the person who is its owner at that moment`: after "Credited"."""
    text = f"each {speech.occurrence((credit.event,))}"
    if credit.team is not None:
        text += f", as far as it falls to a {speech.people(credit.team)}, to everybody under this plan; it falls"
    text = f"{text} {_to(speech, credit)}"
    return f"{text}; {_BESIDE}" if credit.overlay else text


def _to(speech: Speech, credit: Credit) -> str:
    """`to the person who is its owner at that moment`, or the parts of several people."""
    if any(one.share_field is not None for one in credit.to):
        return _by_recorded_parts(speech, credit)
    if len(credit.to) == 1 and credit.to[0].share == 1:
        return f"to {_person(speech, credit, credit.to[0])} at that moment"
    parts = [f"{rate(one.share or Fraction(0))} to {_person(speech, credit, one)}" for one in credit.to]
    return f"in parts, {listed(parts)} at that moment; the part of one who is not named goes to the first who is"


def _by_recorded_parts(speech: Speech, credit: Credit) -> str:
    """The parts as each entry in the lead record gives them itself."""
    label = speech.conditions.label
    parts = [
        f"to {_person(speech, credit, one)} the part recorded with it as {quoted(label(one.share_field or ''))}"
        for one in credit.to
    ]
    return f"in parts, {listed(parts)}; where these are not the whole together, nobody is credited and nothing is paid"


def _person(speech: Speech, credit: Credit, to: CreditTo) -> str:
    person = f"the person who is its {speech.conditions.label(to.field)}"
    if credit.rolls_up_to is None:
        return person
    return f"whoever the roster of that day names as {quoted(readable(credit.rolls_up_to))} of {person}"
