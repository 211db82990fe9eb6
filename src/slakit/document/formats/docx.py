"""DOCX files, for word processors."""

from slakit.document.docx import docx
from slakit.document.model import Document

TEXT = False


def write(document: Document) -> bytes:
    """The document as Office Open XML; nothing beyond slakit's own dependencies is needed."""
    return docx(document)
