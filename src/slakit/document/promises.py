"""The promises: found by kind, numbered by promiser, at a glance and one by one."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

import slakit.commitments
from slakit.document.model import Clause, Facts, Glance, Paragraph, Points, Section, Table, table
from slakit.model import Agreement
from slakit.wording.outline import Promise
from slakit.wording.phrases import capitalised, listed, named
from slakit.wording.speech import Speech

JOINT, GOAL = "J", "G"


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A promise with its reference."""

    reference: str
    promise: Promise


def numbered_promises(agreement: Agreement, speech: Speech) -> list[Numbered]:
    """Every promise with its reference: the promiser's letter, `J` of several parties, `G` of goals, and a number."""
    letters = _letters(agreement)
    counts: dict[str, int] = {}
    found = []
    for promise in (one for words in _kinds() for one in words.promises(agreement, speech)):
        letter = GOAL if promise.commitments[0] in agreement.goals else JOINT
        if letter == JOINT and len(promise.by) == 1:
            letter = letters[promise.by[0]]
        counts[letter] = counts.get(letter, 0) + 1
        found.append(Numbered(reference=f"{letter}-{counts[letter]}", promise=promise))
    return found


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
            party[:length].upper() in (JOINT, GOAL) or any(other.startswith(party[:length]) for other in others)
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
            sections.append(_group(f"promises-{party.id}", f"What {named(party)} promises", own))
    joint = [one for one in ordinary if len(one.promise.by) > 1]
    if joint:
        sections.append(_group("promises-together", "What the parties promise together", joint))
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
    rows = tuple((one.reference, one.title, listed(one.by), one.what, one.kept) for one in glances(speech, numbered))
    header = ("Clause", "Promise", "By", "What", "Kept for")
    return Section(anchor="overview", title="At a glance", blocks=(table(header, rows),))


def _group(anchor: str, title: str, numbered: list[Numbered]) -> Section:
    return Section(anchor=anchor, title=title, blocks=tuple(clause(one) for one in numbered))


def clause(numbered: Numbered) -> Clause:
    """A promise as a clause: what it is about, the sentence, how it is measured, its objective, what a miss means."""
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
        ("Objective", promise.kept),
        ("If it is not kept", promise.on_breach or ""),
    ]
    if rows := tuple(row for row in facts if row[1]):
        blocks.append(Facts(rows=rows))
    return Clause(
        reference=numbered.reference, anchor=promise.commitments[0], title=promise.title, blocks=tuple(blocks)
    )
