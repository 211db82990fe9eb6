"""What comes last: the clauses as written, the glossary and the places to sign."""

from collections.abc import Iterator

from slakit import model as agreements
from slakit.document.glossary import glossary_rows
from slakit.document.model import Block, Clause, Paragraph, Section, Signature, Table
from slakit.document.promises import CLAUSE
from slakit.model import Agreement
from slakit.wording.phrases import named
from slakit.wording.speech import Speech


def closing_sections(agreement: Agreement, speech: Speech) -> list[Section]:
    """Clauses, if there are any; glossary; signatures."""
    sections = [_clauses(agreement)] if agreement.clauses else []
    glossary = Table(header=("Term", "Meaning"), rows=tuple(glossary_rows(agreement)), caption="Glossary")
    sections.append(Section(anchor="glossary", title="Glossary", blocks=(glossary,)))
    sections.append(_signatures(agreement))
    return sections


def _clauses(agreement: Agreement) -> Section:
    blocks = tuple(
        Clause(
            reference=f"{CLAUSE}-{number}",
            anchor=f"clause-{clause.id}",
            title=named(clause),
            blocks=tuple(_paragraphs(clause)),
        )
        for number, clause in enumerate(agreement.clauses.values(), start=1)
    )
    return Section(anchor="clauses", title="Further clauses", blocks=blocks)


def _paragraphs(clause: agreements.Clause) -> Iterator[Paragraph]:
    if clause.description:
        yield Paragraph(text=clause.description)
    yield from (Paragraph(text=text.strip()) for text in clause.text.split("\n\n") if text.strip())


def _signatures(agreement: Agreement) -> Section:
    blocks: list[Block] = [
        Paragraph(
            text=f"Signed for version {agreement.version} of “{named(agreement)}”: the whole text above, and nothing "
            "beside it."
        )
    ]
    for party in agreement.parties.values():
        if not party.signatories:
            blocks.append(Signature(party=named(party), role="", name=party.accountable or "", email=""))
        blocks += [
            Signature(party=named(party), role=one.role or "", name=one.name or "", email=one.email or "")
            for one in party.signatories
        ]
    return Section(anchor="signatures", title="Signatures", blocks=tuple(blocks))
