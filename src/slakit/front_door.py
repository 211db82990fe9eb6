"""What `import slakit` offers: load, validate, evaluate, render and verify, with files named by their paths.

Mistakes of users are returned as findings. Exceptions are for bugs and for calls that make no sense.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from slakit import loading, scratch
from slakit.attainment import Scorecard, scorecard
from slakit.connection import Connection, can_name
from slakit.diagnostics import Diagnostic, has_errors, ordered
from slakit.document import document_of, refusal
from slakit.document.markdown import markdown
from slakit.engine.compile import is_selected, known_commitments
from slakit.engine.memory import Resources, parse_size
from slakit.engine.run import Evaluation, Request, evaluation
from slakit.language import schema
from slakit.language.nodes import Mapping, Scalar
from slakit.language.source import resolve
from slakit.log.people import Roster, read_people
from slakit.log.source import Source
from slakit.model import Agreement, Waiver
from slakit.outcomes import WRITERS, Outcome, read
from slakit.signatures import Keys, Verification, places
from slakit.signatures import verify as verified
from slakit.sources import sound_source
from slakit.versions import in_order
from slakit.waivers import bind_waivers, check_ids, files_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What an evaluation came to.

    `outcomes` are in the order of the relation, none if they were not to be kept; `scorecard` is None, and there are
    no outcomes, where an error among `diagnostics` or a row that cannot be read stood in the way.
    """

    outcomes: tuple[Outcome, ...] = ()
    scorecard: Scorecard | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    quarantined: int = 0


def load(path: str) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """The agreement in the file at `path`, None if it has an error, and every finding of it in order."""
    return loading.load_agreement(path)


def validate(*paths: str, people: str | None = None) -> tuple[Diagnostic, ...]:
    """Every finding of every file and folder given, in order; owners of goals are looked up in the roster `people`."""
    return loading.load(paths, people=people).diagnostics


def evaluate(
    agreement: Agreement | Sequence[Agreement],
    events: Sequence[str],
    *,
    people: str | None = None,
    source: str | None = None,
    waivers: Sequence[str] = (),
    as_of: datetime | None = None,
    known_by: datetime | None = None,
    only: Collection[str] = (),
    leads: Collection[str] = (),
    max_bad: int = 0,
    memory: str | None = None,
    temp_dir: str | None = None,
    outcomes: str | None = None,
    keep_outcomes: bool = True,
    require_signed: bool = False,
    allowed_signers: str | None = None,
) -> Result:
    """What became of every obligation of `agreement`, or of its versions, in the log at `events` (files or globs).

    `people`, `source` and `waivers` are paths. `as_of` has a zone; without it the log's last instant counts.
    `known_by` has one too and hides rows recorded later. `only` names commitments, `leads` lead ids. More than
    `max_bad` rows that cannot be read leave no outcomes.

    `memory` (`500MB`, `2GiB`) is what may be used before the rest goes to files in the folder `temp_dir`. `outcomes`
    is a file (.csv, .jsonl or .parquet) to write them to; without `keep_outcomes` the result holds none of them, so
    that its size does not grow with the log. With `require_signed` there are only findings unless `verify` finds that
    every version is signed.

    Raises `ShortageError` (of `slakit.engine.memory`) when memory or room for temporary files runs out, `OSError` when
    the outcomes cannot be written, and `ValueError` for an instant without a zone, an agreement without a term,
    agreements of several names, a commitment in `only` that there is not, a size that is none, and a file for the
    outcomes with another suffix or a path that is not UTF-8.
    """
    resources = Resources(memory=None if memory is None else parse_size(memory), temp_dir=temp_dir)
    write = None if outcomes is None else _writer(outcomes)
    versions = versions_of([agreement] if isinstance(agreement, Agreement) else agreement)
    _check_names(versions, only)
    if require_signed and (unsigned := _unsigned(versions, allowed_signers)):
        return Result(diagnostics=ordered(unsigned))
    roster, mapped, waived, findings = companions_of(versions, people, source, waivers)
    if has_errors(findings):
        return Result(diagnostics=ordered(findings))
    request = Request(
        versions=versions,
        log=events,
        source=mapped,
        roster=roster,
        as_of=seconds_of("as_of", as_of),
        known_by=seconds_of("known_by", known_by),
        waivers=waived,
        only=only,
        leads=leads,
    )
    with evaluation(request, resources=resources) as done:
        found = Result(diagnostics=ordered([*findings, *done.diagnostics]), quarantined=done.log.quarantined)
        if done.has_errors or done.log.quarantined > max_bad:
            return found
        if write is not None and outcomes is not None:
            scratch.write_aside(Path(outcomes), partial(write, done.connection))
        kept = tuple(read(done.connection)) if keep_outcomes else ()
        return replace(found, outcomes=kept, scorecard=_scorecard(done, request))


def _scorecard(done: Evaluation, request: Request) -> Scorecard:
    given = request.as_of is not None
    return scorecard(
        done,
        request.versions,
        as_of_given=given,
        known_by=request.known_by,
        only=request.only,
        leads=request.leads,
    )


def _unsigned(versions: Sequence[Agreement], allowed_signers: str | None) -> list[Diagnostic]:
    """What `verify` finds of the versions, if it is that one of them is not signed."""
    found = [one for version in versions for one in verify(version, allowed_signers=allowed_signers).findings]
    return found if has_errors(found) else []


def render(agreement: Agreement, *, earlier: Sequence[Agreement] = ()) -> str:
    """The agreement as a Markdown document; `earlier` are versions of it, listed with what each changed.

    Raises `ValueError` for one that cannot be a document: a base.
    """
    refused = refusal(agreement)
    if refused is not None:
        raise ValueError(str(refused))
    return markdown(document_of(agreement, earlier))


def verify(
    agreement: Agreement,
    *,
    allowed_signers: str | None = None,
    revoked_keys: str | None = None,
    as_of: datetime | None = None,
    signatures: str | None = None,
) -> Verification:
    """Who has signed the agreement, as it was loaded from its file, and what has changed since.

    `allowed_signers` is the file of keys, by default `.slakit/allowed_signers` in the agreement's project;
    `revoked_keys` one of keys that do not count; `signatures` the folder of signatures, by default the one beside the
    agreement. With `as_of`, which has a zone, keys must be valid then and later signatures are left out.

    Raises `FileNotFoundError` without the file of keys, `ToolError` (of `slakit.signatures.ssh`) without ssh-keygen,
    and `ValueError` for an agreement without a term.
    """
    allowed = places.allowed_signers(agreement.file) if allowed_signers is None else Path(allowed_signers)
    revoked = None if revoked_keys is None else Path(revoked_keys)
    for file in (allowed, revoked):
        if file is not None:
            file.stat()
    keys = Keys(allowed=allowed, revoked=revoked, as_of=seconds_of("as_of", as_of))
    return verified(agreement, agreement.file, keys, signatures)


def _writer(path: str) -> Callable[[Connection, str], None]:
    """What writes outcomes to a file of this name. Raises `ValueError` for a suffix that says nothing."""
    suffix = path.lower().rpartition(".")[2]
    if suffix not in WRITERS:
        raise ValueError(f"{path} must end in one of {', '.join(f'.{known}' for known in WRITERS)}")
    if not can_name(str(Path(path).resolve())):
        raise ValueError(f"{path}: its name, or that of a folder above it, is not UTF-8")
    return WRITERS[suffix]


def versions_of(agreements: Sequence[Agreement]) -> tuple[Agreement, ...]:
    """The agreements by their terms. Raises `ValueError` for a base, for none, and for those of several names."""
    for agreement in agreements:
        if agreement.term is None:
            raise ValueError(f"'{agreement.id}' has no term: it is a base for others")
    named = in_order(agreements)
    if len(named) != 1:
        raise ValueError(f"one agreement is evaluated at a time, not {len(named)}")
    (versions,) = named.values()
    return tuple(agreement for agreement, _ in versions)


def seconds_of(name: str, instant: datetime | None) -> int | None:
    """The instant as epoch seconds. Raises `ValueError`, which names it, for one without a zone."""
    if instant is None:
        return None
    if instant.tzinfo is None:
        raise ValueError(f"{name} has no time zone")
    return int(instant.replace(microsecond=0).timestamp())


def _check_names(versions: Sequence[Agreement], only: Collection[str]) -> None:
    known = known_commitments(versions)
    for name in only:
        if not any(is_selected(promise.id, [name]) for promise in known):
            raise ValueError(f"'{versions[0].id}' has no commitment '{name}'")


def companions_of(
    versions: Sequence[Agreement], people: str | None, source: str | None, waivers: Sequence[str]
) -> tuple[Roster | None, Source | None, list[Waiver], list[Diagnostic]]:
    """What stands beside an agreement, read from the files given, with every finding."""
    roster, found = (None, ()) if people is None else read_people(people)
    findings = [*found]
    mapped, found = (None, ()) if source is None else _source(source, versions)
    findings += found
    waived: list[Waiver] = []
    for path in files_of(waivers):
        bound, found = _waivers(path, versions)
        waived += bound
        findings += found
    findings += check_ids(waived)
    return roster, mapped, waived, findings


def _source(path: str, versions: Sequence[Agreement]) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    root, findings = _root(path, "Source")
    return (None, findings) if root is None else sound_source(root, versions)


def _waivers(path: str, versions: Sequence[Agreement]) -> tuple[tuple[Waiver, ...], tuple[Diagnostic, ...]]:
    root, findings = _root(path, "Waivers")
    return ((), findings) if root is None else bind_waivers(root, versions)


def _root(path: str, kind: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The file's nodes if its structure is sound. Raises `ValueError` for a file of another kind."""
    root, found = resolve(path)
    if root is None or has_errors(found):
        return None, tuple(found)
    named = root.get("kind")
    if not isinstance(named, Scalar) or named.text != kind:
        raise ValueError(f"{path} is not a file of kind: {kind}")
    structural = tuple(schema.check(root))
    return (None, structural) if has_errors(structural) else (root, ())
