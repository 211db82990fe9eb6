"""Small random agreements that are valid: every kind of commitment, every option."""

from datetime import timedelta
from random import Random
from typing import Any

from tests.oracle.draft_clocks import cadence, response
from tests.oracle.draft_stages import stages
from tests.oracle.drafting import EVENTS, FIELDS, LEADS, Draft, condition
from tests.oracle.places import BACK_OVER_MIDNIGHT, NIGHTS, calendar


def draft(random: Random) -> Draft:
    """A random agreement."""
    zone, night = random.choice(BACK_OVER_MIDNIGHT if random.random() < 0.02 else NIGHTS)
    days = [night + timedelta(days=number) for number in range(-9, 10)]
    made = Draft(random=random, zone=zone, night=night, days=days, leads=random.choice(LEADS))
    fill(made)
    return made


def fill(made: Draft) -> None:
    """Write the agreement: all but its measures, quotas and goals."""
    random = made.random
    made.agreement = _header(made)
    _calendars(made)
    if made.chance(0.15):
        made.agreement["scope"] = condition(made, depth=0)
    if made.chance(0.45):
        made.agreement["stages"] = {}
    made.agreement["responses"] = {f"r{n}": response(made) for n in range(random.choice((0, 1, 1, 2)))}
    made.agreement["cadences"] = {f"c{n}": cadence(made) for n in range(random.choice((0, 1)))}
    if "stages" in made.agreement:
        stages(made)
    for key in ("responses", "cadences"):
        if not made.agreement[key]:
            del made.agreement[key]


def _header(made: Draft) -> dict[str, Any]:
    before, after = made.random.randint(3, 40), made.random.randint(3, 40)
    term = {
        "from": (made.night - timedelta(days=before)).isoformat(),
        "timezone": made.one(made.zone, made.zone, made.zone, "America/New_York", "UTC"),
        "currency": "USD",
    }
    if made.chance(0.8):
        term["through"] = (made.night + timedelta(days=after)).isoformat()
    if made.chance(0.4):
        term["week_starts"] = made.one("sunday", "saturday", "thursday", "monday")
    if made.chance(0.4):
        term["fiscal_year_starts"] = made.one("february", "april", "july", "december")
    return {
        "apiVersion": "slakit/v1",
        "kind": "Agreement",
        "metadata": {"name": "random", "title": "Random agreement", "version": "1.0.0"},
        "term": term,
        "parties": {
            "marketing": {"title": "Marketing", "accountable": "Dana Reyes"},
            "sales": {"title": "Sales", "accountable": "Lee Park"},
        },
        "fields": FIELDS,
        "events": dict(EVENTS),
    }


def _calendars(made: Draft) -> None:
    number = made.random.choice((0, 1, 1, 1, 2))
    zones = (made.zone, made.one(made.zone, "America/New_York", "Asia/Kathmandu"))
    found = {f"hours{n}": calendar(made.random, zones[n], made.days) for n in range(number)}
    if found:
        made.agreement["calendars"] = found
