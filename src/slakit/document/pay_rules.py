"""The further rules of a pay plan in words: conditions, factors, limits, beginnings, days."""

from fractions import Fraction

from slakit.document.pay_extras import extra_rules, in_first_periods
from slakit.document.pay_reached import reached
from slakit.model import Draw, Gate, Modifier, PayPlan, Per, Ramp, Ratio, Share, Sum
from slakit.payout import rounded
from slakit.wording.numbers import grouped, money, rate
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import Speech
from slakit.wording.times import each

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_UNJUDGED = "Where there is nothing to judge, it counts in full."
_MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}


def period_share(plan: PayPlan) -> Fraction | None:
    """The part of the pay's period that one settlement is; None where the calendar gives no fixed one."""
    if plan.per is plan.pay.every:
        return Fraction(1)
    if plan.per in _MONTHS and plan.pay.every in _MONTHS:
        return Fraction(_MONTHS[plan.per], _MONTHS[plan.pay.every])
    return None


def pay_rules(speech: Speech, plan: PayPlan) -> list[tuple[str, str]]:
    """Gates, modifiers, the cap, kickers, SPIFs, release, clawback, ramp, draw and days, each with its label."""
    rules = [("Gate", _gate(speech, plan, gate)) for gate in plan.gates]
    rules += [("Modifier", _modifier(speech, plan, modifier)) for modifier in plan.modifiers]
    if plan.pays_at_most is not None:
        rules.append(("Cap", _limit(speech, plan, plan.pays_at_most)))
    if _may_fall(speech, plan):
        rules.append(("Below zero", _below_zero(plan)))
    rules += extra_rules(speech, plan)
    if plan.ramp is not None:
        rules.append(("Ramp", _ramp(plan, plan.ramp)))
    if plan.draw is not None:
        rules.append(("Draw", _draw(speech, plan, plan.draw)))
    rules.append(("Joining and leaving", _days(speech, plan)))
    return rules


def _gate(speech: Speech, plan: PayPlan, gate: Gate) -> str:
    caps = [f"{quoted(named(plan.components[key]))} counts only up to {rate(cap)}" for key, cap in gate.cap.items()]
    return f"Unless {reached(speech, plan, gate.unless)}, the attainment of {listed(caps)}. {_UNJUDGED}"


def _modifier(speech: Speech, plan: PayPlan, modifier: Modifier) -> str:
    factor = grouped(modifier.factor)
    text = f"If {reached(speech, plan, modifier.if_)}, the variable pay of the {plan.per.value} is multiplied by"
    return f"{text} {factor}, otherwise not."


def _limit(speech: Speech, plan: PayPlan, most: Fraction) -> str:
    share = period_share(plan)
    compensation = speech.agreement.compensation
    text = f"All components together pay {rate(most)} of the variable pay of the {plan.per.value} at most"
    if share is None or compensation is None:
        return f"{text}."
    amount = rounded(plan.pay.variable * share * most, compensation.rounding)
    return f"{text}, which is {money(amount, speech.currency)}."


def _may_fall(speech: Speech, plan: PayPlan) -> bool:
    """Whether what is credited can come to less than nothing."""
    measures = [speech.agreement.measures.get(one.measure or "") for one in plan.components.values()]
    return any(isinstance(one, Sum) for one in measures)


def _below_zero(plan: PayPlan) -> str:
    return (
        f"What is credited in a {plan.per.value} and comes to less than zero is paid like an attainment of zero, and is"
        f" carried into the person's next {plan.per.value} under this plan."
    )


def _ramp(plan: PayPlan, ramp: Ramp) -> str:
    per = ramp.per.value
    steps = [
        f"{rate(part)} in the {_ORDINALS[index] if index < len(_ORDINALS) else f'{index + 1}th'}"
        for index, part in enumerate(ramp.quota)
    ]
    steps[0] += f" {per} under this plan"
    steps[-1] = steps[-1].replace(" in the ", " from the ") + " on"
    text = f"The quota is {listed(steps)}. {_counted(ramp.per)}"
    if plan.per is not ramp.per:
        text += f" The quota of a {plan.per.value} is the mean of the {per}s in which the person is under this plan."
    return text


def _counted(per: Per) -> str:
    """Which calendar period is a person's first."""
    early = "the fifteenth" if per is Per.MONTH else "the middle of it"
    return (
        f"A person who comes under this plan by {early} has that calendar {per.value} as the first; for one who comes"
        f" later it is the next {per.value}, and the rest of that one is as the first."
    )


def _draw(speech: Speech, plan: PayPlan, draw: Draw) -> str:
    for_ = in_first_periods(draw.periods, draw.per.value)
    text = f"Variable pay is at least {money(draw.amount, speech.currency)} {each(draw.per)}{for_}"
    if draw.kind == "recoverable":
        text += ": what is missing is advanced, and set off against later variable pay as far as that is above what is"
        text += " then due."
    else:
        text += ": what is missing is paid on top and not to be paid back."
    is_told = plan.ramp is not None and plan.ramp.per is draw.per
    return text if is_told or draw.periods is None else f"{text} {_counted(draw.per)}"


def _days(speech: Speech, plan: PayPlan) -> str:
    per = plan.per.value
    measures = [speech.agreement.measures.get(one.measure or "") for one in plan.components.values()]
    reduced = any(one.quota is not None for one in plan.components.values())
    kept = any(isinstance(one, Share | Ratio) for one in measures)
    what = ["quotas (unless of a share or a ratio)" if kept else "quotas"] if reduced else []
    what += ["variable pay", "fixed pay", *(["kickers"] if plan.kickers else [])]
    text = f"For whoever is under this plan on some days of a {per} only, {listed(what)} are in proportion to these"
    text += " days"
    if plan.credit is None:
        return f"{text}."
    return f"{text}, and only entries of these days are credited."
