"""Compensation: each plan with its worked tables, then the pools."""

from fractions import Fraction

from slakit.document.model import Block, Facts, Paragraph, Section, Table
from slakit.document.pay_credit import credit_words
from slakit.document.pay_pools import pool_words
from slakit.document.pay_rules import pay_rules, period_share
from slakit.model import Agreement, Compensation, Component, Declared, PayPlan, Ratio, Share
from slakit.payout import payout, rounded, shown
from slakit.wording.measures import measure_words, quantity
from slakit.wording.numbers import about, grouped, money, rate
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import Speech
from slakit.wording.times import each

_ROUNDING = {
    "half_even": "halves to the even digit",
    "half_up": "halves up",
    "half_down": "halves down",
    "up": "up",
    "down": "down",
}


def pay_section(agreement: Agreement, speech: Speech) -> Section | None:
    """What attainment pays; None if the agreement does not say."""
    compensation = agreement.compensation
    if compensation is None:
        return None
    rounding = compensation.rounding
    where = "Each line of a calculation" if rounding.at == "line" else "The total of a calculation"
    quantum = money(rounding.quantum, speech.currency)
    text = f"{where} is rounded to {quantum}, {_ROUNDING[rounding.mode]}. Attainment itself is never rounded."
    sections = [_plan(speech, compensation, plan) for plan in compensation.plans.values()]
    if compensation.pools:
        pools = tuple(
            Paragraph(text=_described(f"{named(pool)}. {pool_words(speech, rounding, pool)}", pool))
            for pool in compensation.pools.values()
        )
        sections.append(Section(anchor="pools", title="Shared pools", blocks=pools))
    return Section(anchor="pay", title="Compensation", blocks=(Paragraph(text=text),), sections=tuple(sections))


def _plan(speech: Speech, compensation: Compensation, plan: PayPlan) -> Section:
    every, currency = plan.pay.every.value, speech.currency
    share = period_share(plan)
    settled = rounded(plan.pay.variable * (share or 0), compensation.rounding)
    fixed, variable = money(plan.pay.base, currency), money(plan.pay.variable, currency)
    how = f", {money(settled, currency)} variable at 100%" if share else _by_days(plan)
    facts = [
        ("For", f"each {speech.people(plan.people)}"),
        (
            "On-target earnings",
            f"{money(plan.pay.ote, currency)} each {every}: {fixed} fixed and {variable} variable",
        ),
        ("Settled", each(plan.per) + how),
    ]
    if plan.credit is not None:
        facts.append(("Credited", credit_words(speech, plan.credit)))
    blocks: list[Block] = [Paragraph(text=plan.description)] if plan.description else []
    blocks += [Facts(rows=tuple(facts)), _components(speech, plan)]
    for component in plan.components.values():
        blocks += _worked(speech, compensation, plan, component)
    if rules := pay_rules(speech, plan):
        blocks.append(Facts(rows=tuple(rules)))
    return Section(anchor=f"pay-{plan.id}", title=named(plan), blocks=tuple(blocks))


def _by_days(plan: PayPlan) -> str:
    return f", for the part of the variable pay that the days of the {plan.per.value} are of the {plan.pay.every.value}"


def _components(speech: Speech, plan: PayPlan) -> Table:
    rows = tuple((named(one), rate(one.weight), _basis(speech, plan, one)) for one in plan.components.values())
    header, caption = ("Component", "Part of variable pay", "Attainment is"), f"What “{named(plan)}” is made up of"
    return Table(header=header, rows=rows, numeric=(1,), caption=caption)


def _basis(speech: Speech, plan: PayPlan, component: Component) -> str:
    if component.measure is not None and component.quota is not None:
        quota = quantity(speech, component.measure, component.quota)
        words = measure_words(speech, component.measure)
        own = isinstance(speech.agreement.measures[component.measure], Share | Ratio)
        whose = "of the leads that the person owns" if own else "as credited to the person"
        return f"{words}, {whose}, ÷ {quota} {each(plan.per)}"
    goal = component.goal or ""
    target = quantity(speech, speech.agreement.goals[goal].measure, speech.agreement.goals[goal].target)
    part = f"in a {plan.per.value} that is shorter than the goal's time, ÷ that in proportion to days"
    return f"what all reach together towards {speech.promise(goal)}, ÷ {target}; {part}"


def _worked(speech: Speech, compensation: Compensation, plan: PayPlan, component: Component) -> list[Block]:
    share = period_share(plan)
    header, numeric = ["Attainment"], [0]
    if component.quota is not None:
        header.append("Credited")
    header.append("Payout")
    if share is not None:
        header.append(f"Pay {each(plan.per)}")
    rows = []
    for attainment in shown(component):
        paid = payout(component, attainment)
        row = [about(attainment)]
        if component.quota is not None and component.measure is not None:
            row.append(quantity(speech, component.measure, _two_places(component.quota * attainment)))
        row.append(about(paid))
        if share is not None:
            amount = rounded(plan.pay.variable * share * component.weight * paid, compensation.rounding)
            row.append(money(amount, speech.currency))
        rows.append(tuple(row))
    numeric = list(range(len(header)))
    return [
        Paragraph(text=_described(f"{quoted(named(component))}. {_mode(component)}", component)),
        Table(
            header=tuple(header),
            rows=tuple(rows),
            numeric=tuple(numeric),
            caption=f"What {quoted(named(component))} pays, by attainment",
        ),
    ]


def _described(text: str, declared: Declared) -> str:
    """The text, and on a line below it what the agreement says of the thing."""
    return f"{text}\n{declared.description}" if declared.description else text


def _two_places(number: Fraction) -> Fraction:
    return Fraction(round(number * 100), 100)


def _mode(component: Component) -> str:
    cap = "" if component.pays_at_most is None else f" It pays {rate(component.pays_at_most)} at most."
    if component.mode == "interpolated":
        first, last = component.points[0], component.points[-1]
        below = rate(component.below or Fraction(0))
        return (
            f"The payout lies on a straight line between the points {_points(component)}; under {rate(first[0])} it is "
            f"{below}, above {rate(last[0])} it stays at {rate(last[1])}.{cap}"
        )
    tiers: list[str] = []
    low = ""
    for tier in component.tiers:
        span = _span(low, tier.up_to)
        tiers.append(f"{span} at {'' if tiers else 'a rate of '}{grouped(tier.rate)}")
        low = rate(tier.up_to) if tier.up_to is not None else low
    how = (
        "Each slice of attainment is paid at its own rate"
        if component.mode == "marginal"
        else "The whole attainment is paid at the rate that it reaches"
    )
    return f"{how}: {listed(tiers)}.{cap}"


def _span(low: str, up_to: Fraction | None) -> str:
    """The attainment that a tier is for: `up to 100%`, `from there up to 125%`, `above 125%`."""
    if up_to is not None:
        return f"{'from there ' if low else ''}up to {rate(up_to)}"
    return f"above {low}" if low else "all of it"


def _points(component: Component) -> str:
    return listed([f"{rate(x)} pays {rate(y)}" for x, y in component.points])
