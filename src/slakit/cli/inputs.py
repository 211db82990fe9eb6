"""The inputs of an evaluation, read: the agreement, roster, Source, waivers; what is wrong with them ends the run."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NoReturn

import click

from slakit import loading
from slakit.cli import output, showing
from slakit.cli.exits import FAILED, Failure
from slakit.diagnostics import Diagnostic, has_errors
from slakit.formats import text
from slakit.formats.report import Report
from slakit.language import source
from slakit.language.nodes import Mapping, Scalar
from slakit.model import Agreement, Waiver
from slakit.versions import in_order

if TYPE_CHECKING:
    from slakit.log.people import Roster
    from slakit.log.source import Source

ASIDE = "aside"
"""Instead of a format: findings go to stderr, since what the verb prints is something else."""


def stop(findings: Sequence[Diagnostic], *, format_: str, because: str = "") -> NoReturn:
    """Print the findings as `validate` does, say why there is no verdict, and end with code 2."""
    why = because or text.summary(findings)
    if format_ == ASIDE:
        tell(findings)
        output.note(f"there is no result: {why}")
        raise click.exceptions.Exit(FAILED)
    showing.show(Report(findings=tuple(findings), because=why), showing.FINDINGS, format_)
    output.note(f"there is no verdict: {why}")
    raise click.exceptions.Exit(FAILED)


def tell(findings: Sequence[Diagnostic]) -> None:
    """Print the findings to stderr with their lines and what to write instead."""
    for line in text.told(findings, cache(source.lines), all_="slakit validate --format json").splitlines():
        output.note(line)


def read_versions(paths: Sequence[str], *, people: str | None, format_: str) -> tuple[Agreement, ...]:
    """The versions of the one agreement among `paths`, in the order of their terms."""
    loaded = loading.load(paths, people=people)
    if has_errors(loaded.diagnostics):
        stop(loaded.diagnostics, format_=format_)
    return versions_among(loaded, paths, people=people)


def versions_among(loaded: loading.Loaded, paths: Sequence[str], *, people: str | None) -> tuple[Agreement, ...]:
    """The versions of the one agreement in what was loaded from `paths` without an error. Raises `Failure`.

    Warnings about the file `people` are told in a line each, those about the agreement counted.
    """
    for root in loaded.sources:
        kind = _text(root, "kind")
        option = {"Source": " (give it with --source)", "Waivers": " (give it with --waivers)"}.get(kind, "")
        raise Failure(f"{root.span.file} is a {kind}, not an agreement{option}")
    for base in loaded.bases:
        raise Failure(f"{base.span.file} has no term: it is a base for others to extend and cannot be evaluated")
    if not loaded.agreements:
        raise Failure(f"there is no agreement in {' '.join(paths)}")
    names = list(dict.fromkeys(agreement.id for agreement in loaded.agreements))
    if len(names) > 1:
        raise Failure(f"one agreement is evaluated at a time; these are {', '.join(names)}")
    _warn([finding for finding in loaded.diagnostics if finding.span.file == people])
    if others := [finding for finding in loaded.diagnostics if finding.span.file != people]:
        output.note(f"{text.summary(others)} about the agreement: 'slakit validate' shows them")
    return tuple(agreement for agreement, _ in in_order(loaded.agreements)[names[0]])


def require_signed(versions: Sequence[Agreement], *, allowed: str | None, format_: str) -> None:
    """End the run unless everybody who must has signed each of the versions as it is."""
    from slakit.cli.keys import keys_for
    from slakit.signatures import ssh, verify

    found: list[Diagnostic] = []
    unsigned: list[str] = []
    for version in versions:
        try:
            checked = verify(version, version.file, keys_for(version.file, allowed=allowed))
        except ssh.ToolError as error:
            raise Failure(str(error)) from error
        found += checked.findings
        unsigned += [] if checked.is_signed else [version.version]
    if unsigned:
        which = f"version{'' if len(unsigned) == 1 else 's'} {', '.join(unsigned)}"
        stop(
            found,
            format_=format_,
            because=f"{which} of '{versions[0].id}' {'is' if len(unsigned) == 1 else 'are'} not signed",
        )


def read_waivers(paths: Sequence[str], versions: Sequence[Agreement], *, format_: str) -> tuple[Waiver, ...]:
    """The waivers of the files at `paths`, in the order given."""
    from slakit.waivers import bind_waivers, check_ids, files_of

    paths = files_of(paths)
    loaded = loading.load(list(paths), beside=versions)
    if has_errors(loaded.diagnostics):
        stop(loaded.diagnostics, format_=format_)
    _warn(loaded.diagnostics)
    found: list[Waiver] = []
    for path in paths:
        if not any(root.span.file == path and _text(root, "kind") == "Waivers" for root in loaded.sources):
            raise Failure(f"{path} is not a file of kind: Waivers")
    for root in sorted(loaded.sources, key=lambda root: paths.index(root.span.file)):
        waivers, findings = bind_waivers(root, versions)
        if has_errors(findings):
            stop(findings, format_=format_)
        found += waivers
    if repeated := tuple(check_ids(found)):
        stop(repeated, format_=format_)
    return tuple(found)


def read_source(path: str, versions: Sequence[Agreement], *, format_: str) -> "Source":
    """The Source in the file at `path`, bound to the agreement."""
    from slakit.sources import sound_source

    loaded = loading.load([path], beside=versions)
    if has_errors(loaded.diagnostics):
        stop(loaded.diagnostics, format_=format_)
    _warn(loaded.diagnostics)
    kinds = [_text(root, "kind") for root in loaded.sources]
    if kinds != ["Source"]:
        raise Failure(f"{path} is not one file of kind: Source")
    source, findings = sound_source(loaded.sources[0], versions)
    if source is None:
        stop(findings, format_=format_)
    return source


def read_roster(path: str, *, format_: str) -> "Roster":
    """The people in the file at `path`."""
    from slakit.log.people import read_people

    roster, findings = read_people(path)
    if roster is None:
        stop(findings, format_=format_)
    _warn(findings)
    return roster


def _warn(findings: Sequence[Diagnostic]) -> None:
    """Say on stderr, in a line each, what is wrong with an input that can be used nevertheless."""
    for finding in findings:
        output.note(text.headline(finding))


def _text(root: Mapping, key: str) -> str:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) else ""
