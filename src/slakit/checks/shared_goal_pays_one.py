"""A goal of several parties that pays only some.

Those who promise a goal together and are not paid for it together want different things as soon as time is short. A
component of a plan pays a party's people on the goal, and so does a share of a pool.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.reasoning.pay_bounds import parties_of
from slakit.usage import pay_plans, pools

CODE = declare("SLA462", "A goal of several parties that pays only some", Severity.WARNING)

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: [sales, marketing], measure: won, target: 9, due: 2027-12-31, owners: [Lee Park], baseline: {value: 9}}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
        growth: {weight: 60%, goal: growth, mode: marginal, tiers: [{rate: 1}]}
        deals: {weight: 40%, measure: won, quota: 3, mode: marginal, tiers: [{rate: 1}]}
"""
WRONG = _REST
RIGHT = f"{_REST}  pools:\n    together: {{goal: growth, amount: 5000, share: {{sales: 50%, marketing: 50%}}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    towards = _paid_towards(agreement)
    for goal in agreement.goals.values():
        paid = _paid(agreement, towards[goal.id]) if goal.id in towards and len(goal.by) > 1 else None
        if not paid:
            continue
        others = [party for party in goal.by if party not in paid]
        if others:
            mine = " and ".join(party for party in goal.by if party in paid) or " and ".join(sorted(paid))
            yield diagnostic(
                CODE,
                goal.place("by"),
                f"'{goal.id}' is promised by {' and '.join(goal.by)}, and pays only {mine}",
                f"pay {' and '.join(others)} on it, too: by a component of a plan, or by a share of a pool",
            )


def _paid(agreement: Agreement, ids: set[str]) -> set[str] | None:
    """The parties whose people are paid on one of the goals; None where a plan does not say whose it is."""
    found = {party for pool in pools(agreement) if pool.goal in ids for party, part in pool.share.items() if part}
    for plan in pay_plans(agreement):
        if any(component.goal in ids and component.weight for component in plan.components.values()):
            parties = parties_of(plan)
            if parties is None:
                return None
            found.update(parties)
    return found


def _paid_towards(agreement: Agreement) -> dict[str, set[str]]:
    """The goals that pay, by each goal that they are or that they support, directly or not."""
    paying = {pool.goal for pool in pools(agreement)}
    paying.update(one.goal for plan in pay_plans(agreement) for one in plan.components.values() if one.goal)
    found: dict[str, set[str]] = {}
    for id_ in sorted(paying):
        goal = agreement.goals.get(id_)
        while goal is not None and id_ not in found.setdefault(goal.id, set()):
            found[goal.id].add(id_)
            goal = agreement.goals.get(goal.supports or "")
    return found
