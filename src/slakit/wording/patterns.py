"""Patterns that only list alternatives, spelled out: `@(gmail|yahoo)\\.` is “@gmail.” or “@yahoo.”."""

from dataclasses import dataclass, replace

_MOST = 12
_LONGEST = 200
_SPECIAL = frozenset("\\^$.|?*+()[]{}")
_GROUP_MARKS = frozenset("?*+{")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelled:
    """The texts of which one must occur: anywhere, or where the value `begins` and `ends`."""

    texts: tuple[str, ...]
    begins: bool = False
    ends: bool = False


def spelled(pattern: str) -> Spelled | None:
    """The few texts that a pattern is found by; None for one that says more than a list of them."""
    if len(pattern) > _LONGEST or pattern.count("(") > _MOST:
        return None
    begins, ends = pattern.startswith("^"), pattern.endswith("$") and not pattern.endswith("\\$")
    body = pattern[begins : len(pattern) - ends]
    found = _alternatives(body, 0)
    if found is None or found[1] != len(body) or not all(found[0]):
        return None
    # `^a|b` begins with one of two: the mark belongs to the first alternative alone.
    if (begins or ends) and len(found[0]) > 1 and _splits(body):
        return None
    return replace(Spelled(texts=tuple(dict.fromkeys(found[0]))), begins=begins, ends=ends)


def _splits(body: str) -> bool:
    """Whether alternatives stand at the top, outside of any group."""
    depth, escaped = 0, False
    for character in body:
        if escaped:
            escaped = False
            continue
        escaped = character == "\\"
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            return True
    return False


def _alternatives(text: str, at: int) -> tuple[list[str], int] | None:
    """The texts that `text` from `at` to the end of its group stands for, and where that end is."""
    done: list[str] = []
    heads = [""]
    while at < len(text) and text[at] != ")":
        if text[at] == "|":
            done, heads, at = [*done, *heads], [""], at + 1
            continue
        found = _piece(text, at)
        if found is None:
            return None
        pieces, at = found
        heads = [head + piece for head in heads for piece in pieces]
        if len(done) + len(heads) > _MOST:
            return None
    return [*done, *heads], at


def _piece(text: str, at: int) -> tuple[list[str], int] | None:
    """What the character, escape or group at `at` stands for, and where it ends."""
    if text[at] == "\\":
        found = _escape(text, at)
    elif text[at] == "(":
        found = _group(text, at)
    else:
        found = None if text[at] in _SPECIAL else ([text[at]], at + 1)
    repeated = found is not None and found[1] < len(text) and text[found[1]] in _GROUP_MARKS
    return None if repeated else found


def _escape(text: str, at: int) -> tuple[list[str], int] | None:
    following = text[at + 1 : at + 2]
    return ([following], at + 2) if following and not following.isalnum() else None


def _group(text: str, at: int) -> tuple[list[str], int] | None:
    begins = at + (3 if text.startswith("(?:", at) else 1)
    found = _alternatives(text, begins)
    if found is None or found[1] >= len(text):
        return None
    return found[0], found[1] + 1
