"""Random agreements and logs, with collisions, gathered twice: by the engine and row by row."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.pay.gather.naive import credited
from tests.pay.gather.test_cases import gather

BOUNDARIES = ("2027-01-01", "2027-02-01", "2027-03-14", "2027-03-15", "2027-03-31", "2027-04-01", "2027-04-15")
TO: tuple[Any, ...] = (
    "owner",
    "partner",
    {"owner": "70%", "engineer": "30%"},
    {"partner": "1/3", "owner": "1/3", "engineer": "1/3"},
    {"owner": {"share": "owner_share"}, "partner": {"share": "partner_share"}},
)
MEASURES: dict[str, dict[str, Any]] = {
    "worth": {"sum": "amount", "of": "signed"},
    "worth_when": {"sum": "amount", "of": "signed", "when": {"offer": "demo"}},
    "table": {"sum": {"offer": {"demo": "3", "webinar": "0.5"}}, "of": "signed"},
    "rows": {"count": "signed", "when": {"offer": {"is_not": "webinar"}}},
    "logos": {"leads": "signed"},
    "firsts": {"leads": "signed", "first": "true", "when": {"segment": "large"}},
}
PAY = {"ote": "100", "base": "40", "variable": "60", "every": "year"}
AS_OF = "2027-04-20T00:00:00-04:00"
PEOPLE = ("ann", "bob", "cat", "dan")


def plan(chosen: random.Random) -> dict[str, Any]:
    """A plan that pays by one or two measures, perhaps by a campaign, perhaps taken back or released."""
    picked = chosen.sample(sorted(MEASURES), k=2)
    tiers = {"mode": "marginal", "quota": "10", "tiers": [{"rate": "1"}]}
    made: dict[str, Any] = {
        "people": chosen.choice(({"party": "sales"}, {"role": "rep"}, {"role": "boss"})),
        "pay": PAY,
        "per": "month",
        "credit": {"to": chosen.choice(TO), "event": "signed"},
        "components": {name: {"weight": "50%", "measure": name, **tiers} for name in picked},
    }
    if chosen.random() < 0.5:
        beside = chosen.choice(({"rolls_up_to": "boss"}, {"team": {"people": {"role": "rep"}}}))
        made["credit"] |= {"overlay": "true", **beside}
    if chosen.random() < 0.5:
        worth = chosen.choice(({"amount": "5"}, {"rate": "10%", "of": "amount"}))
        first, last = chosen.choice(BOUNDARIES[:-1]), chosen.choice(("2027-04-15", "2027-04-30"))
        event = chosen.choice(("signed", "demo"))
        made["spifs"] = {
            "push": {"event": event, "when": {"segment": "large"}, "from": first, "through": last, **worth}
        }
    if chosen.random() < 0.6:
        made["clawback"] = {"event": "churned", "within": chosen.choice(("1 day", "30 days")), "basis": "full"}
    if chosen.random() < 0.3:
        made["release"] = {"booking": "50%", "cash": "50%", "event": "demo", "sum": "collected", "of": "amount"}
    return made


def versions(chosen: random.Random) -> list[dict[str, Any]]:
    """One version or two of different zones."""
    zones = ["America/New_York", chosen.choice(("America/New_York", "Europe/Berlin", "America/Los_Angeles"))]
    made = []
    for number in range(chosen.choice((1, 2))):
        first = "2027-01-01" if number == 0 else chosen.choice(BOUNDARIES[1:])
        made.append(
            {
                "metadata": {"name": "paid", "title": "Paid", "version": f"{number + 1}.0.0"},
                "term": {"from": first, "through": "2027-12-31", "timezone": zones[number], "currency": "USD"},
                "measures": MEASURES,
                "scope": {"segment": {"is_not": "internal"}},
                "compensation": {"plans": {"one": plan(chosen), "two": plan(chosen)}},
            }
        )
    return made


def log(chosen: random.Random) -> list[dict[str, str]]:
    """Rows of a few leads (or none) at and around local midnights, so that many fall together."""
    rows = []
    for _ in range(60):
        zone = ZoneInfo(chosen.choice(("America/New_York", "Europe/Berlin", "America/Los_Angeles")))
        midnight = datetime.combine(date.fromisoformat(chosen.choice(BOUNDARIES)), datetime.min.time(), zone)
        instant = midnight + timedelta(seconds=chosen.choice((-1, 0, 0, 1, 86_400)))
        row = {
            "event": chosen.choice(("signed", "signed", "signed", "demo", "churned", "note")),
            "at": instant.isoformat(),
        }
        row["lead_id"] = chosen.choice(("L1", "L2", "L3", "L4", ""))
        values = {
            "owner": PEOPLE,
            "engineer": PEOPLE,
            "partner": PEOPLE,
            "segment": ("large", "large", "small", "internal"),
            "offer": ("demo", "webinar"),
            "amount": ("10", "0.1", "-3"),
        }
        row |= {field: chosen.choice(those) for field, those in values.items() if chosen.random() < 0.3}
        if chosen.random() < 0.6:
            shares = chosen.choice((("0.6", "0.4"), ("1", ""), ("", "1"), ("0.5", "0.4"), ("2", "-1")))
            row |= dict(zip(("owner_share", "partner_share"), shares, strict=True))
        rows.append({key: value for key, value in row.items() if value})
    return rows


def people(chosen: random.Random) -> list[dict[str, str]]:
    """Some are there from the beginning, some come and go; some are twice on the roster, some have nobody above."""
    found = []
    for person in PEOPLE:
        for role in chosen.sample(("rep", "boss", "coach"), k=chosen.choice((1, 1, 2))):
            first = chosen.choice(("2026-01-01", "2026-01-01", *BOUNDARIES[:4]))
            last = chosen.choice(("", "", *BOUNDARIES[4:]))
            above = chosen.choice((*PEOPLE, ""))
            found.append(
                {"person": person, "party": "sales", "role": role, "boss": above, "from": first, "through": last}
            )
    return found


@pytest.mark.parametrize("seed", range(6))
def test_both_credit_the_same(seed: int, tmp_path: Path) -> None:
    compare(seed, tmp_path)


def compare(seed: int, folder: Path) -> int:
    """Gather twice what the seed makes; how many credited rows there were."""
    chosen = random.Random(seed)  # noqa: S311 no secret depends on it
    made, roster, rows = versions(chosen), people(chosen), log(chosen)
    case = {"versions": made, "people": roster, "events": rows, "as_of": AS_OF}
    facts = gather(case, folder).facts
    assert facts is not None
    found = [
        (
            *(
                one.version,
                one.plan,
                one.part,
                one.person,
                one.lead_id,
                one.at,
                one.day,
                one.value,
                one.share,
                one.deal,
            ),
            *(one.taken_back_at, one.taken_back, one.window_ends),
        )
        for one in facts.credited
    ]
    expected = credited(made, roster, rows, AS_OF)
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    order = [(one.at, one.lead_id or "", one.row, one.plan, one.part, one.person) for one in facts.credited]
    assert order == sorted(order)
    return len(found)
