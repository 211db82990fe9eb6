"""Random pay plans and pools."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.pay_oracle.drafting import Draft

Tree = dict[str, Any]
QUOTAS = {
    "bookings": ("10000", "3000", "4999.99"),
    "deals": ("2", "3"),
    "customers": ("2", "3"),
    "first_customers": ("2", "1"),
    "worth": ("100", "200"),
}


def plan(draft: Draft, role: str, begins: date) -> Tree:
    """A plan for a role."""
    credit = _credit(draft, role)
    found: Tree = {"people": {"party": "sales", "role": role}, "per": draft.one("month", "month", "quarter", "week")}
    variable = draft.one("12000", "36500", "1000")
    found["pay"] = {"base": "24000", "variable": variable, "ote": str(24000 + int(variable)),
                    "every": draft.one("year", "year", "quarter", "month")}  # fmt: skip
    found["components"] = _components(draft)
    if draft.chance(0.1) and "overlay" not in credit and "share" not in str(credit["to"]):
        credit["event"] = "answered"
        found["components"] = {"main": {"weight": "100%", "measure": "answered_share", "quota": "0.8"} | _mode(draft)}
    return found | {"credit": credit} | pays(draft, credit, begins)


def pays(draft: Draft, credit: Mapping[str, Any], begins: date) -> Tree:
    """The parts of a plan that change what its components pay, each of them sometimes."""
    found: Tree = {}
    bounds = [{"answer": {"at_least": draft.one("50%", "60%")}}, {"answers": {"at_least": "50%"}},
              {"meeting": {"at_least": draft.one("1", "2")}}]  # fmt: skip
    bound = draft.one(*bounds)
    if draft.chance(0.3):
        found["gates"] = [{"unless": bound, "cap": {"main": draft.one("50%", "100%")}}]
    if draft.chance(0.3):
        found["modifiers"] = [{"if": draft.one(*bounds), "factor": draft.one("1.05", "0.9", "1/3")}]
    if draft.chance(0.3):
        found["pays_at_most"] = draft.one("100%", "150%")
    if draft.chance(0.25):
        kicker: Tree = {"attainment": {"main": draft.one("50%", "100%")}, "amount": "100.01"}
        found["kickers"] = {"over": kicker | ({"if": draft.one(*bounds)} if draft.chance(0.3) else {})}
    if draft.chance(0.3) and begins <= draft.spif_days[1] and draft.spif_days[0] <= draft.ends:
        found["spifs"] = {"push": _spif(draft)}
    if draft.chance(0.8 if draft.histories else 0.2) and "team" not in credit and credit["event"] == "won":
        cash = draft.one(50, 30, 100)
        found["release"] = {"booking": f"{100 - cash}%", "cash": f"{cash}%", "event": "payment", "sum": "collected",
                            "of": "amount"}  # fmt: skip
    if draft.chance(0.6 if draft.histories else 0.3):
        found["clawback"] = {"event": "churned", "within": draft.one("20 days", "60 days", "10 business days"),
                             "basis": draft.one("full", "prorata_days")}  # fmt: skip
    if draft.chance(0.35):
        found["draw"] = {"kind": draft.one("recoverable", "recoverable", "non_recoverable"),
                         "amount": draft.one("600", "99.99"), "per": draft.one("month", "quarter")}  # fmt: skip
        if draft.chance(0.7):
            found["draw"]["periods"] = draft.one("1", "2", "3")
    if draft.chance(0.35):
        found["ramp"] = {"quota": draft.one(["0%", "50%"], ["25%", "50%", "75%"], ["50%", "100%"]),
                         "per": draft.one("month", "month", "quarter", "year")}  # fmt: skip
    return found


def _credit(draft: Draft, role: str) -> Tree:
    to = draft.one(
        "owner", "owner", "engineer", {"owner": "70%", "engineer": "30%"}, {"engineer": "1/3", "owner": "2/3"}
    )
    found: Tree = {"to": to, "event": "won"}
    if role == "lead" and draft.chance(0.5):
        over: Tree = draft.one({"rolls_up_to": "manager"}, {"team": {"people": {"party": "sales", "role": "rep"}}})
        return found | over | {"overlay": "true"}
    if draft.chance(0.1):
        found["to"] = {"owner": {"share": "owner_share"}, "engineer": {"share": "engineer_share"}}
    return found


def _components(draft: Draft) -> Tree:
    weights = draft.one(["100%"], ["60%", "40%"], ["1/3", "1/3", "1/3"])
    found = {}
    for name, weight in zip(("main", "second", "third"), weights, strict=False):
        component: Tree = {"weight": weight}
        if name != "main" and draft.chance(0.4):
            component["goal"] = "revenue"
        else:
            measure = draft.one("bookings", "bookings", "bookings", *QUOTAS)
            component |= {"measure": measure, "quota": draft.one(*QUOTAS[measure])}
        found[name] = component | _mode(draft)
    return found


def _mode(draft: Draft) -> Tree:
    mode = draft.one("marginal", "marginal", "retroactive", "interpolated")
    if mode == "interpolated":
        found: Tree = {"mode": mode, "points": draft.one([["50%", "50%"], ["100%", "100%"], ["150%", "200%"]],
                                                         [["0%", "0%"], ["100%", "90%"]])}  # fmt: skip
        if found["points"][0][0] != "0%" and draft.chance(0.5):
            found["below"] = draft.one("0%", "20%")
    else:
        tiers = draft.one(
            [{"rate": "1"}],
            [{"up_to": "50%", "rate": "0"}, {"rate": "1.2"}],
            [{"up_to": "100%", "rate": "1"}, {"up_to": "125%", "rate": "1.5"}, {"rate": "2"}],
        )
        found = {"mode": mode, "tiers": tiers}
    if draft.chance(0.25):
        found["pays_at_most"] = draft.one("150%", "200%")
    return found


def _spif(draft: Draft) -> Tree:
    first, last = draft.spif_days
    spif: Tree = {"event": draft.one("won", "won", "asked"), "from": first.isoformat(), "through": last.isoformat()}
    spif |= draft.one({"amount": "150"}, {"amount": "33.33"}, {"rate": "1%", "of": "amount"})
    if draft.chance(0.4):
        spif["pays_at_most"] = "200"
    if draft.chance(0.3):
        spif["when"] = {"offer": "demo"}
    return spif


def pools(draft: Draft) -> Tree:
    """One pool on the goal."""
    pool: Tree = {"goal": "revenue", "amount": draft.one("100", "1000.01", "77.77"),
                  "share": draft.one({"sales": "100%"}, {"marketing": "50%", "sales": "50%"},
                                     {"sales": "2/3", "marketing": "1/3"})}  # fmt: skip
    pool |= draft.one(
        {"split": "equal"},
        {"split": "weighted", "weights": {"rep": "1.5"}},
        {"split": "contribution", "measure": "bookings", "credit": {"to": "owner", "event": "won"}},
    )
    if draft.chance(0.4):
        pool["points"] = [["20%", "10%"], ["100%", "100%"]]
    return {"together": pool}
