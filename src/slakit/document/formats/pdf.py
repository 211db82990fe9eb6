"""PDF files, tagged and archival."""

from importlib.util import find_spec

from slakit.document.extras import MissingExtraError
from slakit.document.model import Document
from slakit.document.pdf import pdf

TEXT = False


def write(document: Document) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1. Raises `MissingExtraError` without `slakit[pdf]`."""
    return pdf(document)


def lines(content: bytes) -> list[str]:
    """The text of a PDF. Raises `MissingExtraError` without `slakit[pdf]`."""
    if find_spec("pypdf") is None:
        raise MissingExtraError("the text of a PDF is read by pypdf: pip install 'slakit[pdf]'")
    from slakit.document.pdf_reading import pdf_lines

    return pdf_lines(content)
