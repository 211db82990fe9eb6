"""Conditions as sentences and as points."""

from datetime import date
from fractions import Fraction

import pytest

from slakit.diagnostics import Span
from slakit.model import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Contains,
    Equals,
    Field,
    FieldType,
    Matches,
    NoneOf,
    Present,
    Stage,
)
from slakit.wording.conditions import Conditions
from slakit.wording.outline import Item

S = Span("x.yaml")
FIELDS = {
    "offer": Field(
        id="offer", span=S, type=FieldType.ENUM, values={"demo": "Asked for a demo", "book": None, "white_paper": None}
    ),
    "vip": Field(id="vip", span=S, type=FieldType.BOOLEAN, title="VIP mark"),
    "first_seen": Field(id="first_seen", span=S, type=FieldType.DATE),
    "stage": Field(id="stage", span=S, type=FieldType.STRING, title="Where it is"),
}
WORDS = Conditions(FIELDS, {"mql": Stage(id="mql", span=S, title="Qualified", by=("m",))})

DEMO = Equals(field="offer", values=("demo",), span=S)
VIP = Equals(field="vip", values=(True,), span=S)
BIG = Compare(field="employees", operator="at_least", bound=Fraction(1200), span=S)
MAIL = Matches(field="email", pattern="@x\\.", span=S)

PHRASES: list[tuple[Condition, str]] = [
    (DEMO, "offer is “Asked for a demo”"),
    (Equals(field="offer", values=("demo", "book"), span=S), "offer is “Asked for a demo” or “book”"),
    (Equals(field="offer", values=("demo", "book"), negated=True, span=S),
     "offer is neither “Asked for a demo” nor “book”"),
    (Equals(field="offer", values=("demo", "book", "white_paper"), negated=True, span=S),
     "offer is none of “Asked for a demo”, “book” or “white paper”"),
    (Equals(field="offer", values=("demo",), negated=True, span=S), "offer is not “Asked for a demo”"),
    (Equals(field="note", values=("white_paper",), span=S), "note is “white_paper”"),  # a text is as it is written
    (VIP, "it is marked “VIP mark”"),
    (Equals(field="vip", values=(True,), negated=True, span=S), "it is not marked “VIP mark”"),
    (Equals(field="vip", values=(False,), span=S), "it is marked with no: “VIP mark”"),
    (Equals(field="automated", values=(True,), negated=True, span=S), "it is not marked as automated"),
    (Equals(field="automated", values=(False,), span=S), "it is marked as not automated"),
    (Equals(field="stage", values=("mql",), span=S), "stage is “Qualified”"),
    (BIG, "employees is at least 1,200"),
    (Compare(field="score", operator="below", bound=Fraction(5, 2), span=S), "score is below 2.5"),
    (Compare(field="first_seen", operator="at_most", bound=date(2027, 2, 1), span=S),
     "first seen is on or before 1 February 2027"),
    (Compare(field="first_seen", operator="above", bound=date(2027, 2, 1), span=S),
     "first seen is after 1 February 2027"),
    (Compare(field="at", operator="at_least", bound=0, span=S), "at is at or after 1 January 1970, 00:00:00 UTC"),
    (Present(field="email", present=True, span=S), "email is known"),
    (Present(field="email", present=False, span=S), "email is not known"),
    (Contains(field="note", text="x", span=S), "note contains “x”"),
    (MAIL, "email contains “@x.”"),
    (NoneOf(items=(MAIL,), span=S), "email does not contain “@x.”"),
    (Matches(field="email", pattern="^(a|b)\\.x$", span=S), "email is exactly “a.x” or “b.x”"),
    (Matches(field="email", pattern="@[xy]\\.", span=S), "email matches the pattern “@[xy]\\.”"),
    (NoneOf(items=(Matches(field="email", pattern="x+", span=S),), span=S), "email does not match the pattern “x+”"),
    (NoneOf(items=(Present(field="email", present=True, span=S),), span=S), "email is not known"),
    (NoneOf(items=(Equals(field="vip", values=(True,), negated=True, span=S),), span=S), "it is marked “VIP mark”"),
    (NoneOf(items=(DEMO, VIP), span=S), "none of these holds: offer is “Asked for a demo”; it is marked “VIP mark”"),
    (NoneOf(items=(AllOf(items=(BIG, VIP), span=S),), span=S),
     "it is not so that (employees is at least 1,200 and it is marked “VIP mark”)"),
    (NoneOf(items=(AllOf(items=(BIG, VIP), span=S), DEMO), span=S),
     "none of these holds: (employees is at least 1,200 and it is marked “VIP mark”); offer is “Asked for a demo”"),
    (AllOf(items=(), span=S), "nothing is required"),
    (AllOf(items=(DEMO,), span=S), "offer is “Asked for a demo”"),
    (AllOf(items=(DEMO, *(Present(field=one, present=True, span=S) for one in ("email", "phone"))), span=S),
     "email and phone are known and offer is “Asked for a demo”"),
    (AnyOf(items=(DEMO,), span=S), "offer is “Asked for a demo”"),
    (AllOf(items=(VIP, AnyOf(items=(DEMO, BIG), span=S)), span=S),
     "it is marked “VIP mark” and (either offer is “Asked for a demo” or employees is at least 1,200)"),
    (AnyOf(items=(VIP, AllOf(items=(DEMO, BIG), span=S)), span=S),
     "either it is marked “VIP mark” or (offer is “Asked for a demo” and employees is at least 1,200)"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "words"), PHRASES)
def test_phrase(condition: Condition, words: str) -> None:
    assert WORDS.phrase(condition) == words


def test_points_nest() -> None:
    condition = AllOf(
        items=(VIP, AnyOf(items=(DEMO, AllOf(items=(BIG, MAIL), span=S)), span=S), NoneOf(items=(MAIL, BIG), span=S)),
        span=S,
    )
    big, mail = Item(text="Employees: at least 1,200"), Item(text="Email: contains “@x.”")
    assert WORDS.points(condition) == (
        Item(text="Marked “VIP mark”"),
        Item(
            text="At least one of the following:",
            items=(Item(text="Offer: “Asked for a demo”"), Item(text="All of the following:", items=(big, mail))),
        ),
        Item(text="None of the following:", items=(mail, big)),
    )
