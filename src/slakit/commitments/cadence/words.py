"""A cadence in words."""

from collections.abc import Iterator
from fractions import Fraction

from slakit.commitments.objective.words import kept
from slakit.commitments.running import applies_to, begun, example, falls_away, repeated, warned
from slakit.model import Agreement, Cadence
from slakit.wording.numbers import grouped, times
from slakit.wording.outline import Item, Promise
from slakit.wording.phrases import named
from slakit.wording.speech import Speech
from slakit.wording.worked import Examples

PLACE = 30


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every cadence of the agreement as a promise, in declared order."""
    return [_promise(speech, cadence) for cadence in agreement.cadences.values()]


def _promise(speech: Speech, cadence: Cadence) -> Promise:
    often = times(Fraction(cadence.attempts_at_least))
    within = speech.within(cadence.within, cadence.calendar)
    items = _rules(speech, cadence)
    return Promise(
        commitments=(cadence.id,),
        by=cadence.by,
        for_=cadence.for_,
        title=named(cadence),
        description=cadence.description,
        sentence=(
            f"{speech.promises(cadence.by, cadence.for_)} that {speech.one(cadence.attempts)} follows every "
            f"{speech.occurrence(cadence.starts)} at least {often} within {within}{', and that:' if items else '.'}"
        ),
        items=items,
        in_short=f"at least {often} within {within}",
        measured=_measured(speech, cadence),
        worked=tuple(_worked(speech, cadence)),
        kept=kept(speech, cadence.objective),
        on_breach=cadence.on_breach,
    )


def _rules(speech: Speech, cadence: Cadence) -> tuple[Item, ...]:
    calendar = cadence.calendar
    rules = []
    if cadence.first_within is not None:
        rules.append(f"the first comes within {speech.within(cadence.first_within, calendar)}")
    if cadence.spacing_at_most is not None:
        apart = speech.within(cadence.spacing_at_most, calendar)
        rules.append(f"no more than {apart} pass from one to the next, whether it counts or not")
    if cadence.distinct_field is not None:
        label = speech.conditions.label(cadence.distinct_field)
        count = grouped(Fraction(cadence.distinct_at_least))
        kinds = "values" if cadence.distinct_at_least != 1 else "value"
        rules.append(f"among those that count, “{label}” takes at least {count} different {kinds}")
    return tuple(Item(text=f"{rule}{'.' if rule is rules[-1] else ';'}") for rule in rules)


def _measured(speech: Speech, cadence: Cadence) -> tuple[str, ...]:
    attempts, starts = speech.occurrence(cadence.attempts), speech.occurrence(cadence.starts)
    lines = [f"The time runs from the {starts} to the {attempts} with which all of this has been done."]
    lines += applies_to(speech, cadence)
    if cadence.spacing_at_least is not None:
        apart = speech.within(cadence.spacing_at_least, cadence.calendar)
        lines.append(f"A further {attempts} counts only if at least {apart} have passed since the last that counted.")
    if cadence.stops:
        lines.append(f"Once {speech.one(cadence.stops)} is recorded, nothing further is due.")
    lines += falls_away(speech, cadence)
    if cadence.first_within or cadence.spacing_at_most:
        lines.append("What was due earlier and was missed stays missed.")
    return (*lines, *repeated(speech, cadence), *warned(cadence.at_risk))


def _worked(speech: Speech, cadence: Cadence) -> Iterator[str]:
    """When the first, the next and all of them are due, from one beginning."""
    worked = example(speech, cadence.first_within or cadence.within, cadence.calendar)
    examples, calendar = speech.examples, cadence.calendar
    due = examples.due(worked.starts, cadence.within, calendar) if examples is not None and worked is not None else None
    if examples is None or worked is None or due is None:
        return
    attempts = speech.occurrence(cadence.attempts)
    first = f"the first {attempts} due by {examples.end(worked.starts, worked.due, calendar)}, "
    last = f"the last of {grouped(Fraction(cadence.attempts_at_least))}" if cadence.attempts_at_least > 1 else attempts
    whole = f"{last} due by {examples.end(worked.starts, due, calendar)}"
    yield f"{begun(speech, cadence, worked, calendar)}, {first if cadence.first_within else ''}{whole}."
    if cadence.attempts_at_least > 1:
        yield from _next(
            speech, cadence, examples, min(worked.due, due) if cadence.first_within else worked.starts, due
        )


def _next(speech: Speech, cadence: Cadence, examples: Examples, at: int, whole: int) -> Iterator[str]:
    """What follows for the next attempt from one at the instant `at`, if all are due by `whole`."""
    calendar = cadence.calendar
    parts = []
    if cadence.spacing_at_least is not None:
        counts = examples.due(at, cadence.spacing_at_least, calendar)
        parts += [] if counts is None else [f"counts from {examples.end(at, counts, calendar)} on"]
    if cadence.spacing_at_most is not None:
        latest = examples.due(at, cadence.spacing_at_most, calendar)
        parts += [] if latest is None or latest >= whole else [f"is due by {examples.end(at, latest, calendar)}"]
    if parts:
        made = f"After {speech.one(cadence.attempts[:1])} on {examples.moment(at, calendar)}"
        yield f"{made}, the next {' and '.join(parts)}."
