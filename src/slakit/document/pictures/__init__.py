"""Pictures of a document as SVG within HTML: the way of a lead, and the promises at a glance.

A picture is drawn twice: wide, for a screen or a page of paper, and narrow, for a phone. Its colours and letters come
from the classes of the page's style sheet. Everything that it says is in its description too, uncut.
"""

from slakit.document.pictures.funnel import funnel
from slakit.document.pictures.overview import overview

__all__ = ["funnel", "overview"]
