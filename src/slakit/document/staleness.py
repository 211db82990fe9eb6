"""Documents that are no longer what their agreement says: what was rendered once is compared with what would be now."""

from pathlib import Path

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.document.building import document_of
from slakit.document.writers import WRITERS
from slakit.model import Agreement

STALE = declare("SLA702", "A document that is not what the agreement says")

_TEXT = (".md", ".html")


def documents_beside(path: str) -> list[str]:
    """The documents that have the name of the agreement in the file at `path`, in the order of their suffixes."""
    return [str(found) for suffix in sorted(WRITERS) if (found := Path(path).with_suffix(suffix)).is_file()]


def stale(agreement: Agreement, path: str, document: str) -> Diagnostic | None:
    """What is wrong with the file `document`, made from the agreement at `path`; None if it is current.

    Its suffix is one of `slakit.document.writers`. The place is the first line that differs. Raises `OSError` if it
    is there but cannot be read.
    """
    current = WRITERS[Path(document).suffix.lower()](document_of(agreement))
    try:
        found = _as_written(Path(document))
    except FileNotFoundError:
        return _finding(path, document, 1, "is missing")
    if found == current:
        return None
    return _finding(path, document, _first_difference(found, current), f"is not what {path} says now")


def _as_written(document: Path) -> bytes:
    """The file's bytes; of text with the line ends that were written, whatever git made of them on this system."""
    found = document.read_bytes()
    return found.replace(b"\r\n", b"\n") if document.suffix.lower() in _TEXT else found


def _finding(path: str, document: str, line: int, said: str) -> Diagnostic:
    instead = f"run 'slakit render {path} -o {document}' and commit what it writes"
    return diagnostic(STALE, Span(document, line), f"the document {said}", instead)


def _first_difference(found: bytes, current: bytes) -> int:
    """The number of the first line of `found` that is not that of `current`; its last line where it ends too early."""
    lines, wanted = found.splitlines(), current.splitlines()
    same = next(
        (at for at, (a, b) in enumerate(zip(lines, wanted, strict=False)) if a != b), min(len(lines), len(wanted))
    )
    return max(1, min(same + 1, len(lines)))
