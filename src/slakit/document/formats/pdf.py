"""PDF files, tagged and archival."""

from slakit.document.model import Document
from slakit.document.pdf import pdf

TEXT = False


def write(document: Document) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1. Raises `MissingExtraError` without `slakit[pdf]`."""
    return pdf(document)
