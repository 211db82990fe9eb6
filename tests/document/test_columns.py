"""Widths of columns: enough for the longest word, and as few lines as can be had."""

import pytest

from slakit.document.columns import PADDING, length, widths
from slakit.document.model import Table


def of(*columns: tuple[str, ...]) -> Table:
    header, *rows = zip(*columns, strict=True)
    return Table(header=header, rows=tuple(rows))


def test_a_table_that_fits_needs_none() -> None:
    assert widths(of(("A", "one"), ("B", "two")), 80) is None


def test_a_long_column_gets_what_short_ones_do_not_need() -> None:
    found = widths(of(("Name", "Goal"), ("Meaning", "a result to be reached by a date " * 4)), 80)
    assert found is not None
    assert length("Name") <= found[0] <= 6
    assert sum(found) <= 80 - PADDING
    assert found[1] > 65


def test_no_word_is_parted_while_there_is_room() -> None:
    found = widths(of(("indivisible", "x"), ("text", "a few more words " * 9)), 60)
    assert found is not None
    assert found[0] >= length("indivisible")


def test_a_word_that_is_too_long_takes_no_more_than_its_share() -> None:
    found = widths(of(("a" * 500, "x"), ("b" * 500, "y")), 83)
    assert found == (40, 40)


@pytest.mark.parametrize(("text", "wanted"), [("text", 4), ("word", 5), ("WORD", 7), ("漢字", 4), ("ill", 2), ("", 0)])
def test_lengths(text: str, wanted: int) -> None:
    assert length(text) == wanted
