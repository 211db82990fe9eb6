"""Regular expressions as RE2 understands them: a conservative check that needs no engine.

The parts of a pattern are looked at one by one: what Python or PCRE have and RE2 lacks (lookaround,
backreferences, possessive and atomic groups, conditionals, huge repeats) is refused, and a little that RE2 reads
but other engines read otherwise. What they make together is then asked of Python's `re`: whether groups are closed,
and whether there is something to repeat.
"""

import re
import warnings
from collections.abc import Sequence

from slakit.diagnostics import declare
from slakit.language.binding import Binding
from slakit.language.nodes import Node
from slakit.language.pattern_parts import Part, members, parts, stands_for
from slakit.language.scalars import scalar

PATTERN = declare("SLA323", "A pattern that slakit does not read")

MOST_REPEATS = 1000
MOST_CHARACTERS = 1000
MOST_WEIGHT = 100_000
LAST_CHARACTER = 0x10FFFF
MOST_IN_ALL = 100_000
"""Characters of all patterns of an agreement, each counted once: reading one costs microseconds a character."""

_LACKING = (
    (r"\(\?<?[=!]", "lookaround", "match the text itself, and use none: for what must not occur"),
    (r"\(\?P=|\\[1-9]|\\k", "a backreference", r"repeat the pattern itself, or write \x{…} for a character by number"),
    (r"\(\?>", "an atomic group", "write a plain group (?:…)"),
    (r"\(\?\(", "a conditional", "write the alternatives with |"),
    (r"\(\?#", "a comment", "leave the comment out"),
    (r"\(\?<", "this spelling of a named group", "write (?P<name>…)"),
    (r"\\[uUNZ]", "this escape", r"write \x{…} for a character by number, \z for the end of the text"),
    (r"\(\?(?![imsU]*(?:-[imsU]+)?:)[a-zA-Z-]*[axuL]", "this flag", "only i, m, s and U are flags of RE2"),
    (r"\(\?(?!P<|[imsU]*(?:-[imsU]+)?:)", "this kind of group", "write a plain group (?:…)"),
)
_KNOWN_ESCAPES = frozenset("dDwWsSaftnrvxpPC")


_POSIX = frozenset((
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
    "word", "xdigit",
))  # fmt: skip
_UNICODE = frozenset((
    "Any", "C", "Cc", "Cf", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl",
    "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs",
    "Arabic", "Armenian", "Bengali", "Common", "Cyrillic", "Devanagari", "Ethiopic", "Georgian", "Greek",
    "Gujarati", "Gurmukhi", "Han", "Hangul", "Hebrew", "Hiragana", "Inherited", "Kannada", "Katakana", "Khmer",
    "Lao", "Latin", "Malayalam", "Mongolian", "Myanmar", "Sinhala", "Tamil", "Telugu", "Thai", "Tibetan",
))  # fmt: skip


def pattern(binding: Binding, node: Node) -> str | None:
    """A pattern that RE2 reads; anything else is an error that names the part."""
    found = scalar(binding, node)
    if found is None:
        return None
    if found.text not in binding.patterns:
        binding.patterns[found.text] = _judged(binding, found.text)
    if problem := binding.patterns[found.text]:
        binding.report(PATTERN, found.span, problem[0], problem[1])
        return None
    return found.text


def _judged(binding: Binding, text: str) -> tuple[str, str] | None:
    """What is wrong with a pattern, or with one more of them: a hostile file gets only so much reading."""
    if len(text) > MOST_CHARACTERS:
        return pattern_problem(text)
    binding.pattern_characters += len(text)
    if binding.pattern_characters > MOST_IN_ALL:
        return f"the patterns up to here have more than {MOST_IN_ALL:,} characters together", "write fewer patterns"
    return pattern_problem(text)


def pattern_problem(text: str) -> tuple[str, str] | None:
    """What keeps slakit from reading `text` and what to write instead; None if nothing does."""
    if len(text) > MOST_CHARACTERS:
        return f"the pattern has {len(text)} characters", f"write at most {MOST_CHARACTERS}"
    if not text:
        return "the pattern is empty and would match everything", "write present: true"
    found = list(parts(text))
    for before, part in zip([None, *found], found, strict=False):
        if problem := _of_part(part) or (before and _of_neighbours(before, part)):
            return problem
        if part.kind == "set" and (problem := _begun_class(part.text, text[part.end - 1 :])):
            return problem
    if (times := _most_repeats(found)) > MOST_REPEATS:
        return (
            f"the pattern repeats a part up to {times} times, RE2's most is {MOST_REPEATS}",
            "write a smaller repeat or +",
        )
    if _weight(text, found) * times > MOST_WEIGHT:
        return (
            f"the pattern, its repeats of up to {times} times written out, is larger than RE2 takes",
            "write smaller repeats, or + and *",
        )
    return _put_together(found)


def _of_part(part: Part) -> tuple[str, str] | None:
    """What is wrong with a part, wherever it stands."""
    match part.kind:
        case "open" | "escape":
            for lacking, what, instead in _LACKING:
                if re.match(lacking, part.text):
                    return f"the pattern uses {what} ('{part.text}'), which RE2 does not have", instead
            return _of_escape(part.text) if part.kind == "escape" else None
        case "quote" if not part.quoted:
            return f"the quotation '{part.text}' is empty, which not every engine reads alike", "leave it out"
        case "place" if part.text == "\\B":
            return (
                "'\\B' is found within a letter such as é by some engines and not by others",
                "match what stands before and behind the place",
            )
        case "set":
            return _of_set(part.text)
        case "repeat" if re.search(r"[{,]0[0-9]", part.text):
            return f"'{part.text}' is no repeat to RE2, its number beginning with 0", "write it without that, as {3}"
        case _:
            return None


def _of_escape(text: str) -> tuple[str, str] | None:
    """What is wrong with an escape outside of brackets or within them."""
    letter = text[1:2]
    if letter == "E":
        return "'\\E' ends no quotation", r"leave it out, or write \\E for a backslash and an E"
    if letter.isalpha() and letter not in _KNOWN_ESCAPES:
        return f"'\\{letter}' means nothing in RE2", f"write {letter} itself, or \\\\{letter} for a backslash"
    if not letter.isascii():
        return f"'{text}' means nothing in RE2", f"write {letter} itself"
    if text == "\\x":
        return "'\\x' lacks its number", r"write \x41 or \x{1f600}, or x for the letter"
    if letter == "x" and (stands_for(text) or 0) > LAST_CHARACTER:
        return f"'{text}' is no character", r"write a number up to \x{10ffff}"
    if letter in ("p", "P") and text[2:].strip("{}").removeprefix("^") not in _UNICODE:
        return _unknown(text)
    return None


def _unknown(text: str) -> tuple[str, str]:
    return (
        f"'{text}' is not a class of characters that RE2 knows",
        "write a class such as [[:alpha:]], \\pL or \\p{Greek}",
    )


def _of_set(text: str) -> tuple[str, str] | None:
    """What is wrong between [ and ]."""
    for member in members(text):
        if member.low.startswith("[:") and len(member.low) > 1:
            if member.low.strip("[:^]") not in _POSIX:
                return _unknown(member.low)
            continue
        for sign in (member.low, member.high or ""):
            if sign[:1] == "\\" and sign[1:] in _NOT_IN_SETS:
                return f"'{sign}' means nothing between [ and ]", "write it outside of the brackets"
            if sign[:1] == "\\" and (problem := _of_part(Part(kind="escape", text=sign))):
                return problem
        if member.high == "[:":
            return f"'{member.low}-[:' is a range up to the sign [ and no class", "write \\- for the sign - itself"
        if member.high is not None and not _is_range(member.low, member.high):
            return (
                f"the pattern cannot be read: '{member.low}-{member.high}' is no range",
                "write the lesser sign first, and \\- for the sign - itself",
            )
    return None


def _begun_class(text: str, rest: str) -> tuple[str, str] | None:
    """The name of a class that RE2 sees begun between [ and ], because something ends one, be it far behind."""
    for match in re.finditer(r"\\.|(?P<begun>\[:)(?!\^?[a-z]+:\])", text[1:], re.DOTALL):
        if match["begun"] and ":]" in text[match.end() + 1 :] + rest[1:]:
            return "'[:' between [ and ] begins the name of a class", r"write \[: for the signs themselves"
    return None


_NOT_IN_SETS = ("b", "B", "A", "z", "C", "Q", "E")


def _is_range(low: str, high: str) -> bool:
    first, last = stands_for(low), stands_for(high)
    return first is not None and last is not None and first <= last


def _of_neighbours(before: Part, part: Part) -> tuple[str, str] | None:
    """What is wrong with a part behind another one."""
    both = before.text + part.text
    if part.kind == "repeat" and before.kind == "repeat":
        if part.text == "+":
            return f"the pattern uses a possessive repeat ('{both}'), which RE2 does not have", "leave the second + out"
        return f"the pattern repeats a repeat ('{both}'), which RE2 does not do", "write one repeat, or a group (?:…)"
    if part.kind == "repeat" and before.kind == "flags":
        return (
            f"the pattern uses a repeat of flags ('{both}'), which not every engine reads alike",
            "write the repeat behind what is repeated",
        )
    if part.kind == "repeat" and before.kind == "place":
        return f"the pattern repeats a place ('{both}'), which slakit does not read", f"write {before.text} alone"
    if part.kind == "close" and before.kind == "open" and before.text.endswith(":"):
        return f"the pattern uses an empty group ('{both}'), which not every engine reads alike", "leave it out"
    return None


def _weight(text: str, found: Sequence[Part]) -> int:
    """Roughly the steps that RE2 makes of a pattern, nothing repeated: what stands for many letters makes many."""
    wide = sum(part.kind in ("set", "any") for part in found) + sum(not c.isascii() for c in text)
    return len(text) + 20 * wide + 500 * sum(text.count(sign) for sign in ("\\p", "\\P"))


def _most_repeats(found: Sequence[Part]) -> int:
    """How often the most repeated part is repeated, groups within groups multiplied."""
    open_groups: list[int] = []
    most, last = 1, 1
    for part in found:
        if part.kind == "open":
            open_groups.append(most)
            most = last = 1
        elif part.kind == "close":
            last, most = most, max(most, open_groups.pop() if open_groups else 1)
        elif part.kind == "repeat":
            last *= part.most
            most = max(most, last)
        else:
            last = 1
    return most


def _put_together(found: Sequence[Part]) -> tuple[str, str] | None:
    """What Python finds broken in the whole, each part being said in its words or as a part of its kind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile("".join(_in_python(part) for part in found))
    except (re.error, OverflowError, RecursionError) as error:
        return (
            f"the pattern cannot be read: {error}",
            "close every group and bracket; a literal . * + ? ( ) [ ] needs a \\ before it",
        )
    return None


def _in_python(part: Part) -> str:
    match part.kind:
        case "flags":
            return ""
        case "open":
            return part.text if part.text == "(" or part.text.startswith("(?P<") else "(?:"
        case "quote" | "set" | "any":
            return "a"
        case "escape":
            return "a" if len(part.text) > 1 else part.text
        case "place":
            return r"\b"
        case "sign":
            return part.text if part.text == "[" else re.escape(part.text)
        case _:
            return part.text
