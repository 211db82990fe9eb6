"""The formats of a document, by the suffix of its file."""

from collections.abc import Callable

from slakit.document.model import Document


def _markdown(document: Document) -> bytes:
    from slakit.document.markdown import markdown

    return markdown(document).encode()


WRITERS: dict[str, Callable[[Document], bytes]] = {".md": _markdown}
"""Each suffix with what writes it: a document in, the file's bytes out."""
