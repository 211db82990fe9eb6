"""What `import slakit` offers: load, validate, evaluate and render, with files named by their paths.

Mistakes of users are returned as findings. Exceptions are for bugs and for calls that make no sense.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from slakit import loading
from slakit.attainment import Scorecard, scorecard
from slakit.diagnostics import Diagnostic, has_errors, ordered
from slakit.document import document_of, refusal
from slakit.document.markdown import markdown
from slakit.engine.compile import is_selected, known_commitments
from slakit.engine.run import Request, evaluation
from slakit.language import schema
from slakit.language.nodes import Scalar
from slakit.language.source import resolve
from slakit.log.people import read_people
from slakit.log.source import Source, bind_source
from slakit.model import Agreement
from slakit.outcomes import Outcome, read


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What an evaluation came to.

    `outcomes` are in the order of the relation; `scorecard` is None, and there are no outcomes, where an error
    among `diagnostics` or a row that cannot be read stood in the way.
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
    agreement: Agreement,
    events: Sequence[str],
    *,
    people: str | None = None,
    source: str | None = None,
    as_of: datetime | None = None,
    only: Collection[str] = (),
    leads: Collection[str] = (),
    max_bad: int = 0,
) -> Result:
    """What became of every obligation of `agreement` in the log at `events` (files or globs).

    `people` and `source` are paths. `as_of` has a zone; without it the log's last instant counts. `only` names
    commitments, `leads` lead ids. More than `max_bad` rows that cannot be read leave no outcomes.
    Raises `ValueError` for an `as_of` without a zone, an agreement without a term, a name in `only` that the
    agreement lacks, and a `source` of another kind.
    """
    if as_of is not None and as_of.tzinfo is None:
        raise ValueError("as_of has no time zone")
    if agreement.term is None:
        raise ValueError(f"'{agreement.id}' has no term: it is a base for others")
    _check_names(agreement, only)
    roster, findings = (None, ()) if people is None else read_people(people)
    mapped, more = (None, ()) if source is None else _source(source, agreement)
    if has_errors((*findings, *more)):
        return Result(diagnostics=ordered((*findings, *more)))
    with evaluation(
        Request(
            versions=[agreement],
            log=events,
            source=mapped,
            roster=roster,
            as_of=None if as_of is None else int(as_of.timestamp()),
            only=only,
            leads=leads,
        )
    ) as done:
        found = ordered((*findings, *more, *done.diagnostics))
        if done.has_errors or done.log.quarantined > max_bad:
            return Result(diagnostics=found, quarantined=done.log.quarantined)
        return Result(
            outcomes=tuple(read(done.connection)),
            scorecard=scorecard(done, agreement, as_of_given=as_of is not None, only=only, leads=leads),
            diagnostics=found,
            quarantined=done.log.quarantined,
        )


def render(agreement: Agreement) -> str:
    """The agreement as a Markdown document. Raises `ValueError` for one that cannot be a document: a base."""
    refused = refusal(agreement)
    if refused is not None:
        raise ValueError(str(refused))
    return markdown(document_of(agreement))


def _check_names(agreement: Agreement, only: Collection[str]) -> None:
    for name in only:
        if not any(is_selected(promise.id, [name]) for promise in known_commitments(agreement)):
            raise ValueError(f"'{agreement.id}' has no commitment '{name}'")


def _source(path: str, agreement: Agreement) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    root, found = resolve(path)
    if root is None or has_errors(found):
        return None, tuple(found)
    kind = root.get("kind")
    if not isinstance(kind, Scalar) or kind.text != "Source":
        raise ValueError(f"{path} is not a file of kind: Source")
    structural = tuple(schema.check(root))
    if has_errors(structural):
        return None, structural
    return bind_source(root, [agreement])
