"""What checks of pay say, and where."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit import checks
from tests.binding import load_fragment
from tests.checks.pay_agreements import (
    QUOTAS,
    TIERS,
    deals,
    gates,
    goal,
    interpolated,
    modifiers,
    on_goal,
    plan,
    shared_pool,
    staffed,
    together,
)

HALF = deals(f"mode: marginal, {TIERS}", "50%")
SAID = {
    "pay on rows of two kinds": plan(
        f"{HALF}\nmore: {{weight: 50%, measure: mqls, quota: 9, mode: marginal, {TIERS}}}"
    ),
    "pay on rows that are not credited": plan(won="{leads: lost}"),
    "a ramp of 0 and two components": plan(
        f"{HALF}\n{HALF.replace('deals', 'more')}",
        "ramp: {quota: [50%, 0%, 50%], per: month}",
    ),
    "a plan's cap": plan(deals("mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]"), "pays_at_most: 120%"),
    "a point above the cap": interpolated("[0%, 0%], [100%, 100%], [300%, 500%]", ", pays_at_most: 400%"),
    "a point above a cap that is reached": interpolated("[0%, 0%], [100%, 100%], [200%, 150%]", ", pays_at_most: 100%"),
    "a point above a cap that has no last digit": interpolated(
        "[0%, 0%], [100%, 100%], [160%, 190%]", ", pays_at_most: 150.5%"
    ),
    "a condition of two that every value meets": gates(
        "{unless: {first_attempt: {at_least: 90%}, mql.ready: {at_least: 0%}}, cap: {deals: 90%}}"
    ),
    "a gate on two of which one is level": plan(
        f"{HALF}, pays_at_most: 200%}}\n{HALF.replace('deals', 'more')}".replace("}]}, pays", "}], pays"),
        "gates: [{unless: {first_attempt: {at_least: 90%}}, cap: {deals: 200%, more: 100%}}]",
    ),
    "beyond all shares": plan(
        deals("mode: marginal, tiers: [{up_to: 125%, rate: 1}, {rate: 2}]", quota="0.8"),
        won="{share: customer, of: [customer, lost]}",
    ),
    "a goal in four periods without a day of it": modifiers(
        "{if: {growth: {at_least: 5}}, factor: 1.1}", goal("01-01", "02-28")
    ).replace("per: quarter", "per: month"),
    "a goal in three periods without a day of it": modifiers(
        "{if: {growth: {at_least: 15}}, factor: 1.1}", goal("01-01", "03-31")
    ),
    "a quota of the term": modifiers(
        "{if: {mql_term: {at_least: 61}}, factor: 1.1}", QUOTAS.format(id="mql_term", by="marketing", per="term")
    ),
    "three quarters before the goal": plan(on_goal("100%"), top=goal("10-01")),
    "four months before the goal": plan(on_goal("100%"), top=goal("05-01"), per="month"),
    "quotas of two quarters": staffed("170000").replace("due: 2027-03-31", "due: 2027-06-30"),
    "quotas of one": staffed("149999", count="count: 1, ").replace("1200000", "150000"),
    "no variable": plan(
        pay="{ote: 60000, base: 60000, variable: 0, every: year}",
        rest="draw: {kind: recoverable, amount: 1, per: month}",
    ),
    "weights of two plans": together("59%", "41%"),
    "a pool for those who have not promised": shared_pool()
    .replace("parties: {", "parties: {support: {title: Support}, ")
    .replace("share: {sales: 50%, marketing: 50%}", "share: {support: 100%}")
    .replace("measures:\n", "responses: {first_attempt: {by: [sales, support]}}\nmeasures:\n"),
}
FOUND = {
    module.__name__.rpartition(".")[2]: module.WRONG
    for module in checks.modules()
    if module.CODE.id[3] == "8" or module.CODE.id.startswith("SLA46")
}


@pytest.mark.parametrize("fragment", [*FOUND.values(), *SAID.values()], ids=[*FOUND, *SAID])
def test_what_is_said(fragment: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    _, findings = load_fragment(fragment, tmp_path)
    lines = (tmp_path / "fragment.yaml").read_text(encoding="utf-8").splitlines()
    told = [
        f"{finding.code.id} at '{lines[finding.span.line - 1][finding.span.column - 1 :]}'\n"
        f"  {finding.message}\n  = {finding.help}"
        for finding in findings
    ]
    assert "\n".join(told) == snapshot
