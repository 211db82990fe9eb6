"""§12: pools: amounts that parties, and the people of each, share for a goal."""

from fractions import Fraction
from typing import Literal

from slakit.language.binding import Binding, Body, body_of
from slakit.language.declared import words
from slakit.language.names import GOAL, MEASURE, PARTY
from slakit.language.nodes import Entry
from slakit.language.references import one
from slakit.language.scalars import number_from, share, word
from slakit.language.sections.components import points
from slakit.language.sections.credits import UNBALANCED, bind_credit
from slakit.model import Pool
from slakit.numbers import percent

_AMOUNT = number_from(0)
_SPLITS: tuple[Literal["equal", "weighted", "contribution"], ...] = ("equal", "weighted", "contribution")
_BELONGS = {"weights": "weighted", "measure": "contribution", "credit": "contribution"}
"""What a way of dealing needs, and no other has."""


def bind_pool(binding: Binding, entry: Entry) -> Pool | None:
    """A pool."""
    body = body_of(binding, entry)
    if body is None:
        return None
    goal, amount = body.need("goal", one(GOAL)), body.need("amount", _AMOUNT)
    paid, dealt = points(body), _shares(body)
    written = body.read("split", word(*_SPLITS))
    split = next((known for known in _SPLITS if known == written), _SPLITS[0])
    weights, measure, credit = _weights(body), body.read("measure", one(MEASURE)), bind_credit(body)
    for key, way in _BELONGS.items():
        if (key in body) != (split == way) and body.sound:
            binding.misfit(body.node.key_span, f"'{key}' belongs to a pool with 'split: {way}'")
            body.spoil()
    if not body.sound or goal is None or amount is None:
        return None
    return Pool(
        **words(body, entry),
        goal=goal,
        amount=amount,
        share=dealt,
        split=split,
        weights=weights,
        measure=measure,
        credit=credit,
        points=paid,
    )


def _shares(body: Body) -> dict[str, Fraction]:
    """The part of each party; the parts make up the whole."""
    part = body.part("share")
    if part is None:
        return {}
    dealt: dict[str, Fraction] = {}
    for entry in part.node:
        party, value = part.read_key(entry, one(PARTY)), part.read(entry.key, share)
        if party is not None and value is not None:
            dealt[party] = value
    total = sum(dealt.values(), Fraction(0))
    if part.sound and total != 1:
        part.fail(UNBALANCED, part.node.key_span, f"the shares add up to {percent(total)}", "make them add up to 100%")
    return dealt


def _weights(body: Body) -> dict[str, Fraction]:
    """The weight of each role."""
    part = body.part("weights")
    if part is None:
        return {}
    weights = {entry.key: part.read(entry.key, _AMOUNT) for entry in part.node}
    return {role: weight for role, weight in weights.items() if weight is not None}
