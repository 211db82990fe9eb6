"""Patterns as the regular expressions of other engines, in signs that mean the same in every one of them.

Every character is spelled as itself or as a range of code points, every class as its members, so that no engine's
own idea of a letter, of upper and lower case, of a line or of a word takes part.
"""

from dataclasses import dataclass
from typing import assert_never

from slakit.sql import characters as sets
from slakit.sql.patterns import At, Choice, One, Pattern, Place, Repeat, Sequence, UntranslatableError, read_pattern


@dataclass(frozen=True, kw_only=True, slots=True)
class Flavour:
    """How an engine spells a code point, a group and the places between characters (None: it cannot look around)."""

    point: str
    """A format for a code point that is no ASCII letter or digit; `{:c}` is the character itself."""
    far_point: str | None = None
    """The same beyond the first 65,536, where it differs."""
    group: str = "(?:"
    start: str = r"\A"
    end: str = r"\z"
    looks_around: bool = True
    most_repeats: int = 1000
    first_point: int = 0
    """The least code point that text can hold."""

    def text(self, pattern: str) -> str:
        """The RE2 `pattern` in this flavour. Raises `UntranslatableError`."""
        return self._text(read_pattern(pattern))

    def _text(self, tree: Pattern) -> str:
        match tree:
            case One(chosen=chosen):
                return self._set(chosen)
            case At(place=place):
                return self._place(place)
            case Sequence(parts=parts):
                return "".join(self._text(part) for part in parts)
            case Choice(parts=parts):
                return f"{self.group}{'|'.join(self._text(part) for part in parts)})"
            case Repeat(part=part, least=least, most=most):
                return self._repeat(self._text(part), least, most)
            case _:
                assert_never(tree)

    def _repeat(self, part: str, least: int, most: int | None) -> str:
        """In steps of what the engine repeats at most."""
        if not part:
            return ""
        part, step, text = f"{self.group}{part})", self.most_repeats, ""
        while least > step:
            text, least, most = f"{text}{part}{{{step}}}", least - step, None if most is None else most - step
        while most is not None and most > step:
            first = least or 0
            text, least, most = f"{text}{part}{{{first},{step}}}", 0, most - step
        if most == 0:
            return text
        upper = "" if most is None else most
        return f"{text}{part}{{{least},{upper}}}" if least != most else f"{text}{part}{{{least}}}"

    def _set(self, chosen: sets.Characters) -> str:
        ranges = [(max(low, self.first_point), high) for low, high in chosen if high >= self.first_point]
        if not ranges:
            raise UntranslatableError("a class without a character is found in RE2 only")
        if len(ranges) == 1 and ranges[0][0] == ranges[0][1] and chr(ranges[0][0]).isascii():
            letter = chr(ranges[0][0])
            if letter.isalnum() or letter in " @-_,;:/'\"=<>!%&~#":
                return letter
        return "[" + "".join(self._span(low, high) for low, high in ranges) + "]"

    def _span(self, low: int, high: int) -> str:
        return self._point(low) if low == high else f"{self._point(low)}-{self._point(high)}"

    def _point(self, point: int) -> str:
        letter = chr(point)
        if letter.isascii() and letter.isalnum():
            return letter
        return (self.far_point if self.far_point and point > 0xFFFF else self.point).format(point)

    def _place(self, place: Place) -> str:
        if place == "text_start":
            return self.start
        if place == "text_end":
            return self.end
        if not self.looks_around:
            raise UntranslatableError("word boundaries and the lines of (?m) need an engine that looks around")
        line, word = self._set(sets.NEWLINE), self._set(sets.WORD)
        match place:
            case "line_start":
                return f"(?:{self.start}|(?<={line}))"
            case "line_end":
                return f"(?:{self.end}|(?={line}))"
            case "word_edge":
                return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
            case _:
                assert_never(place)


JAVA = Flavour(point=r"\x{{{:x}}}")
POSTGRES = Flavour(point=r"\u{:04x}", far_point=r"\U{:08x}", end=r"\Z", most_repeats=255, first_point=1)
SNOWFLAKE = Flavour(point=r"\x{{{:x}}}", group="(", start="^", end="$", looks_around=False)
