"""The blocks of a section as pages have them: places to sign beside each other, what leads to a block with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from slakit.document.model import Block, Clause, Facts, Paragraph, Points, Signature, Table

Unsigned = Paragraph | Points | Facts | Table | Clause


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A block with the places to sign that follow it; None where these come first.

    It `leads` to what follows if it is a paragraph that ends with a colon, or one before a table or places to sign.
    """

    block: Unsigned | None
    signed: list[Signature] = field(default_factory=list)
    leads: bool = False


def placed(blocks: Iterable[Block]) -> Iterator[Placed]:
    """The blocks in order, each place to sign with the block before it."""
    before: Unsigned | None = None
    signed: list[Signature] = []
    for block in blocks:
        if isinstance(block, Signature):
            signed.append(block)
            continue
        if before is not None or signed:
            yield Placed(block=before, signed=signed, leads=_leads(before, block, signed))
        before, signed = block, []
    if before is not None or signed:
        yield Placed(block=before, signed=signed, leads=_leads(before, None, signed))


def _leads(block: Unsigned | None, after: Unsigned | None, signed: list[Signature]) -> bool:
    if not isinstance(block, Paragraph):
        return False
    return bool(signed) or isinstance(after, Table) or block.text.rstrip().endswith(":")
