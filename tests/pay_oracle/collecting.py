"""Whose deal the money of a lead pays: laid instant by instant, as it comes in and goes back."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import duration
from tests.oracle.setting import Setting

NOTHING = Fraction(0)

Paid = dict[int, Fraction]
"""What has been paid of each deal; deals of one instant are one, named by it."""


def taken_at(setting: Setting, plan: Mapping[str, Any], lead: str, at: int) -> int | None:
    """When a deal of the instant was taken back; None: never."""
    if "clawback" not in plan:
        return None
    ends = setting.calendar(None).deadline(at, duration(plan["clawback"]["within"]))
    lost = [other.at for other in setting.events.of(lead, plan["clawback"]["event"]) if at < other.at <= ends]
    return min(lost, default=None)


def worths(setting: Setting, plan: Mapping[str, Any], lead: str) -> dict[int, Fraction]:
    """The lead's deals, by instant, with what each is worth: whoever is credited, in whatever scope and term."""
    found: dict[int, Fraction] = {}
    for row in setting.events.of(lead, plan["credit"]["event"]):
        worth = Fraction(row.values.get(plan["release"]["of"]) or 0)
        found[row.at] = found.get(row.at, NOTHING) + max(worth, NOTHING)
    return found


def paid_by_instant(setting: Setting, plan: Mapping[str, Any], lead: str) -> dict[int, Paid]:
    """After each instant at which a deal or money came, what had been paid of each deal by then."""
    deals = worths(setting, plan, lead)
    money: dict[int, Fraction] = {}
    for row in setting.events.of(lead, plan["release"]["event"]):
        money[row.at] = money.get(row.at, NOTHING) + Fraction(row.values.get(plan["release"]["sum"]) or 0)
    lost = {at: taken_at(setting, plan, lead, at) for at in deals}
    laid: Paid = {}
    over = NOTHING  # what no deal has taken yet; below zero, what has to come in again
    found: dict[int, Paid] = {}
    for now in sorted({*deals, *(at for at in money if at >= min(deals))}):
        turn = sorted((at for at in deals if at <= now), key=lambda at: (_before(lost[at], now), at))
        over += money.get(now, NOTHING)
        for at in turn:
            step = min(max(over, NOTHING), deals[at] - laid.get(at, NOTHING))
            laid[at], over = laid.get(at, NOTHING) + step, over - step
        for at in reversed(turn):
            step = min(max(-over, NOTHING), laid[at])
            laid[at], over = laid[at] - step, over + step
        found[now] = dict(laid)
    return found


def _before(at: int | None, now: int) -> bool:
    return at is not None and at < now
