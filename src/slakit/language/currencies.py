"""Currencies and their minor units, by ISO 4217.

`currencies.txt` beside this module lists them, one code a line with the number of decimals of its amounts (between
tabs), as the standard's maintenance agency publishes them; codes without a minor unit, such as gold's, are no
currencies to pay in. A code that the agency withdraws stays, since agreements in it were signed. The package `iso4217`
carries the published table: `python -m slakit.language.currencies` prints the list anew with it.
"""

import sys
from fractions import Fraction
from functools import cache
from pathlib import Path

from slakit.language.spelling import nearest

_CUSTOMARY = {
    "RMB": "CNY", "CNH": "CNY", "NTD": "TWD", "UKP": "GBP", "STG": "GBP", "YEN": "JPY", "SFR": "CHF",
    "ATS": "EUR", "BEF": "EUR", "BGN": "EUR", "DEM": "EUR", "ESP": "EUR", "EEK": "EUR", "FIM": "EUR", "FRF": "EUR",
    "GRD": "EUR", "HRK": "EUR", "IEP": "EUR", "ITL": "EUR", "LTL": "EUR", "LVL": "EUR", "NLG": "EUR", "PTE": "EUR",
    "SIT": "EUR", "SKK": "EUR",
}  # fmt: skip
"""What is customary or was a currency, with the code that it has now."""
_LIST = Path(__file__).with_name("currencies.txt")
_CENT = Fraction(1, 100)


@cache
def _listed() -> dict[str, int]:
    rows = (line.split("\t") for line in _LIST.read_text(encoding="utf-8").splitlines())
    return {code: int(decimals) for code, decimals in rows}


def listing() -> str:
    """The text that `currencies.txt` ought to hold: what it holds, and what the installed table has."""
    from iso4217 import raw_table

    published = {code: str(row.get("CcyMnrUnts")) for code, row in raw_table.items() if code}
    current = {code: int(decimals) for code, decimals in published.items() if decimals.isdigit()}
    return "".join(f"{code}\t{decimals}\n" for code, decimals in sorted({**_listed(), **current}.items()))


def minor_unit(currency: str | None) -> Fraction:
    """The smallest amount of a currency, a hundredth where it is unknown or there is none."""
    decimals = _listed().get(currency) if currency is not None else None
    return _CENT if decimals is None else Fraction(1, 10**decimals)


def currency_problem(currency: str) -> tuple[str, str] | None:
    """What is wrong with a currency's code and what to write instead; None if nothing is."""
    listed = _listed()
    if currency in listed:
        return None
    meant = _CUSTOMARY.get(currency) or nearest(currency, listed)
    instead = f"did you mean '{meant}'?" if meant else "write the code of ISO 4217, such as USD, EUR or JPY"
    return f"'{currency}' is not a currency", instead


if __name__ == "__main__":
    sys.stdout.write(listing())
