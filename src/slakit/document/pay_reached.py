"""What has to be reached for a gate, a modifier or a kicker, in words."""

from collections.abc import Mapping

from slakit.commitments.objective.words import share_of_leads
from slakit.model import Bound, Cadence, Objective, PayPlan, People, Response
from slakit.wording.measures import quantity
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import BOUNDS, Speech


def reached(speech: Speech, plan: PayPlan, bounds: Mapping[str, Bound]) -> str:
    """`“Quality” (M-6) reaches at least 90% over the quarter (the value of the whole party)`, each of several."""
    return listed([_one(speech, plan, commitment, bound) for commitment, bound in bounds.items()])


def _one(speech: Speech, plan: PayPlan, commitment: str, bound: Bound) -> str:
    agreement, name = speech.agreement, speech.promise(commitment)
    stage, _, part = commitment.partition(".")
    if part:
        promise = f"what is promised of {quoted(named(agreement.stages[stage]))}{speech.clause(commitment)}"
        return _kept(plan, promise, bound, agreement.stages[stage].objectives.get(part))
    clock: Response | Cadence | None = agreement.responses.get(commitment) or agreement.cadences.get(commitment)
    if clock is not None:
        return _kept(plan, name, bound, clock.objective)
    quota = agreement.quotas.get(commitment)
    measure = quota.measure if quota is not None else agreement.goals[commitment].measure
    whose = _whose(quota.for_each if quota is not None else None, plan)
    words = quantity(speech, measure, bound.value)
    return f"{name} reaches {BOUNDS[bound.operator]} {words} over the {plan.per.value} ({whose})"


def _kept(plan: PayPlan, promise: str, bound: Bound, objective: Objective | None) -> str:
    whose = _whose(objective.for_each if objective is not None else None, plan)
    return f"{promise} is kept for {share_of_leads(bound)} of the {plan.per.value} ({whose})"


def _whose(for_each: object, plan: PayPlan) -> str:
    own = isinstance(for_each, People) and for_each.where == plan.people.where
    return "the person's own value" if own else "the value of the whole party"
