"""The further rules of a pay plan, and pools, in words."""

from collections.abc import Mapping
from fractions import Fraction

from slakit.commitments.objective.words import share_of_leads
from slakit.model import Bound, Cadence, Gate, Modifier, PayPlan, People, Pool, Quota, Ramp, Response, Rounding
from slakit.payout import dealt
from slakit.wording.measures import quantity
from slakit.wording.numbers import grouped, money, rate
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import BOUNDS, Speech
from slakit.wording.times import length

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_UNJUDGED = "Where there is nothing to judge, it counts in full."


def pay_rules(speech: Speech, plan: PayPlan) -> list[tuple[str, str]]:
    """Conditions, factors, advances, ramp and repayment, each with its label."""
    rules = [("Condition", _gate(speech, plan, gate)) for gate in plan.gates]
    rules += [("Factor", _modifier(speech, plan, modifier)) for modifier in plan.modifiers]
    if plan.ramp is not None:
        rules.append(("New people", _ramp(plan, plan.ramp)))
    if plan.draw is not None:
        draw, currency = plan.draw, speech.currency
        for_ = f" in a person's first {grouped(Fraction(draw.periods))} {draw.per.value}s" if draw.periods else ""
        how = "set off against later variable pay" if draw.kind == "recoverable" else "not to be paid back"
        rules.append(("Advance", f"{money(draw.amount, currency)} each {draw.per.value}{for_}, {how}."))
    if plan.clawback is not None:
        event = speech.occurrence((plan.clawback.event,))
        credited = speech.occurrence((plan.credit.event if plan.credit else "",))
        part = "in proportion to the days that were then left" if plan.clawback.basis == "prorata_days" else "in full"
        within = length(plan.clawback.within)
        text = (
            f"If {event} follows within {within} of the credited {credited}, what was paid for it is taken back {part}."
        )
        rules.append(("Repayment", text))
    rules.append(("Joining and leaving", "Pay is in proportion to the days on the roster."))
    return rules


def _gate(speech: Speech, plan: PayPlan, gate: Gate) -> str:
    caps = [f"{quoted(named(plan.components[key]))} counts only up to {rate(cap)}" for key, cap in gate.cap.items()]
    return f"Unless {_reached(speech, plan, gate.unless)}, the attainment of {listed(caps)}. {_UNJUDGED}"


def _modifier(speech: Speech, plan: PayPlan, modifier: Modifier) -> str:
    reached = _reached(speech, plan, modifier.if_)
    factor = grouped(modifier.factor)
    return f"If {reached}, the variable pay of the {plan.per.value} is multiplied by {factor}, otherwise not."


def _reached(speech: Speech, plan: PayPlan, bounds: Mapping[str, Bound]) -> str:
    return listed([_one_reached(speech, plan, key, bound) for key, bound in bounds.items()])


def _one_reached(speech: Speech, plan: PayPlan, commitment: str, bound: Bound) -> str:
    agreement, name = speech.agreement, speech.promise(commitment)
    clock: Response | Cadence | None = agreement.responses.get(commitment) or agreement.cadences.get(commitment)
    if clock is not None:
        whose = _whose(clock.objective.for_each if clock.objective is not None else None, plan)
        return f"{name} is kept for {share_of_leads(bound)} of the {plan.per.value} ({whose})"
    measured: Quota | None = agreement.quotas.get(commitment)
    measure = measured.measure if measured is not None else agreement.goals[commitment].measure
    whose = _whose(measured.for_each if measured is not None else None, plan)
    words = quantity(speech, measure, bound.value)
    return f"{name} reaches {BOUNDS[bound.operator]} {words} over the {plan.per.value} ({whose})"


def _whose(for_each: object, plan: PayPlan) -> str:
    own = isinstance(for_each, People) and for_each.where == plan.people.where
    return "the person's own value" if own else "the value of the whole party"


def _ramp(plan: PayPlan, ramp: Ramp) -> str:
    steps = [
        f"{rate(part)} in the {_ORDINALS[index] if index < len(_ORDINALS) else f'{index + 1}th'}"
        for index, part in enumerate(ramp.quota)
    ]
    steps[0] += f" {ramp.per.value} on the roster"
    steps[-1] = steps[-1].replace(" in the ", " from the ") + " on"
    text = f"The quota is {listed(steps)}."
    if plan.per is not ramp.per:
        text += f" The quota of a {plan.per.value} is the mean of its {ramp.per.value}s."
    return text


def pool_words(speech: Speech, rounding: Rounding, pool: Pool) -> str:
    """When a pool is paid, how much, and how it is dealt out."""
    currency = speech.currency
    amount = money(pool.amount, currency)
    if pool.points:
        points = listed([f"{rate(y)} of it at {rate(x)}" for x, y in pool.points])
        text = f"From {amount}, {points} of the goal {speech.promise(pool.goal)} is shared out"
    else:
        text = f"When the goal {speech.promise(pool.goal)} is met, {amount} is shared out"
    shares = [(party, pool.share[party]) for party in speech.agreement.parties if party in pool.share]
    amounts = dealt(pool.amount, [part for _, part in shares], rounding)
    parts = [
        f"{rate(part)} ({money(share, currency)}) to {speech.party(party)}"
        for (party, part), share in zip(shares, amounts, strict=True)
    ]
    return f"{text}: {listed(parts)}, in equal parts among the people of each."
