"""The PDF writer: pages for signature, tagged (PDF/UA-1) and archival (PDF/A-2a), set by Typst with its own fonts.

The text goes to the typesetter as data, so nothing in it is read as markup. No font of the system, no file but the
template and no network is used: one agreement gives the same bytes on every machine and day.
"""

import json
import re
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from slakit.document.extras import MissingExtraError
from slakit.document.model import Document
from slakit.document.pdf_data import MARKS, Pages

_TEMPLATES = Path(__file__).parent / "templates"
_TEMPLATE = _TEMPLATES / "agreement.typ"
_OLDEST = (0, 15)
_UNSHOWN = re.compile(r'(?:the text|contains the codepoint) `"((?:[^"\\]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(document: Document) -> bytes:
    """The document as a PDF file. Raises `MissingExtraError` without a Typst that writes to both standards."""
    _require()
    from typst import TypstError

    missing: frozenset[str] = frozenset()
    while True:
        try:
            return _typeset(Pages(document=document, missing=missing))
        except TypstError as error:
            found = _not_in_fonts(str(error.diagnostic)) - missing
            if not found:
                raise
            missing |= found


def _require() -> None:
    if find_spec("typst") is None:
        raise MissingExtraError("a PDF needs Typst: pip install 'slakit[pdf]'")
    found = version("typst")
    if tuple(map(int, found.split(".")[:2])) < _OLDEST:
        raise MissingExtraError(f"Typst {found} is too old, 0.15 is needed: pip install 'slakit[pdf]'")


def _typeset(pages: Pages) -> bytes:
    import typst

    return typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATES),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(pages.data(), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        package_path=str(_TEMPLATES / "packages"),
        package_cache_path=str(_TEMPLATES / "packages"),
        timestamp=0,
    )


def _not_in_fonts(said: str) -> frozenset[str]:
    """The characters of which Typst says that no font has them; a file for archives may not leave them blank."""
    texts = (_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in _UNSHOWN.findall(said))
    return frozenset(one for text in texts for one in text if not one.isascii() and one not in MARKS)
