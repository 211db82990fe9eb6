"""Goals: each as a clause, what it is made up of, and the plan's way back from a goal to leads."""

from datetime import timedelta
from fractions import Fraction

from slakit.commitments.periods import periods
from slakit.document.model import Block, Paragraph, Section, Table
from slakit.document.planning import plan_section
from slakit.document.promises import GOAL, Numbered, clause
from slakit.durations import Duration
from slakit.model import Agreement, Goal, Measure, Quota, Sum, Term
from slakit.wording.measures import quantity
from slakit.wording.numbers import about
from slakit.wording.speech import Speech
from slakit.wording.times import day


def goals_section(agreement: Agreement, speech: Speech, numbered: list[Numbered]) -> Section | None:
    """The goals with their arithmetic; None if the agreement has none."""
    own = [one for one in numbered if one.reference.startswith(f"{GOAL}-")]
    if not own or agreement.term is None:
        return None
    blocks: list[Block] = []
    for one in own:
        blocks.append(clause(one))
        blocks += _parts(agreement, agreement.term, speech, agreement.goals[one.promise.commitments[0]])
    sections = [] if agreement.plan is None else [plan_section(agreement, agreement.plan, speech)]
    return Section(anchor="goals", title="Goals", blocks=tuple(blocks), sections=tuple(sections))


def _parts(agreement: Agreement, term: Term, speech: Speech, goal: Goal) -> list[Block]:
    """What supports the goal: the parts that add up to it as a sum, the others by name."""
    goals = [one for one in agreement.goals.values() if one.supports == goal.id]
    quotas = [one for one in agreement.quotas.values() if one.supports == goal.id]
    rows, total, listed = [], Fraction(0), []
    parts: list[Goal | Quota] = [*goals, *quotas]
    for part in parts:
        amount = _amount(agreement, term, goal, part)
        if amount is None:
            listed.append(speech.promise(part.id))
            continue
        total += amount
        rows.append(
            (speech.promise(part.id), _arithmetic(speech, part, amount), quantity(speech, goal.measure, amount))
        )
    blocks: list[Block] = []
    if rows:
        rows.append(("Together", _against(total, goal), quantity(speech, goal.measure, total)))
        blocks.append(Paragraph(text=f"{speech.promise(goal.id)} is made up of:"))
        blocks.append(Table(header=("Part", "Arithmetic", "Contributes"), rows=tuple(rows), numeric=(2,)))
    if listed:
        also = "is also supported by" if rows else "is supported by"
        blocks.append(Paragraph(text=f"{speech.promise(goal.id)} {also} {', '.join(listed)}, measured in other units."))
    return blocks


def _amount(agreement: Agreement, term: Term, goal: Goal, part: Goal | Quota) -> Fraction | None:
    """What a part adds to the goal in the goal's unit; None for one that does not add up."""
    if not _alike(agreement.measures[goal.measure], agreement.measures[part.measure]):
        return None
    if isinstance(part, Goal):
        return part.target
    if part.times is not None or part.for_each is not None or isinstance(part.bound.value, Duration):
        return None
    return part.bound.value * _whole_periods(term, part, goal)


def _alike(one: Measure, other: Measure) -> bool:
    """The same kind of measure and, of a sum, the same field and `of`."""
    if type(one) is not type(other):
        return False
    return not (isinstance(one, Sum) and isinstance(other, Sum)) or (one.field, one.of) == (other.field, other.of)


def _whole_periods(term: Term, quota: Quota, goal: Goal) -> int:
    after = goal.due + timedelta(days=1)
    return sum(
        goal.from_ <= one.first and one.after <= after and one.days == one.whole_days
        for one in periods(term, quota.per, until=goal.due)
    )


def _arithmetic(speech: Speech, part: Goal | Quota, amount: Fraction) -> str:
    if isinstance(part, Goal):
        return f"{day(part.from_)} through {day(part.due)}"
    value = part.bound.value
    assert not isinstance(value, Duration)  # noqa: S101 - a duration has no amount
    return f"{quantity(speech, part.measure, value)} each {part.per.value} × {amount / value if value else 0}"


def _against(total: Fraction, goal: Goal) -> str:
    return f"{about(total / goal.target)} of the goal" if goal.target else ""
