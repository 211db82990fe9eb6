"""DOCX files, for word processors."""

from importlib.util import find_spec

from slakit.document.extras import MissingExtraError
from slakit.document.model import Document

TEXT = False


def write(document: Document) -> bytes:
    """The document as Office Open XML. Raises `MissingExtraError` without `slakit[docx]`."""
    _require()
    from slakit.document.docx import docx

    return docx(document)


def lines(content: bytes) -> list[str]:
    """The text of a word processor's file. Raises `MissingExtraError` without `slakit[docx]`."""
    _require()
    from slakit.document.docx_reading import docx_lines

    return docx_lines(content)


def _require() -> None:
    if find_spec("docx") is None:
        raise MissingExtraError("a DOCX needs python-docx: pip install 'slakit[docx]'")
