"""How a document that was rendered once differs from what it would be now, as lines that a reviewer knows."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape
from itertools import islice

from slakit.document.model import Clause, Document, Section
from slakit.document.runs import one_line

MOST = 200
"""So many lines of a difference are shown; nobody reads more, and a document may come from a stranger."""
_COMPARED = 4000
"""So many lines are compared in all their parts; in more of them the common beginning and end are left out only."""
_NAMED = 4
"""So many clauses are named above the lines that differ in them."""
_TAG = re.compile(r"<[^>]*>")
_MARKS = re.compile(r"^#+ |\\(?=\W)")


def differences(document: str, before: list[str], after: list[str], headings: Sequence[str] = ()) -> list[str]:
    """The lines `before` that go (`-`) and those `after` that come (`+`), as of the file `document`.

    Above each group of them stand the clauses and sections that it is in, which begin with the `headings`. After 200
    lines one says how the rest is found. Empty if no line differs.
    """
    found = _changes(before, after, _Places(after, headings))
    lines = list(islice(found, MOST + 1))
    if not lines:
        return []
    head = [f"--- {document}", f"+++ {document} as it would be rendered now"]
    if len(lines) <= MOST:
        return [*head, *lines]
    return [*head, *lines[:MOST], f"… and more: write {document} anew and compare the two"]


def lines_of(content: bytes) -> list[str]:
    """The lines of a file of text, which should be UTF-8."""
    return content.decode(errors="backslashreplace").split("\n")


def headings(document: Document) -> list[str]:
    """The headings of sections and clauses in order, each with its number: `S-1 First attempt`."""
    return [one_line(heading) for heading in _headings(document.sections)]


def _headings(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield f"{section.number} {section.title}"
        yield from (f"{one.reference} {one.title}" for one in section.blocks if isinstance(one, Clause))
        yield from _headings(section.sections)


class _Places:
    """Where among the lines of a text its clauses and sections begin: where their headings stand last."""

    def __init__(self, lines: list[str], headings: Sequence[str]) -> None:
        wanted = {_bare(heading): heading for heading in headings}
        last = {bare: at for at, line in enumerate(lines) if (bare := _bare(line)) in wanted}
        places = sorted((at, wanted[bare]) for bare, at in last.items())
        self._starts = [at for at, _ in places]
        self._names = [name for _, name in places]

    def named(self, first: int, end: int) -> list[str]:
        """What the lines from `first` to before `end` are in; the place itself if there are none."""
        begins = bisect_right(self._starts, first)
        ends = bisect_right(self._starts, max(first, end - 1))
        return self._names[max(begins - 1, 0) : ends]


def _bare(line: str) -> str:
    """A line without what marks it up, to find headings by."""
    return " ".join(unescape(_TAG.sub(" ", _MARKS.sub("", line))).split())


def _changes(before: list[str], after: list[str], places: _Places) -> Iterator[str]:
    if max(len(before), len(after)) > _COMPARED:
        yield from _middle(before, after, places)
        return
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(1):
        named = [name for tag, _, _, low, high in group if tag != "equal" for name in places.named(low, high)]
        first, last = group[0], group[-1]
        yield _place(first[1], last[2] - first[1], first[3], last[4] - first[3], named)
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (f" {line}" for line in before[i1:i2])
                continue
            yield from (f"-{line}" for line in before[i1:i2])
            yield from (f"+{line}" for line in after[j1:j2])


def _middle(before: list[str], after: list[str], places: _Places) -> Iterator[str]:
    low = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    high = 0
    while high < min(len(before), len(after)) - low and before[-1 - high] == after[-1 - high]:
        high += 1
    gone, come = before[low : len(before) - high], after[low : len(after) - high]
    if gone or come:
        yield _place(low, len(gone), low, len(come), places.named(low, low + len(come)))
    yield from (f"-{line}" for line in islice(gone, MOST // 2))
    yield from (f"+{line}" for line in come)


def _place(before: int, gone: int, after: int, come: int, named: Iterable[str]) -> str:
    """`@@ -12,3 +12,3 @@ S-3 First attempt`."""
    names = [*dict.fromkeys(named)]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"@@ -{before + 1},{gone} +{after + 1},{come} @@ {', '.join(names[:_NAMED])}{more}".rstrip()
