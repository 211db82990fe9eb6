"""The HTML writer: one file that asks for nothing else. Every text is escaped and shown as it was written."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from slakit.document import html_text, pictures
from slakit.document.html_table import shape
from slakit.document.literal import visible
from slakit.document.model import Clause, Document, Section
from slakit.document.templating import Templates, rendered


def html(document: Document) -> str:
    """The document as an HTML page, ending in a line break."""
    return rendered(TEMPLATES, document)


def _values(document: Document) -> dict[str, Any]:
    """What templates of this format may name: `document`, and `places`, where its references lead."""
    return {"document": document, "places": dict(_places(document.sections))}


def _furnish(environment: Environment) -> None:
    """Give an environment what templates of this format print with; it must escape by itself (`autoescape`)."""
    environment.finalize = _finalized
    environment.filters.update(
        prose=_prose,
        line=html_text.attribute,
        css=html_text.css_string,
        hash=_hash,
        funnel=pictures.funnel_of,
        overview=pictures.overview_of,
        shape=shape,
    )


def _finalized(value: object) -> object:
    """A value as it is printed: what steers in it is made visible, unless it is HTML already."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@pass_context
def _prose(context: Context, text: str, places: dict[str, str] | None = None) -> Markup:
    """Text for people; a macro, which does not know the page, is given its `places`."""
    if isinstance(text, Markup):
        return text
    return html_text.prose(str(text), context.get("places", {}) if places is None else places)


def _hash(text: str) -> str:
    """The digest of a style sheet as a content security policy has it."""
    return f"sha256-{b64encode(sha256(str(text).encode()).digest()).decode()}"


def _places(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Every reference with the id of the element that it stands for."""
    for section in sections:
        yield section.number, section.anchor
        yield from ((block.reference, block.reference) for block in section.blocks if isinstance(block, Clause))
        yield from _places(section.sections)


TEMPLATES = Templates(
    root="agreement.html.jinja",
    parts=(
        "agreement.css",
        "section.html.jinja",
        "clause.html.jinja",
        "paragraph.html.jinja",
        "points.html.jinja",
        "facts.html.jinja",
        "table.html.jinja",
        "signature.html.jinja",
    ),
    autoescape=True,
    furnish=_furnish,
    values=_values,
)
