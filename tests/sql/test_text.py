"""No value of a policy or a log becomes SQL, and numbers keep every digit."""

from datetime import date
from fractions import Fraction

import duckdb
import pytest

from slakit.sql.text import all_of, any_of, decimal_text, ident, literal, string

HOSTILE = ["'", "''; DROP TABLE log; --", '"', "\\", "a\nb", "\u202e", "%", "{x}", "é😀", ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_comes_back_as_it_was(text: str) -> None:
    assert duckdb.sql(f"SELECT {string(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_an_identifier_comes_back_as_it_was(text: str) -> None:
    assert duckdb.sql(f"SELECT 1 AS {ident(text)}").columns == [text]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (12, "12"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(7), "7"),
        (date(2027, 1, 2), "DATE '2027-01-02'"),
        ("it's", "'it''s'"),
    ],
)
def test_literals(value: bool | int | Fraction | date | str, text: str) -> None:
    assert literal(value) == text


def test_a_third_has_no_decimal_form() -> None:
    with pytest.raises(ValueError, match="no finite decimal form"):
        decimal_text(Fraction(1, 3))


def test_joining_conditions() -> None:
    assert all_of(["TRUE", "a", "b"]) == "(a AND b)"
    assert all_of(["TRUE"]) == "TRUE"
    assert any_of(["a", "b"]) == "(a OR b)"
    assert any_of([]) == "FALSE"
