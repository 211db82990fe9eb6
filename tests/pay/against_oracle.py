"""slakit's pay and the oracle's, of one random pair: in all, and what alone the money of a lead pays of its deals."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from slakit.pay.collecting import coming
from slakit.pay.facts import Claim, Collected
from tests.oracle import Refused
from tests.oracle.setting import Setting
from tests.oracle.versions import settings_of
from tests.oracle.zone import local_date
from tests.pay.front_door import paid
from tests.pay_oracle import payroll
from tests.pay_oracle.collecting import paid_by_instant, taken_at, worths
from tests.pay_oracle.comparing import apart, plain
from tests.pay_oracle.draft import Pair, drafted


def compare_seed(seed: int) -> list[str]:
    """What differs on the pair of a seed."""
    return compare(drafted(seed))


def compare(pair: Pair) -> list[str]:
    """What differs on a pair; where both refuse to pay, nothing does."""
    with tempfile.TemporaryDirectory(prefix="slakit-pay-") as folder:
        found, said = paid(
            Path(folder),
            pair.versions,
            pair.rows,
            people=pair.people,
            period=pair.period,
            as_of=pair.as_of,
            waivers=pair.waivers,
        )
    try:
        oracle = payroll(
            pair.versions,
            pair.rows,
            people=pair.people,
            period=pair.period,
            as_of=pair.as_of,
            waivers=[_whole(pair, waiver) for waiver in pair.waivers],
        )
    except Refused as refusal:
        return [] if found is None else [f"the oracle refuses: {refusal}"]
    if found is None:
        return ["slakit refuses:", *(line for line in said.splitlines() if " error " in line)]
    return apart({person: plain(statement) for person, statement in oracle.items()}, found)


def _whole(pair: Pair, waivers: dict[str, object]) -> dict[str, object]:
    return {"agreement": pair.versions[0]["metadata"]["name"], **waivers}


def compare_turns(pair: Pair) -> Iterator[str]:
    """Of every lead and plan that releases pay, the deals of which either has paid more by the end of some date."""
    for setting in settings_of(pair.versions, pair.rows, pair.people, as_of=pair.as_of, known_by=None):
        for name, plan in setting.agreement["compensation"]["plans"].items():
            for lead in setting.log.leads() if "release" in plan else ():
                if worths(setting, plan, lead):
                    ours, theirs = _laid(setting, plan, lead), _paid(setting, plan, lead)
                    yield from (
                        f"{name} of version {setting.place}, {lead}: the oracle has {ours[at]}, slakit {theirs[at]}"
                        for at in ours
                        if ours[at] != theirs[at]
                    )


def _laid(setting: Setting, plan: Mapping[str, Any], lead: str) -> dict[int, dict[date, Fraction]]:
    """What the oracle has paid of each deal, by its instant, by the end of each date on which that changes."""
    laid = paid_by_instant(setting, plan, lead)
    return {
        at: _changes((local_date(setting.zone, now), deals[at]) for now, deals in laid.items() if now >= at)
        for at in worths(setting, plan, lead)
    }


def _paid(setting: Setting, plan: Mapping[str, Any], lead: str) -> dict[int, dict[date, Fraction]]:
    """What slakit has, in the same way."""
    key: dict[str, Any] = {"version": 0, "plan": "", "lead_id": lead}
    deals = worths(setting, plan, lead)
    claims = [
        Claim(**key, at=at, day=local_date(setting.zone, at), worth=worth, taken_back_at=lost)
        for at, worth in deals.items()
        for lost in [taken_at(setting, plan, lead, at)]
    ]
    money = [
        Collected(**key, row=number, at=row.at, day=local_date(setting.zone, row.at), value=value)
        for number, row in enumerate(setting.events.of(lead, plan["release"]["event"]))
        if row.at >= min(deals)
        for value in [Fraction(row.values.get(plan["release"]["sum"]) or 0)]
    ]
    return {at: _changes((one.day, one.paid) for one in those) for at, those in coming(claims, money).items()}


def _changes(paid_on: Iterable[tuple[date, Fraction]]) -> dict[date, Fraction]:
    """The dates by the end of which another amount is paid than before, with it."""
    by_date = dict(paid_on)
    amounts = [Fraction(0), *by_date.values()]
    return {day: amount for before, (day, amount) in zip(amounts, by_date.items(), strict=False) if amount != before}
