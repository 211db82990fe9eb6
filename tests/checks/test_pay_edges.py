"""Where the checks of pay begin: of two agreements that differ by the least, one has the finding and one has none."""

from pathlib import Path

import pytest

from tests.binding import found

TIERS = "tiers: [{rate: 1}]"


def plan(
    components: str = f"deals: {{weight: 100%, measure: won, quota: 12, mode: marginal, {TIERS}}}",
    rest: str = "",
    top: str = "",
    won: str = "{leads: customer}",
    pay: str = "{ote: 100000, base: 60000, variable: 40000, every: year}",
    per: str = "quarter",
) -> str:
    """An agreement with one plan for the reps; `rest` stands in the plan, `top` above it."""
    lines = [*top.splitlines(), "measures:", f"  won: {won}", "compensation:", "  plans:", "    rep:"]
    lines += ["      people: {party: sales, role: rep}", f"      pay: {pay}", f"      per: {per}"]
    lines += ["      credit: {to: owner, event: customer}", "      components:"]
    lines += [f"        {line}" for line in components.splitlines()]
    lines += [f"      {line}" for line in rest.splitlines()]
    return "\n".join(lines) + "\n"


def deals(curve: str, weight: str = "100%", quota: str = "12") -> str:
    """One component; `curve` is its mode with tiers or points."""
    return f"deals: {{weight: {weight}, measure: won, quota: {quota}, {curve}}}"


def marginal(tiers: str, more: str = "") -> str:
    return plan(deals(f"mode: marginal, tiers: [{tiers}]{more}"))


def retroactive(tiers: str, more: str = "") -> str:
    return plan(deals(f"mode: retroactive, tiers: [{tiers}]{more}"))


def interpolated(points: str, more: str = "") -> str:
    return plan(deals(f"mode: interpolated, points: [{points}]{more}"))


def gates(text: str, kickers: str = "", top: str = "") -> str:
    more = f"\nkickers: {{{kickers}}}" if kickers else ""
    return plan(rest=f"gates: [{text}]{more}", top=top)


def modifiers(text: str, top: str = "") -> str:
    return plan(rest=f"modifiers: [{text}]", top=top)


ATTEMPT = "first_attempt: {at_least: 90%}"
QUOTAS = "quotas:\n  {id}: {{by: {by}, measure: mqls, at_least: 60, per: {per}}}"
YEARLY = QUOTAS.format(id="mql_year", by="marketing", per="year")
FINE = "quotas:\n  fast: {by: sales, measure: speed, at_most: 4 business hours, per: month}"
SPEED = "parties: {sales: {accountable: Lee Park}}"
GOAL = (
    "parties: {sales: {accountable: Lee Park}}\n"
    "goals:\n  growth: {by: BY, measure: won, target: 60, from: 2027-FROM, due: 2027-DUE, owners: [Lee Park],"
    " baseline: {value: 60}}"
)


def goal(from_: str = "01-01", due: str = "12-31", by: str = "sales") -> str:
    return GOAL.replace("FROM", from_).replace("DUE", due).replace("BY", by)


def on_goal(weight: str, curve: str = f"mode: marginal, {TIERS}") -> str:
    return f"growth: {{weight: {weight}, goal: growth, {curve}}}"


SHARED = goal(by="[sales, marketing]")
DEMAND = """demand:
  people: {party: marketing, role: demand}
  pay: {ote: 80000, base: 70000, variable: 10000, every: year}
  per: quarter
  credit: {to: owner, event: customer}
  components:
    growth: {weight: WEIGHT, goal: growth, mode: marginal, tiers: [{rate: 1}]}
    deals: {weight: REST, measure: won, quota: 3, mode: marginal, tiers: [{rate: 1}]}
"""


def together(weight: str = "", rest: str = "", pools: str = "", mine: str = "60%", my_rest: str = "40%") -> str:
    """A goal of two parties that pays the reps 60%, and marketing as much as is said."""
    components = f"{on_goal(mine)}\n{deals(f'mode: marginal, {TIERS}', my_rest)}"
    text = plan(components, top=SHARED)
    if weight:
        text += "".join(f"    {line}\n" for line in DEMAND.replace("WEIGHT", weight).replace("REST", rest).splitlines())
    return f"{text}  pools: {{together: {{goal: growth, amount: 5000, share: {pools}}}}}\n" if pools else text


def staffed(quota: str, top: str = "", role: str = "rep", count: str = "count: 8, ", credit: str = "") -> str:
    """Eight reps with a quota of a quarter, and a goal of 1,200,000 for it."""
    text = plan(
        f"sold: {{weight: 100%, measure: won, quota: {quota}, mode: marginal, {TIERS}}}",
        won="{sum: amount, of: customer}",
        top=goal("01-01", "03-31").replace("target: 60", "target: 1200000").replace("value: 60", "value: 1200000")
        + "\nplan:\n  goal: growth\n  average_deal: 60000\n  rates: {mql: 100%}\n"
        + f"  capacity: {{people: {{party: sales, role: {role}}}, {count}hours: 9, per: month, minutes_per_attempt: 1}}"
        + f"\nquotas: {{mql_volume: {{at_least: 7}}}}{top}",
    )
    return text.replace("credit: {to: owner,", f"credit: {{to: owner, {credit}") if credit else text


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
    "a plan's cap below the target pay": (plan(rest="pays_at_most: 99%"), ["SLA809"]),
    "a plan's cap at the target pay": (plan(rest="pays_at_most: 100%"), []),
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
    # SLA819, SLA820
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
    "a clawback by a stage that nobody gets to": (
        plan(rest="clawback: {event: lost, within: 90 days, basis: full}"),
        ["SLA821"],
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
    "a goal without an end of the term": (
        plan(on_goal("100%"), top=f"{goal('01-01', '02-28')}\nterm: {{through: null}}"),
        [],
    ),
    # SLA824
    "half a cent": ("term: {currency: USD}\n" + plan() + '  rounding: {quantum: "0.005"}\n', ["SLA824"]),
    "five rappen": ("term: {currency: CHF}\n" + plan() + '  rounding: {quantum: "0.05"}\n', []),
    "half a rappen more": ("term: {currency: CHF}\n" + plan() + '  rounding: {quantum: "0.055"}\n', ["SLA824"]),
    "a cent of yen": ("term: {currency: JPY}\n" + plan() + '  rounding: {quantum: "0.01"}\n', ["SLA824"]),
    "a fils": ("term: {currency: KWD}\n" + plan() + '  rounding: {quantum: "0.001"}\n', []),
    "a tenth of a cent of nothing": (plan() + '  rounding: {quantum: "0.001"}\n', []),
    # SLA448, SLA825
    "pay on the ratio of two measures": (
        plan(won="{ratio: sold, of: mqls}").replace("measures:\n", "measures:\n  sold: {sum: amount, of: customer}\n"),
        [],
    ),
    "pay on a ratio of other rows": (
        plan(won="{ratio: offered, of: mqls}").replace("measures:\n", "measures:\n  offered: {leads: lost}\n"),
        ["SLA448"],
    ),
    # SLA461, SLA462, SLA463
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
