"""A person's statement: the lines of a payroll that are theirs, added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from slakit.pay.adjusting import Adjustment
from slakit.pay.adjustment_lines import adjustment_line
from slakit.pay.arithmetic import about, number
from slakit.pay.asked_period import AskedPeriod
from slakit.pay.component_lines import component_lines
from slakit.pay.exact import ZERO, total
from slakit.pay.naming import Naming, told_apart
from slakit.pay.plan_lines import plan_lines
from slakit.pay.pool_lines import pool_line
from slakit.pay.pools import Dealt, Portion
from slakit.pay.settlements import InForce
from slakit.pay.settling import Settled
from slakit.pay.statement import Kind, Line, Statement, Step
from slakit.payout import rounded


@dataclass(kw_only=True, slots=True)
class Entries:
    """What one person's statement is made of, each in order; `balances` by plan, after the last settlement."""

    settled: list[Settled] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    portions: list[tuple[Dealt, Portion]] = field(default_factory=list)
    balances: dict[str, Fraction] = field(default_factory=dict)


def statement(
    person: str,
    entries: Entries,
    asked: AskedPeriod,
    version: InForce,
    naming: Naming,
    *,
    is_over: bool,
) -> Statement:
    """The statement of one person; `version` is the one that names the currency.

    `is_over` tells that the whole period lies before the as-of.
    """
    lines: list[Line] = []
    for done in entries.settled:
        lines += component_lines(done, naming)
        lines += plan_lines(done, naming)
    lines += [pool_line(dealt, portion) for dealt, portion in entries.portions]
    adjusting = sorted(entries.adjustments, key=_when)
    later = [adjustment_line(one) for one in adjusting]
    rounding_line = _rounding_line(lines + later, asked, entries)
    lines += [] if rounding_line is None else [rounding_line]
    named_apart = told_apart([*lines, *later])
    is_open = any(done.is_open for done in entries.settled) or any(
        dealt.looked.is_open for dealt, _ in entries.portions
    )
    return Statement(
        person=person,
        plans=tuple(dict.fromkeys(done.terms.plan.id for done in entries.settled)),
        period=asked.text,
        first=asked.first,
        after=asked.after,
        days=_days(person, entries.settled),
        currency=version.term.currency,
        base=total(_of_pay(done, done.terms.plan.pay.base) for done in entries.settled),
        variable=total(_of_pay(done, done.terms.plan.pay.variable) for done in entries.settled),
        lines=tuple(named_apart[: len(lines)]),
        adjustments=tuple(named_apart[len(lines) :]),
        total=total(line.amount for line in named_apart),
        balance=total(entries.balances.values()),
        provisional=is_open or not is_over,
        notes=_notes(entries.settled),
    )


def _when(one: Adjustment) -> tuple[date, str, str, str, int, int]:
    row = one.paid_row.row
    return one.day, one.paid_row.terms.plan.id, one.kind, row.lead_id or "", row.at, row.row


def _of_pay(done: Settled, amount: Fraction) -> Fraction:
    return amount * done.terms.share * done.terms.days_part(done.days)


def _days(person: str, settled: Sequence[Settled]) -> int:
    """The days of the settlements on which the person was in one of their plans, each once."""
    spans = sorted(
        common
        for done in settled
        for stay in done.terms.stays[person]
        if (common := stay.within(done.terms.settlement.first, done.terms.settlement.after)) is not None
    )
    days, counted_to = 0, date.min
    for first, after in spans:
        days += max(0, (after - max(first, counted_to)).days)
        counted_to = max(counted_to, after)
    return days


def _notes(settled: Sequence[Settled]) -> tuple[str, ...]:
    """Where days are missing: what is prorated."""
    return tuple(
        f"{done.terms.plan.id}: {done.days} of {done.terms.settlement.whole_days} days from "
        f"{done.terms.settlement.first}, so quota and pay are in proportion"
        for done in settled
        if done.days != done.terms.settlement.whole_days
    )


def _rounding_line(lines: Sequence[Line], asked: AskedPeriod, entries: Entries) -> Line | None:
    """What makes the total whole quanta, where a version that something here is of rounds the statement.

    Of several such versions the last one's rounding counts, also beside lines of versions that round each line; one of
    which nothing is settled, adjusted or dealt here has no say. Pools are dealt in whole quanta.
    """
    settled = [done.terms for done in entries.settled] + [one.paid_row.terms for one in entries.adjustments]
    of = [terms.in_force for terms in settled] + [dealt.in_force for dealt, _ in entries.portions]
    whole = [
        (version.number, version.agreement, compensation)
        for version in of
        if (compensation := version.agreement.compensation) is not None and compensation.rounding.at == "statement"
    ]
    if not whole:
        return None
    _, agreement, compensation = max(whole, key=lambda one: one[0])
    exact = total(line.amount for line in lines)
    difference = rounded(exact, compensation.rounding) - exact
    if difference == ZERO:
        return None
    step = Step(what="Total", how=about(exact), result=number(exact + difference))
    return Line(
        id="rounding",
        kind=Kind.ROUNDING,
        title="Rounding of the total",
        plan="",
        version=agreement.version,
        first=asked.first,
        after=asked.after,
        exact=difference,
        amount=difference,
        span=compensation.span,
        steps=(step,),
    )


def by_person(entries: Mapping[str, Entries]) -> list[str]:
    """Everybody with anything in their statement, in the order of code points."""
    return sorted(person for person, one in entries.items() if one.settled or one.adjustments or one.portions)
