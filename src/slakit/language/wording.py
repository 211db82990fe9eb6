"""What is said of a file whose structure is wrong: in the words of the file, never of JSON Schema."""

from collections.abc import Iterable

from slakit.language.nodes import Mapping, Node, Scalar, Sequence
from slakit.language.schema_files import Schema
from slakit.numbers import NUMBER

_SHAPES = {"object": "a mapping of keys to values", "array": "a list"}
_UNCOUNTED = {"text", "metadata", "pay", "spacing", "rounding", "credit", "capacity", "compensation"}
_LISTED = 20
_QUOTED = 60


def found(node: Node) -> str:
    """What stands there: `a list`, `a mapping`, `text`, `a number`."""
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar(boolean=bool()):
            return node.text
        case Scalar(plain=True) if NUMBER.match(node.text):
            return "a number"
        case _:
            return "text"


def expected(schema: Schema, thing: Schema) -> str:
    """What should stand there, by the schema's type, else by the name of the thing."""
    type_ = schema.get("type")
    if isinstance(type_, str) and type_ in _SHAPES:
        return _SHAPES[type_]
    return article(thing)


def article(schema: Schema) -> str:
    """The thing a schema describes, with its article: `a response`, `an objective`, `opening hours`."""
    title = noun(schema)
    head = title.partition(" of ")[0]
    if title in _UNCOUNTED or (head.endswith("s") and not head.endswith("ss")):
        return title
    return f"{'an' if title[:1] in 'aeiou' else 'a'} {title}"


def noun(schema: Schema) -> str:
    """The thing a schema describes: its title, small."""
    title = str(schema.get("title", "value"))
    return title[:1].lower() + title[1:]


def quoted(text: str) -> str:
    """User's text for a message: in quotes, cut when long."""
    return f"'{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}'"


def listed(words: Iterable[str]) -> str:
    """`a, b and c`; only the first of many."""
    all_ = list(words)
    if len(all_) > _LISTED:
        return f"{', '.join(all_[:_LISTED])} and {len(all_) - _LISTED} more"
    return f"{', '.join(all_[:-1])} and {all_[-1]}" if len(all_) > 1 else "".join(all_)


def example(key: str, schema: Schema) -> str:
    """A line such as `by: sales` for a missing key, or only `by` where there is no example."""
    examples = schema.get("examples")
    return f"{key}: {examples[0]}" if examples else key


def sentence(error_message: str) -> tuple[str, str]:
    """An `errorMessage` of a schema as message and help; the two are parted by `; `."""
    message, _, help_ = error_message.partition("; ")
    return message, help_
