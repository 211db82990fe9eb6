"""Every number, date and name of a policy is in its document: change one, and the place that tells of it changes."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from slakit.document import Document, building, document_of
from slakit.document.model import Clause, Section
from tests.document.changing import Change, changes
from tests.document.make import PAYING, POLICIES, REFERENCE, agreement

_WHOLE = {"title": "title", "version": "subtitle", "description": "parties", "scope": "term"}
_SECTIONS = {"term": "term", "fields": "information", "measures": "measures", "plan": "plan"}


def texts(document: Document) -> dict[str, object]:
    """What stands in each section and clause, by its anchor; nothing of the digest."""
    found = dict(_texts(document.sections))
    return {"title": document.title, "subtitle": document.subtitle, **found}


def _texts(sections: tuple[Section, ...]) -> Iterator[tuple[str, object]]:
    for section in sections:
        yield section.anchor, tuple(block for block in section.blocks if not isinstance(block, Clause))
        yield from ((block.anchor, block) for block in section.blocks if isinstance(block, Clause))
        yield from _texts(section.sections)


@cache
def unchanged(path: Path) -> dict[str, object]:
    return texts(document_of(agreement(path)))


def places(change: Change) -> tuple[str, ...]:
    """The anchors of which one must tell of the value."""
    section, *rest = change.path
    if section in _WHOLE:
        return (_WHOLE[section],)
    if section in _SECTIONS:
        return (_SECTIONS[section],)
    name = rest[0]
    match section:
        case "parties":
            return ("signatures",) if "signatories" in rest else ("parties",)
        case "clauses":
            return (f"clause-{name}",)
        case "calendars":
            return ("working-hours", f"calendar-{name}", "dependence")
        case "events":
            return (f"stage-{name}",) if name in change.agreement.stages else ("events",)
        case "stages":
            return _places_of_stage(name, rest[1])
        case "compensation":
            return {"rounding": ("pay",), "pools": ("pools",)}.get(name, (f"pay-{rest[1]}" if rest[1:] else "pay",))
        case _:
            return (name,)


def _places_of_stage(name: str, key: str) -> tuple[str, ...]:
    if key in ("title", "by", "next", "closes", "initial"):
        return ("stages",)
    parts = [f"{name}.{part}" for part in ("ready", "transition", "reason", "dwell")]
    return tuple(parts) if key in ("objectives", "on_breach", "dwell") else (f"stage-{name}",)


@pytest.mark.parametrize("path", [*POLICIES, PAYING], ids=lambda path: path.stem)
def test_a_changed_value_changes_the_place_that_tells_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "digest_of", lambda _: "")  # it is in no text, and takes its time
    seen: set[tuple[str, ...]] = set()
    silent = []
    for change in changes(agreement(path)):
        if (
            path not in (REFERENCE, PAYING) and change.shape in seen
        ):  # one of each kind; of the reference agreement every one
            continue
        seen.add(change.shape)
        try:
            now = texts(document_of(change.agreement))
        except NotImplementedError:  # a subdivision that another country does not have
            continue
        if all(now.get(place) == unchanged(path).get(place) for place in places(change)):
            silent.append(str(change))
    assert not silent
    assert len(seen) > 40
