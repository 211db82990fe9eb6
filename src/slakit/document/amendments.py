"""The versions of an agreement, and what this one changed: told by comparing the texts of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from slakit.document.model import Block, Clause, Facts, Paragraph, Points, Section, Signature, Table
from slakit.model import Agreement, Term
from slakit.wording.outline import Item
from slakit.wording.times import day

VERSIONS = "versions"
"""The anchor of the schedule of versions."""
_APART = ("overview", "judging", VERSIONS, "dependence", "glossary")
"""Sections that only gather, or follow from, what others say."""
_NOTHING = "(nothing)"
_DERIVED = ("Worked example", "Version", "In force")
Place = tuple[str, ...]
Version = tuple[Agreement, Term, Sequence[Section]]


def versions_section(versions: Sequence[Version]) -> Section:
    """The schedule of the versions known, the last of which is this one, and what each amended.

    The sections are worded without references, which move when something is put in.
    """
    following = [term.from_ for _, term, _ in versions[1:]]
    rows = [
        (agreement.version, _in_force(term, then)) for (agreement, term, _), then in zip_longest(versions, following)
    ]
    rows[-1] = (rows[-1][0], f"{rows[-1][1]} (this version)")
    blocks: list[Block] = [
        Table(header=("Version", "In force"), rows=tuple(rows), caption="The versions of this agreement"),
        Paragraph(
            text="A version ends with its last day, or on the day before the next one begins, whichever comes first. A "
            "later version amends this one from its own first day on."
        ),
    ]
    below = tuple(_amended(before, after) for before, after in pairwise(versions))
    return Section(anchor=VERSIONS, title="Versions and amendments", blocks=tuple(blocks), sections=below)


def _in_force(term: Term, following: date | None) -> str:
    """The days on which a version is in force; the next one begins on the day `following`."""
    ends = [one for one in (term.through, following and following - timedelta(days=1)) if one is not None]
    return f"from {day(term.from_)}" + (f" through {day(min(ends))}" if ends else "")


def _amended(before: Version, after: Version) -> Section:
    """Each text that is not what it was: where it stands, what it was, what it is."""
    then, now = dict(_texts(before[2])), dict(_texts(after[2]))
    rows = _rows(then, now)
    header = ("Where", f"Version {before[0].version}", f"Version {after[0].version}")
    title = f"What version {after[0].version} changed"
    blocks: tuple[Block, ...] = (Paragraph(text="Nothing but the time in which it is in force."),)
    if rows:
        blocks = (Table(header=header, rows=tuple(rows), caption=title),)
    return Section(anchor=f"version-{_anchor(after[0].version)}", title=title, blocks=blocks)


def _rows(then: Mapping[Place, str], now: Mapping[Place, str]) -> list[tuple[str, str, str]]:
    """What is not as it was; a clause or a whole part that only one of them has is told by its first text."""
    parts = {place[0] for place in then}, {place[0] for place in now}
    added = {place[0]: text for place, text in reversed([*now.items()]) if place[0] not in parts[0]}
    removed = {place[0]: text for place, text in reversed([*then.items()]) if place[0] not in parts[1]}
    rows = [
        (_where(place), then.get(place, _NOTHING), text)
        for place, text in now.items()
        if place[0] not in added and then.get(place) != text
    ]
    gone = [(place, text) for place, text in then.items() if place not in now and place[0] not in removed]
    return [
        *rows,
        *((_where(place), text, _NOTHING) for place, text in gone),
        *((part, "(not there)", f"(added) {text}") for part, text in reversed([*added.items()])),
        *((part, text, "(removed)") for part, text in reversed([*removed.items()])),
    ]


def _anchor(version: str) -> str:
    return "".join(one if one.isascii() and one.isalnum() else "-" for one in version)


def _where(place: Place) -> str:
    return ": ".join(dict.fromkeys(part for part in place if part))


def _texts(sections: Sequence[Section], above: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text by its place: the headings above it, then its label or the first cell of its row."""
    for section in sections:
        if section.anchor in _APART:
            continue
        heading = (*above, section.title)[-2:]
        signing = section.anchor == "signatures"  # where the sentence above the lines names the version
        blocks = [block for block in section.blocks if not signing or isinstance(block, Signature)]
        yield from _numbered(heading, blocks)
        yield from _texts(section.sections, heading)


def _numbered(heading: Place, blocks: Iterable[Block]) -> Iterator[tuple[Place, str]]:
    """The texts of blocks; one that has the place of another before it is told apart by its number."""
    found = list(blocks)
    first = next((block for block in found if isinstance(block, Table)), None)
    seen: dict[Place, int] = {}
    for place, text in (pair for block in found for pair in _of(heading, block, further=block is not first)):
        seen[place] = seen.get(place, 0) + 1
        yield (place if seen[place] == 1 else (*place, f"({seen[place]})")), text


def _of(heading: Place, block: Block, *, further: bool) -> Iterator[tuple[Place, str]]:
    """The texts of a block; those of a `further` table are under its caption."""
    match block:
        case Paragraph(text=text):
            yield heading, text
        case Points(items=items):
            yield from ((heading, text) for text in _flat(items))
        case Facts(rows=rows):
            yield from (((*heading, label), text) for label, text in rows if label not in _DERIVED)
        case Table(rows=rows, caption=caption):
            head = (*heading, caption) if further else heading
            yield from (((*head, row[0]), "; ".join(cell for cell in row[1:] if cell)) for row in rows)
        case Clause(reference=reference, title=title, blocks=blocks):
            yield from _numbered((f"{reference} {title}",), _joined(blocks))
        case Signature(party=party, role=role, name=name, email=email):
            yield (*heading, party), ", ".join(part for part in (role, name, email) if part)


def _joined(blocks: Sequence[Paragraph | Points | Facts | Table]) -> Iterator[Block]:
    """The blocks of a clause, with points as part of the sentence before them."""
    held: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            held.append(block.text)
        elif isinstance(block, Points):
            held += _flat(block.items)
        else:
            if held:
                yield Paragraph(text=" ".join(held))
                held = []
            yield block
    if held:
        yield Paragraph(text=" ".join(held))


def _flat(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _flat(item.items)
