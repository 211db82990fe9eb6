"""Patterns of RE2, read into a tree, for engines whose regular expressions mean other things by the same signs.

Only whether a pattern is found matters, so greed, names and captures of groups are left out of the tree.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from slakit.sql import characters as sets
from slakit.sql.characters import Characters

Place = Literal["text_start", "text_end", "line_start", "line_end", "word_edge"]


class UntranslatableError(ValueError):
    """A pattern uses something that cannot be said to an engine."""


@dataclass(frozen=True, slots=True)
class One:
    """One character of a set."""

    chosen: Characters


@dataclass(frozen=True, slots=True)
class At:
    """A place between characters."""

    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part `least` to `most` times (None: without end)."""

    part: "Pattern"
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several parts."""

    parts: tuple["Pattern", ...]


Pattern = One | At | Repeat | Sequence | Choice


@dataclass(frozen=True, slots=True)
class _Flags:
    i: bool = False
    m: bool = False
    s: bool = False


_REPEAT = re.compile(r"(?:([*+?])|\{([0-9]+)(,?)([0-9]*)\})\??")
_GROUP = re.compile(r"\?(?:P<\w+>|([imsU]*)(?:-([imsU]+))?([:)]))")
_CONTROLS = {"a": "\a", "f": "\f", "t": "\t", "n": "\n", "r": "\r", "v": "\v"}
_CLASSES = {"d": sets.DIGIT, "w": sets.WORD, "s": sets.SPACE}


def read_pattern(text: str) -> Pattern:
    """The tree of a pattern that RE2 reads. Raises `UntranslatableError` for what only RE2 has."""
    reader = _Reader(text)
    tree, _ = reader.choice(_Flags())
    if reader.at < len(text):
        raise UntranslatableError(f"the pattern cannot be read from character {reader.at + 1} on")
    return tree


class _Reader:
    """Reads from the place `at` onwards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def choice(self, flags: _Flags) -> tuple[Pattern, _Flags]:
        """Alternatives up to the closing bracket or the end; flags set on the way hold to there."""
        options: list[Pattern] = []
        parts: list[Pattern] = []
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "|":
                self.at += 1
                options.append(Sequence(tuple(parts)))
                parts = []
                continue
            found, flags = self._part(flags)
            for part in found[:-1]:
                parts.append(part)
            parts += [self._repeated(part) for part in found[-1:]]
        options.append(Sequence(tuple(parts)))
        return (Choice(tuple(options)) if len(options) > 1 else options[0]), flags

    def _repeated(self, part: Pattern) -> Pattern:
        while match := _REPEAT.match(self.text, self.at):
            self.at = match.end()
            sign, least, comma, most = match.groups()
            if sign:
                part = Repeat(part, int(sign == "+"), 1 if sign == "?" else None)
            else:
                part = Repeat(part, int(least), int(most) if most else None if comma else int(least))
        return part

    def _part(self, flags: _Flags) -> tuple[list[Pattern], _Flags]:
        sign = self.text[self.at]
        self.at += 1
        match sign:
            case "(":
                return self._group(flags)
            case "[":
                return [One(self._bracket(flags))], flags
            case ".":
                return [One(sets.EVERY if flags.s else sets.negated(sets.NEWLINE))], flags
            case "^":
                return [At("line_start" if flags.m else "text_start")], flags
            case "$":
                return [At("line_end" if flags.m else "text_end")], flags
            case "\\":
                return self._escape(flags), flags
            case _:
                return [_letter(sign, flags)], flags

    def _group(self, flags: _Flags) -> tuple[list[Pattern], _Flags]:
        inner = flags
        if match := _GROUP.match(self.text, self.at):
            self.at = match.end()
            on, off, end = match.groups()
            inner = replace(flags, **{flag: True for flag in on or "" if flag != "U"})
            inner = replace(inner, **{flag: False for flag in off or "" if flag != "U"})
            if end == ")":
                return [], inner
        tree, _ = self.choice(inner)
        self.at += 1  # the closing bracket
        return [tree], flags

    def _escape(self, flags: _Flags) -> list[Pattern]:
        letter = self.text[self.at]
        places: dict[str, Place] = {"A": "text_start", "z": "text_end", "b": "word_edge"}
        if letter in places:
            self.at += 1
            return [At(places[letter])]
        if letter == "Q":
            end = self.text.find("\\E", self.at)
            quoted = self.text[self.at + 1 : len(self.text) if end < 0 else end]
            self.at = len(self.text) if end < 0 else end + 2
            return [_letter(sign, flags) for sign in quoted]
        if letter == "E":
            self.at += 1
            return []
        chosen = self._escaped_class(flags)
        return [One(_folded(self._escaped_sign(), flags) if chosen is None else chosen)]

    def _escaped_class(self, flags: _Flags) -> Characters | None:
        """What the escape whose letter is next stands for, if that is a class."""
        letter = self.text[self.at]
        if letter.lower() in _CLASSES:
            self.at += 1
            return _either(_CLASSES[letter.lower()], flags, negative=letter.isupper())
        if letter in "pP":
            self.at += 1
            return self._property(flags, negative=letter == "P")
        return None

    def _escaped_sign(self) -> Characters:
        """The one character that the escape whose letter is next stands for."""
        letter = self.text[self.at]
        self.at += 1
        if letter == "C":
            raise UntranslatableError("\\C, a single byte, exists in RE2 only")
        return sets.characters(self._escaped_letter(letter))

    def _escaped_letter(self, letter: str) -> str:
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if letter == "x":
            match = re.compile(r"\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2})").match(self.text, self.at)
            if match is None:
                raise UntranslatableError("\\x needs two digits or a number in braces")
            self.at = match.end()
            return chr(int(match[1] or match[2], 16))
        if letter == "0":
            match = re.compile("[0-7]{0,2}").match(self.text, self.at)
            self.at = match.end() if match else self.at
            return chr(int("0" + (match[0] if match else ""), 8))
        return letter

    def _property(self, flags: _Flags, *, negative: bool) -> Characters:
        match = re.compile(r"\{(\^?)(\w+)\}|(\w)").match(self.text, self.at)
        name = (match[2] or match[3]) if match else ""
        chosen = sets.category(name)
        if match is None or chosen is None:
            what = "which no text has a character of" if name == "Cs" else "a script"
            raise UntranslatableError(f"\\p{{{name}}}, {what}, is known to RE2 only")
        self.at = match.end()
        return _either(chosen, flags, negative=negative != bool(match[1]))

    def _bracket(self, flags: _Flags) -> Characters:
        """The set in brackets, from after the opening one."""
        negative = self.text.startswith("^", self.at)
        self.at += negative
        ranges: list[tuple[int, int]] = []
        first = True
        while first or self.text[self.at] != "]":
            first = False
            ranges += self._member(flags)
        self.at += 1
        chosen = sets.joined(ranges)
        return sets.negated(chosen) if negative else chosen

    def _member(self, flags: _Flags) -> Characters:
        if match := re.compile(r"\[:(\^?)([a-z]+):\]").match(self.text, self.at):
            self.at = match.end()
            return _either(sets.POSIX[match[2]], flags, negative=bool(match[1]))
        if self.text[self.at] == "\\":
            self.at += 1
            chosen = self._escaped_class(flags)
            if chosen is not None:
                return chosen
            low = self._escaped_sign()
        else:
            low = self._bound()
        if re.compile(r"-[^\]]").match(self.text, self.at):
            self.at += 1
            return _folded(((low[0][0], self._bound()[0][0]),), flags)
        return _folded(low, flags)

    def _bound(self) -> Characters:
        """One end of a range, or what stands alone."""
        sign = self.text[self.at]
        self.at += 1
        return self._escaped_sign() if sign == "\\" else sets.characters(sign)


def _letter(sign: str, flags: _Flags) -> One:
    return One(_folded(sets.characters(sign), flags))


def _folded(chosen: Characters, flags: _Flags) -> Characters:
    return sets.regardless_of_case(chosen) if flags.i else chosen


def _either(chosen: Characters, flags: _Flags, *, negative: bool) -> Characters:
    """A class, or all but it: what is left out is so in either case, as a K sign is a word character beside k."""
    folded = _folded(chosen, flags)
    return sets.negated(folded) if negative else folded
