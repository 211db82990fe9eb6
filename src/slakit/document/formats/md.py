"""Markdown files."""

from slakit.document.markdown import TEMPLATES, markdown
from slakit.document.model import Document

__all__ = ["TEMPLATES", "TEXT", "write"]

TEXT = True


def write(document: Document) -> bytes:
    """The document as GitHub-flavoured Markdown in UTF-8."""
    return markdown(document).encode()
