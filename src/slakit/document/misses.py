"""What a promise that is not kept means: what was agreed on for it, and the pay that depends on it."""

from collections.abc import Iterator

from slakit.model import Agreement, PayPlan
from slakit.wording.outline import Promise
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import Speech


def missed(speech: Speech, promise: Promise) -> str:
    """What happens on a miss, never nothing: also that nothing further is agreed."""
    agreement = speech.agreement
    said = promise.on_breach or _counted(agreement, promise)
    pay = [f"{quoted(name)}{speech.place(anchor)}" for name, anchor in _paid(agreement, promise)]
    if pay:
        return f"{said}\nPay depends on it: {listed(pay)}."
    return said if promise.on_breach else f"{said} Nothing further is agreed."


def _counted(agreement: Agreement, promise: Promise) -> str:
    identifier = promise.commitments[0]
    if identifier in agreement.goals:
        return "The goal is reported as missed."
    if identifier in agreement.quotas:
        return f"The {agreement.quotas[identifier].per.value} is reported as missed."
    return "Each miss is reported, and counts against the objective." if promise.kept else "Each miss is reported."


def _paid(agreement: Agreement, promise: Promise) -> Iterator[tuple[str, str]]:
    """The plans and pools that look at the promise: the name of each and its section."""
    compensation = agreement.compensation
    if compensation is None:
        return
    for plan in compensation.plans.values():
        if not _looked_at(plan).isdisjoint(promise.commitments):
            yield named(plan), f"pay-{plan.id}"
    for pool in compensation.pools.values():
        if pool.goal in promise.commitments:
            yield named(pool), "pools"


def _looked_at(plan: PayPlan) -> set[str]:
    """The commitments that a plan's gates, modifiers, kickers and components name."""
    found = {key for gate in plan.gates for key in gate.unless}
    found.update(key for modifier in plan.modifiers for key in modifier.if_)
    found.update(key for kicker in plan.kickers.values() for key in kicker.if_)
    return found | {component.goal for component in plan.components.values() if component.goal is not None}
