"""The list of currencies: as the standard's table has them, so that it need not be installed."""

from fractions import Fraction
from pathlib import Path

import pytest

from slakit.language import currencies


def test_the_list_is_current() -> None:
    listed = Path(currencies.__file__).with_name("currencies.txt").read_text(encoding="utf-8")
    command = "python -m slakit.language.currencies > currencies.txt && mv currencies.txt src/slakit/language/"
    assert listed == currencies.listing(), f"run: {command}"


@pytest.mark.parametrize(
    ("currency", "unit"), [("USD", "1/100"), ("JPY", "1"), ("KWD", "1/1000"), ("CLF", "1/10000"), (None, "1/100")]
)
def test_the_smallest_amount_is_the_currencys_own(currency: str | None, unit: str) -> None:
    assert currencies.minor_unit(currency) == Fraction(unit)


def test_gold_and_the_code_for_tests_are_no_currencies_to_pay_in() -> None:
    assert all(currencies.currency_problem(code) for code in ("XAU", "XDR", "XTS", "XXX"))


@pytest.mark.parametrize(
    ("currency", "instead"), [("RMB", "'CNY'"), ("DEM", "'EUR'"), ("USS", "'USD'"), ("QQQ", "the code of ISO 4217")]
)
def test_an_unknown_currency(currency: str, instead: str) -> None:
    problem = currencies.currency_problem(currency)
    assert problem is not None
    assert instead in problem[1]
