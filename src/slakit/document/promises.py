"""The promises: found by kind, numbered by promiser, at a glance and one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import zip_longest
from pkgutil import iter_modules
from types import ModuleType

import slakit.commitments
from slakit.document.misses import missed
from slakit.document.model import Block, Clause, Facts, Glance, Paragraph, Points, Section, Table, table
from slakit.model import Agreement
from slakit.wording.outline import Promise
from slakit.wording.phrases import capitalised, listed, named
from slakit.wording.speech import Speech

JOINT, GOAL, CLAUSE = "J", "G", "C"
WORKED = "Worked example"
"""The label of deadlines that are shown on dates."""
_BESIDE = 3
"""Parties whose promises have room beside each other."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A promise with its reference."""

    reference: str
    promise: Promise


def numbered_promises(agreement: Agreement, speech: Speech, earlier: Mapping[str, str] | None = None) -> list[Numbered]:
    """Every promise with its reference: the promiser's letter, `J` of several parties, `G` of goals, and a number.

    They are in the order of their numbers. `earlier` are the references of commitments in earlier versions, which they
    keep; numbers are not used again.
    """
    kept = earlier or {}
    letters = _letters(agreement)
    counts = _highest(kept.values())
    found: list[Numbered] = []
    for promise in (one for words in _kinds() for one in words.promises(agreement, speech)):
        letter = GOAL if promise.commitments[0] in agreement.goals else JOINT
        if letter == JOINT and len(promise.by) == 1:
            letter = letters[promise.by[0]]
        held = [kept[one] for one in promise.commitments if one in kept and kept[one].startswith(f"{letter}-")]
        if not held or any(one.reference == held[0] for one in found):
            counts[letter] = counts.get(letter, 0) + 1
            held = [f"{letter}-{counts[letter]}"]
        found.append(Numbered(reference=held[0], promise=promise))
    return sorted(found, key=lambda one: int(one.reference.rpartition("-")[2]))


def _highest(references: Iterable[str]) -> dict[str, int]:
    """The highest number of each letter."""
    highest: dict[str, int] = {}
    for letter, _, number in (reference.rpartition("-") for reference in references):
        highest[letter] = max(highest.get(letter, 0), int(number))
    return highest


def _kinds() -> list[ModuleType]:
    """The words of every kind of commitment, in the order in which a reader wants them."""
    names = [
        f"slakit.commitments.{kind.name}.words" for kind in iter_modules(slakit.commitments.__path__) if kind.ispkg
    ]
    modules = [import_module(name) for name in names if find_spec(name) is not None]
    return sorted((one for one in modules if hasattr(one, "promises")), key=lambda one: (one.PLACE, one.__name__))


def _letters(agreement: Agreement) -> dict[str, str]:
    """The shortest beginning of each party's id, from one letter, that nothing else begins with."""
    letters: dict[str, str] = {}
    for party in agreement.parties:
        others = [other for other in agreement.parties if other != party]
        length = 1
        while length < len(party) and (
            party[:length].upper() in (JOINT, GOAL, CLAUSE) or any(other.startswith(party[:length]) for other in others)
        ):
            length += 1
        letters[party] = party[:length].upper().rstrip("_")
    return letters


def promises_section(agreement: Agreement, speech: Speech, numbered: list[Numbered]) -> Section:
    """At a glance, then each party's promises side by side, then what they promise together."""
    ordinary = [one for one in numbered if not one.reference.startswith(f"{GOAL}-")]
    sections = [_overview(speech, numbered)]
    for party in agreement.parties.values():
        own = [one for one in ordinary if one.promise.by == (party.id,)]
        if own:
            sections.append(_group(speech, f"promises-{party.id}", f"What {named(party)} promises", own))
    joint = [one for one in ordinary if len(one.promise.by) > 1]
    if joint:
        sections.append(_group(speech, "promises-together", "What the parties promise together", joint))
    return Section(anchor="promises", title="Promises", sections=tuple(sections))


def glances(speech: Speech, numbered: list[Numbered]) -> tuple[Glance, ...]:
    """Every promise in a line: each party's, then those of several, then the goals."""
    order = list(speech.agreement.parties)

    def group(one: Numbered) -> int:
        if one.reference.startswith(f"{GOAL}-"):
            return len(order) + 1
        return len(order) if len(one.promise.by) > 1 else order.index(one.promise.by[0])

    return tuple(
        Glance(
            reference=one.reference,
            anchor=one.promise.commitments[0],
            title=one.promise.title,
            by=tuple(speech.party(party) for party in order if party in one.promise.by),
            what=capitalised(one.promise.in_short),
            kept=one.promise.kept.partition(".")[0].removeprefix("Kept for ").partition(", ")[0],
        )
        for one in sorted(numbered, key=group)
    )


def _overview(speech: Speech, numbered: list[Numbered]) -> Section:
    """What each party promises beside what the others do; below it what they promise together, and the goals."""
    seen = glances(speech, numbered)
    by = {one.reference: one.promise.by for one in numbered}
    single = [one for one in seen if len(by[one.reference]) == 1 and not one.reference.startswith(f"{GOAL}-")]
    sides = [[one for one in single if by[one.reference] == (party,)] for party in speech.agreement.parties]
    shown = [(party, side) for party, side in zip(speech.agreement.parties, sides, strict=True) if side]
    blocks: list[Block] = []
    if 0 < len(shown) <= _BESIDE:
        header = tuple(_promises_of(speech, party) for party, _ in shown)
        rows = zip_longest(*([_at_a_glance(one) for one in side] for _, side in shown), fillvalue="")
        blocks.append(Table(header=header, rows=tuple(rows), caption="What each party promises, side by side"))
    apart = [one for one in seen if one not in single] if len(shown) <= _BESIDE else list(seen)
    if apart:
        table_rows = ((one.reference, one.title, listed(one.by), _what(one)) for one in apart)
        caption = "Promises of several parties, and goals" if len(shown) <= _BESIDE else "Every promise"
        blocks.append(table(("Clause", "Promise", "By", "What"), table_rows, caption=caption))
    return Section(anchor="overview", title="At a glance", blocks=tuple(blocks))


def _promises_of(speech: Speech, party: str) -> str:
    return f"{speech.party(party)} promises"


def _at_a_glance(one: Glance) -> str:
    return f"{one.reference} {one.title}\n{_what(one)}"


def _what(one: Glance) -> str:
    return f"{one.what}, for {one.kept}" if one.kept else one.what


def _group(speech: Speech, anchor: str, title: str, numbered: list[Numbered]) -> Section:
    return Section(anchor=anchor, title=title, blocks=tuple(clause(speech, one) for one in numbered))


def clause(speech: Speech, numbered: Numbered) -> Clause:
    """A promise as a clause: the sentence, how it is measured, a worked deadline, its objective, what a miss means."""
    promise = numbered.promise
    blocks: list[Paragraph | Points | Facts | Table] = []
    if promise.description:
        blocks.append(Paragraph(text=promise.description))
    blocks.append(Paragraph(text=promise.sentence))
    if promise.items:
        blocks.append(Points(items=promise.items))
    facts = [
        *promise.facts,
        ("How it is measured", " ".join(promise.measured)),
        (WORKED, "\n".join(promise.worked)),
        ("Objective", promise.kept),
        ("If it is not kept", missed(speech, promise)),
    ]
    if rows := tuple(row for row in facts if row[1]):
        blocks.append(Facts(rows=rows))
    return Clause(
        reference=numbered.reference, anchor=promise.commitments[0], title=promise.title, blocks=tuple(blocks)
    )
