"""Agreements with a pay plan, as short texts, for what checks say of them."""

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


def contributed(measure: str, event: str = "customer") -> str:
    """A pool that is dealt by a measure of rows of an event."""
    top = goal() + "\nquotas: {fast: {by: sales, measure: speed, at_most: 4 business hours, per: month}}"
    pool = (
        f"    pot: {{goal: growth, amount: 9, share: {{sales: 1}}, split: contribution, measure: {measure},"
        f" credit: {{to: owner, event: {event}}}}}"
    )
    text = plan(top=top).replace(
        "measures:\n", "measures:\n  speed: {median: first_attempt}\n  bookings: {sum: amount, of: customer}\n"
    )
    return (
        f"{text}  pools:\n{pool}\n"
        if measure == "bookings"
        else f"{text}  pools:\n{pool}\n".replace("  bookings: {sum: amount, of: customer}\n", "")
    )


def shared_pool(more: str = "", won: str = "{sum: amount, of: customer}") -> str:
    """A goal of two parties that a pool pays, and no plan."""
    pools = "  pools: {pot: {goal: growth, amount: 9, share: {sales: 50%, marketing: 50%}}}"
    return f"{SHARED}\nmeasures:\n  won: {won}\n{more}\ncompensation:\n{pools}\n"


def staffed(quota: str, top: str = "", role: str = "rep", count: str = "count: 8, ", credit: str = "") -> str:
    """Eight reps with a quota of a quarter, and a goal of 1,200,000 for it."""
    text = plan(
        f"sold: {{weight: 100%, measure: won, quota: {quota}, mode: marginal, {TIERS}}}",
        won="{sum: amount, of: customer}",
        top=goal("01-01", "03-31").replace("target: 60", "target: 1200000").replace("value: 60", "value: 1200000")
        + "\nplan:\n  goal: growth\n  average_deal: 60000\n  rates: {mql: 100%, customer: 100%}\n"
        + f"  capacity: {{people: {{party: sales, role: {role}}}, {count}hours: 9, per: month, minutes_per_attempt: 1}}"
        + f"\nquotas: {{mql_volume: {{at_least: 7}}}}{top}",
    )
    return text.replace("credit: {to: owner,", f"credit: {{to: owner, {credit}") if credit else text
