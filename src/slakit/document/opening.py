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
    made = "between" if len(agreement.parties) > 1 else "by"
    blocks.append(
        Paragraph(text=f"This agreement is made {made} {names}. Each party answers for what it promises below.")
    )
    rows = tuple((named(party), party.accountable or "", _signatories(party)) for party in agreement.parties.values())
    blocks.append(
        table(("Party", "Accountable", "Signs"), rows, caption="The parties, and who answers and signs for them")
    )
    blocks += [
        Paragraph(text=f"{named(party)}: {party.description}")
        for party in agreement.parties.values()
        if party.description
    ]
    return Section(anchor="parties", title="Purpose and parties", blocks=tuple(blocks))


def _signatories(party: Party) -> str:
    """Who signs for a party: its signatories, without any whoever is accountable."""
    signing = [
        f"{one.name} ({one.role})" if one.name and one.role else one.name or one.role or "" for one in party.signatories
    ]
    return "; ".join(signing) or party.accountable or ""


def _term(agreement: Agreement, term: Term, speech: Speech) -> Section:
    through = f"{weekday(term.through)}, {day(term.through)}, both days included" if term.through else "further notice"
    rows = [
        (
            "In force",
            f"from {weekday(term.from_)}, {day(term.from_)}, {'through' if term.through else 'until'} {through}",
        ),
        ("Version", agreement.version),
        ("Dates and times", f"local time of {term.timezone}, where no other place is named"),
        ("Periods", "days, weeks, months, quarters and years begin at midnight"),
        ("Weeks begin on", WEEKDAYS[term.week_starts]),
        ("Fiscal years begin in", MONTHS[term.fiscal_year_starts - 1]),
    ]
    if term.currency:
        rows.append(("Currency", term.currency))
    blocks: list[Block] = [Facts(rows=tuple(rows))]
    if agreement.scope is not None:
        blocks.append(Paragraph(text=f"This agreement covers leads for which {speech.phrase(agreement.scope)}."))
        blocks.append(
            Paragraph(
                text="What happens to a lead while this does not hold starts no promise, is not judged as an entry "
                "into a stage, and is not counted. A promise whose time is already running goes on."
            )
        )
    return Section(anchor="term", title="Term and scope" if agreement.scope else "Term", blocks=tuple(blocks))
