"""Regular expressions as RE2 understands them: a conservative check that needs no engine.

Python's `re` parses the pattern first, which finds what is broken in any dialect; what Python has and
RE2 lacks (lookaround, backreferences, possessive and atomic groups, conditionals, huge repeats) is refused
after that, and what RE2 spells differently (`\\z`, `(?P<n>…)`, `\\pL`, POSIX classes) is put into Python's
words before.
"""

import re
import warnings

from slakit.diagnostics import declare
from slakit.language.binding import Binding
from slakit.language.nodes import Node
from slakit.language.scalars import scalar

PATTERN = declare("SLA323", "A pattern that RE2 does not read")

MOST_REPEATS = 1000
MOST_CHARACTERS = 1000
MOST_WEIGHT = 100_000
MOST_IN_ALL = 100_000
"""Characters of all patterns of an agreement, each counted once: reading one costs microseconds a character."""

_LACKING = (
    (r"\(\?<?[=!]", "lookaround", "match the text itself, and use none: for what must not occur"),
    (r"\(\?P=|\\[1-9]|\\k<", "a backreference", "repeat the pattern itself"),
    (r"\(\?>", "an atomic group", "write a plain group (?:…)"),
    (r"\(\?\(", "a conditional", "write the alternatives with |"),
    (r"\(\?#", "a comment", "leave the comment out"),
    (r"\(\?<[A-Za-z_]", "this spelling of a named group", "write (?P<name>…)"),
    (r"(?<!\\)[*+?}]\+", "a possessive repeat", "leave the second + out"),
    (r"\\[uUNZ]", "this escape", r"write \x{…} for a character by number, \z for the end of the text"),
    (r"\(\?[a-zA-Z-]*[axuL]", "this flag", "only i, m, s and U are flags of RE2"),
    (r"\(\?(?!P<|[imsU]*(?:-[imsU]+)?[:)])", "this kind of group", "write a plain group (?:…)"),
)
_DOUBTFUL = (
    (r"\(\?[imsU]*(?:-[imsU]+)?\)(?:[*+?]|\{[0-9])", "a repeat of flags", "write the repeat behind what is repeated"),
    (r"\(\?[imsU]*(?:-[imsU]+)?:\)", "an empty group", "leave it out"),
)
_ESCAPED = re.compile(r"\\Q.*?(\\E|\Z)|\\.", re.DOTALL)
_OPAQUE = re.compile(r"\\Q.*?(?:\\E|\Z)|\\.|(?P<set>\[\^?\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*\])", re.DOTALL)
"""What may hold signs that are none of a group: quoted text, an escape, a bracket expression."""
_BY_NUMBER = re.compile(r"\\x(?:\{[0-9a-fA-F]+\}|[0-9a-fA-F]{2})")
_KNOWN_ESCAPES = frozenset("dDwWsSbBAzaftnrvxpPCQE0")


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
    """What keeps RE2 from reading `text` and what to write instead; None if nothing does."""
    if len(text) > MOST_CHARACTERS:
        return f"the pattern has {len(text)} characters", f"write at most {MOST_CHARACTERS}"
    if not text:
        return "the pattern is empty and would match everything", "write present: true"
    bare = _without_classes(text)
    # an escaped backslash before a part makes it ordinary text, and an escaped bracket opens no group
    plain = bare.replace("\\\\", "  ").replace("\\(", "  ")
    for lacking, what, instead in _LACKING:
        if match := re.search(lacking, plain):
            return f"the pattern uses {what} ('{match[0]}'), which RE2 does not have", instead
    for doubtful, what, instead in _DOUBTFUL:
        if match := re.search(doubtful, plain):
            return f"the pattern uses {what} ('{match[0]}'), which not every engine reads alike", instead
    for escape in _ESCAPED.finditer(text):
        letter = escape[0][1:2]
        if letter.isalpha() and letter not in _KNOWN_ESCAPES:
            return f"'\\{letter}' means nothing in RE2", f"write {letter} itself, or \\\\{letter} for a backslash"
        if letter == "x" and not _BY_NUMBER.match(text, escape.start()):
            return "'\\x' lacks its number", r"write \x41 or \x{1f600}, or x for the letter"
    if problem := _in_brackets(text):
        return problem
    if (times := _most_repeats(bare)) > MOST_REPEATS:
        return (
            f"the pattern repeats a part up to {times} times, RE2's most is {MOST_REPEATS}",
            "write a smaller repeat or +",
        )
    if _weight(text, bare) * times > MOST_WEIGHT:
        return (
            f"the pattern, its repeats of up to {times} times written out, is larger than RE2 takes",
            "write smaller repeats, or + and *",
        )
    if unknown := _unknown_class(text):
        return (
            f"'{unknown}' is not a class of characters that RE2 knows",
            "write a class such as [[:alpha:]], \\pL or \\p{Greek}",
        )
    return _parsed(text)


def _weight(text: str, bare: str) -> int:
    """Roughly the steps that RE2 makes of a pattern, nothing repeated: what stands for many letters makes many."""
    wide = bare.count("[") + bare.count(".") + sum(not c.isascii() for c in text)
    return len(bare) + 20 * wide + 500 * sum(text.count(sign) for sign in ("\\p", "\\P"))


def _most_repeats(bare: str) -> int:
    """How often the most repeated part is repeated, groups within groups multiplied."""
    open_groups: list[int] = []
    most, last = 1, 1
    for token in re.finditer(r"\\.|[()]|\{([0-9]+)(?:,([0-9]*))?\}|.", bare, re.DOTALL):
        if token[0] == "(":
            open_groups.append(most)
            most = last = 1
        elif token[0] == ")":
            last, most = most, max(most, open_groups.pop() if open_groups else 1)
        elif token[1] is not None:
            last *= max(int(token[1]), int(token[2] or 0))
            most = max(most, last)
        else:
            last = 1
    return most


def _unknown_class(text: str) -> str | None:
    """A POSIX or Unicode class that RE2 has not, as written."""
    for match in re.finditer(r"\[:\^?([a-z]+):\]", text):
        if match[1] not in _POSIX:
            return match[0]
    for match in re.finditer(r"(?<!\\)\\[pP](?:\{\^?([^}]*)\}|(.))", text):
        if (match[1] or match[2]) not in _UNICODE:
            return match[0]
    return None


def _in_brackets(text: str) -> tuple[str, str] | None:
    """What RE2 does not read between [ and ] though Python may."""
    for part in _OPAQUE.finditer(text):
        if part["set"] is None:
            continue
        for inner in re.compile(r"\\(.)|\[:(?!\^?[a-z]+:\])", re.DOTALL).finditer(text, part.start() + 1, part.end()):
            if inner[1] is None and ":]" in text[inner.end() :]:
                return "'[:' between [ and ] begins the name of a class", r"write \[: for the signs themselves"
            if inner[1] and inner[1] in "bBAzCQE":
                return f"'{inner[0]}' means nothing between [ and ]", "write it outside of the brackets"
    return None


def _without_classes(text: str) -> str:
    """`text` with the inside of every bracket expression blanked, and what is quoted: no syntax of groups is there."""

    def blank(part: re.Match[str]) -> str:
        if part["set"] is not None:
            return "[" + "x" * (len(part[0]) - 2) + "]"
        return "x" * len(part[0]) if part[0].startswith("\\Q") else part[0]

    return _OPAQUE.sub(blank, text)


def _parsed(text: str) -> tuple[str, str] | None:
    """What Python finds broken once RE2's own spellings are put into its words."""
    spelled = re.sub(r"\\Q(.*?)(?:\\E|\Z)", lambda match: re.escape(match[1]), text, flags=re.DOTALL)
    spelled = re.sub(r"\[:\^?[a-z]+:\]", "a", spelled)
    spelled = re.sub(r"\\[pP](\{\^?[A-Za-z_]+\}|[A-Z])", lambda _: r"\d", spelled)  # no end of a range either
    spelled = re.sub(r"\\x\{[0-9a-fA-F]+\}", "a", spelled).replace("\\z", "$").replace("\\C", "a")
    spelled = _OPAQUE.sub(lambda part: part[0].replace("(?", r"(\?") if part["set"] else part[0], spelled)
    spelled = re.sub(r"(?<!\\)\(\?[imsU]*(?:-[imsU]+)?\)", "", spelled)
    spelled = re.sub(r"(?<!\\)\(\?[imsU-]+:", "(?:", spelled)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(spelled)
    except (re.error, OverflowError, RecursionError) as error:
        return (
            f"the pattern cannot be read: {error}",
            "close every group and bracket; a literal . * + ? ( ) [ ] needs a \\ before it",
        )
    return None
