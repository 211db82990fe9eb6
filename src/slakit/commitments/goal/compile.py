"""A goal as SQL: a quota over its own dates, not prorated."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from slakit.commitments.grid import Terms
from slakit.commitments.periods import Period
from slakit.commitments.promise import Promise
from slakit.commitments.quota.compile import judge_periods
from slakit.model import Agreement, Bound, Count, Goal, Leads, Share, Sum
from slakit.sql.compilation import Compilation


def promises(agreement: Agreement) -> Iterator[Promise]:
    """The goals of the agreement."""
    for goal in agreement.goals.values():
        yield Promise(
            id=goal.id,
            kind="goal",
            by=goal.by,
            title=goal.title or goal.id,
            compile_period=partial(compile_goal, goal=goal),
        )


def compile_goal(compilation: Compilation, *, goal: Goal) -> None:
    """Compile `goal` and hand in its one period, if it begins on a day of the term."""
    term = compilation.agreement.term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    begins_in_term = term.from_ <= goal.from_ and (compilation.through is None or goal.from_ <= compilation.through)
    after = goal.due + timedelta(days=1)
    period = Period(first=goal.from_, after=after, whole_days=(after - goal.from_).days)
    measure = compilation.agreement.measures[goal.measure]
    additive = isinstance(measure, Count | Leads | Sum)
    judge_periods(
        compilation,
        goal,
        compilation.named(f"goal__{goal.id}"),
        kind="goal",
        spans=[period] if begins_in_term else [],
        terms=Terms(
            bound=Bound(operator="at_least", value=goal.target, span=goal.span),
            calendar=goal.calendar,
            scales=additive,
            prorated=False,
            whole=isinstance(measure, Count | Leads),
            is_rate=isinstance(measure, Share),
            straight_line=additive,
        ),
    )
