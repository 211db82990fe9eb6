"""The bytes of a document: with slakit's own templates, or with a team's."""

from pathlib import Path

from slakit.cli.exits import Failure
from slakit.diagnostics import Diagnostic
from slakit.document import document_of
from slakit.document.dependence import release_named
from slakit.document.differences import headings as headings_of
from slakit.document.extras import MissingExtraError
from slakit.document.writers import Writer, suffixes, writer
from slakit.loading import versions_beside
from slakit.model import Agreement

Content = tuple[bytes | None, tuple[Diagnostic, ...]]
"""The file's bytes, or None and what is wrong with a team's template."""


def format_of(target: Path | None) -> Writer:
    """What writes the format that the file's suffix names; Markdown without a file. Raises `Failure` for no format."""
    suffix = ".md" if target is None else target.suffix.lower()
    if suffix not in suffixes():
        raise Failure(
            f"{target}: there is no document format '{suffix}'; the file's name may end in {', '.join(suffixes())}"
        )
    return writer(suffix)


def check_folder(folder: str | None, written: Writer | None) -> None:
    """Refuse a folder of templates that is none, or that a format has no use for. Raises `Failure`."""
    if folder is None:
        return
    if not Path(folder).is_dir():
        raise Failure(f"--template {folder}: there is no such folder")
    if written is not None and written.templates is None:
        those = ", ".join(suffix for suffix in suffixes() if writer(suffix).templates is not None)
        raise Failure(f"--template is for {those}: files of {written.suffix} are not made from templates")


def content(
    agreement: Agreement,
    path: str,
    written: Writer,
    folder: str | None,
    *,
    must_apply: bool = True,
    beside: Path | None = None,
) -> Content:
    """The document of an agreement with a term, with the templates of `folder` where it has any for the format.

    The agreement is that of the file `path`, in whose folder its earlier versions are looked for. `beside` is a
    document that it is compared with: the release of the holiday data that this names is named again, as another
    release with the same dates makes no other agreement.

    Where it has none that is a finding if it `must_apply`, else slakit's own are used. Raises `Failure` where packages
    are missing.
    """
    holidays = None if beside is None or not written.text else release_named(beside)
    document = document_of(agreement, versions_beside(path, agreement.id), holidays=holidays)
    if folder is not None and written.templates is not None:
        from slakit.document import restyling

        if restyling.has_templates(written.templates, folder):
            return restyling.restyled(document, written.suffix, written.templates, folder)
        if must_apply:
            return None, (restyling.nothing_to_use(written.suffix, written.templates, folder),)
    try:
        return written.write(document), ()
    except MissingExtraError as error:
        raise Failure(str(error)) from error


def headings(agreement: Agreement, path: str) -> list[str]:
    """The headings of the document of the agreement in the file `path`, with their numbers."""
    return headings_of(document_of(agreement, versions_beside(path, agreement.id)))
