"""Which dates the section on working hours lists, and what it says of them."""

from dataclasses import replace
from datetime import date

import pytest

from slakit.diagnostics import Span
from slakit.document.model import Paragraph, Table
from slakit.document.working_hours import working_hours_section
from slakit.model import Calendar, Holiday, Holidays, Hours, Term
from tests.document.make import REFERENCE, agreement

SPAN = Span("office.yaml")
MORNING = (Hours(opens=9 * 60, closes=11 * 60),)
OFFICE = Calendar(
    id="office",
    span=SPAN,
    timezone="America/New_York",
    hours=dict.fromkeys(range(5), MORNING),
    holidays=Holidays(
        country="US",
        add=tuple(Holiday(date=one, name="Own day", span=SPAN) for one in (date(2026, 7, 6), date(2028, 7, 5))),
        remove=(date(2027, 12, 24), date(2028, 1, 17)),
        span=SPAN,
    ),
    overrides={date(2026, 3, 3): (), date(2027, 12, 24): MORNING, date(2028, 3, 3): ()},
)


@pytest.mark.parametrize("through", [None, date(2027, 12, 31)])
def test_what_is_declared_is_listed_beyond_the_term_too(through: date | None) -> None:
    """A time may run on beyond the term, and a term may have no end."""
    base = agreement(REFERENCE)
    assert base.term is not None
    term: Term = replace(base.term, from_=date(2027, 1, 1), through=through)
    section = working_hours_section(replace(base, calendars={"office": OFFICE}), term)
    assert section is not None
    special = [block for block in section.blocks if isinstance(block, Table)][1].rows
    years = {row[0]: row[2:] for row in special}
    assert "3 March 2026" not in years
    assert "6 July 2026" not in years
    assert years["24 December 2027"] == ("Special hours", "09:00 to 11:00")
    assert years["3 March 2028"] == ("Special hours", "closed")
    assert years["5 July 2028"] == ("Own day", "closed")
    assert "17 January 2028" not in years
    said = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    assert "Public holidays after 31 December 2027 follow from the same rules, and are not listed." in said
    assert said[-1] == "Not a holiday, and worked as any other day: Monday, 17 January 2028."
