"""Agreement → document model: which sections there are, in which order, with which numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.digest import digest_of
from slakit.document.amendments import VERSIONS, Version, versions_section
from slakit.document.closing import closing_sections
from slakit.document.definitions import definitions_section
from slakit.document.dependence import dependence_section
from slakit.document.goals import goals_section
from slakit.document.judging import judging_section
from slakit.document.model import Document, Section
from slakit.document.opening import opening_sections
from slakit.document.pay import pay_section
from slakit.document.promises import Numbered, glances, numbered_promises, promises_section
from slakit.document.stages import funnel
from slakit.document.working_hours import working_hours_section
from slakit.model import Agreement, Term
from slakit.wording.phrases import named
from slakit.wording.speech import Speech
from slakit.wording.times import day

_UNTOLD = Section(anchor=VERSIONS, title="")
"""Holds the place of the schedule of versions where texts are only compared."""

BASE_ONLY = declare("SLA701", "A base alone is not a document")


def refusal(agreement: Agreement) -> Diagnostic | None:
    """Why there is no document of this agreement; None if there is one."""
    if agreement.term is not None:
        return None
    return diagnostic(
        BASE_ONLY,
        agreement.span,
        f"'{agreement.id}' has no term: it is a base for other agreements, and nobody signs a base",
        "render an agreement that extends it, or add 'term' with 'from' and 'timezone'",
    )


def document_of(agreement: Agreement, earlier: Iterable[Agreement] = (), *, holidays: str | None = None) -> Document:
    """The document of an agreement: the same for the same agreement, on every day and in every zone.

    `earlier` are other versions of it. Those that begin before it are listed with what each later one changed, and
    its promises keep the references that they had; what begins later is passed over. `holidays` is the version of the
    holiday data to name, None the one that is installed.

    Raises `ValueError` for an agreement without a term: a base is not agreed by itself.
    """
    if agreement.term is None:
        raise ValueError(f"{agreement.id} has no term: it is a base only")
    *past, bare = _drafts(agreement, agreement.term, earlier)
    bare = replace(bare, holidays=holidays)
    known: list[Version] = [(one.agreement, one.term, one.sections(_UNTOLD)) for one in past]
    # Sentences refer to clauses and sections, whose numbers are known once they have been built.
    sections = bare.sections(_UNTOLD)
    versions = versions_section([*known, (agreement, agreement.term, sections)])
    references = {**bare.promised, **{f"#{anchor}": number for anchor, number in _places(sections)}}
    draft = replace(bare, speech=Speech(agreement, references, bare.speech.examples))
    through = f" through {day(agreement.term.through)}" if agreement.term.through else ""
    return Document(
        title=named(agreement),
        subtitle=f"Version {agreement.version}, in force from {day(agreement.term.from_)}{through}",
        sections=tuple(draft.sections(versions)),
        name=agreement.id,
        version=agreement.version,
        digest=digest_of(agreement),
        funnel=funnel(agreement),
        overview=glances(draft.speech, draft.promises),
    )


def promises_of(agreement: Agreement, earlier: Iterable[Agreement] = ()) -> list[Numbered]:
    """The promises with the references that they have in the agreement's document, `earlier` versions being known.

    Raises `ValueError` for an agreement without a term.
    """
    if agreement.term is None:
        raise ValueError(f"{agreement.id} has no term: it is a base only")
    return _drafts(agreement, agreement.term, earlier)[-1].promises


def _drafts(agreement: Agreement, term: Term, earlier: Iterable[Agreement]) -> "list[_Draft]":
    """The versions before the agreement and last itself, each keeping the references of those before."""
    kept: dict[str, str] = {}
    found = []
    for one, its in [*_before(agreement, term, earlier), (agreement, term)]:
        found.append(_Draft(agreement=one, term=its, dates=term, speech=Speech(one), earlier=dict(kept)))
        kept |= found[-1].promised
    return found


def _before(agreement: Agreement, term: Term, others: Iterable[Agreement]) -> list[tuple[Agreement, Term]]:
    """The versions of the agreement that begin before it, in order."""
    found = [(one, one.term) for one in others if one.id == agreement.id and one.term is not None]
    return sorted((pair for pair in found if pair[1].from_ < term.from_), key=lambda pair: pair[1].from_)


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """The sections of an agreement as `speech` words them, its promises with the references that they have.

    Holidays are listed for the term `dates`: versions are compared over the same time.
    """

    agreement: Agreement
    term: Term
    dates: Term
    speech: Speech
    earlier: Mapping[str, str]
    holidays: str | None = None

    @cached_property
    def promises(self) -> list[Numbered]:
        """The promises with their references."""
        return numbered_promises(self.agreement, self.speech, self.earlier)

    @property
    def promised(self) -> dict[str, str]:
        """The reference of every commitment."""
        return {commitment: one.reference for one in self.promises for commitment in one.promise.commitments}

    def sections(self, versions: Section) -> list[Section]:
        """Every section in order, numbered; `versions` among them."""
        agreement, speech = self.agreement, self.speech
        sections = [
            *opening_sections(agreement, self.term, speech),
            definitions_section(agreement, speech),
            working_hours_section(agreement, self.dates),
            promises_section(agreement, speech, self.promises),
            goals_section(agreement, speech, self.promises),
            pay_section(agreement, speech),
            judging_section(agreement),
            dependence_section(agreement, self.term, speech, self.holidays),
            versions,
            *closing_sections(agreement, speech),
        ]
        return numbers([section for section in sections if section is not None])


def _places(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        yield section.anchor, section.number
        yield from _places(section.sections)


def numbers(sections: list[Section], above: str = "") -> list[Section]:
    """The sections with their numbers, `1`, `1.1`, and so on."""
    found = []
    for index, section in enumerate(sections, start=1):
        number = f"{above}{index}"
        below = numbers(list(section.sections), f"{number}.")
        found.append(replace(section, number=number, sections=tuple(below)))
    return found
