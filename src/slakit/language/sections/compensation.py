"""§12: compensation: rounding, plans and pools."""

from fractions import Fraction
from typing import Literal

from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body, body_of
from slakit.language.declared import each_declared, words
from slakit.language.names import EVENT, FIELD, GOAL, PARTY
from slakit.language.nodes import Entry, Mapping
from slakit.language.references import one, people
from slakit.language.scalars import duration, number_from, share, text, whole, word
from slakit.language.sections.components import bind_component, points, shares
from slakit.language.sections.gates import bind_gates, bind_modifiers
from slakit.language.sections.planning import PERIOD
from slakit.model import (
    Clawback,
    Compensation,
    Component,
    Credit,
    CreditTo,
    Draw,
    Pay,
    PayPlan,
    Per,
    Pool,
    Ramp,
    Rounding,
)
from slakit.numbers import percent

UNBALANCED = declare("SLA403", "Parts that do not add up")

_AMOUNT = number_from(0)


def bind_compensation(binding: Binding) -> Compensation | None:
    """The pay rules, if the agreement has any."""
    node = binding.root.get("compensation")
    if not isinstance(node, Mapping):
        return None
    body = Body(binding, node)
    rounding = _rounding(body)
    plans = each_declared(binding, "plans", _plan, node)
    pools = each_declared(binding, "pools", _pool, node)
    return Compensation(rounding=rounding, plans=plans, pools=pools, span=node.key_span)


def _rounding(body: Body) -> Rounding:
    part = body.part("rounding")
    if part is None:
        return Rounding()
    usual = Rounding()
    return Rounding(
        mode=part.read("mode", text) or usual.mode,
        quantum=part.read("quantum", number_from(0, above=True)) or usual.quantum,
        at=part.read("at", text) or usual.at,
    )


def _plan(binding: Binding, entry: Entry) -> PayPlan | None:
    body = body_of(binding, entry)
    if body is None:
        return None
    selected, per = body.need("people", people), body.need("per", PERIOD)
    pay = _pay(body)
    components = _components(body)
    credit = body.part("credit")
    to = credit.read("to", one(FIELD)) if credit else None
    event = credit.need("event", one(EVENT)) if credit else None
    gates, modifiers = bind_gates(body), bind_modifiers(body)
    clawback, draw, ramp = _clawback(body), _draw(body), _ramp(body)
    if not body.sound or selected is None or per is None or pay is None:
        return None
    return PayPlan(
        **words(body, entry),
        people=selected,
        pay=pay,
        per=Per(per),
        credit=Credit(event=event, to=(CreditTo(field=to),), span=credit.node.key_span)
        if credit and to and event
        else None,
        components=components,
        gates=gates,
        modifiers=modifiers,
        clawback=clawback,
        draw=draw,
        ramp=ramp,
    )


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


def _clawback(body: Body) -> Clawback | None:
    part = body.part("clawback")
    if part is None:
        return None
    event, within, basis = part.need("event", one(EVENT)), part.need("within", duration), part.need("basis", text)
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


def _pool(binding: Binding, entry: Entry) -> Pool | None:
    body = body_of(binding, entry)
    if body is None:
        return None
    goal, amount = body.need("goal", one(GOAL)), body.need("amount", _AMOUNT)
    paid = points(body)
    dealt: dict[str, Fraction] = {}
    part = body.part("share")
    for item in part.node if part is not None else ():
        party, value = body.read_key(item, one(PARTY)), part.read(item.key, share) if part is not None else None
        if party is not None and value is not None:
            dealt[party] = value
        elif part is not None:
            part.spoil()  # a party that is unknown: its share is not known either
    total = sum(dealt.values(), Fraction(0))
    if part is not None and part.sound and total != 1:
        part.fail(UNBALANCED, part.node.key_span, f"the shares add up to {percent(total)}", "make them add up to 100%")
    if not body.sound or goal is None or amount is None:
        return None
    return Pool(**words(body, entry), goal=goal, amount=amount, share=dealt, points=paid)
