"""Agreement → document model: which sections there are, in which order, with which numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.digest import digest_of
from slakit.document.closing import closing_sections
from slakit.document.definitions import definitions_section, funnel
from slakit.document.goals import goals_section
from slakit.document.judging import judging_section
from slakit.document.model import Document, Section
from slakit.document.opening import opening_sections
from slakit.document.pay import pay_section
from slakit.document.promises import glances, numbered_promises, promises_section
from slakit.document.working_hours import working_hours_section
from slakit.model import Agreement, Term
from slakit.wording.phrases import named
from slakit.wording.speech import Speech
from slakit.wording.times import day

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


def document_of(agreement: Agreement) -> Document:
    """The document of an agreement: the same for the same agreement, on every day and in every zone.

    Raises `ValueError` for an agreement without a term: a base is not agreed by itself.
    """
    if agreement.term is None:
        raise ValueError(f"{agreement.id} has no term: it is a base only")
    # Sentences refer to clauses and sections, whose numbers are known once they have been built.
    _, references = _built(agreement, agreement.term, {})
    sections, _ = _built(agreement, agreement.term, references)
    through = f" through {day(agreement.term.through)}" if agreement.term.through else ""
    return Document(
        title=named(agreement),
        subtitle=f"Version {agreement.version}, in force from {day(agreement.term.from_)}{through}",
        sections=tuple(sections),
        name=agreement.id,
        version=agreement.version,
        digest=digest_of(agreement),
        funnel=funnel(agreement),
        overview=glances(Speech(agreement, references), numbered_promises(agreement, Speech(agreement, references))),
    )


def _built(agreement: Agreement, term: Term, references: Mapping[str, str]) -> tuple[list[Section], dict[str, str]]:
    """The sections as worded with `references`, and the references of what was built."""
    speech = Speech(agreement, references)
    promises = numbered_promises(agreement, speech)
    sections = [
        *opening_sections(agreement, term, speech),
        definitions_section(agreement, speech),
        working_hours_section(agreement, term),
        promises_section(agreement, speech, promises),
        goals_section(agreement, speech, promises),
        pay_section(agreement, speech),
        judging_section(agreement),
        *closing_sections(agreement, speech),
    ]
    found = numbers([section for section in sections if section is not None])
    places = {one.promise.commitments: one.reference for one in promises}
    return found, {
        **dict(_places(found)),
        **{commitment: reference for commitments, reference in places.items() for commitment in commitments},
    }


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
