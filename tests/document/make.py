"""Agreements for documents: loaded from files or from text, rendered, and read back as HTML."""

from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

from slakit.document import document_of
from slakit.document.markdown import markdown
from slakit.loading import load_agreement
from slakit.model import Agreement

ROOT = Path(__file__).parents[2]
POLICIES = tuple(sorted(path for path in (ROOT / "policies").glob("*.yaml")))
REFERENCE = ROOT / "policies" / "northwind.yaml"
PAYING = ROOT / "tests" / "cases" / "valid" / "pay.yaml"


@cache
def agreement(path: Path) -> Agreement:
    found, diagnostics = load_agreement(str(path))
    assert found is not None, diagnostics
    return found


def rendered(path: Path) -> str:
    return markdown(document_of(agreement(path)))


def html(text: str) -> str:
    """What a reader of Markdown sees, raw HTML allowed as on GitHub."""
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))
