"""§12: who is credited with what."""

from fractions import Fraction

from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body
from slakit.language.names import EVENT, FIELD
from slakit.language.nodes import Entry, Mapping, Node, Scalar
from slakit.language.references import one, people
from slakit.language.scalars import RANGE, boolean, share_up_to_whole, text
from slakit.language.sections.measures import NOT_NUMERIC
from slakit.model import Credit, CreditTo, FieldType, People
from slakit.numbers import percent

UNBALANCED = declare("SLA403", "Parts that do not add up")
NOT_A_PERSON = declare("SLA335", "A person in a field that holds none")

_NUMERIC = (FieldType.INTEGER, FieldType.DECIMAL)
_NAMES = (FieldType.STRING, FieldType.ENUM)


def bind_credit(body: Body) -> Credit | None:
    """The credit of a plan or pool, if it has one."""
    part = body.part("credit")
    if part is None:
        return None
    to, event = part.need("to", _to), part.need("event", one(EVENT))
    rolls_up_to, overlay = part.read("rolls_up_to", text), part.read("overlay", boolean) or False
    team = _team(part)
    _check_overlay(part, overlay)
    if not part.sound or to is None or event is None:
        return None
    return Credit(event=event, to=to, rolls_up_to=rolls_up_to, team=team, overlay=overlay, span=part.node.key_span)


def number_field(binding: Binding, node: Node) -> str | None:
    """A field of numbers."""
    field = one(FIELD)(binding, node)
    kind = binding.fields.get(field or "")
    if field is not None and kind is not None and kind not in _NUMERIC:
        message = f"'{field}' is {kind.value}, which holds no numbers"
        binding.report(NOT_NUMERIC, node.span, message, "name an integer or decimal field")
        return None
    return field


def _person_field(binding: Binding, node: Node) -> str | None:
    """A field of names."""
    field = one(FIELD)(binding, node)
    kind = binding.fields.get(field or "")
    if field is not None and kind is not None and kind not in _NAMES:
        message = f"'{field}' is {kind.value}, which names nobody"
        binding.report(NOT_A_PERSON, node.span, message, "name a string field, such as owner")
        return None
    return field


def _team(part: Body) -> People | None:
    team = part.part("team")
    return None if team is None else team.need("people", people)


def _check_overlay(part: Body, overlay: bool) -> None:
    """Credit that is beside the whole of a row has to say so."""
    for key in ("rolls_up_to", "team"):
        if key in part and not overlay:
            part.fail(
                UNBALANCED,
                part.key_span(key),
                f"what '{key}' credits comes on top of the whole of each row",
                "add 'overlay: true', which says so",
            )


def _to(binding: Binding, node: Node) -> tuple[CreditTo, ...] | None:
    """One field, which has the whole, or several with the part of each."""
    if isinstance(node, Scalar):
        field = _person_field(binding, node)
        return None if field is None else (CreditTo(field=field),)
    if not isinstance(node, Mapping) or not node.entries:
        binding.misfit(node.span, "expected a field that holds the person, such as owner")
        return None
    body = Body(binding, node)
    recorded = {isinstance(entry.value, Mapping) for entry in node}
    if len(recorded) > 1:
        advice = "give every one a share, or every one the field that holds it"
        body.fail(UNBALANCED, node.key_span, "some of these parts are fixed, others are each row's own", advice)
        return None
    parts = [_recorded(body, entry) if True in recorded else _fixed(body, entry) for entry in node]
    whole = sum((part.share for part in parts if part is not None and part.share is not None), Fraction(0))
    if body.sound and True not in recorded and whole != 1:
        message = f"the parts of the credit add up to {percent(whole)}"
        body.fail(UNBALANCED, node.key_span, message, "change them so that they add up to 100%")
    return tuple(part for part in parts if part is not None) if body.sound else None


def _fixed(body: Body, entry: Entry) -> CreditTo | None:
    """`owner: 70%`."""
    field, share = body.read_key(entry, _person_field), body.read(entry.key, _some)
    return None if field is None or share is None else CreditTo(field=field, share=share)


def _some(binding: Binding, node: Node) -> Fraction | None:
    """A share above 0."""
    value = share_up_to_whole(binding, node)
    if value == 0:
        binding.report(RANGE, node.span, "a part of 0% credits nobody", "write a share above 0%, or leave it out")
        return None
    return value


def _recorded(body: Body, entry: Entry) -> CreditTo | None:
    """`owner: {share: owner_share}`."""
    field, part = body.read_key(entry, _person_field), body.within(entry.value)
    column = None if part is None else part.need("share", number_field)
    return None if field is None or column is None else CreditTo(field=field, share=None, share_field=column)
