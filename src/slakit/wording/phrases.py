"""Lists, quotation marks, articles and names."""

import re
from collections.abc import Sequence

from slakit.model import Declared

_SPOKEN = frozenset(("ae", "arr", "sal", "sao", "acv", "roi", "emea", "apac", "vip", "ote", "api", "url", "id"))
"""Abbreviations of the trade that have a vowel and would pass for words."""
_ID = re.compile(r"[a-z][a-z0-9_]*")
_ABBREVIATION = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,5}[0-9]?")
_SPELLED_OUT = re.compile(r"[AEFHILMNORSX](?=[A-Z0-9]|s?\b)")
_VOWEL = re.compile(r"[aeiou]|hour|honou?r", re.IGNORECASE)
_AS_YOU = re.compile(r"(?:u[ns]i|use|uk|us\b|eu|one\b|once\b)", re.IGNORECASE)


def listed(items: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def quoted(text: str) -> str:
    """The text in quotation marks: how a name that the agreement chose is set off from the sentence."""
    return f"“{text}”"


def with_article(text: str) -> str:
    """The text, which may begin with a quotation mark, after `a` or `an` as it is spoken."""
    word = text.lstrip("“")
    if _SPELLED_OUT.match(word):
        return f"an {text}"
    return f"{'an' if _VOWEL.match(word) and not _AS_YOU.match(word) else 'a'} {text}"


def readable(identifier: str) -> str:
    """An id as words: `first_attempt` as `first attempt`, `mql_volume` as `MQL volume`."""
    return " ".join(_word(word) for word in identifier.split("_"))


def as_words(value: str) -> str:
    """A value of the log or the roster as words if it is written as ids are; else as it is."""
    return readable(value) if _ID.fullmatch(value) else value


def _word(word: str) -> str:
    """A word of an id; an abbreviation, which no vowel tells from a word, in capitals: `mqls` as `MQLs`."""
    one = word[:-1] if word.endswith("s") else word
    if len(one) > 1 and (one in _SPOKEN or _ABBREVIATION.fullmatch(one)):
        return one.upper() + word[len(one) :]
    return word.upper() if word in _SPOKEN or _ABBREVIATION.fullmatch(word) else word


def capitalised(text: str) -> str:
    """The text with its first letter upper case."""
    return text[:1].upper() + text[1:]


def named(declared: Declared) -> str:
    """What people call a declared thing: its title, else its id as words."""
    return declared.title or capitalised(readable(declared.id))
