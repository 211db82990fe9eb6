"""Small agreements, rosters and facts in memory, for what is reckoned from them alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from slakit.diagnostics import Span
from slakit.log.people import Roster, RosterRow
from slakit.model import (
    Agreement,
    Bound,
    Compensation,
    Component,
    Credit,
    CreditTo,
    Goal,
    Leads,
    Party,
    Pay,
    PayPlan,
    People,
    Per,
    Pool,
    Rounding,
    Share,
    Sum,
    Term,
    Tier,
)
from slakit.numbers import parse_rate
from slakit.pay import asked_period, payroll
from slakit.pay.facts import Claim, Credited, Facts, Reading
from slakit.pay.statement import Line, Payroll, Statement

SPAN = Span("agreement.yaml", 7, 3)
EPOCH = date(1970, 1, 1)
NEW_YEAR, YEAR_END = date(2027, 1, 1), date(2027, 12, 31)


def of(text: str | int) -> Fraction:
    """The rate or number that a text of the language spells."""
    number = parse_rate(str(text))
    assert number is not None, text
    return number


def tiers(*pairs: tuple[str | None, str]) -> tuple[Tier, ...]:
    """Tiers from their bounds and rates."""
    return tuple(Tier(up_to=of(bound) if bound else None, rate=of(rate), span=SPAN) for bound, rate in pairs)


STEEP = tiers(("100%", "1"), ("125%", "1.5"), (None, "2"))
FLAT = tiers((None, "1"))


def bookings(**changes: Any) -> Component:
    """All of the variable pay for bookings against 120,000 a period, in three tiers."""
    kept = {"id": "bookings", "span": SPAN, "weight": Fraction(1), "measure": "bookings", "mode": "marginal"}
    return Component(**{**kept, "quota": Fraction(120_000), "tiers": STEEP, **changes})


def plan(*components: Component, **changes: Any) -> PayPlan:
    """A plan of the sales reps: 48,000 a year variable, settled each quarter."""
    kept: dict[str, Any] = {
        "id": "reps",
        "span": SPAN,
        "people": selector(role="rep"),
        "pay": pay(48_000),
        "per": Per.QUARTER,
        "credit": Credit(event="customer", to=(CreditTo(field="owner"),), span=SPAN),
        "components": {one.id: one for one in components or (bookings(),)},
    }
    return PayPlan(**{**kept, **changes})


def pay(variable: int, every: Per = Per.YEAR) -> Pay:
    """On-target earnings of which half is variable."""
    amount = Fraction(variable)
    return Pay(ote=2 * amount, base=amount, variable=amount, every=every, span=SPAN)


def selector(**where: str) -> People:
    """The people of the roster that have these values."""
    return People(where=tuple((name, (value,)) for name, value in where.items()), span=SPAN)


def agreement(*plans: PayPlan, pools: Sequence[Pool] = (), **changes: Any) -> Agreement:
    """An agreement of 2027 with these plans, three measures and a goal of the whole year."""
    rounding = changes.pop("rounding", Rounding())
    term = Term(from_=NEW_YEAR, through=YEAR_END, timezone="UTC", currency="USD", span=SPAN)
    compensation = Compensation(
        rounding=rounding,
        plans={one.id: one for one in plans},
        pools={one.id: one for one in pools},
        span=SPAN,
    )
    measures = (
        Sum(id="bookings", span=SPAN, field="amount", of=("customer",)),
        Leads(id="customers", span=SPAN, events=("customer",)),
        Share(id="conversion", span=SPAN, share=("customer",), of=("mql",)),
    )
    kept: dict[str, Any] = {
        "id": "acme",
        "span": SPAN,
        "title": "Acme",
        "version": "1.0.0",
        "term": term,
        "parties": {name: Party(id=name, span=SPAN) for name in ("marketing", "sales")},
        "measures": {one.id: one for one in measures},
        "goals": {"revenue": goal()},
        "compensation": compensation,
    }
    return Agreement(**{**kept, **changes})


def amended(first: Agreement, from_: date, *plans: PayPlan) -> tuple[Agreement, Agreement]:
    """The agreement, and a second version of it from a date on."""
    assert first.term is not None
    assert first.compensation is not None
    term = replace(first.term, from_=from_)
    compensation = replace(first.compensation, plans={one.id: one for one in plans})
    return first, replace(first, version="2.0.0", term=term, compensation=compensation)


def goal(**changes: Any) -> Goal:
    """A goal of 1,200,000 in the whole year."""
    kept: dict[str, Any] = {"id": "revenue", "span": SPAN, "by": ("sales",), "measure": "bookings", "owners": ()}
    return Goal(**{**kept, "target": Fraction(1_200_000), "from_": NEW_YEAR, "due": YEAR_END, **changes})


def roster(*rows: tuple[str, str, str | None] | tuple[str, str, str | None, str]) -> Roster:
    """Stays as (person, from, through, role of `sales` or `party.role`); the role is `rep` unless said."""
    found = []
    for person, first, through, *role in rows:
        party, _, name = (role[0] if role else "sales.rep").rpartition(".")
        last = None if through is None else date.fromisoformat(through)
        found.append(
            RosterRow(
                person=person,
                party=party or "sales",
                role=name,
                from_=date.fromisoformat(first),
                through=last,
                span=Span("people.csv"),
            )
        )
    found.sort(key=lambda row: (row.person, row.role, row.from_))
    return Roster(rows=tuple(found), columns=("person", "party", "role", "from", "through"))


ANN = roster(("ann", "2026-01-01", None))
"""One rep who has long been there."""


def second(day: date) -> int:
    """Noon of the date, in seconds."""
    return (day - EPOCH).days * 86_400 + 43_200


def row(day: str, value: str | int, lead: str = "L1", **changes: Any) -> Credited:
    """A row credited to ann for `reps.bookings`; `taken_back` with `window_ends` are dates as text."""
    on = date.fromisoformat(day)
    kept: dict[str, Any] = {
        "version": 0,
        "plan": "reps",
        "part": "bookings",
        "person": "ann",
        "lead_id": lead,
        "row": 1,
        "at": second(on),
        "day": on,
        "value": of(value),
        "share": Fraction(1),
    }
    for name in ("taken_back", "window_ends"):
        if name in changes:
            changes[name] = date.fromisoformat(changes[name])
    if "taken_back" in changes:
        kept |= {"taken_back_at": second(changes["taken_back"]), "window_ends": on + timedelta(days=180)}
    return Credited(**{**kept, **changes})


def reading(of_: str, value: str | int | None, first: str, through: str, **changes: Any) -> Reading:
    """What something came to between two dates, both included."""
    after = date.fromisoformat(through) + timedelta(days=1)
    known = None if value is None else of(value)
    kept: dict[str, Any] = {"version": 0, "of": of_, "first": date.fromisoformat(first), "after": after, "value": known}
    return Reading(**{**kept, **changes})


def at_least(text: str) -> Bound:
    """A bound."""
    return Bound(operator="at_least", value=of(text), span=SPAN)


def facts(*credited: Credited, **others: Any) -> Facts:
    """Facts that are known in 2029, when all is over; the claims are those of the credited rows alone."""
    as_of = {"as_of": second(date(2029, 1, 1)), "as_of_day": date(2029, 1, 1)}
    return Facts(**{**as_of, "credited": credited, "claims": claims(credited), **others})


def claims(credited: Sequence[Credited]) -> list[Claim]:
    """What the rows' deals of one lead and instant are worth, each row counted once."""
    rows = {(one.version, one.plan, one.lead_id, one.at, one.row): one for one in credited if one.deal is not None}
    found: dict[tuple[int, str, str | None, int], Claim] = {}
    for (*key, _), one in rows.items():
        same = found.get((*key,))
        worth = max(one.deal or Fraction(0), Fraction(0)) + (same.worth if same else 0)
        found[(*key,)] = Claim(
            version=one.version,
            plan=one.plan,
            lead_id=one.lead_id or "",
            at=one.at,
            day=one.day,
            worth=worth,
            taken_back_at=one.taken_back_at,
        )
    return list(found.values())


def paid(
    versions: Agreement | Sequence[Agreement], known: Facts, period: str, people: Roster = ANN, **options: Any
) -> Payroll:
    """The payroll of a period."""
    those = [versions] if isinstance(versions, Agreement) else versions
    return payroll(those, people, known, asked_period(period, those), **options)


def only(found: Payroll, person: str = "ann") -> Statement:
    """The person's statement."""
    (one,) = [statement for statement in found.statements if statement.person == person]
    return one


def amounts(one: Statement) -> Mapping[str, Fraction]:
    """The amounts of all lines, by id."""
    return {line.id: line.amount for line in (*one.lines, *one.adjustments)}


def line(one: Statement, identifier: str) -> Line:
    """The line of an id."""
    (found,) = [line for line in (*one.lines, *one.adjustments) if line.id == identifier]
    return found
