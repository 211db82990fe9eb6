"""The lines of a settlement beside its components: cap, kickers, SPIFs, what is held, the draw."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from slakit.pay.arithmetic import about, number, percentage, rounding_step, share_of_one, summed
from slakit.pay.bonuses import Kicked, SpifPay
from slakit.pay.bounds import Judged
from slakit.pay.component_lines import ratio
from slakit.pay.components import factor
from slakit.pay.draws import Drawn
from slakit.pay.exact import ONE, ZERO
from slakit.pay.facts import Credited
from slakit.pay.naming import Naming
from slakit.pay.settling import Cap, Settled, Share
from slakit.pay.statement import Deal, Factor, Kind, Line, Step
from slakit.wording.phrases import named


def plan_lines(done: Settled, naming: Naming) -> Iterator[Line]:
    """Every line that the settlement has beside its components, in the order in which they are reckoned."""
    if done.cap is not None:
        yield _cap(done, done.cap, naming)
    for kicker in done.kickers:
        yield _kicker(done, kicker, naming)
    for spif in done.spifs:
        yield _spif(done, spif, naming)
    for share in done.shares:
        if share.exact_held:
            yield _held(done, share, naming)
    if done.draw is not None:
        yield _draw(done, done.draw, naming)


def _cap(done: Settled, cap: Cap, naming: Naming) -> Line:
    plan, pay = done.terms.plan, done.terms.plan.pay
    most = plan.pays_at_most or ZERO
    amounts = [share.earned.amount for share in done.shares]
    limit = f"{percentage(most)} × {number(pay.variable)}"
    if done.terms.share != ONE:
        limit += f" × {ratio(done.terms.share)} of the {pay.every.value}"
    if done.days != done.terms.settlement.whole_days:
        limit += f" × {done.days} of {done.terms.settlement.whole_days} days"
    return naming.line(
        done,
        "cap",
        kind=Kind.CAP,
        title=f"At most {percentage(most)} of the variable pay",
        exact=cap.exact,
        amount=cap.amount,
        span=plan.place("pays_at_most"),
        steps=(
            Step(what="Components", how=summed(amounts, number), result=number(cap.worth)),
            Step(what="At most", how=limit, result=about(cap.limit)),
            Step(what="Amount", how=f"{number(cap.limit)} − {number(cap.worth)}", result=about(cap.exact)),
            *rounding_step(cap.exact, cap.amount, done.terms.rounding),
        ),
    )


def _kicker(done: Settled, one: Kicked, naming: Naming) -> Line:
    kicker, judged = one.kicker, done.judgement.kickers[one.kicker.id]
    attained = [_attained(done, one, of, bound) for of, bound in kicker.attainment.items()]
    steps = [
        Step(what=each.of, how=each.bound, result=f"{_rate(each.value)}: {_reached(each.applies)}") for each in attained
    ]
    steps += [Step(what=each.of, how=each.words, result=_came_out(each)) for each in judged]
    return naming.line(
        done,
        kicker.id,
        kind=Kind.KICKER,
        title=named(kicker),
        exact=one.exact,
        amount=one.amount,
        span=kicker.span,
        factors=(*attained, *(factor(each, "condition", each.reached is True, ONE) for each in judged)),
        steps=(*steps, _kicker_amount(done, one), *rounding_step(one.exact, one.amount, done.terms.rounding)),
        notes=() if one.is_reached else ("not reached",),
    )


def _attained(done: Settled, one: Kicked, of: str, bound: Fraction) -> Factor:
    value = one.counted[of]
    return Factor(
        kind="condition",
        of=of,
        person=done.person,
        value=value,
        bound=f"at least {percentage(bound)}",
        applies=value is not None and value >= bound,
        is_open=False,
        effect=ONE,
        span=one.kicker.place("attainment"),
    )


def _rate(value: Fraction | None) -> str:
    return "no attainment" if value is None else share_of_one(value)


def _reached(is_reached: bool) -> str:
    return "reached" if is_reached else "not reached"


def _came_out(judged: Judged) -> str:
    """What a condition came to, and whether that is enough, where it asks anything at all."""
    return judged.found if judged.looked.is_void else f"{judged.found}: {_reached(judged.reached is True)}"


def _kicker_amount(done: Settled, one: Kicked) -> Step:
    if not one.is_reached:
        return Step(what="Amount", how="not all of it is reached", result="0")
    how = number(one.kicker.amount)
    if done.days != done.terms.settlement.whole_days:
        how += f" × {done.days} of {done.terms.settlement.whole_days} days"
    return Step(what="Amount", how=how, result=about(one.exact))


def _spif(done: Settled, one: SpifPay, naming: Naming) -> Line:
    spif = one.spif
    each = f"{number(spif.amount)} for each" if spif.amount is not None else f"{percentage(spif.rate or ZERO)} of each"
    steps = [Step(what="Rows", how=f"{each}, by the person's share", result=f"{len(one.rows):,}")]
    if one.left is not None and spif.pays_at_most is not None:
        how = f"{number(spif.pays_at_most)} less what was paid before"
        steps.append(Step(what="Still to be had", how=how, result=number(one.left)))
    steps.append(Step(what="Amount", how=summed(one.parts, number), result=about(one.exact)))
    return naming.line(
        done,
        spif.id,
        kind=Kind.SPIF,
        title=named(spif),
        exact=one.exact,
        amount=one.amount,
        span=spif.span,
        deals=tuple(
            Deal(lead_id=row.lead_id, day=row.day, value=row.value, share=row.share, amount=part)
            for row, part in zip(one.rows, one.parts, strict=True)
        ),
        steps=(*steps, *rounding_step(one.exact, one.amount, done.terms.rounding)),
    )


def _held(done: Settled, share: Share, naming: Naming) -> Line:
    plan, component = done.terms.plan, share.earned.component
    release = plan.release
    cash = ZERO if release is None else release.cash
    return naming.line(
        done,
        f"{component.id}.held",
        kind=Kind.HELD,
        title=f"Held until cash comes in: {named(component)}",
        exact=-share.exact_held,
        amount=-share.held,
        span=plan.span if release is None else release.span,
        steps=(
            *_after_cap(done, share),
            Step(
                what="Amount",
                how=f"-{percentage(cash)} × {number(share.after_cap)}",
                result=about(-share.exact_held),
            ),
            *rounding_step(-share.exact_held, -share.held, done.terms.rounding),
        ),
        notes=tuple(_never_released(share.earned.attained.rows)),
    )


def _never_released(rows: Iterable[Credited]) -> Iterator[str]:
    """The rows that something is held of and no money can release."""
    held = [row for row in rows if row.value * row.share > 0]
    for day in sorted({row.day for row in held if row.lead_id is None}):
        yield f"a row without a lead, on {day}: so never released"
    worthless = {(row.lead_id, row.day) for row in held if row.lead_id and (row.deal is None or row.deal <= 0)}
    for lead, day in sorted(worthless):
        yield f"{lead}, on {day}: without a worth above 0, so never released"


def _after_cap(done: Settled, share: Share) -> tuple[Step, ...]:
    """What the plan's cap leaves of the component; none where there is no cap."""
    if done.cap is None:
        return ()
    pays, worth = done.cap.worth + done.cap.amount, done.cap.worth
    how = f"{number(pays)} × {number(share.earned.amount)} ÷ {number(worth)}, what is left over by remainder"
    return (Step(what="After the plan's cap", how=how, result=number(share.after_cap)),)


def _draw(done: Settled, one: Drawn, naming: Naming) -> Line:
    plan = done.terms.plan
    draw = plan.draw
    lifts = one.amount > 0 or one.exact > 0
    steps = [
        Step(what="Earned", how="all lines above", result=number(one.earned)),
        Step(what="Granted", how="the draw for the days of the period", result=about(one.granted)),
    ]
    if lifts:
        steps.append(Step(what="Amount", how=f"{number(one.granted)} − {number(one.earned)}", result=about(one.exact)))
    else:
        how = f"the smaller of {number(one.before)} and {number(one.earned)} − {number(one.granted)}, kept back"
        steps.append(Step(what="Amount", how=how, result=about(one.exact)))
    steps += rounding_step(one.exact, one.amount, done.terms.rounding)
    steps.append(Step(what="Still to be paid back", how=f"{number(one.before)} before", result=number(one.balance)))
    return naming.line(
        done,
        "draw" if lifts else "recovery",
        kind=Kind.DRAW if lifts else Kind.RECOVERY,
        title="Draw" if lifts else "Draw paid back",
        exact=one.exact,
        amount=one.amount,
        span=plan.span if draw is None else draw.span,
        steps=tuple(steps),
    )
