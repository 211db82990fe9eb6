"""How a document that was rendered once differs from what it would be now, as lines that a reviewer knows."""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice

MOST = 200
"""So many lines of a difference are shown; nobody reads more, and a document may come from a stranger."""
_COMPARED = 4000
"""So many lines are compared in all their parts; in more of them the common beginning and end are left out only."""


def differences(document: str, found: bytes, current: bytes) -> list[str]:
    """The lines of `found` that go (`-`) and those of `current` that come (`+`), as of the file `document`.

    Both are lines of UTF-8. After 200 lines one says how the rest is found.
    """
    before, after = _lines(found), _lines(current)
    head = [f"--- {document}", f"+++ {document} as it would be rendered now"]
    lines = [*head, *islice(_changes(before, after), MOST + 1)]
    if len(lines) <= MOST + len(head):
        return lines
    return [*lines[: MOST + len(head)], f"… and more: write {document} anew and let your version control compare"]


def _lines(content: bytes) -> list[str]:
    return content.decode(errors="backslashreplace").split("\n")


def _changes(before: list[str], after: list[str]) -> Iterator[str]:
    if max(len(before), len(after)) <= _COMPARED:
        yield from islice(unified_diff(before, after, n=1, lineterm=""), 2, None)
        return
    low = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    high = 0
    while high < min(len(before), len(after)) - low and before[-1 - high] == after[-1 - high]:
        high += 1
    gone, come = before[low : len(before) - high], after[low : len(after) - high]
    yield f"@@ -{low + 1},{len(gone)} +{low + 1},{len(come)} @@"
    yield from (f"-{line}" for line in islice(gone, MOST // 2))
    yield from (f"+{line}" for line in come)
