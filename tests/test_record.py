"""Records behave as frozen, keyword-only dataclasses do."""

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from slakit.diagnostics import Span
from slakit.model import Clause, Party

SPAN = Span("a.yaml", 1, 1)


def test_defaults_and_equality() -> None:
    party = Party(id="sales", span=SPAN)
    assert (party.title, party.signatories, party.places) == (None, (), {})
    assert party == Party(id="sales", span=SPAN)
    assert party != Party(id="marketing", span=SPAN)
    assert party != Clause(id="sales", span=SPAN, text="x")
    assert Party(id="sales", span=SPAN, places={"title": SPAN}) == party, "places are not compared"


def test_nothing_can_be_changed() -> None:
    party: Any = Party(id="sales", span=SPAN)
    with pytest.raises(FrozenInstanceError):
        party.id = "other"
    with pytest.raises(FrozenInstanceError):
        del party.id
    with pytest.raises(FrozenInstanceError):
        party.more = 1


def test_what_is_missing_or_unknown_is_refused() -> None:
    make: Any = Party
    with pytest.raises(TypeError, match="span"):
        make(id="sales")
    with pytest.raises(TypeError, match="colour"):
        make(id="sales", span=SPAN, colour="red")


def test_dataclass_functions_work() -> None:
    clause = Clause(id="end", span=SPAN, text="Thirty days.")
    assert replace(clause, text="Sixty days.").text == "Sixty days."
    assert [field.name for field in fields(clause)] == ["id", "span", "title", "description", "places", "text"]
    assert copy.copy(clause) == clause
    assert pickle.loads(pickle.dumps(clause)) == clause  # noqa: S301 - our own bytes
    assert repr(clause).startswith("Clause(id='end'")
