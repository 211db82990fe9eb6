"""Literals of the model in the SQL that most engines read."""

from datetime import date
from fractions import Fraction

import pytest

from slakit.engine.dialects.portable import Portable


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
    assert Portable().literal(value) == text
