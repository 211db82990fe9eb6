"""Markdown files."""

from slakit.document.markdown import markdown
from slakit.document.model import Document

TEXT = True


def write(document: Document) -> bytes:
    """The document as GitHub-flavoured Markdown in UTF-8."""
    return markdown(document).encode()
