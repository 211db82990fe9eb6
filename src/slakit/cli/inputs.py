"""The inputs of an evaluation, read: one agreement, a roster, a Source; what is wrong with them ends the run."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NoReturn

import click

from slakit import loading
from slakit.cli import output
from slakit.cli.exits import FAILED, Failure
from slakit.diagnostics import Diagnostic, has_errors
from slakit.formats import json, text
from slakit.language.nodes import Mapping, Scalar
from slakit.language.source import lines
from slakit.model import Agreement

if TYPE_CHECKING:
    from slakit.log.people import Roster
    from slakit.log.source import Source


def stop(findings: Sequence[Diagnostic], *, as_json: bool, because: str = "") -> NoReturn:
    """Print the findings as `validate` does, say why there is no verdict, and end with code 2."""
    output.result(json.render(findings) if as_json else text.render(findings, cache(lines)))
    output.note(f"there is no verdict: {because or text.summary(findings)}")
    raise click.exceptions.Exit(FAILED)


def read_agreement(paths: Sequence[str], *, people: str | None, as_json: bool) -> Agreement:
    """The one agreement that can be evaluated among `paths`."""
    loaded = loading.load(paths, people=people)
    if has_errors(loaded.diagnostics):
        stop(loaded.diagnostics, as_json=as_json)
    for root in loaded.sources:
        kind = _text(root, "kind")
        option = " (give it with --source)" if kind == "Source" else ""
        raise Failure(f"{root.span.file} is a {kind}, not an agreement{option}")
    for base in loaded.bases:
        raise Failure(f"{base.span.file} has no term: it is a base for others to extend and cannot be evaluated")
    if not loaded.agreements:
        raise Failure(f"there is no agreement in {' '.join(paths)}")
    names = list(dict.fromkeys(agreement.id for agreement in loaded.agreements))
    if len(names) > 1:
        raise Failure(f"one agreement is evaluated at a time; these are {', '.join(names)}")
    if len(loaded.agreements) > 1:
        versions = ", ".join(agreement.version for agreement in loaded.agreements)
        raise Failure(f"one version is evaluated at a time; of '{names[0]}' there are {versions}: name one file")
    if loaded.diagnostics:
        output.note(f"{text.summary(loaded.diagnostics)} about the agreement: 'slakit validate' shows them")
    return loaded.agreements[0]


def read_source(path: str, agreement: Agreement, *, as_json: bool) -> "Source":
    """The Source in the file at `path`, bound to the agreement."""
    from slakit.log.source import bind_source

    loaded = loading.load([path])
    if has_errors(loaded.diagnostics):
        stop(loaded.diagnostics, as_json=as_json)
    kinds = [_text(root, "kind") for root in loaded.sources]
    if kinds != ["Source"]:
        raise Failure(f"{path} is not one file of kind: Source")
    source, findings = bind_source(loaded.sources[0], [agreement])
    if source is None:
        stop(findings, as_json=as_json)
    return source


def read_roster(path: str, *, as_json: bool) -> "Roster":
    """The people in the file at `path`."""
    from slakit.log.people import read_people

    roster, findings = read_people(path)
    if roster is None:
        stop(findings, as_json=as_json)
    for finding in findings:
        output.note(text.headline(finding))
    return roster


def _text(root: Mapping, key: str) -> str:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) else ""
