"""Pictures of a document as SVG within HTML: the way of a lead, and the promises at a glance.

A picture is drawn twice: wide, for a screen or a page of paper, and narrow, for a phone. Its colours and letters come
from the classes of the page's style sheet. Everything that it says is in its description too, uncut.
"""

from markupsafe import Markup

from slakit.document.model import Document
from slakit.document.pictures.funnel import funnel
from slakit.document.pictures.hues import hues
from slakit.document.pictures.overview import overview


def funnel_of(document: Document) -> Markup:
    """The way of a lead through its stages; empty without any, or of more than a picture could make clear."""
    return funnel(document.funnel, hues((*document.overview, *document.funnel)))


def overview_of(document: Document) -> Markup:
    """The promises at a glance; empty without any."""
    return overview(document.overview, hues(document.overview))


__all__ = ["funnel_of", "overview_of"]
