"""Every value that an agreement declares counts: change one, and the digest changes, and that of its part alone."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest

from slakit.diagnostics import Span
from slakit.digest import canonical_form, digest_of
from slakit.durations import Duration
from slakit.loading import load_agreement
from slakit.model import BUILT_IN_FIELDS, Agreement
from tests.digest.independent import members
from tests.house.pages import ROOT

LOADED, _ = load_agreement(str(ROOT / "policies" / "northwind.yaml"))
assert LOADED is not None
REFERENCE = LOADED
NOT_SAID = {"span", "places", "from_span", "quantum_span", "file", "country", "subdivision"}
"""Where something stands is nothing that anybody agrees to; a country is another below."""
MEANS_NOTHING = {
    ("Stage", "calendar"),  # its dwell has one
    ("Dwell", "calendar"),  # 30 and 60 days run around the clock
    ("Response", "calendar"),  # its targets have them
}
"""What is declared for something else to take, or has taken something else's place."""
WORDS = {"title", "description", "on_breach", "accountable", "role", "name", "email", "supports", "currency", "closes"}
WHOLE = {"term", "scope", "plan"}


def changes(value: Any) -> Iterator[Any]:
    """Values that differ from `value` in one thing."""
    if is_dataclass(value) and not isinstance(value, type | Duration):
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name not in NOT_SAID and (type(value).__name__, field.name) not in MEANS_NOTHING:
                found = ["x"] if held is None and field.name in WORDS else changes(held)
                yield from (replace(value, **{field.name: one}) for one in found)
        return
    match value:
        case None:
            return
        case bool():
            yield not value
        case Enum():
            yield next(member for member in type(value) if member is not value)
        case str():
            yield f"{value}x"
        case int():
            yield value + 1
        case Fraction():
            yield value + Fraction(1, 7)
        case date():
            yield value + timedelta(days=1)
        case Duration():
            yield Duration(value.count + 1, value.unit)
        case tuple():
            for at, item in enumerate(value):
                is_pair = isinstance(item, tuple) and len(item) == 2  # it stays one
                others = (one for one in changes(item) if not is_pair or len(one) == 2)
                yield from ((*value[:at], one, *value[at + 1 :]) for one in others)
            if value:
                yield value[:-1]
        case Mapping():
            for key, item in value.items():
                yield {other: held for other, held in value.items() if other != key}
                yield from ({**value, key: one} for one in changes(item))
        case _:
            raise AssertionError(f"of {value!r} it is not known what would be another")


def sections() -> Iterator[tuple[str, str, Any]]:
    """Section, id and what is declared there."""
    found = REFERENCE
    yield from ((name, "", getattr(found, name)) for name in sorted(WHOLE))
    for field in fields(found):
        held = getattr(found, field.name)
        if isinstance(held, Mapping) and field.name not in NOT_SAID:
            for id_, one in held.items():
                not_declared = {"fields": BUILT_IN_FIELDS, "events": found.stages}.get(field.name, ())
                if id_ not in not_declared:
                    yield field.name, id_, one
    assert found.compensation is not None
    yield "compensation", "rounding", found.compensation.rounding
    for section in ("plans", "pools"):
        for id_, one in getattr(found.compensation, section).items():
            yield f"compensation.{section}", id_, one


def with_(section: str, id_: str, one: Any) -> Agreement:
    """The reference agreement with another thing in one place."""
    found = REFERENCE
    nested, _, inner = section.rpartition(".")
    if section == "compensation":
        return replace(found, compensation=replace(found.compensation, **{id_: one}))
    if nested:
        pay = found.compensation
        return replace(found, compensation=replace(pay, **{inner: {**getattr(pay, inner), id_: one}}))
    return replace(found, **{section: {**getattr(found, section), id_: one} if id_ else one})


def held(found: Agreement) -> dict[str, Any]:
    """The parts of the canonical form, whose digests are another if and only if they are."""
    return members(canonical_form(found))


WAS, PARTS = canonical_form(REFERENCE), held(REFERENCE)


@pytest.mark.parametrize(
    ("section", "id_", "one"), list(sections()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_changed_value_changes_its_part_alone(section: str, id_: str, one: Any) -> None:
    path = f"{section}.{id_}" if id_ else section
    count = 0
    for changed in changes(one):
        if getattr(changed, "id", id_) != id_:
            continue  # ids are keys, and change with them
        if section == "stages" and id_ == "inquiry" and not changed.initial:
            continue  # the first stage is the first one also where none is said to be
        now = held(with_(section, id_, changed))
        different = {key for key in {*PARTS, *now} if PARTS.get(key) != now.get(key)}
        # A term has other holidays when it is another.
        concerned = {key for key in different if not (section == "term" and key.startswith("calendars."))}
        assert concerned == {path}, changed
        count += 1
    assert count


@pytest.mark.parametrize(("section", "id_"), [one[:2] for one in sections() if one[1] and one[0] != "compensation"])
def test_what_is_left_out_or_renamed_is_missed(section: str, id_: str) -> None:
    found = REFERENCE
    holder = found.compensation if section.startswith("compensation.") else found
    name = section.rpartition(".")[2]
    without = {key: one for key, one in getattr(holder, name).items() if key != id_}
    smaller = (
        replace(found, compensation=replace(holder, **{name: without}))
        if holder is not found
        else replace(found, **{name: without})
    )
    assert {*PARTS} ^ {*held(smaller)} == {f"{section}.{id_}", *([f"events.{id_}"] if section == "stages" else [])}


def test_name_title_and_version_count() -> None:
    found = REFERENCE
    for change in ({"id": "other"}, {"title": "Other"}, {"version": "1.2.1"}, {"description": None}):
        now = replace(found, **change)
        assert {key for key, part in held(now).items() if PARTS[key] != part} == {"metadata"}


@pytest.mark.parametrize("section", ["parties", "stages"])
def test_the_order_of_parties_and_stages_counts_but_no_part_of_it(section: str) -> None:
    found = REFERENCE
    turned = replace(found, **{section: dict(reversed(getattr(found, section).items()))})
    assert digest_of(turned) != digest_of(REFERENCE)
    assert held(turned) == PARTS


def test_another_country_is_another_calendar() -> None:
    calendar = REFERENCE.calendars["business"]
    moved = replace(calendar, holidays=replace(calendar.holidays, country="DE", subdivision=None))
    now = held(replace(REFERENCE, calendars={"business": moved}))
    assert {key for key in PARTS if PARTS[key] != now[key]} == {"calendars.business"}
    assert "2027-10-03" in now["calendars.business"]["holidays"]["dates"]


def test_where_things_stand_does_not_count() -> None:
    found = REFERENCE
    moved = replace(found, span=Span("elsewhere.yaml", 9), file="elsewhere.yaml")
    assert canonical_form(moved) == WAS
