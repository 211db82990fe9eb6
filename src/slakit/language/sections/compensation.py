"""§12: compensation: rounding, plans and pools."""

from fractions import Fraction
from typing import Literal

from slakit.diagnostics import declare
from slakit.durations import Basis
from slakit.language.binding import Binding, Body, body_of
from slakit.language.commitment import CALENDAR_NEEDED
from slakit.language.currencies import minor_unit
from slakit.language.declared import each_declared, words
from slakit.language.names import EVENT
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.references import one, people
from slakit.language.scalars import duration, number_from, share, share_up_to_whole, text, whole, word
from slakit.language.sections.components import bind_component, shares
from slakit.language.sections.credits import UNBALANCED, bind_credit, number_field
from slakit.language.sections.gates import bind_gates, bind_modifiers
from slakit.language.sections.kickers_and_spifs import bind_kickers, bind_spifs
from slakit.language.sections.planning import PERIOD
from slakit.language.sections.pools import bind_pool
from slakit.model import (
    Clawback,
    Compensation,
    Component,
    Draw,
    Pay,
    PayPlan,
    Per,
    Ramp,
    Release,
    Rounding,
)
from slakit.numbers import percent

SHARED_PART = declare("SLA336", "One name for two parts of a pay plan")

_AMOUNT = number_from(0)
_PARTS = ("components", "kickers", "spifs")


def bind_compensation(binding: Binding) -> Compensation | None:
    """The pay rules, if the agreement has any."""
    node = binding.root.get("compensation")
    if not isinstance(node, Mapping):
        return None
    body = Body(binding, node)
    rounding = _rounding(body)
    plans = each_declared(binding, "plans", _plan, node)
    pools = each_declared(binding, "pools", bind_pool, node)
    return Compensation(rounding=rounding, plans=plans, pools=pools, span=node.key_span)


def _rounding(body: Body) -> Rounding:
    term = body.binding.root.get("term")
    currency = term.get("currency") if isinstance(term, Mapping) else None
    usual = Rounding(quantum=minor_unit(currency.text if isinstance(currency, Scalar) else None))
    part = body.part("rounding")
    if part is None:
        return usual
    return Rounding(
        mode=part.read("mode", text) or usual.mode,
        quantum=part.read("quantum", number_from(0, above=True)) or usual.quantum,
        at=part.read("at", text) or usual.at,
        quantum_span=part.span("quantum"),
    )


def _plan(binding: Binding, entry: Entry) -> PayPlan | None:
    body = body_of(binding, entry)
    if body is None:
        return None
    selected, per = body.need("people", people), body.need("per", PERIOD)
    pay = _pay(body)
    components, credit = _components(body), bind_credit(body)
    gates, modifiers = bind_gates(body), bind_modifiers(body)
    kickers, spifs = bind_kickers(body), bind_spifs(body)
    most, release, clawback = body.read("pays_at_most", share), _release(body), _clawback(body)
    draw, ramp = _draw(body), _ramp(body)
    _check_credit(body)
    _check_parts(body)
    if not body.sound or selected is None or per is None or pay is None:
        return None
    return PayPlan(
        **words(body, entry),
        people=selected,
        pay=pay,
        per=Per(per),
        credit=credit,
        components=components,
        gates=gates,
        modifiers=modifiers,
        kickers=kickers,
        spifs=spifs,
        pays_at_most=most,
        release=release,
        clawback=clawback,
        draw=draw,
        ramp=ramp,
    )


def _check_credit(body: Body) -> None:
    """What is about credited rows needs to know who is credited."""
    for key in ("spifs", "release", "clawback"):
        if key in body and "credit" not in body:
            body.binding.misfit(body.key_span(key), f"'{key}' needs 'credit'")
            body.spoil()


def _check_parts(body: Body) -> None:
    """What a plan pays for is told apart by its id, in statements as in what earlier periods carry over."""
    seen: dict[str, str] = {}
    for section in _PARTS:
        for entry in body.entries(section):
            if entry.key in seen:
                message = f"'{entry.key}' is one of the {seen[entry.key]} already"
                help_text = f"give it another name: {', '.join(_PARTS)} of a plan share one namespace"
                body.fail(SHARED_PART, entry.span, message, help_text)
            seen.setdefault(entry.key, section)


def _pay(body: Body) -> Pay | None:
    part = body.part("pay")
    if part is None:
        body.need("pay", lambda binding, node: None)
        return None
    ote, base, variable = part.need("ote", _AMOUNT), part.need("base", _AMOUNT), part.need("variable", _AMOUNT)
    every = part.need("every", PERIOD)
    if not part.sound or ote is None or base is None or variable is None or every is None:
        return None
    if base + variable != ote:
        part.fail(
            UNBALANCED,
            part.node.key_span,
            f"base and variable are {base + variable} together, 'ote' is {ote}",
            f"write ote: {base + variable}, or change base or variable",
        )
    return Pay(ote=ote, base=base, variable=variable, every=Per(every), span=part.node.key_span)


def _components(body: Body) -> dict[str, Component]:
    """The parts of the variable pay; their weights make up the whole."""
    part = body.part("components")
    if part is None:
        body.need("components", lambda binding, node: None)
        return {}
    bound = [bind_component(part, entry) for entry in part.node]
    components = {component.id: component for component in bound if component is not None}
    weight = sum((component.weight for component in components.values()), Fraction(0))
    if part.sound and weight != 1:
        part.fail(
            UNBALANCED,
            part.node.key_span,
            f"the weights add up to {percent(weight)}",
            "change them so that they add up to 100%",
        )
    return components


def _release(body: Body) -> Release | None:
    part = body.part("release")
    if part is None:
        return None
    booking, cash = part.need("booking", share_up_to_whole), part.need("cash", share_up_to_whole)
    event, brought, of = part.need("event", one(EVENT)), part.need("sum", number_field), part.need("of", number_field)
    if booking is not None and cash is not None and booking + cash != 1:
        message = f"'booking' and 'cash' add up to {percent(booking + cash)}"
        part.fail(UNBALANCED, part.node.key_span, message, "make them add up to 100%")
    if not part.sound or booking is None or cash is None or event is None or brought is None or of is None:
        return None
    return Release(booking=booking, cash=cash, event=event, sum=brought, of=of, span=part.node.key_span)


def _clawback(body: Body) -> Clawback | None:
    part = body.part("clawback")
    if part is None:
        return None
    event, within, basis = part.need("event", one(EVENT)), part.need("within", duration), part.need("basis", text)
    several = len(part.binding.names.section("calendars"))
    if within is not None and within.basis is not Basis.ELAPSED and several > 1:
        message = f"'{within}' needs a calendar, and {several} are declared"
        part.fail(CALENDAR_NEEDED, part.span("within"), message, "write elapsed time, such as 180 days")
    if event is None or within is None or basis is None:
        return None
    return Clawback(event=event, within=within, basis=basis, span=part.node.key_span)


def _draw(body: Body) -> Draw | None:
    part = body.part("draw")
    if part is None:
        return None
    kinds: tuple[Literal["recoverable", "non_recoverable"], ...] = ("recoverable", "non_recoverable")
    written = part.need("kind", word(*kinds))
    kind = next((known for known in kinds if known == written), None)
    amount, per, periods = part.need("amount", _AMOUNT), part.need("per", PERIOD), part.read("periods", whole(1))
    if kind is None or amount is None or per is None:
        return None
    return Draw(kind=kind, amount=amount, per=Per(per), periods=periods, span=part.node.key_span)


def _ramp(body: Body) -> Ramp | None:
    part = body.part("ramp")
    if part is None:
        return None
    steps, per = part.need("quota", shares), part.need("per", PERIOD)
    return None if steps is None or per is None else Ramp(quota=steps, per=Per(per), span=part.node.key_span)
