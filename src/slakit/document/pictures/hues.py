"""The colours of parties, the same in every picture of a document."""

from collections.abc import Iterable, Mapping

from slakit.document.model import Glance, Step

TOGETHER = "hue0"
"""The class of what several parties promise or are responsible for together."""
_HUES = 4

Hues = Mapping[tuple[str, ...], str]
"""The class of a colour by the names of those who are responsible: one name, or several, who have one colour."""


def hues(shown: Iterable[Glance | Step]) -> Hues:
    """A colour for each party in the order in which they are shown; with many parties colours come again."""
    found: dict[tuple[str, ...], str] = {}
    alone = 0
    for one in shown:
        if one.by in found:
            continue
        if len(one.by) == 1:
            found[one.by] = f"hue{alone % _HUES + 1}"
            alone += 1
        else:
            found[one.by] = TOGETHER
    return found
