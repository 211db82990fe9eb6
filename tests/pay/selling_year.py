"""A year at the company of policies/b2b_midsize.yaml, invented: its people, and what became of its leads."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
SDRS, AES = ("sam", "sue", "sid"), ("amy", "abe", "ada")

PEOPLE = [
    {"person": "sam", "party": "sales", "role": "sdr", "from": "2026-01-01", "through": "2027-08-20"},
    {"person": "sam", "party": "sales", "role": "ae", "from": "2027-08-21"},
    {"person": "sue", "party": "sales", "role": "sdr", "from": "2027-01-15"},
    {"person": "sid", "party": "sales", "role": "sdr", "from": "2027-02-16", "through": "2027-10-31"},
    {"person": "amy", "party": "sales", "role": "ae", "from": "2025-01-01"},
    {"person": "abe", "party": "sales", "role": "ae", "from": "2027-04-16"},
    {"person": "ada", "party": "sales", "role": "ae", "from": "2026-11-01", "through": "2027-05-31"},
    {"person": "ada", "party": "sales", "role": "ae", "from": "2027-07-10"},
    {"person": "Priya Raman", "party": "marketing", "role": "manager", "from": "2024-01-01"},
    {"person": "max", "party": "marketing", "role": "marketer", "from": "2027-06-01"},
    {"person": "Tom Becker", "party": "sales", "role": "manager", "from": "2024-01-01"},
]

Row = dict[str, str | None]


def log(leads: int, seed: int) -> list[Row]:
    """The rows of so many leads, one after the other."""
    random = Random(seed)  # noqa: S311 no secret depends on it
    begin = datetime(2027, 1, 2, 9, 0, tzinfo=NEW_YORK)
    return [row for number in range(leads) for row in _lead(random, f"L{number:03}", begin)]


def _lead(random: Random, lead: str, begin: datetime) -> list[Row]:
    at = begin + timedelta(days=random.randint(0, 340), minutes=random.randint(0, 540))
    rows: list[Row] = []

    def happened(event: str, **values: str) -> None:
        rows.append({"lead_id": lead, "event": event, "at": at.isoformat(), **values})

    sdr, ae = random.choice(SDRS), random.choice((*AES, "sam"))
    happened("stage_changed", stage="mql", offer=random.choice(("pricing", "webinar")), region="americas")
    happened("assigned", owner=sdr)
    at += timedelta(minutes=random.choice((5, 20, 29, 60, 300, 2000)))
    happened("call", channel="call", outcome=random.choice(("no_answer", "connected")))
    happened("stage_changed", stage="sal")
    at += timedelta(days=random.randint(1, 40))
    if random.random() < 0.2:
        happened("stage_changed", stage="lost", reason="price")
        return rows
    amount = str(random.choice((9000, 24000, 55000, 123456.78, 240000)))
    happened("stage_changed", stage="opportunity", amount=amount)
    at += timedelta(days=random.randint(1, 60), minutes=random.randint(0, 900))
    if random.random() < 0.7:
        happened("stage_changed", stage="won", amount=amount, owner=ae)
        at += timedelta(days=random.randint(1, 250))
        if random.random() < 0.3:
            happened("churned")
    return rows
