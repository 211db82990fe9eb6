"""What comes first: purpose, parties, term and the leads that the agreement is about."""

from slakit.document.model import Block, Facts, Paragraph, Section, table
from slakit.model import Agreement, Party, Term
from slakit.wording.phrases import named
from slakit.wording.speech import Speech
from slakit.wording.times import MONTHS, WEEKDAYS, day, weekday


def opening_sections(agreement: Agreement, term: Term, speech: Speech) -> list[Section]:
    """Purpose and parties; term and scope."""
    return [_parties(agreement, speech), _term(agreement, term, speech)]


def _parties(agreement: Agreement, speech: Speech) -> Section:
    blocks: list[Block] = []
    if agreement.description:
        blocks.append(Paragraph(text=agreement.description))
    names = speech.parties(tuple(agreement.parties))
    blocks.append(
        Paragraph(text=f"This agreement is made between {names}. Each party answers for what it promises below.")
    )
    rows = tuple((named(party), party.accountable or "", _signatories(party)) for party in agreement.parties.values())
    blocks.append(table(("Party", "Accountable", "Signs"), rows))
    blocks += [
        Paragraph(text=f"{named(party)}: {party.description}")
        for party in agreement.parties.values()
        if party.description
    ]
    return Section(anchor="parties", title="Purpose and parties", blocks=tuple(blocks))


def _signatories(party: Party) -> str:
    return "; ".join(
        f"{one.name} ({one.role})" if one.name and one.role else one.name or one.role or "" for one in party.signatories
    )


def _term(agreement: Agreement, term: Term, speech: Speech) -> Section:
    through = f"{weekday(term.through)}, {day(term.through)}, both days included" if term.through else "further notice"
    rows = [
        (
            "In force",
            f"from {weekday(term.from_)}, {day(term.from_)}, {'through' if term.through else 'until'} {through}",
        ),
        ("Version", agreement.version),
        ("Dates and times", f"local to {term.timezone}, unless working hours below name another place"),
        ("Weeks begin on", WEEKDAYS[term.week_starts]),
        ("Fiscal years begin in", MONTHS[term.fiscal_year_starts - 1]),
    ]
    if term.currency:
        rows.append(("Currency", term.currency))
    blocks: list[Block] = [Facts(rows=tuple(rows))]
    if agreement.scope is not None:
        blocks.append(Paragraph(text=f"This agreement covers leads for which {speech.phrase(agreement.scope)}."))
    return Section(anchor="term", title="Term and scope" if agreement.scope else "Term", blocks=tuple(blocks))
