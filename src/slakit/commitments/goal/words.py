"""A goal in words."""

from fractions import Fraction

from slakit.commitments.quota.words import cohort_example, measured
from slakit.model import Agreement, Bound, Goal
from slakit.wording.measures import promised_in_short, promised_words, quantity
from slakit.wording.numbers import difference, rate
from slakit.wording.outline import Promise
from slakit.wording.phrases import listed, named
from slakit.wording.speech import Speech
from slakit.wording.times import day

PLACE = 50
_USUAL_STRETCH = Fraction(3, 2)


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every goal of the agreement as a promise, in declared order."""
    return [_promise(speech, goal) for goal in agreement.goals.values()]


def _promise(speech: Speech, goal: Goal) -> Promise:
    bound = Bound(operator="at_least", value=goal.target, span=goal.span)
    return Promise(
        commitments=(goal.id,),
        by=goal.by,
        for_=goal.for_,
        title=named(goal),
        description="\n".join(one for one in (goal.statement, goal.description) if one),
        sentence=(
            f"{speech.promises(goal.by, goal.for_)} that, from {day(goal.from_)} through {day(goal.due)}, "
            f"{promised_words(speech, goal.measure, bound)}."
        ),
        in_short=f"{promised_in_short(speech, goal.measure, bound)} by {day(goal.due)}",
        measured=(*measured(speech, goal.measure, "goal's time"), *_elsewhere(speech, goal)),
        worked=cohort_example(speech, goal.measure, goal.calendar),
        facts=_facts(speech, goal),
        on_breach=goal.on_breach,
    )


def _elsewhere(speech: Speech, goal: Goal) -> tuple[str, ...]:
    """That another version judges the goal, where it begins outside of this one's time."""
    term = speech.agreement.term
    if term is None or (term.from_ <= goal.from_ and (term.through is None or goal.from_ <= term.through)):
        return ()
    return (f"It is judged under the version that is in force on {day(goal.from_)}, not under this one.",)


def _facts(speech: Speech, goal: Goal) -> tuple[tuple[str, str], ...]:
    facts = [("Accountable", listed(goal.owners))]
    if goal.baseline is not None:
        baseline = quantity(speech, goal.measure, goal.baseline.value)
        source = f" ({goal.baseline.source})" if goal.baseline.source else ""
        above = f"; the target is {difference(goal.target, goal.baseline.value)} it"
        stretch = goal.baseline.stretch
        most = "" if stretch == _USUAL_STRETCH else f", and may be up to {rate(stretch)} of it"
        facts.append(("Baseline", f"{baseline}{source}{above}{most}"))
    if goal.supports is not None:
        facts.append(("Part of", speech.promise(goal.supports)))
    return tuple(facts)
