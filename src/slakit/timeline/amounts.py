"""What a lead brings to a promise over a period: numbers by name, added up and put in words.

Names are `lead`, `count`, `sum`, `of` and `share` of a share, `episode` of a time, `met`, `breached` and `open` of an
objective; those of a ratio stand after the id of the measure that they are of.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from slakit.numbers import plain

Amounts = tuple[tuple[str, Fraction], ...]

_STATES = {"met": "kept", "breached": "broken"}


def added(seen: Iterable[Amounts]) -> dict[str, Fraction]:
    """What counts, added up by name; a lead is one however often it is counted."""
    found: dict[str, Fraction] = {}
    for amounts in seen:
        for name, amount in amounts:
            once = name.rpartition(" ")[2] in ("lead", "share", "of")
            found[name] = max(found.get(name, Fraction(0)), amount) if once else found.get(name, Fraction(0)) + amount
    return found


def in_words(amounts: dict[str, Fraction]) -> str:
    """`one lead`; `in the whole and in the share`; `adds 40000`; of a ratio after the measure's id."""
    said = []
    for owner in dict.fromkeys(name.rpartition(" ")[0] for name in amounts):
        mine = {name.rpartition(" ")[2]: amount for name, amount in amounts.items() if name.rpartition(" ")[0] == owner}
        words = "; ".join(_words(mine))
        said.append(f"{owner}: {words}" if owner else words)
    return "; ".join(said)


def _words(mine: dict[str, Fraction]) -> Iterator[str]:
    if "of" in mine or "share" in mine:
        whole, part = mine.get("of", 0) > 0, mine.get("share", 0) > 0
        yield "in the whole and in the share" if whole and part else "in the whole" if whole else "in the share"
    for name, amount in mine.items():
        match name:
            case "lead":
                yield "one lead"
            case "count":
                yield f"{plain(amount)} row{'s' if amount != 1 else ''}"
            case "sum":
                yield f"adds {plain(amount)}"
            case "episode":
                yield f"{plain(amount)} time{'s' if amount != 1 else ''} measured"
            case "met" | "breached" | "open":
                yield f"{plain(amount)} {_STATES.get(name, name)}"
