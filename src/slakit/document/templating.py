"""Formats that are written from Jinja templates: what such a format says of itself, and how it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined

from slakit.document.model import Document

PACKAGE = "slakit.document"
"""The package with the templates of slakit's own, in its folder `templates`."""


@dataclass(frozen=True, kw_only=True)
class Templates:
    """The templates of a format: `root` is the one that is the whole file, `parts` are those that it is made of.

    `furnish` gives an environment filters and a `finalize` by which every value is escaped for the format, beside
    `autoescape`; `values` are the names that templates know; `finish` makes the file of what they print.
    """

    root: str
    parts: tuple[str, ...]
    autoescape: bool
    furnish: Callable[[Environment], None]
    values: Callable[[Document], dict[str, Any]]
    finish: Callable[[str], str] = str


def settings(templates: Templates, loader: BaseLoader) -> dict[str, Any]:
    """How an environment is made for these templates, be it slakit's own or one that guards a team's."""
    return {
        "loader": loader,
        "autoescape": templates.autoescape,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
        "keep_trailing_newline": True,
    }


def rendered(templates: Templates, document: Document) -> str:
    """The document as slakit's own templates have it."""
    return templates.finish(_environment(templates).get_template(templates.root).render(templates.values(document)))


@cache
def _environment(templates: Templates) -> Environment:
    # Escaped for its format: by `finalize` where `autoescape`, which is for HTML, is not asked for.
    environment = Environment(**settings(templates, PackageLoader(PACKAGE)))  # noqa: S701
    templates.furnish(environment)
    return environment
