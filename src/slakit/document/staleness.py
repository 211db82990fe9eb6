"""Documents that are no longer what their agreement says: what was rendered once is compared with what would be now."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.document.differences import differences, lines_of
from slakit.document.reading import UnreadError, read_both
from slakit.document.writers import Writer, suffixes, writer
from slakit.language.extends import project_root

STALE = declare("SLA702", "A document that is not what the agreement says")


def documents_beside(path: str) -> list[str]:
    """The documents that have the name of the agreement in the file at `path`, in the order of their suffixes."""
    return [str(found) for suffix in suffixes() if (found := Path(path).with_suffix(suffix)).is_file()]


def stale(
    path: str, document: str, current: bytes, headings: Callable[[], Sequence[str]] = tuple
) -> tuple[Diagnostic | None, list[str]]:
    """What is wrong with the file `document`, which should be `current`, made from the agreement at `path`.

    None if it is that. Its suffix is one of `slakit.document.writers`. The place is the first line of a text that
    differs; with it come the lines that differ, under those of the `headings` that they belong to, also of a file that
    is no text. Nothing is told of a file outside the project that a link in it leads to.
    Raises `OSError` if the file is there but cannot be read.
    """
    written = writer(Path(document).suffix)
    try:
        found = _as_written(Path(document), written)
    except FileNotFoundError:
        return _finding(path, Span(document), "is missing"), []
    if found == current:
        return None, []
    said = f"is not what {path} says now"
    if _leads_out(path, document):
        return _finding(path, Span(document), said), []
    if written.text:
        changes = differences(document, lines_of(found), lines_of(current), headings())
        return _finding(path, _first_difference(document, found, current), said), changes
    if written.read is None:
        return _finding(path, Span(document), said), []
    return _of_file(path, document, found, current, headings())


def _of_file(
    path: str, document: str, found: bytes, current: bytes, headings: Sequence[str]
) -> tuple[Diagnostic, list[str]]:
    """The lines that differ in the texts of two files that are no texts."""
    said = f"is not what {path} says now"
    try:
        changes = differences(document, *read_both(Path(document).suffix, found, current), headings)
    except UnreadError as error:
        return _finding(path, Span(document), said), [f"what differs in {document} is not shown: {error}"]
    if not changes:
        return _finding(path, Span(document), f"{said}, though no line of its text differs"), []
    return _finding(path, Span(document), said), changes


def _as_written(document: Path, written: Writer) -> bytes:
    """The file's bytes; of text with the line ends that were written, whatever git made of them on this system."""
    found = document.read_bytes()
    return found.replace(b"\r\n", b"\n") if written.text else found


def _finding(path: str, span: Span, said: str) -> Diagnostic:
    instead = f"run 'slakit render {path} -o {span.file}' and commit what it writes"
    return diagnostic(STALE, span, f"the document {said}", instead)


def _leads_out(path: str, document: str) -> bool:
    """Whether the file `document` stands in the project of the agreement at `path` only by way of a link."""
    project, place = project_root(path), os.path.abspath(document)  # noqa: PTH100 - links are not to be followed
    return Path(place).is_relative_to(project) and not Path(os.path.realpath(document)).is_relative_to(project)


def _first_difference(document: str, found: bytes, current: bytes) -> Span:
    """The first line of `found` that is not that of `current`; its last line where it ends too early."""
    lines, wanted = found.split(b"\n"), current.split(b"\n")
    same = next((at for at, pair in enumerate(zip(lines, wanted, strict=False)) if pair[0] != pair[1]), len(wanted))
    number = max(1, min(same + 1, len(found.splitlines())))
    text = lines[number - 1].decode(errors="replace")
    return Span(document, number, 1, number, len(text) + 1)
