"""Who is credited with what, in words."""

from fractions import Fraction

from slakit.model import Credit, CreditTo
from slakit.wording.numbers import rate
from slakit.wording.phrases import listed, quoted, readable
from slakit.wording.speech import Speech

_BESIDE = "this is beside the whole, which is credited elsewhere, and takes nothing from it"


def credit_words(speech: Speech, credit: Credit) -> str:
    """`each “Order” to the person who is its owner at that moment`: after "Credited"."""
    each = f"each {speech.occurrence((credit.event,))}"
    if credit.team is not None:
        each += f" to everybody under this plan, as far as a {speech.people(credit.team)} has a part in it, being"
    to = _to(speech, credit)
    return f"{each} {to}; {_BESIDE}" if credit.overlay else f"{each} {to}"


def _to(speech: Speech, credit: Credit) -> str:
    """`to the person who is its owner at that moment`, or the parts of several people."""
    whole = all(one.share == 1 for one in credit.to)
    if any(one.share_field is not None for one in credit.to):
        return _by_recorded_parts(speech, credit)
    if whole and len(credit.to) == 1:
        return f"to {_person(speech, credit, credit.to[0])} at that moment"
    parts = [f"{rate(one.share or Fraction(0))} to {_person(speech, credit, one)}" for one in credit.to]
    text = f"in parts: {listed(parts)} at that moment"
    first = listed([speech.conditions.label(one.field) for one in credit.to], "or")
    return f"{text}; the part of whoever is not named goes to the first that is, of {first}" if parts[1:] else text


def _by_recorded_parts(speech: Speech, credit: Credit) -> str:
    """The parts as each entry in the lead record gives them itself."""
    label = speech.conditions.label
    parts = [
        f"to {_person(speech, credit, one)} the part that it gives as {quoted(label(one.share_field or ''))}"
        for one in credit.to
    ]
    return f"in parts: {listed(parts)}; where these parts are not the whole, it is credited to nobody"


def _person(speech: Speech, credit: Credit, to: CreditTo) -> str:
    person = f"the person who is its {speech.conditions.label(to.field)}"
    if credit.rolls_up_to is None:
        return person
    return f"the {readable(credit.rolls_up_to)}, according to the roster, of {person}"
