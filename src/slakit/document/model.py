"""What a document is made of. Text is plain; line breaks in it are meant, and a writer escapes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slakit.wording.outline import Item


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, kw_only=True, slots=True)
class Points:
    """A list of points, which may have points below them."""

    items: tuple[Item, ...]
    kind: str = "points"


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Labels, each with its text: `Objective: kept for …`."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows under a header, all of one length; `numeric` are the columns (from 0) of numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """A numbered clause. `reference` (`S-3`) is how the text refers to it, `anchor` the commitment's id."""

    reference: str
    anchor: str
    title: str
    blocks: tuple[Paragraph | Points | Facts | Table, ...]
    kind: str = "clause"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """A place to sign for a party; without a name the line is left open."""

    party: str
    role: str
    name: str
    email: str
    kind: str = "signature"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()) -> Table:
    """A table without the columns that no row fills."""
    lines = [tuple(row) for row in rows]
    kept = [column for column in range(len(header)) if any(line[column] for line in lines)]
    return Table(
        header=tuple(header[column] for column in kept),
        rows=tuple(tuple(line[column] for column in kept) for line in lines),
        numeric=tuple(index for index, column in enumerate(kept) if column in numeric),
    )


Block = Paragraph | Points | Facts | Table | Clause | Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A headed part. `number` (`2.1`) is its place, `anchor` stable across versions."""

    number: str = ""
    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The whole: its title, the lines under it, and its sections in order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
