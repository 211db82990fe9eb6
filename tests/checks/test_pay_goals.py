"""Where the checks of goals and quotas begin: of two agreements that differ by the least, one has the finding."""

from pathlib import Path

import pytest

from tests.binding import found
from tests.checks.pay_agreements import shared_pool, staffed, together

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
    "a shared goal that nothing works towards": (
        together(pools="{sales: 50%, marketing: 50%}", mine="100%", my_rest="0%")
        .replace(", my_rest", "")
        .replace("measure: won, quota: 12", "measure: mqls, quota: 12")
        .replace("event: customer}", "event: mql}"),
        ["SLA463", "SLA804"],
    ),
    "a shared goal with a plan": (
        shared_pool("plan: {goal: growth, average_deal: 10, rates: {mql: 100%}}"),
        [],
    ),
    "a shared goal alone": (shared_pool(), ["SLA463"]),
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
    "quotas of an overlay": (staffed("100", credit="rolls_up_to: boss, overlay: true, "), []),
}


@pytest.mark.parametrize(("fragment", "expected"), EDGES.values(), ids=EDGES)
def test_edge(fragment: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(code for code, _ in found(fragment, tmp_path)) == expected
