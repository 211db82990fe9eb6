"""Payrolls made by hand: every kind of line, what is open, what is assumed, and texts of strangers."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from slakit.attainment.days import epoch
from slakit.diagnostics import Span
from slakit.pay.statement import Deal, Factor, Kind, Line, Payroll, Slice, Statement, Step

JANUARY, APRIL = date(2027, 1, 1), date(2027, 4, 1)
FILE = "policies/northwind.yaml"
ONE = Fraction(1)


def line(id_: str, kind: Kind, title: str, amount: object, at: int = 170, **more: object) -> Line:
    """A line of the quarter; `exact` is the amount unless it is given."""
    given = Fraction(str(amount))
    values: dict[str, object] = {
        "id": f"account_executive.{id_}",
        "kind": kind,
        "title": title,
        "plan": "account_executive",
        "version": "1.2.0",
        "first": JANUARY,
        "after": APRIL,
        "exact": given,
        "amount": given,
        "span": Span(FILE, at, 9),
    }
    return Line(**(values | more))  # type: ignore[arg-type]


def deal(number: int, value: int, share: Fraction = ONE, amount: Fraction | None = None) -> Deal:
    return Deal(lead_id=f"L{number:04}", day=date(2027, 1, number), value=Fraction(value), share=share, amount=amount)


def factor(
    kind: Any, of: str, value: str | None, bound: str, *, applies: bool, effect: str = "1", **more: Any
) -> Factor:
    exact = None if value is None else Fraction(value)
    values = {"person": None, "is_open": False, "effect": Fraction(effect), "span": Span(FILE, 180, 9)} | more
    return Factor(kind=kind, of=of, value=exact, bound=bound, applies=applies, **values)


FULL = Fraction(10500)
BOOKINGS = line(
    "bookings",
    Kind.COMPONENT,
    "Bookings",
    "12929.32",
    measure="bookings",
    weight=Fraction(60, 100),
    credited=Fraction(178_500),
    carried=Fraction(-1_500),
    quota=Fraction(165_000),
    attainment=Fraction(119, 110),
    counted=Fraction(119, 110),
    mode="marginal",
    slices=(
        Slice(from_=Fraction(0), up_to=ONE, rate=ONE, tier=1),
        Slice(from_=ONE, up_to=Fraction(119, 110), rate=Fraction(3, 2), tier=2),
    ),
    payout=ONE + Fraction(9, 110) * Fraction(3, 2),
    full=FULL,
    exact=FULL * (ONE + Fraction(9, 110) * Fraction(3, 2)) * Fraction(21, 20),
    factors=(
        factor("gate", "first_attempt", "0.95", "at least 90%", applies=False, person="ann"),
        factor("modifier", "quality", "12/13", "at least 90%", applies=True, effect="1.05"),
    ),
    deals=(
        *(deal(number, 15_000 + number) for number in range(1, 13)),
        deal(13, -3_000),
        replace(deal(14, 4_000, Fraction(1, 2)), lead_id=None),
    ),
    steps=(
        Step(what="Credited", how="180,000 of 14 deals - 1,500 carried over", result="178,500"),
        Step(what="Attainment", how="178,500 ÷ 165,000", result="119/110 = 108.18%"),
        Step(what="Payout", how="100% × 1 + 8.18…% × 1.5", result="112.27…%"),
        Step(what="Amount", how="70,000 × 1/4 × 60% × 247/220 × 1.05", result="12,378.068181…"),
        Step(what="Rounded", how="to 0.01, halves to the even digit", result="12,378.07"),
    ),
)
BOOKINGS = replace(BOOKINGS, amount=Fraction(round(BOOKINGS.exact * 100), 100))
SHARED = line(
    "shared",
    Kind.COMPONENT,
    "Shared goal",
    "6300.00",
    at=175,
    goal="revenue",
    weight=Fraction(40, 100),
    credited=Fraction(808_750),
    quota=Fraction(850_000),
    attainment=Fraction(808_750, 850_000),
    counted=Fraction(808_750, 850_000),
    mode="interpolated",
    payout=Fraction(9, 10),
    full=Fraction(7000),
)
GATED = line(
    "demos",
    Kind.COMPONENT,
    "Demos held",
    "1000.00",
    at=176,
    measure="demos",
    is_rate=True,
    credited=Fraction(99_999, 100_000),
    quota=Fraction(9, 10),
    attainment=Fraction(99_999, 90_000),
    counted=ONE,
    mode="retroactive",
    slices=(Slice(from_=Fraction(0), up_to=ONE, rate=ONE, tier=1),),
    payout=ONE,
    full=Fraction(1000),
    factors=(
        factor("gate", "first_attempt", "0.89999", "at least 90%", applies=True, is_open=True),
        factor("gate", "reply_time", "14460", "at most 4 business hours", applies=True),
        factor("gate", "few", None, "at least 3", applies=False),
        factor("modifier", "quality", "0.5", "at least 90%", applies=False, effect="1.05"),
    ),
)
NEGATIVE = line(
    "renewals",
    Kind.COMPONENT,
    "Renewals",
    0,
    measure="renewals",
    credited=Fraction(-5_000),
    quota=Fraction(10_000),
    attainment=Fraction(-1, 2),
    counted=Fraction(-1, 2),
    mode="marginal",
    payout=Fraction(0),
    full=Fraction(2000),
)
NO_QUOTA = line(
    "upsell",
    Kind.COMPONENT,
    "Upsell",
    0,
    measure="upsell",
    credited=Fraction(3),
    quota=Fraction(0),
    mode="marginal",
    full=Fraction(2000),
    notes=("The ramp's quota is 0% in every month of the period.",),
)
OTHERS = (
    line("cap", Kind.CAP, "At most 110% of the variable pay", "-428.07"),
    line(
        "over_target",
        Kind.KICKER,
        "Over target",
        2500,
        factors=(
            factor("condition", "bookings", "119/110", "at least 105%", applies=True, person="ann"),
            factor("condition", "quality", "12/13", "at least 90%", applies=True),
        ),
    ),
    line(
        "webinar_push",
        Kind.SPIF,
        "Webinar push",
        300,
        deals=(deal(5, 1, amount=Fraction(150)), deal(6, 1, amount=Fraction(150))),
    ),
    line("held", Kind.HELD, "Waits for payment by the customer", "-1234.50"),
    line("draw", Kind.DRAW, "Draw of 2,000 a month", 100),
    line("recovery", Kind.RECOVERY, "Draw of the last quarter paid back", "-50.01"),
    line("together", Kind.POOL, "Pool: together", "1785.71", at=190),
    line("rounding", Kind.ROUNDING, "Rounding of the total", "0.00", exact=Fraction(1, 300)),
)
ADJUSTMENTS = (
    line(
        "release.L0007.2027-03-02",
        Kind.RELEASE,
        "Released: Paid by Öl & Söhne",
        "617.25",
        first=date(2026, 10, 1),
        after=JANUARY,
        deals=(replace(deal(7, 12_345, amount=Fraction("617.25")), day=date(2026, 12, 7)),),
    ),
    line(
        "clawback.L0002.2027-02-03",
        Kind.CLAWBACK,
        "Taken back: L0002 left",
        "-820.55",
        first=date(2026, 10, 1),
        after=JANUARY,
        deals=(replace(deal(2, 10_000, amount=Fraction("-820.55")), day=date(2026, 11, 2)),),
        steps=(Step(what="Part", how="102 of 180 days left", result="17/30"),),
    ),
)


def statement(person: str, lines: tuple[Line, ...], adjustments: tuple[Line, ...] = (), **more: Any) -> Statement:
    """A statement of the quarter that adds up."""
    total = sum((one.amount for one in (*lines, *adjustments)), Fraction(0))
    values: dict[str, Any] = {
        "plans": ("account_executive",),
        "period": "2027-Q1",
        "first": JANUARY,
        "after": APRIL,
        "days": 90,
        "currency": "USD",
        "base": Fraction(17_500),
        "variable": Fraction(17_500),
    }
    return Statement(person=person, lines=lines, adjustments=adjustments, total=total, **(values | more))


ANN = statement("ann", (BOOKINGS, SHARED, NEGATIVE, NO_QUOTA, *OTHERS), ADJUSTMENTS, balance=Fraction("1200.5"))
BEN = statement(
    "ben",
    (replace(GATED, steps=(Step(what="Amount", how="1,000 × 100%", result="1,000.00"),)),),
    days=57,
    base=Fraction(1_000_000, 90),
    variable=Fraction(1_000_000, 90),
    provisional=True,
    notes=("On the roster from 1 January to 26 February 2027.",),
)
DANA = statement(
    "Dana Reyes", (replace(OTHERS[6], id="together"),), plans=(), days=0, base=Fraction(0), variable=Fraction(0)
)


def payroll(*statements: Statement, **more: Any) -> Payroll:
    """A payroll of the quarter, as of after its end."""
    values: dict[str, Any] = {
        "agreement": "northwind",
        "title": "Sales and Marketing Agreement",
        "period": "2027-Q1",
        "first": JANUARY,
        "after": APRIL,
        "as_of": epoch("2027-04-09T21:00:00Z"),
        "currency": "USD",
        "timezone": "America/New_York",
        "notes": ("3 rows of customer were credited to nobody: nobody of account_executive held the lead that day.",),
    }
    return Payroll(statements=statements or (DANA, ANN, BEN), **(values | more))


WHAT_IF = payroll(
    as_of=epoch("2027-03-31T21:00:00Z"), assumed=(("quality", Fraction(95, 100)), ("bookings", Fraction(200_000)))
)
YEN = payroll(
    statement(
        "yuki",
        tuple(replace(one, exact=Fraction(1_234_567), amount=Fraction(1_234_567)) for one in (SHARED, OTHERS[0])),
        currency="JPY",
        base=Fraction(4_000_000, 3),
        variable=Fraction(1_000_000),
    ),
    currency="JPY",
)
AT_STATEMENT = payroll(
    statement(
        "ann",
        (
            replace(SHARED, exact=Fraction(19_001, 3), amount=Fraction(19_001, 3)),
            line("rounding", Kind.ROUNDING, "Rounding of the total", Fraction(1, 300)),
        ),
    ),
)


_FEW = payroll(
    DANA,
    statement("ann", (BOOKINGS, OTHERS[2]), ADJUSTMENTS[1:], balance=Fraction(1200), notes=("Ramp",)),
    BEN,
    as_of=WHAT_IF.as_of,
    assumed=WHAT_IF.assumed,
)


def changed(thing: Any, change: Callable[[str], str]) -> Any:
    """The thing with every text in it changed, but for what the program itself puts there: kinds and modes."""
    if isinstance(thing, Enum):
        return thing
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(changed(one, change) for one in thing)
    if isinstance(thing, Span):
        return thing._replace(file=change(thing.file))
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    own = {"timezone", "mode", "currency", "kind"}
    values = {one.name: changed(getattr(thing, one.name), change) for one in fields(thing) if one.name not in own}
    return replace(thing, **values)


def hostile(text: str) -> Payroll:
    """A payroll of which every text that comes from users is `text`, each person another."""
    number = 0

    def nasty(_: str) -> str:
        nonlocal number
        number += 1
        return f"{text}{number}" if number % 7 == 0 else text

    made: Payroll = changed(_FEW, nasty)
    return made
