"""Structure: whether a file has the keys and shapes of its kind, told in the language of the file."""

from collections.abc import Iterable
from contextlib import suppress

from slakit.diagnostics import Diagnostic, diagnostic
from slakit.language.nodes import Mapping, Node, Scalar
from slakit.language.schema_files import KINDS, Schema, load
from slakit.language.spelling import suggestion
from slakit.language.structure import MISSING, Full, Walk
from slakit.language.values import HEADER
from slakit.language.wording import listed, quoted

_UNKNOWN_KIND: Schema = {
    "title": "File",
    "required": ["apiVersion"],
    "properties": {"apiVersion": {"$ref": "agreement.json#/$defs/api_version"}},
}
"""What can be said of a file whose kind is not known."""


def check(node: Mapping, known: Iterable[Diagnostic] = ()) -> list[Diagnostic]:
    """What does not fit the schema of the file's `kind`: every problem, at its place.

    `known` are findings of reading the file: at their places nothing more is said.

    `node` is a whole file, bases applied. An agreement without `term` is a base, and one whose `extends`
    could not be applied is incomplete: of both only what is there is checked, not what is missing.
    """
    kind = node.get("kind")
    name = KINDS.get(kind.text) if isinstance(kind, Scalar) else None
    partial = name == "agreement" and ("term" not in node or "extends" in node)
    walk = Walk(name or "agreement", partial=partial)
    with suppress(Full):
        walk.visit(node, load(name) if name else _UNKNOWN_KIND, None, node.key_span)
    found = walk.findings if name else [_no_kind(node, kind), *walk.findings]
    places = {_place(finding) for finding in known}
    return [finding for finding in found if _place(finding) not in places]


def _place(finding: Diagnostic) -> tuple[str, int, int]:
    return finding.span.file, finding.span.line, finding.span.column


def _no_kind(node: Mapping, kind: Node | None) -> Diagnostic:
    if kind is None:
        help_ = f"add 'kind: Agreement', or another of {listed(KINDS)}"
        return diagnostic(MISSING, node.key_span, "this file has no 'kind'", help_)
    written = kind.text if isinstance(kind, Scalar) else ""
    help_ = suggestion(written, KINDS) or f"write one of {listed(KINDS)}"
    return diagnostic(HEADER, kind.span, f"{quoted(written)} is not a kind of file", help_)
