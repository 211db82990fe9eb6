"""Random logs: deals with amounts at the edges, their payments, customers who leave, questions and meetings."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.pay_oracle.drafting import DAY, LEADS, Draft

Row = dict[str, str | None]
AMOUNTS = ("10000", "5000", "3000", "4999.99", "0.01", "2500", "7500.005", "-3000", "12500", "1500", "333.33")
ODD_AMOUNTS = (*AMOUNTS, "2000", "2000", "1000", "0", None)
SECONDS_OF_DAY = 86400


def log(draft: Draft, versions: Sequence[dict[str, Any]]) -> list[Row]:
    """The rows, in no order."""
    shares = any(
        isinstance(part, dict)
        for version in versions
        for plan in version["compensation"]["plans"].values()
        for part in (plan["credit"]["to"].values() if isinstance(plan["credit"]["to"], dict) else ())
    )
    rows: list[Row] = []
    for _ in range(draft.random.randint(3, 14)):
        rows += _deal(draft, shares)
    for _ in range(draft.histories):
        rows += _history(draft, shares)
    for _ in range(draft.random.randint(0, 6)):
        rows += _question(draft)
    rows += [{"event": "meeting", "at": draft.moment()} for _ in range(draft.random.randint(0, 4))]
    if draft.chance(0.3):
        rows.append({"event": "won", "at": draft.moment(), "amount": "1000", "engineer": "eve"})
        if shares:
            rows[-1]["engineer_share"] = "1"
    draft.random.shuffle(rows)
    return rows


def _deal(draft: Draft, shares: bool) -> list[Row]:
    lead, at = draft.one(*LEADS), draft.moment()
    deal = _won(draft, shares, lead, at, draft.one(*AMOUNTS))
    rows = [deal]
    while draft.chance(0.45):
        rows.append(
            {"lead_id": lead, "event": "payment", "at": _later(draft, at),
             "collected": draft.one("1000", "2500", "333.33", "10000", "-500", str(deal["amount"]))}
        )  # fmt: skip
    if draft.chance(0.25):
        rows.append({"lead_id": lead, "event": "churned", "at": _later(draft, at)})
    return rows


def _won(draft: Draft, shares: bool, lead: str, at: str, amount: str | None, owned: float = 0.7) -> Row:
    deal: Row = {"lead_id": lead, "event": "won", "at": at, "amount": amount}
    if shares or draft.chance(owned):
        deal["owner"] = draft.one("ann", "ben", "lee", "nobody")
    if shares or draft.chance(0.3):
        deal["engineer"] = draft.one("eve", "ben", "ann")
    if shares:
        deal["owner_share"], deal["engineer_share"] = draft.one(("0.6", "0.4"), ("1", "0"), ("0.333", "0.667"))
    if draft.chance(0.3):
        deal["offer"] = draft.one("demo", "webinar", "ebook")
    return deal


def _history(draft: Draft, shares: bool) -> list[Row]:
    """Several deals of one lead, also from before the term, with losses, payments and refunds around them."""
    lead = draft.one(*LEADS)
    days_before = draft.random.randint(1, 40)
    at = draft.moment() if draft.chance(0.7) else draft.instant(draft.begins - days_before * DAY, draft.one(0, 3600))
    turns, rows = [at], [_won(draft, shares, lead, at, draft.one(*ODD_AMOUNTS), 0.9)]
    for _ in range(draft.one(1, 1, 2, 3)):
        at = _after(at, draft.one(0, 1, SECONDS_OF_DAY * draft.random.randint(1, 40)))
        rows.append(_won(draft, shares, lead, at, draft.one(*ODD_AMOUNTS), 0.9))
        turns.append(at)
    worths = [row["amount"] or "1000" for row in rows]
    for _ in range(draft.one(0, 1, 1, 2)):
        lost = _after(draft.one(*turns), SECONDS_OF_DAY * draft.one(0, 5, 20, 60) + draft.one(-1, 0, 1))
        rows.append({"lead_id": lead, "event": "churned", "at": lost})
        turns.append(lost)
    for _ in range(draft.random.randint(2, 7)):
        at = _after(draft.one(*turns), SECONDS_OF_DAY * draft.one(0, 0, 1, 20) + draft.one(-1, 0, 0, 1))
        rows.append({"lead_id": lead, "event": "payment", "at": at, "collected": _money(draft, worths)})
        turns.append(at)
    return rows


def _money(draft: Draft, worths: Sequence[str]) -> str | None:
    """What comes in, or goes back: about as much as a deal is worth, a part of it, or several together."""
    all_together = sum((max(Decimal(worth), Decimal(0)) for worth in worths), Decimal(0))
    amount = draft.one(Decimal(draft.one(*worths)), all_together, Decimal("700"), Decimal("333.33"))
    amount += draft.one(Decimal(0), Decimal(0), Decimal("0.01"), Decimal("-0.01"), Decimal("250"))
    return draft.one(f"{amount}", f"{amount}", f"{amount}", f"{-amount}", f"{-amount / 2:f}", None)


def _after(at: str, seconds: int) -> str:
    then = datetime.fromisoformat(at)
    return datetime.fromtimestamp(then.timestamp() + seconds, tz=then.tzinfo).isoformat()


def _later(draft: Draft, at: str) -> str:
    """Some time after, now and then at the end of a time that a clawback may have."""
    step = draft.one(timedelta(days=20), timedelta(days=60), timedelta(days=draft.random.randint(0, 70)))
    then = datetime.fromisoformat(at).timestamp() + step.total_seconds() + draft.one(0, 0, 1, -1, 7200)
    return datetime.fromtimestamp(then, tz=datetime.fromisoformat(at).tzinfo).isoformat()


def _question(draft: Draft) -> list[Row]:
    lead, at = draft.one(*LEADS), draft.moment()
    rows: list[Row] = [{"lead_id": lead, "event": "asked", "at": at}]
    if draft.chance(0.4):
        rows[0]["owner"] = draft.one("ann", "ben", "lee")
    if draft.chance(0.7):
        wait = draft.one(0, 1800, 3600, 3601)
        then = datetime.fromtimestamp(
            datetime.fromisoformat(at).timestamp() + wait, tz=datetime.fromisoformat(at).tzinfo
        )
        rows.append({"lead_id": lead, "event": "answered", "at": then.isoformat()})
    return rows
