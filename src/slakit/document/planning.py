"""The plan in the document: from the goal back to leads a month, and whether there is time for them."""

from calendar import monthrange
from datetime import date
from fractions import Fraction
from math import ceil

from slakit.document.model import Block, Paragraph, Section, Table
from slakit.model import Agreement, Capacity, Goal, Plan
from slakit.reasoning.back_solved import available, minutes, needed
from slakit.wording.measures import quantity
from slakit.wording.numbers import grouped, rate
from slakit.wording.phrases import named, quoted
from slakit.wording.speech import Speech


def plan_section(agreement: Agreement, plan: Plan, speech: Speech) -> Section:
    """Every step of the arithmetic, and the capacity it needs."""
    goal = agreement.goals[plan.goal]
    rows, leads = _steps(agreement, plan, goal, speech)
    months = months_in(goal.from_, goal.due)
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


def _steps(agreement: Agreement, plan: Plan, goal: Goal, speech: Speech) -> tuple[list[tuple[str, str, str]], Fraction]:
    """The steps as rows, and the leads at the beginning, exact."""
    target = quantity(speech, goal.measure, goal.target)
    deal = quantity(speech, goal.measure, plan.average_deal)
    count = goal.target * plan.share / plan.average_deal
    stages = list(plan.rates)
    first = quoted(named(agreement.stages[stages[-1]])) if stages else "Customers"
    rows = [(f"Leads that must reach {first}", f"{target} × {rate(plan.share)} ÷ {deal} a deal", grouped(count, 2))]
    for index in range(len(stages) - 1, -1, -1):
        share = plan.rates[stages[index]]
        if index == 0 and share == 1:
            break
        before = quoted(named(agreement.stages[stages[index - 1]])) if index else ""
        label = f"Leads that must reach {before}" if index else "Leads before that"
        rows.append((label, f"{grouped(count, 2)} ÷ {rate(share)}", grouped(count / share, 2)))
        count /= share
    return rows, count


def months_in(first: date, last: date) -> Fraction:
    """The months from `first` through `last`, a part of a month by its days."""
    total = Fraction(0)
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        length = monthrange(year, month)[1]
        low = first.day if (year, month) == (first.year, first.month) else 1
        high = last.day if (year, month) == (last.year, last.month) else length
        total += Fraction(high - low + 1, length)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return total


def _capacity(agreement: Agreement, plan: Plan, capacity: Capacity, goal: Goal, speech: Speech) -> list[Block]:
    """The hours that the attempts on so many leads take, and those there are."""
    steps, term = needed(agreement, plan), agreement.term
    work = minutes(agreement, capacity, steps[0].leads) if steps else None
    who = f"each {speech.people(capacity.people)}" if capacity.people is not None else "each person"
    there = f"There are {grouped(capacity.hours)} hours each {capacity.per.value} for {who}"
    most = available(term, capacity, goal) if term is not None else None
    if capacity.count is not None and most is not None:
        there += f", which is {grouped(most / 60, 2)} hours for {grouped(capacity.count)} people in the goal's time"
    if work is None:
        return [Paragraph(text=f"Each attempt takes {grouped(capacity.minutes_per_attempt)} minutes. {there}.")]
    attempts = max(cadence.attempts_at_least for cadence in agreement.cadences.values())
    text = (
        f"The time that this takes: {grouped(Fraction(ceil(steps[0].leads)))} leads × {grouped(Fraction(attempts))} "
        f"attempts × {grouped(capacity.minutes_per_attempt)} minutes = {grouped(work / 60, 2)} hours. {there}"
    )
    if most is not None:
        text += ": enough" if work <= most else ": too few"
    return [Paragraph(text=f"{text}.")]
