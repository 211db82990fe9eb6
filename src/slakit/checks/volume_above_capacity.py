"""More leads than there is time for.

Each lead takes the attempts that a cadence promises, and each attempt takes minutes. Where the leads that the plan
takes, or that a quota promises, need more hours than the people have, one of the promises will be broken.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.model import Agreement, Goal, Plan
from slakit.numbers import plain
from slakit.reasoning.back_solved import available, floors, minutes, needed, promised

CODE = declare("SLA458", "More leads than there is time for", Severity.WARNING)

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  revenue: {sum: amount, of: customer}
goals:
  growth:
    by: sales
    measure: revenue
    target: 1200000
    due: 2027-03-31
    owners: [Lee Park]
    baseline: {value: 1000000}
cadences:
  persistence: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 6}, within: 12 days}
quotas:
  mql_volume: {at_least: 54}
plan:
  goal: growth
  average_deal: 30000
  rates: {mql: 100%, customer: 25%}
"""
WRONG = f"{_REST}  capacity: {{count: 2, hours: 20, per: month, minutes_per_attempt: 10}}\n"
RIGHT = f"{_REST}  capacity: {{count: 4, hours: 20, per: month, minutes_per_attempt: 10}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    plan, term = agreement.plan, agreement.term
    goal = agreement.goals.get(plan.goal) if plan is not None else None
    if plan is None or plan.capacity is None or term is None or goal is None:
        return
    most = available(term, plan.capacity, goal)
    for what, leads, span in () if most is None else _volumes(agreement, plan, goal):
        work = minutes(agreement, plan.capacity, leads)
        if work is not None and most is not None and work > most:
            yield _told(what, leads, work, most, span)


def _volumes(agreement: Agreement, plan: Plan, goal: Goal) -> Iterator[tuple[str, Fraction, Span]]:
    """The leads to work on in the goal's time: those of the plan, and of the largest quota on its first stage if more.

    So both are told of at once where both are too many: what makes up for the one may not do for the other.
    """
    capacity = plan.capacity
    steps = needed(agreement, plan)
    if not steps or capacity is None:
        return
    leads, stage = steps[0].leads, steps[0].stage
    yield f"the plan takes {ceil(leads)} of '{stage}'", leads, capacity.span
    totals = [(promised(agreement, plan, goal, quota), quota) for quota in floors(agreement, stage)]
    known = [(total, quota) for total, quota in totals if total is not None]
    most, largest = max(known, key=lambda pair: pair[0], default=(leads, None))
    if largest is not None and ceil(most) > ceil(leads):
        yield f"'{largest.id}' promises {plain(most)}", most, largest.place("at_least")


def _told(what: str, leads: Fraction, work: Fraction, most: Fraction, span: Span) -> Diagnostic:
    need, have = (plain(each / 60, 2) for each in (work, most))
    return diagnostic(
        CODE,
        span,
        f"{what}: {ceil(leads)} leads take {need} hours of attempts, there are {have}",
        "plan with more people or hours, fewer attempts, or fewer leads",
    )
