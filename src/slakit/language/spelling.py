"""The name that was probably meant."""

from collections.abc import Iterable

_LONGEST = 64
"""Names longer than this are not compared: nobody mistypes them, and hostile ones would cost time."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that is closest to `word` by letters changed, added, dropped or swapped.

    None if none is within a third of the word's length (at least one change); ties go to the first.
    """
    if len(word) > _LONGEST:
        return None
    limit = max(1, len(word) // 3)
    best: str | None = None
    for candidate in known:
        if abs(len(candidate) - len(word)) > limit or len(candidate) > _LONGEST:
            continue
        distance = _distance(word.lower(), candidate.lower())
        if distance <= limit and candidate != word:
            best, limit = candidate, distance - 1
            if limit < 0:
                break
    return best


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean 'handoff'?` for the nearest of `known`, or nothing."""
    meant = nearest(word, known)
    return "" if meant is None else f"did you mean '{meant}'?"


def _distance(a: str, b: str) -> int:
    """The number of letters changed, added, dropped or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
