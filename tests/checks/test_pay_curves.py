"""Where the checks of tiers, points and caps begin: of two agreements that differ by the least, one has the finding."""

from pathlib import Path

import pytest

from tests.binding import found
from tests.checks.pay_agreements import ATTEMPT, TIERS, deals, interpolated, marginal, plan, retroactive

HALF = "{up_to: 50%, rate: 1}, {up_to: 100%, rate: 1}"
EDGES = {
    # SLA803
    "a tier of 0 in the middle": (marginal("{up_to: 100%, rate: 1}, {up_to: 120%, rate: 0}, {rate: 2}"), ["SLA803"]),
    "a tier of 0 at the end, as a cap": (marginal("{up_to: 100%, rate: 1}, {rate: 0}"), []),
    "a tier of 0 as a threshold": (marginal("{up_to: 50%, rate: 0}, {rate: 2}"), []),
    "two tiers of 0 at the beginning": (marginal("{up_to: 20%, rate: 0}, {up_to: 50%, rate: 0}, {rate: 2}"), []),
    # SLA804
    "a weight of nothing": (
        plan(
            f"{deals(f'mode: marginal, {TIERS}')}\n{deals(f'mode: marginal, {TIERS}', '0%').replace('deals', 'extra')}"
        ),
        ["SLA804"],
    ),
    "rates of nothing": (marginal("{up_to: 100%, rate: 0}, {rate: 0}"), ["SLA804"]),
    "points of nothing": (interpolated("[50%, 0%], [100%, 0%]"), ["SLA804"]),
    "a cap of nothing": (marginal("{rate: 1}", ", pays_at_most: 0%"), ["SLA804"]),
    # SLA805
    "a tier that begins where the cap is reached": (
        marginal("{up_to: 150%, rate: 1}, {rate: 2}", ", pays_at_most: 150%"),
        ["SLA805"],
    ),
    "a tier that begins just before": (marginal("{up_to: 150%, rate: 1}, {rate: 2}", ", pays_at_most: 150.1%"), []),
    "a last tier of 0 at the cap": (marginal("{up_to: 150%, rate: 1}, {rate: 0}", ", pays_at_most: 150%"), []),
    "a retroactive tier that reaches the cap at once": (
        retroactive("{up_to: 100%, rate: 1}, {rate: 2}", ", pays_at_most: 200%"),
        [],
    ),
    "a retroactive tier after the cap": (
        retroactive("{up_to: 120%, rate: 1}, {rate: 2}", ", pays_at_most: 120%"),
        ["SLA805"],
    ),
    "a point above the cap": (
        interpolated("[0%, 0%], [100%, 100%], [150%, 200%]", ", pays_at_most: 199%"),
        ["SLA805"],
    ),
    "a point at the cap": (interpolated("[0%, 0%], [100%, 100%], [150%, 200%]", ", pays_at_most: 200%"), []),
    "a tier that the plan's cap never lets pay": (
        plan(deals("mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]"), "pays_at_most: 150%"),
        ["SLA805"],
    ),
    "a tier that the plan's cap lets pay a little": (
        plan(deals("mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]"), "pays_at_most: 151%"),
        [],
    ),
    "a tier that a modifier brings under the plan's cap": (
        plan(
            deals("mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]"),
            "pays_at_most: 150%\nmodifiers: [{if: {first_attempt: {at_most: 50%}}, factor: 0.9}]",
        ),
        [],
    ),
    "a tier beyond all shares": (
        plan(
            deals("mode: marginal, tiers: [{up_to: 125%, rate: 1}, {rate: 2}]", quota="0.8"),
            won="{share: customer, of: [customer, lost]}",
        ),
        ["SLA805"],
    ),
    "a tier just below all shares": (
        plan(
            deals("mode: marginal, tiers: [{up_to: 124.9%, rate: 1}, {rate: 2}]", quota="0.8"),
            won="{share: customer, of: [customer, lost]}",
        ),
        [],
    ),
    "a tier beyond all shares but on the ramp": (
        plan(
            deals("mode: marginal, tiers: [{up_to: 125%, rate: 1}, {rate: 2}]", quota="0.8"),
            "ramp: {quota: [99%], per: month}",
            won="{share: customer, of: [customer, lost]}",
        ),
        [],
    ),
    "a tier that begins where a cap of the target pay is reached": (
        marginal("{up_to: 100%, rate: 1}, {rate: 2}", ", pays_at_most: 100%"),
        ["SLA805"],
    ),
    "a plan's cap of the target pay": (
        plan(deals("mode: marginal, tiers: [{up_to: 100%, rate: 1}, {rate: 2}]"), "pays_at_most: 100%"),
        ["SLA805"],
    ),
    "a plan's cap below the target pay, and tiers": (
        plan(deals("mode: marginal, tiers: [{up_to: 100%, rate: 1}, {rate: 2}]"), "pays_at_most: 99%"),
        ["SLA809"],
    ),
    "a tier under the plan's cap beside what weighs nothing": (
        plan(
            f"{deals('mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]')}\n"
            f"{deals('mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]', '0%').replace('deals', 'extra')}",
            "pays_at_most: 200%",
        ),
        ["SLA804"],
    ),
    "a tier that the plan's cap never lets pay, with a factor of 1": (
        plan(
            deals("mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]"),
            "pays_at_most: 150%\nmodifiers: [{if: {first_attempt: {at_least: 99%}}, factor: 1}]",
        ),
        ["SLA805", "SLA815"],
    ),
    "a first point above the cap": (
        interpolated("[50%, 150%], [100%, 200%]", ", below: 100%, pays_at_most: 120%"),
        ["SLA801"],
    ),
    "a retroactive tier that falls from the cap": (
        retroactive("{up_to: 100%, rate: 1}, {rate: 0.5}", ", pays_at_most: 100%"),
        ["SLA802"],
    ),
    "a tier beyond all shares, with a ramp from nothing": (
        plan(
            deals("mode: marginal, tiers: [{up_to: 250%, rate: 1}, {rate: 2}]", quota="0.8"),
            "ramp: {quota: [0%, 50%], per: month}",
            won="{share: customer, of: [customer, lost]}",
        ),
        ["SLA805", "SLA819"],
    ),
    "points beyond all shares": (
        plan(
            deals("mode: interpolated, points: [[0%, 0%], [100%, 100%], [125%, 150%], [150%, 200%]]", quota="0.8"),
            won="{share: customer, of: [customer, lost]}",
        ),
        ["SLA805"],
    ),
    "a point beyond all shares that a line leads to": (
        plan(
            deals("mode: interpolated, points: [[0%, 0%], [100%, 100%], [150%, 200%]]", quota="0.8"),
            won="{share: customer, of: [customer, lost]}",
        ),
        [],
    ),
    # SLA806
    "a cap above the highest point": (interpolated("[0%, 0%], [100%, 100%]", ", pays_at_most: 101%"), ["SLA806"]),
    "a cap at the highest point": (interpolated("[0%, 0%], [100%, 100%]", ", pays_at_most: 100%"), []),
    "a cap above a last tier of 0": (marginal("{up_to: 100%, rate: 1}, {rate: 0}", ", pays_at_most: 101%"), ["SLA806"]),
    "a cap of what rises without end": (marginal("{rate: 1}", ", pays_at_most: 1000%"), []),
    "a plan's cap above all of its components": (
        plan(deals("mode: interpolated, points: [[0%, 0%], [100%, 100%]]"), "pays_at_most: 101%"),
        ["SLA806"],
    ),
    "a plan's cap above all but the modifier": (
        plan(
            deals("mode: interpolated, points: [[0%, 0%], [100%, 100%]]"),
            "pays_at_most: 101%\nmodifiers: [{if: {first_attempt: {at_least: 99%}}, factor: 1.1}]",
        ),
        [],
    ),
    "a plan's cap at all of its components": (
        plan(deals("mode: interpolated, points: [[0%, 0%], [100%, 100%]]"), "pays_at_most: 100%"),
        [],
    ),
    "a plan's cap above all but what weighs nothing": (
        plan(
            f"{deals('mode: interpolated, points: [[0%, 0%], [100%, 100%]]')}\n"
            f"{deals(f'mode: marginal, {TIERS}', '0%').replace('deals', 'extra')}",
            "pays_at_most: 101%",
        ),
        ["SLA804", "SLA806"],
    ),
    "a plan's cap of what rises without end": (plan(rest="pays_at_most: 1000%"), []),
    # SLA807
    "a gate that caps where the curve is level": (
        plan(
            deals("mode: interpolated, points: [[0%, 0%], [100%, 100%], [120%, 150%]]"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 120%}}}}]",
        ),
        ["SLA807"],
    ),
    "a gate that caps just below": (
        plan(
            deals("mode: interpolated, points: [[0%, 0%], [100%, 100%], [120%, 150%]]"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 119.9%}}}}]",
        ),
        [],
    ),
    "a gate beyond the component's cap": (
        plan(
            deals("mode: marginal, tiers: [{rate: 1}], pays_at_most: 150%"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 150%}}}}]",
        ),
        ["SLA807"],
    ),
    "a gate just below the component's cap": (
        plan(
            deals("mode: marginal, tiers: [{rate: 1}], pays_at_most: 150%"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 149%}}}}]",
        ),
        [],
    ),
    "a gate in a retroactive tier of the cap": (
        plan(
            deals("mode: retroactive, tiers: [{up_to: 100%, rate: 1}, {rate: 1.5}], pays_at_most: 150%"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 101%}}}}]",
        ),
        ["SLA807"],
    ),
    "a gate before a retroactive tier": (
        plan(
            deals("mode: retroactive, tiers: [{up_to: 100%, rate: 1}, {rate: 1.5}], pays_at_most: 150%"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 100%}}}}]",
        ),
        [],
    ),
    "a gate on a level curve that keeps a kicker away": (
        plan(
            deals("mode: marginal, tiers: [{rate: 1}], pays_at_most: 150%"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 150%}}}}]\n"
            "kickers: {hero: {attainment: {deals: 151%}, amount: 500}}",
        ),
        [],
    ),
    "a gate on a level curve that leaves the kicker alone": (
        plan(
            deals("mode: marginal, tiers: [{rate: 1}], pays_at_most: 150%"),
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{deals: 150%}}}}]\n"
            "kickers: {hero: {attainment: {deals: 150%}, amount: 500}}",
        ),
        ["SLA807"],
    ),
    "a gate and a cap on what never pays": (
        plan(
            f"{deals(f'mode: marginal, {TIERS}')}\n"
            "none: {weight: 0%, measure: won, quota: 12, mode: retroactive, tiers: [{rate: 0}], pays_at_most: 200%}",
            f"gates: [{{unless: {{{ATTEMPT}}}, cap: {{none: 100%}}}}]",
        ),
        ["SLA804"],
    ),
    # SLA808
    "a step of the whole target pay": (retroactive("{up_to: 100%, rate: 1}, {rate: 2}"), []),
    "a step of more": (retroactive("{up_to: 100%, rate: 1}, {rate: 2.01}"), ["SLA808"]),
    "a step of more that is cut": (retroactive("{up_to: 100%, rate: 1}, {rate: 3}", ", pays_at_most: 200%"), []),
    "all or nothing": (interpolated("[100%, 100%], [200%, 200%]"), []),
    "more than all or nothing": (interpolated("[99%, 101%], [100%, 101%]"), ["SLA808", "SLA809"]),
    "more than all or nearly nothing": (
        interpolated("[110%, 110%], [120%, 110%]", ", below: 10%"),
        ["SLA809"],
    ),
    # SLA809
    "pay on target": (marginal(f"{HALF}, {{rate: 3}}"), []),
    "less than the target pay": (marginal("{up_to: 50%, rate: 0.99}, {rate: 1}"), ["SLA809"]),
    "more than the target pay": (marginal("{up_to: 50%, rate: 1.01}, {rate: 1}"), ["SLA809"]),
    "a cap at the first point": (interpolated("[75%, 50%], [100%, 100%]", ", pays_at_most: 50%"), ["SLA809"]),
    "a plan's cap below the target pay": (plan(rest="pays_at_most: 99%"), ["SLA809"]),
    "a plan's cap at the target pay": (plan(rest="pays_at_most: 100%"), []),
}


@pytest.mark.parametrize(("fragment", "expected"), EDGES.values(), ids=EDGES)
def test_edge(fragment: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(code for code, _ in found(fragment, tmp_path)) == expected
