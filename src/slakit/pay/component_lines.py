"""A component as a line of a statement, with the arithmetic from credited rows to the amount."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial

from slakit.pay.arithmetic import about, number, operand, percentage, rounding_step, share_of_one, summed
from slakit.pay.attainment import Attained
from slakit.pay.components import Earned, factors, slices
from slakit.pay.exact import ZERO
from slakit.pay.facts import Credited
from slakit.pay.naming import Naming
from slakit.pay.settling import Settled
from slakit.pay.statement import Deal, Factor, Kind, Line, Slice, Step
from slakit.pay.terms import Terms
from slakit.wording.phrases import named

ASSUMED = "assumed, not measured"


def component_lines(done: Settled, naming: Naming) -> Iterator[Line]:
    """A line for each component, in the order of the plan."""
    for share in done.shares:
        yield _line(done, share.earned, naming)


def _line(done: Settled, one: Earned, naming: Naming) -> Line:
    terms, component, of_rows = done.terms, one.component, one.attained
    found = factors(terms, done.judgement, component)
    paying = slices(one)
    return naming.line(
        done,
        component.id,
        kind=Kind.COMPONENT,
        title=named(component),
        exact=one.exact,
        amount=one.amount,
        span=component.span,
        measure=component.measure,
        goal=component.goal,
        is_rate=of_rows.is_rate,
        weight=component.weight,
        credited=of_rows.credited,
        carried=of_rows.carried,
        quota=of_rows.quota,
        attainment=of_rows.value,
        counted=one.counted,
        mode=component.mode,
        slices=paying,
        payout=one.payout,
        full=one.full,
        factors=found,
        deals=deals(of_rows.rows),
        steps=tuple(_steps(done, one, paying, found)),
        notes=tuple(_notes(of_rows, done.terms)),
    )


def deals(rows: Sequence[Credited]) -> tuple[Deal, ...]:
    """The rows behind a line."""
    return tuple(Deal(lead_id=row.lead_id, day=row.day, value=row.value, share=row.share) for row in rows)


def _notes(of_rows: Attained, terms: Terms) -> Iterator[str]:
    if of_rows.is_assumed:
        yield ASSUMED
    if of_rows.note is not None:
        yield of_rows.note
    if of_rows.carries < 0:
        yield f"{number(of_rows.carries)} is carried into the next period"


def _steps(done: Settled, one: Earned, paying: tuple[Slice, ...], found: tuple[Factor, ...]) -> Iterator[Step]:
    terms, of_rows = done.terms, one.attained
    due = ("quota", one.component.id, of_rows.days, of_rows.ramp.numerator, of_rows.ramp.denominator)
    quota = _kept(terms, due, partial(_quota, terms, one))
    if of_rows.credited is not None:
        credited = percentage(of_rows.credited) if of_rows.is_rate else number(of_rows.credited)
        yield Step(what="Credited", how=_credited(one), result=credited)
        yield quota
        if of_rows.value is not None and of_rows.quota is not None:
            by = quota.result if of_rows.is_rate else operand(of_rows.quota)
            yield Step(what="Attainment", how=f"{credited} ÷ {by}", result=share_of_one(of_rows.value))
    else:
        yield quota
    if one.counted is not None and one.counted is not of_rows.value:
        yield _counted(one, found)
    payout = percentage(one.payout)
    if one.counted is not None:
        yield Step(what="Payout", how=_payout(one, paying), result=share_of_one(one.payout))
    yield _kept(terms, ("full", one.component.id, done.days), partial(_full, done, one))
    how = f"{number(one.full)} × {payout}"
    for factor in found:
        if factor.kind == "modifier" and factor.applies and factor.effect != 1:
            how += f" × {number(factor.effect)} ({factor.of} {factor.bound})"
    yield Step(what="Amount", how=how, result=about(one.exact))
    yield from rounding_step(one.exact, one.amount, terms.rounding)


def _kept(terms: Terms, of: tuple[object, ...], write: Callable[[], Step]) -> Step:
    """A step that is the same for many is written once."""
    if of not in terms.steps:
        terms.steps[of] = write()
    return terms.steps[of]


def _credited(one: Earned) -> str:
    of_rows = one.attained
    if of_rows.is_assumed:
        text = ASSUMED
    elif one.component.goal is not None:
        text = f"what all reached together towards {one.component.goal}"
    elif of_rows.is_rate:
        text = f"{one.component.measure} of the person"
    elif of_rows.rows:
        text = summed(of_rows.rows, _product)
    else:
        text = "no rows"
    return f"{text}, and {number(of_rows.carried)} carried from the period before" if of_rows.carried else text


def _product(row: Credited) -> str:
    """`50,000`, `50,000 × 70%`."""
    return number(row.value) if row.share == 1 else f"{number(row.value)} × {percentage(row.share)}"


def _quota(terms: Terms, one: Earned) -> Step:
    of_rows = one.attained
    figure = percentage if of_rows.is_rate else number
    how = figure(of_rows.written)
    if of_rows.ramp != 1:
        how += f" × {percentage(of_rows.ramp)} (ramp)"
    if of_rows.days != of_rows.whole_days:
        how += f" × {of_rows.days} of {of_rows.whole_days} days"
    what = "Target" if one.component.goal is not None else "Quota"
    if one.component.measure is not None and how == figure(of_rows.written):
        how = f"each {terms.plan.per.value}"
    return Step(what=what, how=how, result="none" if of_rows.quota is None else figure(of_rows.quota))


def _counted(one: Earned, found: tuple[Factor, ...]) -> Step:
    if one.cap is not None and one.counted == one.cap:
        missed = [f"{factor.of} is not {factor.bound}" for factor in found if factor.kind == "gate" and factor.applies]
        how = f"at most {percentage(one.cap)}: {', '.join(missed)}"
    else:
        how = "not below 0%"
    return Step(what="Attainment that counts", how=how, result=share_of_one(one.counted or ZERO))


def _payout(one: Earned, paying: tuple[Slice, ...]) -> str:
    component = one.component
    if component.mode == "interpolated":
        text = "on the line " + ", ".join(f"{percentage(x)} pays {percentage(y)}" for x, y in component.points)
    else:
        text = " + ".join([_slice(part) for part in paying]) or "0%"
    most = component.pays_at_most
    return text if most is None or one.payout < most else f"{text}, at most {percentage(most)}"


def _slice(part: Slice) -> str:
    """`25% × 1.5`."""
    width = part.up_to - part.from_ if part.tier > 1 else part.up_to
    return f"{percentage(width)} × {number(part.rate)}"


def _full(done: Settled, one: Earned) -> Step:
    terms, pay = done.terms, done.terms.plan.pay
    how = number(pay.variable)
    if terms.share != 1:
        how += f" × {ratio(terms.share)} of the {pay.every.value}"
    if done.days != terms.settlement.whole_days:
        how += f" × {done.days} of {terms.settlement.whole_days} days"
    return Step(what="Full pay", how=f"{how} × {percentage(one.component.weight)}", result=about(one.full))


def ratio(part: Fraction) -> str:
    """`1/4`, `12`."""
    return str(part)
