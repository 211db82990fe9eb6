"""§12: kickers and SPIFs: what is paid beside the components."""

from datetime import date

from slakit.diagnostics import declare
from slakit.language.binding import Body
from slakit.language.conditions import condition_at
from slakit.language.declared import words
from slakit.language.names import EVENT
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.references import one
from slakit.language.scalars import day, number_from, parse_date, share
from slakit.language.sections.credits import number_field
from slakit.language.sections.gates import bind_bounds, of_components
from slakit.language.sections.header import ENDS_BEFORE
from slakit.model import Kicker, Spif

OUTSIDE = declare("SLA405", "A SPIF outside the term")

_POSITIVE = number_from(0, above=True)


def bind_kickers(body: Body) -> dict[str, Kicker]:
    """The kickers of a plan, by id."""
    bound = [_kicker(body, entry) for entry in body.entries("kickers")]
    return {kicker.id: kicker for kicker in bound if kicker is not None}


def bind_spifs(body: Body) -> dict[str, Spif]:
    """The SPIFs of a plan, by id."""
    bound = [_spif(body, entry) for entry in body.entries("spifs")]
    return {spif.id: spif for spif in bound if spif is not None}


def _kicker(plan: Body, entry: Entry) -> Kicker | None:
    body = plan.within(entry.value)
    if body is None:
        return None
    reached, attainment = bind_bounds(body, "if"), of_components(body, "attainment", plan)
    amount = body.need("amount", _POSITIVE)
    if not ("if" in body or "attainment" in body):
        body.binding.misfit(body.node.key_span, "a kicker has 'attainment' or 'if'")
        body.spoil()
    if not body.sound or amount is None:
        return None
    return Kicker(**words(body, entry), if_=reached, attainment=attainment, amount=amount)


def _spif(plan: Body, entry: Entry) -> Spif | None:
    body = plan.within(entry.value)
    if body is None:
        return None
    event, when = body.need("event", one(EVENT)), condition_at(body, "when")
    first, last = body.need("from", day), body.need("through", day)
    amount, rate, of = body.read("amount", _POSITIVE), body.read("rate", share), body.read("of", number_field)
    most = body.read("pays_at_most", _POSITIVE)
    if ("amount" in body) == ("rate" in body) or ("rate" in body) != ("of" in body):
        body.binding.misfit(body.node.key_span, "a SPIF has 'amount', or 'rate' with 'of'")
        body.spoil()
    if first is not None and last is not None:
        _check_time(body, first, last)
    if not body.sound or event is None or first is None or last is None:
        return None
    return Spif(
        **words(body, entry),
        event=event,
        when=when,
        from_=first,
        through=last,
        amount=amount,
        rate=rate,
        of=of,
        pays_at_most=most,
    )


def _check_time(body: Body, first: date, last: date) -> None:
    """A SPIF ends within the term, and not before it begins."""
    if last < first:
        message = f"the SPIF ends on {last}, before it begins on {first}"
        body.fail(ENDS_BEFORE, body.span("through"), message, "write a later 'through', or an earlier 'from'")
        return
    begins, ends = _term(body, "from"), _term(body, "through")
    if begins is not None and last < begins:
        message = f"the SPIF ends on {last}, before the term begins on {begins}"
        body.fail(OUTSIDE, body.span("through"), message, "leave the SPIF out, or change its dates")
    elif ends is not None and last > ends:
        message = f"the SPIF ends on {last}, after the term has ended on {ends}"
        body.fail(OUTSIDE, body.span("through"), message, f"write through: {ends}, or an earlier date")


def _term(body: Body, key: str) -> date | None:
    """A date of the term, if it has it."""
    term = body.binding.root.get("term")
    node = term.get(key) if isinstance(term, Mapping) else None
    return parse_date(node.text) if isinstance(node, Scalar) else None
