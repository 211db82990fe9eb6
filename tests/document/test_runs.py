"""Runs of text, places where long words may break, and what stays with what follows it."""

import pytest

from slakit.document.literal import tied
from slakit.document.model import Paragraph, Points, Signature, Table
from slakit.document.pdf_breaks import breakable
from slakit.document.placing import placed
from slakit.document.runs import References, directed, lines
from tests.document.sample import SAMPLE

SIGNED = Signature(party="P", role="", name="", email="")
TABLE = Table(header=("A",), rows=())


def test_lines_have_single_blanks_and_show_what_steers() -> None:
    assert lines("  a \t b\u00a0 c \n\u202ed\n") == ("a b c", "[U+202E]d")
    assert lines("   ") == ()


def test_what_reads_leftward_ends_with_its_last_letter() -> None:
    found = [(run.text, run.leftward) for run in directed("a “שלום 5 עולם” 57 b")]
    assert found == [("a “", False), ("שלום 5 עולם", True), ("” 57 b", False)]


def test_references_have_the_place_that_they_name() -> None:
    (line,) = References(document=SAMPLE).lines("S-1, (2.2), 2.2 and S-9")
    assert [(run.text, run.to) for run in line if run.to] == [("S-1", "clause-S-1"), ("2.2", "section-2.2")]
    assert "".join(run.text for run in line) == "S-1, (2.2), 2.2 and S-9"


def test_only_long_words_may_break_and_never_before_a_mark() -> None:
    assert breakable("short words stay as they are in a long text", 20) == "short words stay as they are in a long text"
    found = breakable("e\u0301" * 20, 10)
    assert found.replace("\u200b", "") == "e\u0301" * 20
    assert "\u200b" in found
    assert "\u200b\u0301" not in found


def test_places_to_sign_go_with_the_block_before_them() -> None:
    first, last = Paragraph(text="one"), Paragraph(text="two")
    found = list(placed((first, SIGNED, SIGNED, last)))
    assert [(one.block, len(one.signed), one.leads) for one in found] == [(first, 2, True), (last, 0, False)]
    assert [(one.block, len(one.signed)) for one in placed((SIGNED,))] == [(None, 1)]
    assert list(placed(())) == []


def test_what_leads_to_a_table_or_ends_with_a_colon_stays_with_it() -> None:
    points = Points(items=())
    blocks = (Paragraph(text="a"), TABLE, Paragraph(text="b:"), points, Paragraph(text="c"), points)
    assert [one.leads for one in placed(blocks)] == [True, False, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at least USD 1,200,000 a year", "at least USD~1,200,000 a year"),
        ("(EUR 5) or EUR −7.50, JPY -3", "(EUR~5) or EUR~−7.50, JPY~-3"),
        ("USD each, IN USD 4K", "USD each, IN USD~4K"),
        ("BUSD 4 US 4 usd 4 USD x", "BUSD 4 US 4 usd 4 USD x"),
    ],
)
def test_a_currency_stays_with_its_amount(text: str, shown: str) -> None:
    assert tied(text) == shown.replace("~", "\u00a0")
    (line,) = References(document=SAMPLE).lines(text)
    assert "".join(run.text for run in line) == tied(text)
