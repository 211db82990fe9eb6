"""What the agreement depends on and does not hold itself: the lead record, the roster, holiday data, zones."""

import re
from pathlib import Path

from slakit.calendars import HOLIDAYS, has_public_holidays, holiday_release
from slakit.document.glossary import selectors
from slakit.document.model import Section, Table
from slakit.model import Agreement, Term
from slakit.usage import credits_of
from slakit.wording.phrases import listed, named, quoted, readable
from slakit.wording.speech import Speech

_RELEASE = re.compile(rf"“{HOLIDAYS}”, version ([0-9]+(?:\.[0-9]+)*)")


def dependence_section(agreement: Agreement, term: Term, speech: Speech, holidays: str | None) -> Section:
    """Each thing with what it must have; `holidays` is the version of the holiday data, None the installed one."""
    rows = [("Lead record", _record(agreement, speech))]
    rows += [("Roster", text)] if (text := _roster(agreement)) else []
    rows += [("Public holidays", text)] if (text := _holidays(agreement, speech, holidays or holiday_release())) else []
    rows.append(("Local time", _zones(agreement, term)))
    table = Table(
        header=("Depends on", "What is needed of it"), rows=tuple(rows), caption="What this agreement depends on"
    )
    return Section(anchor="dependence", title="What this agreement depends on", blocks=(table,))


def release_named(document: Path) -> str | None:
    """The release of the holiday data that a document of text names; None if it names none or cannot be read."""
    try:
        found = _RELEASE.search(document.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return found[1] if found is not None else None


def _record(agreement: Agreement, speech: Speech) -> str:
    names = dict.fromkeys(one for event in agreement.events.values() for one in event.events)
    return (
        f"An entry with the lead and the moment for each {listed([quoted(one) for one in names])}, and what is "
        f"recorded about a lead{speech.place('information')}. Where it is exported from, and what is called what "
        "there, is set down in a data source file that names this agreement."
    )


def _roster(agreement: Agreement) -> str:
    chosen = [column for people in selectors(agreement) for column, _ in people.where]
    if not selectors(agreement) and not (agreement.compensation and agreement.compensation.pools):
        return ""
    above = [credit.rolls_up_to for credit in credits_of(agreement) if credit.rolls_up_to is not None]
    columns = dict.fromkeys(["party", "role", *chosen, *above])
    words = listed([readable(column) for column in columns])
    return (
        f"Each person, by the name that the lead record has for owners, with {words}, and the dates from which and "
        "through which this holds."
    )


def _holidays(agreement: Agreement, speech: Speech, data: str) -> str:
    places = {
        ", ".join(part for part in (one.holidays.country, one.holidays.subdivision) if part): None
        for one in agreement.calendars.values()
        if one.holidays is not None and one.holidays.country is not None
    }
    if not places:
        return ""
    named_in = listed([quoted(named(one)) for one in agreement.calendars.values() if has_public_holidays([one])])
    release = f", version {data}" if data else ""
    return (
        f"Those of {listed([*places])} in {named_in}, from the data package “{HOLIDAYS}”{release}. The dates that it "
        f"gave are listed{speech.place('working-hours')} and agreed as listed."
    )


def _zones(agreement: Agreement, term: Term) -> str:
    zones = dict.fromkeys([term.timezone, *(one.timezone for one in agreement.calendars.values())])
    return f"The clock of {listed([*zones])}, as the IANA time zone database has it."
