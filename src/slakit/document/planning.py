"""The plan in the document: from the goal back to leads a month, and whether there is time for them."""

from fractions import Fraction
from math import ceil

from slakit.document.model import Block, Paragraph, Section, Table
from slakit.model import Agreement, Capacity, Goal, Per, Plan
from slakit.reasoning.back_solved import available, beginning, busiest, minutes, needed, periods_in
from slakit.wording.measures import quantity
from slakit.wording.numbers import grouped, rate
from slakit.wording.phrases import named, quoted
from slakit.wording.speech import Speech


def plan_section(agreement: Agreement, plan: Plan, speech: Speech) -> Section:
    """Every step of the arithmetic, and the capacity it needs."""
    goal = agreement.goals[plan.goal]
    assert agreement.term is not None  # noqa: S101 - a base is no document
    rows, leads = _steps(agreement, plan, goal, speech), beginning(plan, goal)
    months = periods_in(agreement.term, Per.MONTH, goal.from_, goal.due)
    monthly = ceil(leads / months)
    rows.append(("Rounded up", grouped(leads, 2), f"{grouped(Fraction(ceil(leads)))} leads"))
    rows.append(
        (
            "A month",
            f"{grouped(leads, 2)} ÷ {grouped(months, 2)} months, rounded up",
            f"{grouped(Fraction(monthly))} leads",
        )
    )
    blocks: list[Block] = [
        Paragraph(
            text=f"Leads under this agreement are to bring {rate(plan.share)} of {speech.promise(plan.goal)}, at "
            f"{quantity(speech, goal.measure, plan.average_deal)} a deal on average. How many leads that takes:"
        ),
        Table(
            header=("Step", "Arithmetic", "Result"),
            rows=tuple(rows),
            numeric=(2,),
            caption="From the goal back to leads",
        ),
    ]
    if plan.capacity is not None:
        blocks += _capacity(agreement, plan, plan.capacity, goal, speech)
    return Section(anchor="plan", title="How the goal is reached", blocks=tuple(blocks))


def _steps(agreement: Agreement, plan: Plan, goal: Goal, speech: Speech) -> list[tuple[str, str, str]]:
    """The steps as rows, the last stage first, and what comes before the first where that is not the same."""
    target = quantity(speech, goal.measure, goal.target)
    deal = quantity(speech, goal.measure, plan.average_deal)
    how = f"{target} × {rate(plan.share)} ÷ {deal} a deal"
    rows: list[tuple[str, str, str]] = []
    for step in reversed(needed(agreement, plan)):
        label = f"Leads that must reach {quoted(named(agreement.stages[step.stage]))}"
        rows.append((label, how, grouped(step.leads, 2)))
        how = f"{grouped(step.leads, 2)} ÷ {rate(plan.rates[step.stage])}"
    if not rows:
        return [("Leads that must reach Customers", how, grouped(beginning(plan, goal), 2))]
    if beginning(plan, goal) != needed(agreement, plan)[0].leads:
        rows.append(("Leads before that", how, grouped(beginning(plan, goal), 2)))
    return rows


def _capacity(agreement: Agreement, plan: Plan, capacity: Capacity, goal: Goal, speech: Speech) -> list[Block]:
    """The hours that the attempts on so many leads take, and those there are."""
    steps, term = needed(agreement, plan), agreement.term
    work = minutes(agreement, capacity, steps[0].leads) if steps else None
    who = f"each {speech.people(capacity.people)}" if capacity.people is not None else "each person"
    there = f"There are {grouped(capacity.hours)} hours each {capacity.per.value} for {who}"
    most = available(term, capacity, goal) if term is not None else None
    if capacity.count is not None and most is not None:
        there += f", which is {grouped(most / 60, 2)} hours for {grouped(capacity.count)} people in the goal's time"
    cadence = busiest(agreement)
    if work is None or cadence is None:
        return [Paragraph(text=f"Each attempt takes {grouped(capacity.minutes_per_attempt)} minutes. {there}.")]
    text = (
        f"The time that this takes: {grouped(Fraction(ceil(steps[0].leads)))} leads × "
        f"{grouped(Fraction(cadence.attempts_at_least))} attempts × "
        f"{grouped(capacity.minutes_per_attempt)} minutes = {grouped(work / 60, 2)} hours. {there}"
    )
    if most is not None:
        text += ": enough" if work <= most else ": too few"
    return [Paragraph(text=f"{text}.")]
