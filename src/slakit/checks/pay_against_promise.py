"""Pay that pulls against a promise.

A gate that stays closed although the promise is kept, or a reward for what breaks it: whoever is paid so has to choose
between the agreement and the pay. A gate that asks for less than is promised is fine.
"""

from collections.abc import Iterator
from dataclasses import replace

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.durations import Duration
from slakit.model import Agreement, Bound, PayPlan
from slakit.numbers import plain
from slakit.reasoning.pay_bounds import (
    MOST_PERIODS,
    Question,
    adds_up,
    exclude_each_other,
    is_stricter,
    measure_of,
    promised,
    questions,
    same_time,
    spelled,
)
from slakit.usage import pay_plans
from slakit.whole_target import whole_target

CODE = declare("SLA813", "Pay that pulls against a promise", Severity.WARNING)

_PLAN = """
measures:
  won: {leads: customer}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
        deals: {weight: 100%, measure: won, quota: 12, mode: marginal, tiers: [{rate: 1}]}
"""
WRONG = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 98%}}}}, cap: {{deals: 100%}}}}]\n"
RIGHT = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 90%}}}}, cap: {{deals: 100%}}}}]\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for question in questions(plan):
            promise = promised(agreement, question.commitment)
            if promise is None:
                continue
            if _is_comparable(agreement, plan, question):
                found = _problem(question, _as_judged(agreement, question.commitment, promise))
            else:
                found = _beyond(agreement, plan, question)
            if found is not None:
                what, instead = found
                kept = spelled(agreement, question.commitment, promise)
                message = f"'{question.commitment}' is promised as {kept}; {what}"
                yield diagnostic(CODE, question.span, message, instead)


def _is_comparable(agreement: Agreement, plan: PayPlan, question: Question) -> bool:
    """Whether the bound and the promise are of one time and as many people: shares and times are of any."""
    measure = measure_of(agreement, question.commitment)
    return not adds_up(measure) or same_time(agreement, plan, question.commitment)


def _as_judged(agreement: Agreement, name: str, promise: Bound) -> Bound:
    """The promise with the target that its periods are judged by."""
    if isinstance(promise.value, Duration):
        return promise
    return replace(promise, value=whole_target(measure_of(agreement, name), promise.value))


def _problem(question: Question, promise: Bound) -> tuple[str, str] | None:
    """What the question does to those who keep the promise, and what to do about it."""
    apart = exclude_each_other(question.bound, promise)
    if question.kind == "gate":
        if apart:
            return "who keeps that is capped by this gate", _SAME_SIDE
        if is_stricter(question.bound, promise):
            return "this gate asks for more, and caps people who have kept it", "ask for no more than is promised"
    elif question.rewards:
        return ("this rewards only those who break that", _SAME_SIDE) if apart else None
    elif question.alone and question.factor != 1 and question.bound.operator == promise.operator:
        return (
            "this factor lowers the pay of those who do well at that",
            "write a factor above 1, or the other operator",
        )
    return None


def _beyond(agreement: Agreement, plan: PayPlan, question: Question) -> tuple[str, str] | None:
    """A gate that asks for more in the plan's period than a quota promises in all of its own that lie in one."""
    quota = agreement.quotas.get(question.commitment)
    if quota is None or quota.times is not None or quota.for_each is not None or question.kind != "gate":
        return None
    asked, value, periods = question.bound, quota.bound.value, MOST_PERIODS.get((quota.per, plan.per))
    if periods is None or {asked.operator, quota.bound.operator} != {"at_least"}:
        return None
    if isinstance(value, Duration) or isinstance(asked.value, Duration):
        return None
    most = whole_target(agreement.measures.get(quota.measure), value) * periods
    if most <= 0 or asked.value <= most:
        return None
    what = f"kept every {quota.per.value}, it need not bring more than {plain(most, 2)} in a {plan.per.value}"
    return f"{what}; this gate asks for more, and caps people who have kept it", "ask for no more than is promised"


_SAME_SIDE = "write the bound on the side of the promise"
