"""Places to sign among the blocks of a section: those in a row stand beside each other, with what leads to them."""

from collections.abc import Iterable, Iterator

from slakit.document.model import Block, Clause, Facts, Paragraph, Points, Signature, Table

Unsigned = Paragraph | Points | Facts | Table | Clause


def with_signatures(blocks: Iterable[Block]) -> Iterator[tuple[Unsigned | None, list[Signature]]]:
    """Every block that is no place to sign, with the places that follow it; None where places come first."""
    before: Unsigned | None = None
    places: list[Signature] = []
    for block in blocks:
        if isinstance(block, Signature):
            places.append(block)
            continue
        if before is not None or places:
            yield before, places
        before, places = block, []
    if before is not None or places:
        yield before, places
