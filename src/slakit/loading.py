"""From paths to agreements: read, extend, check the structure, bind, check the meaning; every finding in one run."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from slakit import checks
from slakit.agreement import bind_what_is_sound
from slakit.companions import agreement_named, check_companion, not_found, siblings
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic, has_errors, ordered
from slakit.discretion import Discretion
from slakit.language import schema, source
from slakit.language.belonging import is_meant_for_slakit
from slakit.language.nodes import Mapping, Scalar
from slakit.model import Agreement
from slakit.record import record
from slakit.versions import check_versions, in_order

if TYPE_CHECKING:
    from slakit.log.people import Roster

NOT_AN_AGREEMENT = declare("SLA131", "A file of another kind")

COMPANIONS = ("Source", "Waivers", "Scenario")
_SUFFIXES = (".yaml", ".yml")
_HEAD = 4 * 1024 * 1024


@record
class Loaded:
    """What paths hold: agreements without an error, the other files' nodes, and every finding in order.

    `agreements` are those that can be evaluated or rendered: bound without an error, other than a warning that the
    project calls one, and with a term.
    `bases` are agreements without a term. `sources` are the root nodes of Source, Waivers and Scenario files.
    `files` are the paths that were read, sound or not.
    """

    agreements: tuple[Agreement, ...] = ()
    bases: tuple[Agreement, ...] = ()
    sources: tuple[Mapping, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()


def load(paths: Sequence[str], *, people: str | None = None, beside: Sequence[Agreement] = ()) -> Loaded:
    """Everything in the files and folders given. A folder is searched for YAML files of slakit, at any depth.

    `people` is the path of the roster in which the owners of goals and the people of pay plans are looked up. Findings
    are those that the project's settings and the ignores in the files leave, as severe as the settings make them.

    `beside` are the versions of the agreement for which Source and Waivers files are read, where it was loaded before:
    such a file is then about these and no others, whatever lies in its folder.
    """
    discretion = Discretion()
    roster, found = _roster(people)
    known = None if roster is None else frozenset(row.person for row in roster.rows)
    read = [(path, *_read(path)) for path in _each_once(_files(paths))]
    roots = [root for _, root, _ in read if root is not None]
    bound: list[Agreement] = []
    for _, root, findings in read:
        if root is not None and _scalar(root, "kind") == "Agreement":
            agreement, more = bind(root, findings, known, discretion)
            findings += more
            bound += [agreement] if agreement is not None else []
        found += findings
    agreements = tuple(agreement for agreement in bound if agreement.term is not None)
    sources = tuple(root for root in roots if _scalar(root, "kind") in COMPANIONS)
    sound = [root for _, root, findings in read if root in sources and not has_errors(findings)]
    found += discretion.settled([*check_versions(agreements), *_check_companions(sound, roots, agreements, beside)])
    found += [] if roster is None else _check_staffing(agreements, roster, discretion)
    files = [path for path, _, _ in read]
    found += discretion.of_settings(files)
    if any(discretion.speaks_in(file) for file in files):
        found += discretion.of_ignores(files, _judged(read, discretion), _beyond(agreements, people))
    return Loaded(
        agreements=agreements,
        bases=tuple(agreement for agreement in bound if agreement.term is None),
        sources=sources,
        diagnostics=ordered(found),
        files=tuple(files),
    )


def _judged(read: Iterable[tuple[str, Mapping | None, list[Diagnostic]]], discretion: Discretion) -> set[str]:
    """The files of which everything was said."""
    from slakit.discretion.judged import Result, judged  # start-up matters, and few ignore anything

    results = [
        Result(
            path=path,
            root=root,
            is_base=_scalar(root, "kind") == "Agreement" and "term" not in root,
            is_sound=not has_errors(findings),
        )
        for path, root, findings in read
        if root is not None
    ]
    return judged(results, discretion.speaks_in)


def _beyond(agreements: Sequence[Agreement], people: str | None) -> set[str]:
    """Codes that other files could bring up: a gap needs its versions, and a roster knows more owners and quotas."""
    versions = len(agreements) > len({agreement.id for agreement in agreements})
    return {*(() if versions else ("SLA411",)), *(("SLA440",) if people else ()), "SLA460"}


def _roster(people: str | None) -> "tuple[Roster | None, list[Diagnostic]]":
    """The roster, None without one that can be read."""
    if people is None:
        return None, []
    from slakit.log.people import read_people

    roster, findings = read_people(people)
    return roster, list(findings)


def _check_staffing(agreements: Sequence[Agreement], roster: "Roster", discretion: Discretion) -> list[Diagnostic]:
    """What the roster tells of the pay plans, as the project of each agreement has it."""
    from slakit.staffing import check_staffing

    found = check_staffing(agreements, roster)
    return [left for agreement, one in found for left in discretion.settled([one], home=agreement.file)]


def _check_companions(
    companions: Iterable[Mapping],
    roots: Iterable[Mapping],
    agreements: Iterable[Agreement],
    beside: Sequence[Agreement],
) -> Iterator[Diagnostic]:
    """What is wrong with the names in Source, Waivers and Scenario files. A broken agreement is not spoken of again."""
    if beside:
        for companion in companions:
            yield from _check_companion(companion, beside)
        return
    versions = {id_: [agreement for agreement, _ in those] for id_, those in in_order(agreements).items()}
    named = {id_ for root in roots if (id_ := _agreement_name(root)) is not None}
    for companion in companions:
        name = agreement_named(companion)
        if name is None or (name.text in named and name.text not in versions):
            continue
        those = versions.get(name.text) or _versions_beside(companion, name.text)
        if those:
            yield from _check_companion(companion, those)
        elif (finding := not_found(companion, sorted(named))) is not None:
            yield finding


def _check_companion(companion: Mapping, versions: Sequence[Agreement]) -> Iterator[Diagnostic]:
    """What is wrong with a Source, Waivers or Scenario file of the agreement of which these are the versions."""
    if _scalar(companion, "kind") == "Waivers":
        from slakit.waivers import bind_waivers

        yield from bind_waivers(companion, versions)[1]
    else:
        yield from check_companion(companion, versions)


def _versions_beside(companion: Mapping, name: str) -> list[Agreement]:
    """The agreements of a name in the folder of a file."""
    found = (usable_agreement(path) for path in siblings(companion) if _is_of_slakit(path))
    return [agreement for agreement in found if agreement is not None and agreement.id == name and agreement.term]


def versions_beside(path: str, name: str) -> tuple[Agreement, ...]:
    """The other agreements of that name in the folder of the file at `path`; those with an error are left out."""
    file = Path(path)
    others = [str(other) for other in sorted(file.parent.glob("*.y*ml")) if other.name != file.name]
    named = (other for other in others if _is_readable(other) and _is_agreement_named(other, name))
    found = (usable_agreement(other) for other in named)
    return tuple(agreement for agreement in found if agreement is not None and agreement.term is not None)


def _is_readable(path: str) -> bool:
    """Whether there is a file of slakit that can be read and is not too large to be one."""
    try:
        return _is_of_slakit(path) and Path(path).is_file() and Path(path).stat().st_size <= _HEAD
    except OSError:
        return False


def _is_agreement_named(path: str, name: str) -> bool:
    text = Path(path).read_bytes()
    if name.encode() not in text and b"extends" not in text:  # a folder may hold many, and reading YAML takes time
        return False
    root = source.resolve(path)[0]
    return root is not None and _scalar(root, "kind") == "Agreement" and _agreement_name(root) == name


def _agreement_name(root: Mapping) -> str | None:
    header = root.get("metadata")
    return _scalar(header, "name") if isinstance(header, Mapping) else None


def load_agreement(path: str) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """The agreement of one file, None if the file has an error, and every finding of it in order.

    Settings and ignores count as in `load`.
    """
    discretion = Discretion()
    root, findings = _read(path)
    if root is None:
        return None, ordered(findings)
    kind = _scalar(root, "kind")
    if kind in COMPANIONS:
        entry = root.entries.get("kind")
        span = root.span if entry is None else entry.value.span
        findings.append(
            diagnostic(NOT_AN_AGREEMENT, span, f"this is a {kind}, not an agreement", "name a file of kind: Agreement")
        )
        return None, ordered(findings)
    agreement, more = bind(root, findings, discretion=discretion)
    more += [*discretion.of_settings([path]), *discretion.of_ignores([path], (), ())]
    return (None if has_errors(more) else agreement), ordered((*findings, *more))


def usable_agreement(path: str) -> Agreement | None:
    """The agreement of one file if it can be evaluated, also where its project calls a warning about it an error."""
    root, findings = _read(path)
    is_agreement = root is not None and _scalar(root, "kind") not in COMPANIONS
    return bind(root, findings)[0] if root is not None and is_agreement else None


def bind(
    root: Mapping,
    structure: Iterable[Diagnostic] = (),
    roster: Collection[str] | None = None,
    discretion: Discretion | None = None,
) -> tuple[Agreement | None, list[Diagnostic]]:
    """The agreement that `root` spells and what is wrong with its meaning, given what is wrong with its structure.

    The agreement is None if any finding, of meaning or structure, is an error. Of a base (no term) nothing is
    found: it is checked through the agreements that extend it, which complete it. `discretion` settles what is found;
    a warning that the project calls an error leaves the agreement, so that the rest of it is still looked at.
    """
    structural = list(structure)
    agreement, binding = bind_what_is_sound(root, [finding.span for finding in structural])
    if "term" not in root or "extends" in root:
        return (None if has_errors(structural) else agreement), []
    found = list(binding.findings())
    whole = binding.complete and not has_errors(structural)
    if agreement is not None:
        found += checks.run(agreement, whole=whole, roster=roster)
    found = (discretion or Discretion()).settled(found, home=root.span.file)
    broken = any(finding.severity is finding.code.severity is Severity.ERROR for finding in found)
    return (agreement if whole and not broken else None), found


def _read(path: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """The nodes of one file, extended, with what is wrong with its text and structure."""
    root, found = source.resolve(path)
    if root is None:
        return None, found
    return root, [*found, *schema.check(root, found)]


def _scalar(root: Mapping, key: str) -> str | None:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) else None


def _files(paths: Iterable[str]) -> Iterator[str]:
    """The files named and, of folders, those of slakit in them: hidden folders are left out."""
    for path in paths:
        if not Path(path).is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = str(Path(folder) / name)
                if name.lower().endswith(_SUFFIXES) and _is_of_slakit(file):
                    yield file


def _each_once(files: Iterable[str]) -> tuple[str, ...]:
    """The files without those that were named before by another path."""
    named: dict[str, str] = {}
    for file in files:
        named.setdefault(os.path.realpath(file), file)
    return tuple(named.values())


def _is_of_slakit(file: str) -> bool:
    """Whether its top keys say that the file is meant for slakit, misspelt or not.

    One that cannot be read is reported when it is; what is no file (a pipe, a device) is left alone.
    """
    path = Path(file)
    try:
        if path.exists() and not path.is_file():
            return False
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return True
    return is_meant_for_slakit(head)
