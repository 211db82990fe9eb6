"""Goals: each as a clause, what it is made up of, and the plan's way back from a goal to leads."""

from fractions import Fraction

from slakit.document.model import Block, Paragraph, Section, Table
from slakit.document.planning import plan_section
from slakit.document.promises import GOAL, Numbered, clause
from slakit.durations import Duration
from slakit.goal_parts import contribution
from slakit.model import Agreement, Goal, Quota
from slakit.wording.measures import quantity
from slakit.wording.numbers import about
from slakit.wording.phrases import listed as in_words
from slakit.wording.speech import Speech
from slakit.wording.times import day


def goals_section(agreement: Agreement, speech: Speech, numbered: list[Numbered]) -> Section | None:
    """The goals with their arithmetic; None if the agreement has none."""
    own = [one for one in numbered if one.reference.startswith(f"{GOAL}-")]
    if not own:
        return None
    blocks: list[Block] = []
    for one in own:
        blocks.append(clause(speech, one))
        blocks += _parts(agreement, speech, agreement.goals[one.promise.commitments[0]])
    sections = [] if agreement.plan is None else [plan_section(agreement, agreement.plan, speech)]
    return Section(anchor="goals", title="Goals", blocks=tuple(blocks), sections=tuple(sections))


def _parts(agreement: Agreement, speech: Speech, goal: Goal) -> list[Block]:
    """What supports the goal: the parts that add up to it as a sum, the others by name."""
    goals = [one for one in agreement.goals.values() if one.supports == goal.id]
    quotas = [one for one in agreement.quotas.values() if one.supports == goal.id]
    rows, total, listed = [], Fraction(0), []
    parts: list[Goal | Quota] = [*goals, *quotas]
    for part in parts:
        amount = contribution(agreement, goal, part)
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
        blocks.append(_parts_table(rows))
    if listed:
        also = "is also supported by" if rows else "is supported by"
        many = len(listed) > 1
        why = f"{'these are' if many else 'this is'} counted in another unit, or for each person, and not added up"
        blocks.append(Paragraph(text=f"{speech.promise(goal.id)} {also} {in_words(listed)}; {why}."))
    return blocks


def _parts_table(rows: list[tuple[str, str, str]]) -> Table:
    header = ("Part", "Arithmetic", "Contributes")
    return Table(header=header, rows=tuple(rows), numeric=(2,), caption="What the goal is made up of")


def _arithmetic(speech: Speech, part: Goal | Quota, amount: Fraction) -> str:
    if isinstance(part, Goal):
        return f"{day(part.from_)} through {day(part.due)}"
    value = part.bound.value
    assert not isinstance(value, Duration)  # noqa: S101 - a duration has no amount
    return f"{quantity(speech, part.measure, value)} each {part.per.value} × {amount / value if value else 0}"


def _against(total: Fraction, goal: Goal) -> str:
    return f"{about(total / goal.target)} of the goal" if goal.target else ""
