"""Lists, quotation marks and names."""

from collections.abc import Sequence

from slakit.model import Declared


def listed(items: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def quoted(text: str) -> str:
    """The text in quotation marks: how a name that the agreement chose is set off from the sentence."""
    return f"“{text}”"


def readable(identifier: str) -> str:
    """An id as words: `first_attempt` as `first attempt`."""
    return identifier.replace("_", " ")


def capitalised(text: str) -> str:
    """The text with its first letter upper case."""
    return text[:1].upper() + text[1:]


def named(declared: Declared) -> str:
    """What people call a declared thing: its title, else its id as words."""
    return declared.title or capitalised(readable(declared.id))
