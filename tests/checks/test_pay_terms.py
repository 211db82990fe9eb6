"""Where the checks of draws, ramps, campaigns and money begin: of two that differ by the least, one has the finding."""

from pathlib import Path

import pytest

from tests.binding import found
from tests.checks.pay_agreements import TIERS, contributed, deals, goal, on_goal, plan

EDGES = {
    # SLA817
    "a campaign that pays one row": (
        plan(
            rest="spifs: {push: {event: customer, from: 2027-03-01, through: 2027-03-31, amount: 5, pays_at_most: 5}}"
        ),
        [],
    ),
    "a campaign that pays less than one row": (
        plan(
            rest="spifs: {push: {event: customer, from: 2027-03-01, through: 2027-03-31, amount: 5, pays_at_most: 4.9}}"
        ),
        ["SLA817"],
    ),
    "a campaign that pays a part": (
        plan(
            rest="spifs: {push: {event: customer, from: 2027-03-01, through: 2027-03-31, rate: 1%, of: amount,"
            " pays_at_most: 1}}"
        ),
        [],
    ),
    "a campaign beside a component on the same rows": (
        plan(rest="spifs: {push: {event: customer, from: 2027-03-01, through: 2027-03-31, amount: 5}}"),
        [],
    ),
    # SLA818: 40,000 a year are 10,000 a quarter
    "a draw of the variable": (plan(rest="draw: {kind: recoverable, amount: 10000, per: quarter}"), []),
    "a draw above the variable": (plan(rest="draw: {kind: recoverable, amount: 10000.01, per: quarter}"), ["SLA818"]),
    "a guarantee above the variable": (plan(rest="draw: {kind: non_recoverable, amount: 20000, per: quarter}"), []),
    "a draw of nothing": (plan(rest="draw: {kind: non_recoverable, amount: 0, per: month}"), ["SLA818"]),
    "a draw on no variable": (
        plan(
            pay="{ote: 60000, base: 60000, variable: 0, every: year}",
            rest="draw: {kind: recoverable, amount: 1, per: month}",
        ),
        ["SLA818"],
    ),
    "a guarantee beside no variable": (
        plan(
            pay="{ote: 60000, base: 60000, variable: 0, every: year}",
            rest="draw: {kind: non_recoverable, amount: 1, per: month}",
        ),
        [],
    ),
    # SLA819, SLA820
    "a ramp of 0 with draws of quarters": (
        plan(
            rest="ramp: {quota: [0%, 0%, 50%], per: month}\n"
            "draw: {kind: non_recoverable, amount: 9, per: quarter, periods: 1}"
        ),
        [],
    ),
    "a ramp of 0 with draws as long": (
        plan(
            rest="ramp: {quota: [0%, 0%, 50%], per: month}\n"
            "draw: {kind: non_recoverable, amount: 9, per: month, periods: 2}"
        ),
        [],
    ),
    "a ramp of 0 with a draw that is too short": (
        plan(
            rest="ramp: {quota: [0%, 0%, 50%], per: month}\n"
            "draw: {kind: non_recoverable, amount: 9, per: month, periods: 1}"
        ),
        ["SLA819"],
    ),
    "a ramp of 0 with a draw for good": (
        plan(rest="ramp: {quota: [0%, 50%], per: month}\ndraw: {kind: non_recoverable, amount: 9, per: month}"),
        [],
    ),
    "a ramp of next to nothing": (plan(rest="ramp: {quota: [1%, 50%], per: month}"), []),
    "a ramp of 0 where no component has a quota": (
        plan(on_goal("100%"), "ramp: {quota: [0%], per: month}", top=goal()),
        [],
    ),
    "a ramp that stays": (plan(rest="ramp: {quota: [50%, 50%, 100%], per: month}"), []),
    "a ramp that falls": (plan(rest="ramp: {quota: [50%, 49%], per: month}"), ["SLA820"]),
    "a ramp that ends above the quota": (plan(rest="ramp: {quota: [50%, 101%], per: month}"), ["SLA820"]),
    # SLA821
    "a clawback by the same rows under another name": (
        plan(
            rest="clawback: {event: second, within: 90 days, basis: full}",
            top="events: {first: {event: sale}, second: {event: sale}}",
            won="{leads: first}",
        ).replace("event: customer}", "event: first}"),
        ["SLA821"],
    ),
    "a clawback by other rows of the same event": (
        plan(
            rest="clawback: {event: second, within: 90 days, basis: full}",
            top="events: {first: {event: sale}, second: {event: sale, where: {amount: {below: 0}}}}",
            won="{leads: first}",
        ).replace("event: customer}", "event: first}"),
        [],
    ),
    "a clawback by other rows": (
        plan(
            rest="clawback: {event: second, within: 90 days, basis: full}",
            top="events: {first: {event: sale}, second: {event: refund}}",
            won="{leads: first}",
        ).replace("event: customer}", "event: first}"),
        [],
    ),
    "a clawback by rows that repeat a stage": (
        plan(
            rest="clawback: {event: again, within: 90 days, basis: full}",
            top="events: {again: {event: stage_changed, where: {stage: customer}}}",
        ),
        [],
    ),
    "a clawback by a stage that nobody gets to": (
        plan(rest="clawback: {event: lost, within: 90 days, basis: full}"),
        ["SLA821"],
    ),
    "a clawback by a stage after another event": (
        plan(
            rest="clawback: {event: lost, within: 90 days, basis: full}",
            top="events: {first: {event: sale}}",
            won="{leads: first}",
        ).replace("event: customer}", "event: first}"),
        [],
    ),
    "a clawback by a stage that follows": (
        plan(
            rest="clawback: {event: left, within: 90 days, basis: full}",
            top="stages: {customer: {next: [left]}, left: {by: sales, closes: lost}}",
        ),
        [],
    ),
    # SLA822
    "a release by the same rows": (
        plan(rest="release: {booking: 50%, cash: 50%, event: customer, sum: amount, of: amount}"),
        ["SLA822"],
    ),
    "a release of all at once": (
        plan(
            rest="release: {booking: 100%, cash: 0%, event: payment, sum: amount, of: amount}",
            top="events: {payment: {event: payment}}",
        ),
        ["SLA822"],
    ),
    "a release of nearly all at once": (
        plan(
            rest="release: {booking: 99%, cash: 1%, event: payment, sum: amount, of: amount}",
            top="events: {payment: {event: payment}}",
        ),
        [],
    ),
    # SLA823
    "a goal from the last day of the first quarter": (plan(on_goal("100%"), top=goal("03-31")), []),
    "a goal from the next day": (plan(on_goal("100%"), top=goal("04-01")), ["SLA823"]),
    "a goal until the first quarter": (plan(on_goal("100%"), top=goal(due="03-31")), []),
    "a goal of a later quarter beside a measure": (
        plan(f"{on_goal('40%')}\n{deals(f'mode: marginal, {TIERS}', '60%')}", top=goal("04-01")),
        [],
    ),
    "a goal until the first day of a quarter, and another from the next one": (
        plan(
            f"{on_goal('50%')}\n{on_goal('50%').replace('growth', 'autumn')}",
            top=goal(due="04-01") + "\n" + goal("07-01").split("\n")[2].replace("growth", "autumn"),
        ),
        [],
    ),
    "a goal until the day before, and another from the next one": (
        plan(
            f"{on_goal('50%')}\n{on_goal('50%').replace('growth', 'autumn')}",
            top=goal(due="03-31") + "\n" + goal("07-01").split("\n")[2].replace("growth", "autumn"),
        ),
        ["SLA823"],
    ),
    "a goal once in a term without an end": (
        plan(on_goal("100%"), top=f"{goal('02-01')}\nterm: {{through: null}}", per="term"),
        ["SLA437"],
    ),
    "a goal without an end of the term": (
        plan(on_goal("100%"), top=f"{goal('01-01', '02-28')}\nterm: {{through: null}}"),
        [],
    ),
    # SLA824
    "half a cent": ("term: {currency: USD}\n" + plan() + '  rounding: {quantum: "0.005"}\n', ["SLA824"]),
    "five rappen": ("term: {currency: CHF}\n" + plan() + '  rounding: {quantum: "0.05"}\n', []),
    "half a rappen more": ("term: {currency: CHF}\n" + plan() + '  rounding: {quantum: "0.055"}\n', ["SLA824"]),
    "a cent of yen": ("term: {currency: JPY}\n" + plan() + '  rounding: {quantum: "0.01"}\n', ["SLA824"]),
    "a currency without pay": ("term: {currency: USD}\n", []),
    "a fils": ("term: {currency: KWD}\n" + plan() + '  rounding: {quantum: "0.001"}\n', []),
    "a tenth of a cent of nothing": (plan() + '  rounding: {quantum: "0.001"}\n', []),
    # SLA448, SLA825
    "pay on the ratio of two measures": (
        plan(won="{ratio: sold, of: mqls}").replace("measures:\n", "measures:\n  sold: {sum: amount, of: customer}\n"),
        [],
    ),
    "pay on a ratio of other rows": (
        plan(won="{ratio: offered, of: mqls}").replace("measures:\n", "measures:\n  offered: {leads: lost}\n"),
        [],
    ),
    "pay on a share of other rows": (
        plan(deals("mode: marginal, tiers: [{rate: 1}]", quota="50%"), won="{share: lost, of: [lost, handoff]}"),
        [],
    ),
    "pay on other rows": (plan(won="{leads: lost}"), ["SLA448"]),
    "pay on a ratio of ratios": (
        plan(won="{ratio: nested, of: mqls}").replace(
            "measures:\n", "measures:\n  nested: {ratio: sold, of: mqls}\n  sold: {sum: amount, of: customer}\n"
        ),
        [],
    ),
    "a pool by contribution": (contributed("bookings"), []),
    "a pool by contribution of other rows": (contributed("bookings", "lost"), ["SLA448"]),
    "a pool by a share": (
        contributed("part").replace("measures:\n", "measures:\n  part: {share: customer, of: [customer, lost]}\n"),
        ["SLA448"],
    ),
    "a pool by a time": (contributed("speed"), ["SLA825"]),
}


@pytest.mark.parametrize(("fragment", "expected"), EDGES.values(), ids=EDGES)
def test_edge(fragment: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(code for code, _ in found(fragment, tmp_path)) == expected
