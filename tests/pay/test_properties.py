"""What holds of pay whatever is credited: sums, monotony, order, and that everything taken back is what was paid."""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import slakit.pay
from slakit.durations import Duration, Unit
from slakit.model import Clawback, Draw, Gate, Modifier, PayPlan, Per, Pool, Ramp, Release, Rounding, Spif
from slakit.pay.facts import Collected, Credited, Facts
from slakit.pay.statement import Payroll
from tests.pay.making import (
    FLAT,
    NEW_YEAR,
    SPAN,
    STEEP,
    agreement,
    amended,
    at_least,
    bookings,
    facts,
    line,
    of,
    only,
    paid,
    pay,
    plan,
    reading,
    roster,
    row,
    second,
    selector,
    tiers,
)

few = settings(max_examples=30, deadline=None)
FULL = Clawback(event="churned", within=Duration(180, Unit.DAYS), basis="full", span=SPAN)
MODES = ("half_even", "half_up", "half_down", "up", "down")

cents = st.integers(-500_000, 30_000_000).map(lambda count: Fraction(count, 100))
gains = st.integers(1, 30_000_000).map(lambda count: Fraction(count, 100))
shares = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(7, 10)])
roundings = st.builds(
    Rounding,
    mode=st.sampled_from(MODES),
    quantum=st.sampled_from([Fraction(1, 100), Fraction(1, 20), Fraction(1)]),
    at=st.sampled_from(["line", "line", "statement"]),
)


@st.composite
def rows(draw: st.DrawFn, values: st.SearchStrategy[Fraction] = cents, most: int = 8) -> list[Credited]:
    """Rows of 2027 for ann and bob."""
    found = []
    for number in range(draw(st.integers(0, most))):
        on = NEW_YEAR + timedelta(days=draw(st.integers(0, 364)))
        person, deal = draw(st.sampled_from(["ann", "bob"])), draw(gains)
        lead = f"L{draw(st.integers(1, 4))}"
        one = row(str(on), 0, lead, row=number, person=person, share=draw(shares), deal=deal)
        found.append(replace(one, value=draw(values)))
    return sorted(found, key=lambda one: (one.at, one.lead_id or "", one.row))


def taken(those: Sequence[Credited], later: int) -> list[Credited]:
    """The rows, each taken back some days later."""
    return [
        replace(
            one,
            taken_back=(day := one.day + timedelta(days=later)),
            taken_back_at=second(day),
            window_ends=one.day + timedelta(days=180),
        )
        for one in those
    ]


@st.composite
def plans(draw: st.DrawFn) -> PayPlan:
    """A plan with many of the constructs."""
    points = ((of("0%"), Fraction(0)), (of("50%"), of("60%")), (of("100%"), of("100%")))
    components = (
        bookings(weight=of("60%"), quota=Fraction(draw(st.integers(1, 400_000))), pays_at_most=draw(maybe("200%"))),
        bookings(id="line", weight=of("40%"), mode="interpolated", tiers=(), points=points),
    )
    gate = Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("100%")}, span=SPAN)
    modifier = Modifier(if_={"quality": at_least("80%")}, factor=of("1.05"), span=SPAN)
    draws = Draw(kind="recoverable", amount=Fraction(1500), per=Per.MONTH, periods=8, span=SPAN)
    release = Release(booking=of("1/3"), cash=of("2/3"), event="payment", sum="paid", of="amount", span=SPAN)
    spif = Spif(
        id="push", span=SPAN, event="customer", from_=NEW_YEAR, through=date(2027, 12, 31), rate=of("1%"), of="amount"
    )
    return plan(
        *components,
        per=draw(st.sampled_from([Per.MONTH, Per.QUARTER, Per.YEAR])),
        gates=draw(st.sampled_from([(), (gate,)])),
        modifiers=draw(st.sampled_from([(), (modifier,)])),
        draw=draw(st.sampled_from([None, draws])),
        ramp=draw(st.sampled_from([None, Ramp(quota=(of("0%"), of("50%")), per=Per.MONTH, span=SPAN)])),
        release=draw(st.sampled_from([None, release])),
        clawback=FULL,
        spifs=draw(st.sampled_from([{}, {"push": spif}])),
        pays_at_most=draw(maybe("90%")),
    )


def maybe(text: str) -> st.SearchStrategy[Fraction | None]:
    return st.sampled_from([None, of(text)])


TEAM = roster(("ann", "2026-01-01", None), ("bob", "2027-02-16", "2027-11-14"))


def all_parts(those: Sequence[Credited]) -> list[Credited]:
    """Each row for both components and the campaign."""
    return [replace(one, part=part) for one in those for part in ("bookings", "line", "push")]


@few
@given(plans(), rows(), roundings, st.sampled_from([None, 10, 100]), st.sampled_from(["2027", "2027-Q3", "2027-05"]))
def test_statements_add_up(
    one: PayPlan, those: list[Credited], rounding: Rounding, later: int | None, period: str
) -> None:
    known = facts(*all_parts(those if later is None else taken(those, later)), collected=payments(those))
    found = paid(agreement(one, rounding=rounding), known, period, TEAM)
    for statement in found.statements:
        lines = (*statement.lines, *statement.adjustments)
        assert statement.total == sum((one.amount for one in lines), Fraction(0))
        assert (statement.total / rounding.quantum).denominator == 1
        assert len({one.id for one in lines}) == len(lines)
        assert statement.balance >= 0
        for one_line in lines:
            if rounding.at == "line":
                assert (one_line.amount / rounding.quantum).denominator == 1
                if "release" not in one_line.id:
                    assert abs(one_line.amount - one_line.exact) < rounding.quantum
            if one_line.kind in ("release", "clawback"):
                assert sum((deal.amount or Fraction(0) for deal in one_line.deals), Fraction(0)) == one_line.amount
    assert floats(found) == []


def payments(those: Sequence[Credited]) -> list[Collected]:
    """A third of each deal, then a refund, then more than the rest."""
    found = []
    for number, one in enumerate(those):
        for days, part in ((3, "1/3"), (40, "-1"), (41, "2")):
            day = one.day + timedelta(days=days)
            value = (one.deal or Fraction(1)) * Fraction(part)
            found.append(
                Collected(
                    version=0, plan="reps", lead_id=one.lead_id or "", row=number, at=second(day), day=day, value=value
                )
            )
    return sorted(found, key=lambda one: (one.at, one.lead_id, one.row))


@few
@given(rows(gains), rows(gains), roundings, st.booleans())
def test_more_credit_never_pays_less(
    those: list[Credited], more: list[Credited], rounding: Rounding, is_rising: bool
) -> None:
    rates = STEEP if is_rising else tiers(("50%", "0"), ("120%", "2"), (None, "0.5"))
    mode = "retroactive" if is_rising else "marginal"
    gate = Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("110%")}, span=SPAN)
    component = bookings(mode=mode, tiers=rates, quota=Fraction(90_000), pays_at_most=of("250%"))
    one = agreement(plan(component, gates=(gate,), pays_at_most=of("240%")), rounding=rounding)
    low = reading("quality", "80%", "2027-07-01", "2027-09-30")
    before = paid(one, facts(*those, readings=[low]), "2027", TEAM)
    after = paid(one, facts(*those, *more, readings=[low]), "2027", TEAM)
    for earlier, later in zip(before.statements, after.statements, strict=True):
        assert later.total >= earlier.total


@few
@given(st.data(), rows(), plans())
def test_pay_does_not_depend_on_how_deals_are_ordered_or_split(
    data: st.DataObject, those: list[Credited], one: PayPlan
) -> None:
    marginal = replace(one, clawback=None, release=None, spifs={})
    split = [
        replace(each, row=100 * each.row + number, value=each.value * part)
        for each in those
        for number, part in enumerate(data.draw(st.sampled_from([["1"], ["1/2", "1/2"], ["1/3", "2/3", "0"]])))
        for part in (Fraction(part),)
    ]
    shuffled = data.draw(st.permutations(split))
    version = agreement(marginal)
    whole, parts = (paid(version, facts(*all_parts(some)), "2027", TEAM) for some in (those, shuffled))
    assert totals(whole) == totals(parts)
    assert [[line.exact for line in one.lines] for one in whole.statements] == [
        [line.exact for line in one.lines] for one in parts.statements
    ]


def totals(found: Payroll) -> list[tuple[str, Fraction, Fraction]]:
    return [(one.person, one.total, one.balance) for one in found.statements]


@few
@given(
    rows(gains),
    roundings,
    st.sampled_from(["equal", "weighted", "contribution"]),
    st.integers(0, 100),
    st.integers(1, 10_000_000),
)
def test_a_pool_pays_out_exactly_its_amount(
    those: list[Credited], rounding: Rounding, split: str, sales: int, amount: int
) -> None:
    pool = Pool(
        id="all",
        span=SPAN,
        goal="revenue",
        amount=Fraction(amount, 100),
        share={"sales": Fraction(sales, 100), "marketing": Fraction(100 - sales, 100)},
        split=split,
        weights={"rep": Fraction(1, 3)},
        measure="bookings",
    )
    people = roster(
        ("ann", "2026-01-01", None),
        ("bob", "2027-02-16", None, "sales.lead"),
        ("cleo", "2027-03-01", "2027-03-02"),
        ("mia", "2026-01-01", None, "marketing.rep"),
    )
    of_pool = [replace(one, plan="all", part="") for one in those]
    known = facts(*of_pool, readings=[reading("revenue", 1_200_000, "2027-01-01", "2027-12-31")])
    found = paid(agreement(pools=[pool], rounding=rounding), known, "2027", people)
    dealt = sum((line(one, "all").amount for one in found.statements), Fraction(0))
    exact = pool.amount / rounding.quantum
    assert abs(dealt / rounding.quantum - exact) < 1 or found.notes
    if not found.notes:
        assert dealt == only_rounded(pool.amount, rounding)


def only_rounded(amount: Fraction, rounding: Rounding) -> Fraction:
    """To the quantum, by whole numbers."""
    whole, rest = divmod(amount, rounding.quantum)
    half = rounding.quantum / 2
    up = {
        "down": False,
        "up": rest > 0,
        "half_up": rest >= half,
        "half_down": rest > half,
        "half_even": rest > half or (rest == half and whole % 2 == 1),
    }[rounding.mode]
    return (whole + up) * rounding.quantum


@few
@given(st.integers(1, 364), st.sampled_from([Per.MONTH, Per.QUARTER, Per.YEAR]), st.integers(1, 10_000_000))
def test_cut_parts_of_a_period_add_up_to_the_whole(cut: int, per: Per, variable: int) -> None:
    """At 100% a version's boundary, and a change of role between like plans, change nothing but the number of lines."""
    exact = Rounding(at="statement")
    half = replace(plan(bookings(tiers=FLAT), per=per), pay=pay(variable))
    other = replace(half, id="others", people=selector(role="lead"))
    day = NEW_YEAR + timedelta(days=cut)
    versions = amended(agreement(half, other, rounding=exact), day, half, other)
    through = str(day - timedelta(days=1))
    assumed = Fraction(120_000)
    whole = only(paid(versions[0], facts(), "2027", assumed={"bookings": assumed}))
    assert sum((one.exact for one in whole.lines if one.kind == "component"), Fraction(0)) == variable
    if per in (Per.MONTH, Per.QUARTER):
        for quarter in ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"):
            part = only(paid(versions[0], facts(), quarter, assumed={"bookings": assumed}))
            assert sum((one.exact for one in part.lines if one.kind == "component"), Fraction(0)) == Fraction(
                variable, 4
            )
    amount = Fraction(0)
    for people, those in (
        (roster(("ann", "2026-01-01", None)), versions),
        (roster(("ann", "2026-01-01", through), ("ann", str(day), None, "sales.lead")), versions[:1]),
    ):
        empty = only(paid(those, facts(), "2027", people))
        quotas = {one.id: one.quota for one in empty.lines}
        amount = sum((one.full or Fraction(0) for one in empty.lines), Fraction(0))
        assert amount == variable
        assert sum(quotas.values(), Fraction(0)) == assumed * {Per.MONTH: 12, Per.QUARTER: 4, Per.YEAR: 1}[per]
        assert (empty.variable, empty.days) == (variable, 365)


@few
@given(plans(), rows(), roundings, st.sampled_from([0, 1, 30]))
def test_taking_everything_back_returns_exactly_what_was_paid(
    one: PayPlan, those: list[Credited], rounding: Rounding, later: int
) -> None:
    only_earned = replace(one, draw=None, kickers={})
    known = facts(*all_parts(taken(those, later)), collected=payments(those))
    found = paid(agreement(only_earned, rounding=rounding), known, "2027", TEAM)
    afterwards = paid(agreement(only_earned, rounding=rounding), known, "2028", TEAM)
    for statement in found.statements:
        later_ = [one for one in afterwards.statements if one.person == statement.person]
        lines = [line for some in (statement, *later_) for line in (*some.lines, *some.adjustments)]
        kept = sum((line.amount for line in lines if line.kind != "rounding"), Fraction(0))
        spif = sum((line.amount for line in lines if line.kind == "spif" and line.amount < 0), Fraction(0))
        assert kept == spif


@few
@given(plans(), rows(), roundings, st.sampled_from([1, 3, 7]))
def test_releases_of_all_the_cash_add_up_to_the_cent(
    one: PayPlan, those: list[Credited], rounding: Rounding, turns: int
) -> None:
    release = Release(booking=of("0%"), cash=of("100%"), event="payment", sum="paid", of="amount", span=SPAN)
    waiting = replace(one, draw=None, release=release, spifs={}, clawback=None)
    at_once = replace(waiting, release=None)
    coming = [
        Collected(
            version=0,
            plan="reps",
            lead_id=each.lead_id or "",
            row=number,
            at=each.at + turn * 86_400,
            day=each.day + timedelta(days=turn),
            value=(each.deal or Fraction(0)) / turns,
        )
        for number, each in enumerate(those)
        for turn in range(turns)
    ]
    known = facts(*all_parts(those), collected=coming)
    held = [paid(agreement(waiting, rounding=rounding), known, period, TEAM) for period in ("2027", "2028")]
    whole = paid(agreement(at_once, rounding=rounding), known, "2027", TEAM)
    for statement in whole.statements:
        theirs = [one for some in held for one in some.statements if one.person == statement.person]
        lines = [line for some in theirs for line in (*some.lines, *some.adjustments) if line.kind != "rounding"]
        expected = [line for line in statement.lines if line.kind != "rounding"]
        assert sum((line.amount for line in lines), Fraction(0)) == sum((line.amount for line in expected), Fraction(0))


def floats(value: object) -> list[object]:
    """Every float in a value."""
    if isinstance(value, float):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [found for one in fields(value) for found in floats(getattr(value, one.name))]
    if isinstance(value, list | tuple):
        return [found for one in value for found in floats(one)]
    return []


def everything() -> tuple[PayPlan, Facts]:
    """A plan with every construct, and rows for it."""
    release = Release(booking=of("1/3"), cash=of("2/3"), event="payment", sum="paid", of="amount", span=SPAN)
    draws = Draw(kind="recoverable", amount=Fraction(1500), per=Per.MONTH, periods=8, span=SPAN)
    ramp = Ramp(quota=(of("1/3"), of("50%")), per=Per.MONTH, span=SPAN)
    spif = Spif(
        id="push", span=SPAN, event="customer", from_=NEW_YEAR, through=date(2027, 12, 31), rate=of("1/7"), of="amount"
    )
    points = ((of("0%"), of("0%")), (of("3"), of("2")))
    one = plan(
        bookings(weight=of("1/3")),
        bookings(id="line", weight=of("2/3"), mode="interpolated", tiers=(), points=points),
        draw=draws,
        ramp=ramp,
        release=release,
        clawback=replace(FULL, basis="prorata_days"),
        spifs={"push": spif},
        pays_at_most=of("1/90"),
        gates=(Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("1/3")}, span=SPAN),),
    )
    those = [
        row("2027-02-03", "1234.56", "L1", share=of("1/3"), deal=of("1234.56")),
        row("2027-05-03", "7654.32", "L2", person="bob", deal=of("7654.32")),
    ]
    readings = [reading("quality", "1/3", "2027-01-01", "2027-03-31")]
    return one, facts(*all_parts(taken(those, 50)), collected=payments(those), readings=readings)


def test_no_float_is_made_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither asked for, nor held in any variable of any function between the facts and the payroll."""

    def refuse(self: Fraction) -> float:
        raise AssertionError(f"{self} was made a float")

    one, known = everything()
    version = agreement(one, rounding=Rounding(mode="half_up"))
    held: list[str] = []

    def watch(frame: FrameType, event: str, arg: Any) -> Any:
        if event in ("line", "return"):
            values = [*frame.f_locals.items(), ("returned", arg)]
            held.extend(f"{frame.f_code.co_name}: {name}" for name, value in values if isinstance(value, float))
        return watch

    with monkeypatch.context() as patched:
        patched.setattr(Fraction, "__float__", refuse)
        before = sys.gettrace()
        sys.settrace(watch)
        try:
            found = paid(version, known, "2027", TEAM)
        finally:
            sys.settrace(before)
    assert held == []
    assert floats(found) == []
    assert {line.kind.value for one in found.statements for line in (*one.lines, *one.adjustments)} >= {
        "component",
        "cap",
        "spif",
        "held",
        "draw",
        "release",
        "clawback",
    }


def modules() -> Iterator[Path]:
    for found in iter_modules(slakit.pay.__path__, "slakit.pay."):
        module = import_module(found.name)
        if not found.ispkg and module.__file__ is not None:
            yield Path(module.__file__)


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.stem)
def test_no_float_is_written(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id in ("float", "round"))
