"""A goal in words."""

from slakit.model import Agreement, Goal
from slakit.wording.measures import measure_words, quantity
from slakit.wording.numbers import difference
from slakit.wording.outline import Promise
from slakit.wording.phrases import listed, named
from slakit.wording.speech import Speech
from slakit.wording.times import day

PLACE = 50


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every goal of the agreement as a promise, in declared order."""
    return [_promise(speech, goal) for goal in agreement.goals.values()]


def _promise(speech: Speech, goal: Goal) -> Promise:
    target = quantity(speech, goal.measure, goal.target)
    return Promise(
        commitments=(goal.id,),
        by=goal.by,
        for_=goal.for_,
        title=named(goal),
        description=goal.statement or goal.description,
        sentence=(
            f"{speech.promises(goal.by, goal.for_)} that, from {day(goal.from_)} through {day(goal.due)}, "
            f"{measure_words(speech, goal.measure)} is at least {target}."
        ),
        in_short=f"at least {target} by {day(goal.due)}",
        facts=_facts(speech, goal),
        on_breach=goal.on_breach,
    )


def _facts(speech: Speech, goal: Goal) -> tuple[tuple[str, str], ...]:
    facts = [("Accountable", listed(goal.owners))]
    if goal.baseline is not None:
        baseline = quantity(speech, goal.measure, goal.baseline.value)
        source = f" ({goal.baseline.source})" if goal.baseline.source else ""
        facts.append(
            ("Baseline", f"{baseline}{source}; the target is {difference(goal.target, goal.baseline.value)} it")
        )
    if goal.supports is not None:
        facts.append(("Part of", speech.promise(goal.supports)))
    return tuple(facts)
