"""A cadence in words."""

from fractions import Fraction

from slakit.commitments.objective.words import kept
from slakit.commitments.running import applies_to, falls_away, repeated, warned
from slakit.model import Agreement, Cadence
from slakit.wording.numbers import grouped
from slakit.wording.outline import Item, Promise
from slakit.wording.phrases import named
from slakit.wording.speech import Speech

PLACE = 30


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every cadence of the agreement as a promise, in declared order."""
    return [_promise(speech, cadence) for cadence in agreement.cadences.values()]


def _promise(speech: Speech, cadence: Cadence) -> Promise:
    attempts = speech.occurrence(cadence.attempts)
    often = times(cadence.attempts_at_least)
    within = speech.within(cadence.within, cadence.calendar)
    items = _rules(speech, cadence)
    return Promise(
        commitments=(cadence.id,),
        by=cadence.by,
        for_=cadence.for_,
        title=named(cadence),
        description=cadence.description,
        sentence=(
            f"{speech.promises(cadence.by, cadence.for_)} that every {speech.occurrence(cadence.starts)} is followed "
            f"by {attempts} at least {often} within {within}{', and that:' if items else '.'}"
        ),
        items=items,
        in_short=f"{often} within {within}",
        measured=_measured(speech, cadence),
        kept=kept(speech, cadence.objective),
        on_breach=cadence.on_breach,
    )


def times(count: int) -> str:
    """`once`, `twice`, `4 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{grouped(Fraction(count))} times")


def _rules(speech: Speech, cadence: Cadence) -> tuple[Item, ...]:
    calendar = cadence.calendar
    rules = []
    if cadence.first_within is not None:
        rules.append(f"the first comes within {speech.within(cadence.first_within, calendar)};")
    if cadence.spacing_at_most is not None:
        apart = speech.within(cadence.spacing_at_most, calendar)
        rules.append(f"no more than {apart} pass from one to the next, counted or not;")
    if cadence.distinct_field is not None:
        label = speech.conditions.label(cadence.distinct_field)
        count = grouped(Fraction(cadence.distinct_at_least))
        rules.append(f"those that count are made with at least {count} different values of {label};")
    if rules:
        rules[-1] = rules[-1].replace(";", ".")
    return tuple(Item(text=rule) for rule in rules)


def _measured(speech: Speech, cadence: Cadence) -> tuple[str, ...]:
    attempts = speech.occurrence(cadence.attempts)
    lines = [f"The time runs from the {speech.occurrence(cadence.starts)}."]
    lines += applies_to(speech, cadence)
    if cadence.spacing_at_least is not None:
        apart = speech.within(cadence.spacing_at_least, cadence.calendar)
        lines.append(f"A further {attempts} counts only if at least {apart} have passed since the last that counted.")
    if cadence.stops:
        lines.append(f"From {speech.occurrence(cadence.stops)} on, nothing further is due.")
    return (*lines, *falls_away(speech, cadence), *repeated(speech, cadence), *warned(cadence.at_risk))
