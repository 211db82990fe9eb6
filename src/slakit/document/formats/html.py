"""HTML files."""

from slakit.document.html import TEMPLATES, html
from slakit.document.model import Document

__all__ = ["TEMPLATES", "TEXT", "write"]

TEXT = True


def write(document: Document) -> bytes:
    """The document as one HTML page that needs nothing else, in UTF-8."""
    return html(document).encode()
