"""Where the checks of goals and quotas begin: of two agreements that differ by the least, one has the finding."""

from pathlib import Path

import pytest

from tests.binding import found
from tests.checks.pay_agreements import shared_pool, staffed, together

SECOND = """    lead:
      people: {{party: sales, role: lead}}
      pay: {{ote: 100000, base: 60000, variable: 40000, every: year}}
      per: quarter
      credit: {{to: {to}, event: customer}}
      components:
        sold: {{weight: 100%, measure: won, quota: 100, mode: marginal, tiers: [{{rate: 1}}]}}
"""
PART = (
    "  early: {by: sales, measure: won, target: 60, due: 2027-12-31, owners: [Lee Park],"
    " baseline: {value: 60}, supports: growth}\n"
)


def beside(by: str) -> str:
    """A shared goal, and another on its measure, both of which pay."""
    goal = (
        f"later: {{by: {by}, measure: won, target: 60, due: 2027-12-31, owners: [Lee Park], baseline: {{value: 60}}}}"
    )
    pot = (
        "{late: {goal: later, amount: 9, share: {sales: 100%}}, pot:"
        if by == "sales"
        else ("{late: {goal: later, amount: 9, share: {sales: 50%, marketing: 50%}}, pot:")
    )
    return shared_pool().replace("goals:\n", f"goals:\n  {goal}\n").replace("{pot:", pot)


EDGES = {
    # SLA461, SLA462, SLA463
    "a shared goal that is in no plan of the other": (
        together("20%", "80%").replace(
            "        growth: {weight: 20%, goal: growth,", "        more: {weight: 20%, measure: mqls, quota: 9,"
        ),
        ["SLA448", "SLA462"],
    ),
    "a shared goal that weighs alike": (together("60%", "40%"), []),
    "a shared goal that weighs a little less": (together("59%", "41%"), ["SLA461"]),
    "a shared goal that pays one": (together(), ["SLA462"]),
    "a shared goal that pays the other by a pool": (together(pools="{sales: 50%, marketing: 50%}"), []),
    "a shared goal that pays the other nothing": (together(pools="{sales: 100%, marketing: 0%}"), ["SLA462"]),
    "a shared goal that pays the other for a part": (
        together("60%", "40%")
        .replace("goals:\n", "goals:\n" + PART, 1)
        .replace(
            "goal: growth, mode: marginal, tiers: [{rate: 1}]}", "goal: early, mode: marginal, tiers: [{rate: 1}]}", 1
        ),
        [],
    ),
    "a shared goal that nothing works towards": (
        together(pools="{sales: 50%, marketing: 50%}", mine="100%", my_rest="0%")
        .replace(", my_rest", "")
        .replace("measure: won, quota: 12", "measure: mqls, quota: 12")
        .replace("event: customer}", "event: mql}"),
        ["SLA463", "SLA804"],
    ),
    "a shared goal with a plan": (
        shared_pool("plan: {goal: growth, average_deal: 10, rates: {mql: 100%, customer: 100%}}"),
        [],
    ),
    "a shared goal alone": (shared_pool(), ["SLA463"]),
    "two shared goals on one measure": (beside("[sales, marketing]"), ["SLA463", "SLA463"]),
    "a shared goal beside one of one party": (beside("sales"), []),
    "a shared goal that pays nobody": (shared_pool().split("compensation")[0], []),
    "a shared goal of one party": (shared_pool().replace("[sales, marketing]", "sales"), []),
    "a shared goal on a share": (
        shared_pool(won="{share: customer, of: [customer, lost]}").replace("60,", "60%,").replace("60}", "60%}"),
        [],
    ),
    "a shared goal that is a part of another": (
        shared_pool()
        .replace("baseline: {value: 60}}", "baseline: {value: 60}, supports: all}")
        .replace(
            "goals:\n",
            "goals:\n  all: {by: sales, measure: mqls, target: 60, due: 2027-12-31, owners: [Lee Park],"
            " baseline: {value: 60}}\n",
        ),
        [],
    ),
    # SLA460: eight people and one quarter of a goal of 1,200,000
    "quotas as large as the goal": (staffed("150000"), []),
    "quotas a little smaller": (staffed("149999"), ["SLA460"]),
    "quotas of 130%": (staffed("195000"), []),
    "quotas a little larger": (staffed("195001"), ["SLA460"]),
    "quotas of people whom nobody counts": (staffed("100", role="lead"), []),
    "quotas without a count": (staffed("100", count=""), []),
    "quotas of a part of a goal": (
        staffed("100")
        .replace("value: 1200000}}", "value: 1200000}, supports: all}")
        .replace(
            "goals:\n",
            "goals:\n  all: {by: sales, measure: mqls, target: 9, due: 2027-12-31, owners: [Lee Park],"
            " baseline: {value: 9}}\n",
        ),
        [],
    ),
    "quotas beside a goal of nothing": (
        staffed("100").replace("target: 1200000", "target: 0").replace("value: 1200000", "value: 0"),
        [],
    ),
    "quotas beside a goal that began before": (staffed("100").replace("from: 2027-01-01", "from: 2026-12-31"), []),
    "quotas beside a goal until the end of the term": (
        staffed("100").replace("quotas:", "term: {through: 2027-03-31}\nquotas:"),
        ["SLA460"],
    ),
    "quotas beside a goal that goes on": (
        staffed("100").replace("quotas:", "term: {through: 2027-03-30}\nquotas:"),
        [],
    ),
    "quotas in a term without an end": (
        staffed("100").replace("quotas:", "term: {through: null}\nquotas:"),
        ["SLA460"],
    ),
    "quotas of the term": (staffed("150000").replace("per: quarter", "per: term"), ["SLA460"]),
    "quotas of a term without an end": (
        staffed("100").replace("quotas:", "term: {through: null}\nquotas:").replace("per: quarter", "per: term"),
        ["SLA437"],
    ),
    "quotas of two roles, of which one is not counted": (
        staffed("100") + SECOND.format(to="reason"),
        [],
    ),
    "quotas of an overlay": (staffed("100", credit="rolls_up_to: boss, overlay: true, "), []),
}


@pytest.mark.parametrize(("fragment", "expected"), EDGES.values(), ids=EDGES)
def test_edge(fragment: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(code for code, _ in found(fragment, tmp_path)) == expected
