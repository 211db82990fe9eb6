"""Releases and clawbacks as lines: in the payroll of the period that the payment or the loss lies in."""

from collections.abc import Sequence
from datetime import date

from slakit.commitments.periods import whole_period
from slakit.pay.adjusting import Adjustment
from slakit.pay.arithmetic import about, number, percentage, rounding_step, share_of_one
from slakit.pay.exact import ONE
from slakit.pay.settlements import DAY, InForce
from slakit.pay.statement import Deal, Kind, Line, Step
from slakit.pay.terms import Terms


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
        title=f"Released as cash came in: {lead}" if is_release else f"Taken back: {lead}",
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
        steps=(
            *(_release_steps(one) if is_release else _clawback_steps(one)),
            *_rounded(one),
        ),
    )


def _release_steps(one: Adjustment) -> tuple[Step, ...]:
    held = one.paid_row.held
    return (
        Step(what="Held", how=f"with the row of {one.paid_row.row.day}", result=number(held)),
        Step(what="Collected", how=_collected(one), result=share_of_one(one.part)),
        Step(what="Released before", how="of what was held", result=number(one.had)),
        Step(
            what="Amount",
            how=f"{number(held)} × {percentage(one.part)} less what was released before"
            + ("" if one.left == ONE else f", {percentage(one.left)} of it after the row was taken back"),
            result=about(one.exact),
        ),
    )


def _collected(one: Adjustment) -> str:
    """How much of the deal is paid, and where the rest of the lead's money is."""
    coming = one.coming
    if coming is None:
        return ""
    beside = "" if coming.worth == one.paid_row.row.deal else " (its deals of this instant together)"
    lead = "" if coming.collected == coming.paid else f", of {number(coming.collected)} that came in of the lead"
    return f"{number(coming.paid)} ÷ {number(coming.worth)}{beside}{lead}"


def _clawback_steps(one: Adjustment) -> tuple[Step, ...]:
    row = one.paid_row.row
    how = "in full"
    if one.part != ONE and row.window_ends is not None and row.taken_back is not None:
        left, whole = (row.window_ends - row.taken_back).days, (row.window_ends - row.day).days
        how = f"{left} of {whole} days from {row.day} to {row.window_ends} were left on {row.taken_back}"
    return (
        Step(what="Paid so far", how=f"for the row of {row.day}", result=number(one.had)),
        Step(what="Taken back", how=how, result=share_of_one(one.part)),
        Step(what="Amount", how=f"-{percentage(one.part)} × {number(one.had)}", result=about(one.exact)),
    )


def _rounded(one: Adjustment) -> tuple[Step, ...]:
    if one.kind == "clawback":
        return rounding_step(one.exact, one.amount, one.paid_row.terms.rounding)
    if one.exact == one.amount:
        return ()
    return (Step(what="Rounded", how="all that is released together, to the quantum", result=number(one.amount)),)
