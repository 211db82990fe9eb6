"""No value of a policy or a log becomes SQL, and numbers keep every digit."""

from fractions import Fraction

import duckdb
import pytest

from slakit.sql.text import all_of, any_of, decimal_text, ident, string

HOSTILE = ["'", "''; DROP TABLE log; --", '"', "\\", "a\nb", "\u202e", "%", "{x}", "é😀", ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_comes_back_as_it_was(text: str) -> None:
    assert duckdb.sql(f"SELECT {string(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_an_identifier_comes_back_as_it_was(text: str) -> None:
    assert duckdb.sql(f"SELECT 1 AS {ident(text)}").columns == [text]


def test_a_third_has_no_decimal_form() -> None:
    with pytest.raises(ValueError, match="no finite decimal form"):
        decimal_text(Fraction(1, 3))


def test_joining_conditions() -> None:
    assert all_of(["TRUE", "a", "b"]) == "(a AND b)"
    assert all_of(["TRUE"]) == "TRUE"
    assert any_of(["a", "b"]) == "(a OR b)"
    assert any_of([]) == "FALSE"
