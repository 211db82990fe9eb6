"""Releases and clawbacks as lines: in the payroll of the period that the payment or the loss lies in."""

from collections.abc import Iterator, Sequence
from datetime import date

from slakit.commitments.periods import whole_period
from slakit.pay.adjusting import Adjustment
from slakit.pay.arithmetic import about, number, percentage, rounding_step, share_of_one
from slakit.pay.collecting import Coming
from slakit.pay.exact import ONE
from slakit.pay.settlements import DAY, InForce
from slakit.pay.statement import Deal, Kind, Line, Step
from slakit.pay.terms import Terms

_TITLES = {
    ("release", False): "Released as cash came in",
    ("release", True): "Taken off as cash went back",
    ("clawback", False): "Taken back",
    ("clawback", True): "Taken back",
}
"""By kind, and whether less is paid than before."""


def pay_day(versions: Sequence[InForce], terms: Terms, day: date) -> date:
    """The last date of the plan's period that the local date lies in, by the version then in force.

    Where no version is in force then, or one without the plan, by the plan's own calendar periods.
    """
    plan = terms.plan
    for version in versions:
        compensation = version.agreement.compensation
        if version.governs(day) and compensation is not None and plan.id in compensation.plans:
            _, after = whole_period(version.term, compensation.plans[plan.id].per, day)
            return (after if version.after is None else min(after, version.after)) - DAY
    _, after = whole_period(terms.term, plan.per, day)
    return max(after - DAY, day)


def adjustment_line(one: Adjustment) -> Line:
    """The line of a release or clawback; its plan and version are those of the credit."""
    terms, row = one.paid_row.terms, one.paid_row.row
    lead = row.lead_id or "no lead"
    is_release = one.kind == "release"
    clause = terms.plan.release if is_release else terms.plan.clawback
    return Line(
        id=f"{terms.plan.id}.{one.kind}.{row.lead_id or ''}.{one.day}",
        kind=Kind.RELEASE if is_release else Kind.CLAWBACK,
        title=f"{_TITLES[one.kind, one.exact < 0]}: {lead}",
        plan=terms.plan.id,
        version=terms.agreement.version,
        first=one.day,
        after=one.day + DAY,
        exact=one.exact,
        amount=one.amount,
        span=terms.plan.span if clause is None else clause.span,
        deals=tuple(
            Deal(lead_id=part.row.lead_id, day=part.row.day, value=part.row.value, share=part.row.share, amount=amount)
            for part, amount in zip(one.paid_row.parts, one.amounts, strict=True)
        ),
        steps=tuple(_release_steps(one) if is_release else _clawback_steps(one)),
    )


def _release_steps(one: Adjustment) -> Iterator[Step]:
    """Held back, the money of the deal, and what is released by it in all, less what was before."""
    held, rounding = one.paid_row.held, one.paid_row.terms.rounding
    yield Step(what="Held back", how=f"of the deal of {one.paid_row.row.day}", result=number(held))
    if one.coming is not None:
        yield from _money(one, one.coming)
    yield Step(what="Released in all", how=_in_all(one), result=about(one.in_all))
    yield from rounding_step(one.in_all, one.had + one.amount, rounding)
    yield Step(what="Released before", how="for what was paid before", result=number(one.had))
    yield Step(what="Amount", how=f"{number(one.had + one.amount)} less {number(one.had)}", result=about(one.amount))


def _money(one: Adjustment, coming: Coming) -> Iterator[Step]:
    """How much of the deal is paid, and, where that is not all that came in of the lead, why."""
    row = one.paid_row.row
    together = "" if coming.worth == row.deal else ", what its deals of that moment are worth together"
    if coming.collected != coming.paid or coming.returned:
        how = f"from {row.lead_id} since its first deal"
        if coming.returned:
            how += f": {number(coming.collected + coming.returned)} came in, {number(coming.returned)} went back"
        yield Step(what="Money", how=how, result=number(coming.collected))
        yield Step(
            what="For these deals" if together else "For this deal", how=_turn(coming), result=number(coming.paid)
        )
    how = f"{number(coming.paid)} ÷ {number(coming.worth)}{together}"
    yield Step(what="Part that is paid", how=how, result=share_of_one(one.part))


def _turn(coming: Coming) -> str:
    """How the money of a lead came to be that of the deal."""
    rest = coming.collected - coming.paid
    if coming.collected <= 0:
        return "nothing, since no more came in than went back"
    if coming.paid == coming.worth:
        return "in full" + ("; what is more is for other deals" if rest else "")
    if not rest:
        return "all of it"
    return f"{number(coming.collected)} less {number(rest)} for other deals: the earliest first, those taken back last"


def _in_all(one: Adjustment) -> str:
    """What is released of what was held back, by the part of the deal that is paid."""
    held = number(one.paid_row.held)
    if one.left == ONE:
        return f"{held} × {percentage(one.part)}"
    since = f"{held} × {percentage(one.part - one.kept)} × {percentage(one.left)}, the part that was not taken back"
    return f"{held} × {percentage(one.kept)} + {since}" if one.kept else since


def _clawback_steps(one: Adjustment) -> Iterator[Step]:
    row, released = one.paid_row.row, one.had - one.paid_row.booked
    how = "in full"
    if one.part != ONE and row.window_ends is not None and row.taken_back is not None:
        left, whole = (row.window_ends - row.taken_back).days, (row.window_ends - row.day).days
        how = f"{left} of {whole} days from {row.day} to {row.window_ends} were left on {row.taken_back}"
    since = f": {number(one.paid_row.booked)} with it, {number(released)} released since" if released else ""
    yield Step(what="Paid so far", how=f"for the deal of {row.day}{since}", result=number(one.had))
    yield Step(what="Taken back", how=how, result=share_of_one(one.part))
    yield Step(what="Amount", how=f"-{percentage(one.part)} × {number(one.had)}", result=about(one.exact))
    yield from rounding_step(one.exact, one.amount, one.paid_row.terms.rounding)
