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
    """Rows under a header, all of one length; `numeric` are the columns (from 0) of numbers.

    `caption` says what the table is about to those who cannot see what stands around it; a format without captions
    leaves it out.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    caption: str = ""
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


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = (), caption: str = ""
) -> Table:
    """A table without the columns that no row fills."""
    lines = [tuple(row) for row in rows]
    kept = [column for column in range(len(header)) if any(line[column] for line in lines)]
    return Table(
        header=tuple(header[column] for column in kept),
        rows=tuple(tuple(line[column] for column in kept) for line in lines),
        numeric=tuple(index for index, column in enumerate(kept) if column in numeric),
        caption=caption,
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
class Step:
    """A stage on a lead's way, for a picture of it: what the text says under "Stages of a lead".

    `onward` are the places in `Document.funnel` (from 0) that a lead may go to next, None any of them; `closes` is
    how a lead ends there: `won`, `lost`, `recycled` or nothing. A lead may begin at the one that `begins`.
    """

    anchor: str
    title: str
    by: tuple[str, ...]
    onward: tuple[int, ...] | None
    closes: str = ""
    begins: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """A promise in a line, for an overview or a picture: its clause, who promises it, what, and how often."""

    reference: str
    anchor: str
    title: str
    by: tuple[str, ...]
    what: str
    kept: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The whole: its title, the lines under it, and its sections in order.

    `name` and `version` are the agreement's own and `digest` that of its canonical form (hexadecimal; empty where it
    is not known): they belong at the head of a page. `funnel` and `overview` say nothing that the sections do not
    say; they are for formats that draw.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    name: str = ""
    version: str = ""
    digest: str = ""
    funnel: tuple[Step, ...] = ()
    overview: tuple[Glance, ...] = ()
