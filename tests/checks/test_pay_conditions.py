"""Where the checks of gates, modifiers and kickers begin: of two that differ by the least, one has the finding."""

from pathlib import Path

import pytest

from tests.binding import found
from tests.checks.pay_agreements import (
    ATTEMPT,
    FINE,
    QUOTAS,
    TIERS,
    YEARLY,
    deals,
    gates,
    goal,
    modifiers,
    plan,
)

EDGES = {
    # SLA810
    "a gate that asks for nothing": (gates("{unless: {first_attempt: {at_least: 0%}}, cap: {deals: 50%}}"), ["SLA810"]),
    "a gate that asks for next to nothing": (
        gates("{unless: {first_attempt: {at_least: 0.1%}}, cap: {deals: 50%}}"),
        [],
    ),
    "a modifier for at most everything": (
        modifiers("{if: {mql.ready: {at_most: 100%}}, factor: 0.9}"),
        ["SLA810"],
    ),
    "a modifier for nearly everything": (modifiers("{if: {mql.ready: {at_most: 99%}}, factor: 0.9}"), []),
    "a modifier for at least 0 leads": (modifiers("{if: {mql_volume: {at_least: 0}}, factor: 1.1}"), ["SLA810"]),
    "a modifier for at least 0 of money": (
        modifiers(
            "{if: {cash: {at_least: 0}}, factor: 1.1}",
            "quotas: {cash: {by: sales, measure: paid, at_least: 100, per: quarter}}",
        ).replace("measures:\n", "measures:\n  paid: {sum: amount, of: customer}\n"),
        [],
    ),
    "a kicker for an attainment of nothing": (
        plan(rest="kickers: {hero: {attainment: {deals: 0%}, amount: 500}}"),
        ["SLA810"],
    ),
    "a kicker for an attainment of next to nothing": (
        plan(rest="kickers: {hero: {attainment: {deals: 1%}, amount: 500}}"),
        [],
    ),
    # SLA811
    "a gate twice": (
        gates(f"{{unless: {{{ATTEMPT}}}, cap: {{deals: 50%}}}}, {{unless: {{{ATTEMPT}}}, cap: {{deals: 50%}}}}"),
        ["SLA811"],
    ),
    "a weaker gate that caps higher": (
        gates(
            "{unless: {first_attempt: {at_least: 80%}}, cap: {deals: 51%}},"
            f" {{unless: {{{ATTEMPT}}}, cap: {{deals: 50%}}}}"
        ),
        ["SLA811"],
    ),
    "a weaker gate that caps lower": (
        gates(
            "{unless: {first_attempt: {at_least: 80%}}, cap: {deals: 49%}},"
            f" {{unless: {{{ATTEMPT}}}, cap: {{deals: 50%}}}}"
        ),
        [],
    ),
    "two gates that cap alike on two promises": (
        gates(
            "{unless: {customer.transition: {at_least: 80%}}, cap: {deals: 50%}},"
            f" {{unless: {{{ATTEMPT}}}, cap: {{deals: 50%}}}}"
        ),
        [],
    ),
    "a gate on one of two promises of another gate": (
        gates(
            f"{{unless: {{{ATTEMPT}}}, cap: {{deals: 50%}}}},"
            f" {{unless: {{{ATTEMPT}, customer.transition: {{at_least: 80%}}}}, cap: {{deals: 50%}}}}"
        ),
        ["SLA811"],
    ),
    "a gate on the other side": (
        gates(
            "{unless: {lost.transition: {at_least: 80%}}, cap: {deals: 50%}},"
            " {unless: {lost.transition: {at_most: 80%}}, cap: {deals: 50%}}"
        ),
        [],
    ),
    "a modifier twice": (modifiers(", ".join(["{if: {first_attempt: {at_least: 99%}}, factor: 1.1}"] * 2)), ["SLA811"]),
    "two modifiers for more and still more": (
        modifiers(
            "{if: {first_attempt: {at_least: 98%}}, factor: 1.1}, {if: {first_attempt: {at_least: 99%}}, factor: 1.1}"
        ),
        [],
    ),
    "two factors": (
        modifiers(
            "{if: {first_attempt: {at_least: 99%}}, factor: 1.1}, {if: {first_attempt: {at_least: 99%}}, factor: 1.2}"
        ),
        [],
    ),
    "a kicker twice": (
        plan(
            rest="kickers: {hero: {attainment: {deals: 120%}, amount: 5}, star: {attainment: {deals: 120%}, amount: 5}}"
        ),
        ["SLA811"],
    ),
    "a second kicker for more": (
        plan(
            rest="kickers: {hero: {attainment: {deals: 120%}, amount: 5}, star: {attainment: {deals: 121%}, amount: 5}}"
        ),
        [],
    ),
    # SLA812
    "a gate on what marketing promises": (
        gates("{unless: {mql.ready: {at_least: 90%}}, cap: {deals: 50%}}"),
        ["SLA812"],
    ),
    "a gate on what both promise": (
        gates(
            "{unless: {mql.ready: {at_least: 90%}}, cap: {deals: 50%}}", top="stages: {mql: {by: [marketing, sales]}}"
        ),
        [],
    ),
    "a modifier on what marketing promises": (modifiers("{if: {mql.ready: {at_least: 90%}}, factor: 1.1}"), []),
    "a gate of a plan that names no party": (
        gates("{unless: {mql.ready: {at_least: 90%}}, cap: {deals: 50%}}").replace("{party: sales, role", "{role"),
        [],
    ),
    # SLA813: first_attempt is promised at 95% or more
    "a gate as strict as the promise": (gates("{unless: {first_attempt: {at_least: 95%}}, cap: {deals: 50%}}"), []),
    "a gate stricter than the promise": (
        gates("{unless: {first_attempt: {at_least: 95.1%}}, cap: {deals: 50%}}"),
        ["SLA813"],
    ),
    "a gate against the promise": (gates("{unless: {first_attempt: {at_most: 94%}}, cap: {deals: 50%}}"), ["SLA813"]),
    "a gate on the other side that leaves room": (
        gates("{unless: {first_attempt: {at_most: 95%}}, cap: {deals: 50%}}"),
        [],
    ),
    "a modifier for more than is promised": (modifiers("{if: {first_attempt: {at_least: 99%}}, factor: 1.1}"), []),
    "a reward for breaking the promise": (
        modifiers("{if: {first_attempt: {at_most: 94%}}, factor: 1.1}"),
        ["SLA813"],
    ),
    "a price for breaking the promise": (modifiers("{if: {first_attempt: {at_most: 94%}}, factor: 0.9}"), []),
    "a price for keeping the promise": (
        modifiers("{if: {first_attempt: {at_least: 95%}}, factor: 0.9}"),
        ["SLA813"],
    ),
    "a price for keeping the promise while another is broken": (
        modifiers("{if: {first_attempt: {at_least: 95%}, lost.transition: {at_most: 50%}}, factor: 0.9}"),
        [],
    ),
    "a kicker for breaking the promise": (
        plan(rest="kickers: {hero: {if: {first_attempt: {at_most: 94%}}, amount: 5}}"),
        ["SLA813"],
    ),
    "a gate that is faster than the promise": (
        gates("{unless: {fast: {at_most: 3 business hours}}, cap: {deals: 50%}}", top=FINE).replace(
            "measures:\n", "measures:\n  speed: {median: first_attempt}\n"
        ),
        ["SLA813"],
    ),
    "a gate as fast as the promise, in minutes": (
        gates("{unless: {fast: {at_most: 240 business minutes}}, cap: {deals: 50%}}", top=FINE).replace(
            "measures:\n", "measures:\n  speed: {median: first_attempt}\n"
        ),
        [],
    ),
    "a gate on more leads than a quarter's quota": (
        gates(
            "{unless: {more: {at_least: 61}}, cap: {deals: 50%}}",
            top=QUOTAS.format(id="more", by="[marketing, sales]", per="quarter"),
        ),
        ["SLA813"],
    ),
    "a gate on as many leads as a quarter's quota": (
        gates(
            "{unless: {more: {at_least: 60}}, cap: {deals: 50%}}",
            top=QUOTAS.format(id="more", by="[marketing, sales]", per="quarter"),
        ),
        [],
    ),
    "a gate on more than three months' quotas": (
        gates(
            "{unless: {more: {at_least: 181}}, cap: {deals: 50%}}",
            top=QUOTAS.format(id="more", by="[marketing, sales]", per="month"),
        ),
        ["SLA813"],
    ),
    "a gate on as many as three months' quotas": (
        gates(
            "{unless: {more: {at_least: 180}}, cap: {deals: 50%}}",
            top=QUOTAS.format(id="more", by="[marketing, sales]", per="month"),
        ),
        [],
    ),
    "a gate on as many as the days of a quarter bring at most": (
        gates(
            "{unless: {more: {at_least: 5520}}, cap: {deals: 50%}}",
            top=QUOTAS.format(id="more", by="[marketing, sales]", per="day"),
        ),
        [],
    ),
    "a gate on more than that": (
        gates(
            "{unless: {more: {at_least: 5521}}, cap: {deals: 50%}}",
            top=QUOTAS.format(id="more", by="[marketing, sales]", per="day"),
        ),
        ["SLA813"],
    ),
    # SLA814
    "a year's quota in a quarter": (modifiers("{if: {mql_year: {at_least: 60}}, factor: 1.1}", YEARLY), ["SLA814"]),
    "a little less than a year's quota in a quarter": (
        modifiers("{if: {mql_year: {at_least: 59}}, factor: 1.1}", YEARLY),
        [],
    ),
    "a month's quota in a quarter": (
        modifiers(
            "{if: {mql_month: {at_least: 60}}, factor: 1.1}", QUOTAS.format(id="mql_month", by="marketing", per="month")
        ),
        [],
    ),
    "a quota of the term in a quarter": (
        modifiers(
            "{if: {mql_term: {at_least: 60}}, factor: 1.1}", QUOTAS.format(id="mql_term", by="marketing", per="term")
        ),
        ["SLA814"],
    ),
    "a quarter's goal in every quarter": (
        modifiers("{if: {growth: {at_least: 50}}, factor: 1.1}", goal("01-01", "03-31")),
        ["SLA814"],
    ),
    "a year's goal in every quarter": (modifiers("{if: {growth: {at_least: 15}}, factor: 1.1}", goal()), []),
    "all of a year's goal in every quarter": (
        modifiers("{if: {growth: {at_least: 60}}, factor: 1.1}", goal()),
        ["SLA814"],
    ),
    "all of a year's goal in the year": (
        plan(rest="modifiers: [{if: {growth: {at_least: 60}}, factor: 1.1}]", top=goal(), per="year"),
        [],
    ),
    "a goal that ends with the first day of the last quarter": (
        modifiers("{if: {growth: {at_least: 15}}, factor: 1.1}", goal(due="10-01")),
        [],
    ),
    "a goal that ends the day before": (
        modifiers("{if: {growth: {at_least: 15}}, factor: 1.1}", goal(due="09-30")),
        ["SLA814"],
    ),
    "a year's quota in the term": (
        plan(rest="modifiers: [{if: {mql_year: {at_least: 60}}, factor: 1.1}]", top=YEARLY, per="term"),
        [],
    ),
    "the term's quota in the term": (
        plan(
            rest="modifiers: [{if: {mql_term: {at_least: 60}}, factor: 1.1}]",
            top=QUOTAS.format(id="mql_term", by="marketing", per="term"),
            per="term",
        ),
        [],
    ),
    "a year's quota of each rep in a quarter": (
        modifiers(
            "{if: {mql_year: {at_least: 60}}, factor: 1.1}",
            YEARLY.replace("per: year", "per: year, for_each: {people: {party: sales, role: rep}}"),
        ),
        [],
    ),
    "a year's quota by heads in a quarter": (
        modifiers(
            "{if: {mql_year: {at_least: 60}}, factor: 1.1}",
            YEARLY.replace("per: year", "per: year, times: {people: {party: sales, role: rep}}"),
        ),
        [],
    ),
    "a ceiling for a quarter on a year's quota": (
        modifiers("{if: {mql_year: {at_most: 60}}, factor: 0.9}", YEARLY),
        [],
    ),
    "a floor for a quarter above a year's ceiling": (
        modifiers("{if: {mql_year: {at_least: 60}}, factor: 0.9}", YEARLY.replace("at_least", "at_most")),
        [],
    ),
    "a year's quota of nothing": (
        modifiers("{if: {mql_year: {at_least: 5}}, factor: 1.1}", YEARLY.replace("60", "0")),
        [],
    ),
    "a goal from the last day of a quarter": (
        modifiers("{if: {growth: {at_least: 15}}, factor: 1.1}", goal("03-31")),
        [],
    ),
    "a goal from the next day in every quarter": (
        modifiers("{if: {growth: {at_least: 15}}, factor: 1.1}", goal("04-01")),
        ["SLA814"],
    ),
    "a year's share in a quarter": (
        modifiers(
            "{if: {kept: {at_least: 60%}}, factor: 1.1}",
            "quotas: {kept: {by: sales, measure: closing, at_least: 60%, per: year}}",
        ).replace("measures:\n", "measures:\n  closing: {share: customer, of: [customer, lost]}\n"),
        [],
    ),
    "a quarter's goal and a day": (
        modifiers("{if: {growth: {at_least: 60}}, factor: 1.1}", goal(due="04-01")),
        ["SLA814", "SLA814"],
    ),
    "a quarter's goal in a term without an end": (
        modifiers("{if: {growth: {at_least: 60}}, factor: 1.1}", f"{goal('01-01', '03-31')}\nterm: {{through: null}}"),
        [],
    ),
    "a share's goal, the whole of it in every quarter": (
        plan(
            deals(f"mode: marginal, {TIERS}", quota="0.8"),
            "modifiers: [{if: {growth: {at_least: 60%}}, factor: 1.1}]",
            top=goal().replace("60", "60%"),
            won="{share: customer, of: [customer, lost]}",
        ),
        [],
    ),
    "a goal in a term without an end, once": (
        plan(
            rest="modifiers: [{if: {growth: {at_least: 60}}, factor: 1.1}]",
            top=f"{goal()}\nterm: {{through: null}}",
            per="term",
        ),
        ["SLA437", "SLA814"],
    ),
    # SLA815
    "a factor of 1": (modifiers("{if: {first_attempt: {at_least: 99%}}, factor: 1}"), ["SLA815"]),
    "a factor of 0": (modifiers("{if: {lost.transition: {at_most: 50%}}, factor: 0}"), ["SLA815"]),
    # SLA816: of a quota of 80%, everything is 125%
    "a kicker at the highest attainment of a share": (
        plan(
            deals(f"mode: marginal, {TIERS}", quota="0.8"),
            "kickers: {hero: {attainment: {deals: 125%}, amount: 5}}",
            won="{share: customer, of: [customer, lost]}",
        ),
        [],
    ),
    "a kicker beyond it": (
        plan(
            deals(f"mode: marginal, {TIERS}", quota="0.8"),
            "kickers: {hero: {attainment: {deals: 125.1%}, amount: 5}}",
            won="{share: customer, of: [customer, lost]}",
        ),
        ["SLA816"],
    ),
    "a kicker while the gate is closed": (
        gates(
            "{unless: {lost.transition: {at_least: 80%}}, cap: {deals: 100%}}",
            "hero: {attainment: {deals: 120%}, if: {lost.transition: {at_most: 79%}}, amount: 5}",
        ),
        ["SLA816"],
    ),
    "a kicker while the gate may be open": (
        gates(
            "{unless: {lost.transition: {at_least: 80%}}, cap: {deals: 100%}}",
            "hero: {attainment: {deals: 120%}, if: {lost.transition: {at_most: 80%}}, amount: 5}",
        ),
        [],
    ),
    "a kicker that the closed gate leaves in reach": (
        gates(
            "{unless: {lost.transition: {at_least: 80%}}, cap: {deals: 100%}}",
            "hero: {attainment: {deals: 100%}, if: {lost.transition: {at_most: 79%}}, amount: 5}",
        ),
        [],
    ),
    "a kicker on one component and a gate on another": (
        plan(
            f"{deals(f'mode: marginal, {TIERS}', '50%')}\n"
            f"{deals(f'mode: marginal, {TIERS}', '50%').replace('deals', 'extra')}",
            "gates: [{unless: {lost.transition: {at_least: 80%}}, cap: {extra: 100%}}]\n"
            "kickers: {hero: {attainment: {deals: 120%}, if: {lost.transition: {at_most: 79%}}, amount: 5}}",
        ),
        [],
    ),
}


@pytest.mark.parametrize(("fragment", "expected"), EDGES.values(), ids=EDGES)
def test_edge(fragment: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(code for code, _ in found(fragment, tmp_path)) == expected
