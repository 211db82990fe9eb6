"""Countries and subdivisions whose public holidays are known.

`countries.txt` beside this module lists them, one country a line with its subdivisions (between tabs), so that the
usual agreement is checked without importing `holidays`, which takes longer than the rest of a validation. What the
list lacks is asked of the library itself. `python -m slakit.language.countries` prints the list anew.
"""

import sys
from functools import cache
from pathlib import Path

from slakit.language.spelling import nearest

_CUSTOMARY = {"UK": "GB", "EN": "GB", "EL": "GR", "USA": "US"}
_LIST = Path(__file__).with_name("countries.txt")


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    return _parsed(_LIST.read_text(encoding="utf-8"))


def _parsed(text: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in text.splitlines())
    return {code: tuple(subdivisions) for code, *subdivisions in rows}


@cache
def known() -> dict[str, tuple[str, ...]]:
    """Every country code (ISO 3166-1 alpha-2) with its subdivision codes, as the installed library has them."""
    import holidays

    found = holidays.list_supported_countries(include_aliases=False)
    return {code: tuple(sorted(found[code])) for code in sorted(found)}


def listing() -> str:
    """The text that `countries.txt` ought to hold."""
    return "".join("\t".join((code, *subdivisions)) + "\n" for code, subdivisions in known().items())


def country_problem(country: str) -> tuple[str, str] | None:
    """What is wrong with a country code and what to write instead; None if nothing is."""
    if country in _listed() or country in known():
        return None
    meant = _CUSTOMARY.get(country.upper(), country.upper())
    instead = f"write {meant}" if meant in known() else "write the two-letter ISO 3166 code, such as US, GB or DE"
    return f"'{country}' is not a country whose holidays are known", instead


def subdivision_problem(country: str, subdivision: str) -> tuple[str, str] | None:
    """What is wrong with a subdivision of a known country and what to write instead; None if nothing is."""
    if subdivision in _listed().get(country, ()) or subdivision in known().get(country, ()):
        return None
    subdivisions = known().get(country, ())
    message = f"'{subdivision}' is not a subdivision of {country} whose holidays are known"
    if not subdivisions:
        return message, f"leave it out: {country} has the same holidays everywhere"
    meant = _by_name(country, subdivision) or subdivision.upper()
    near = meant if meant in subdivisions else nearest(meant, subdivisions) if len(meant) > 2 else None
    if near is not None:
        return message, f"did you mean '{near}'?"
    shown = ", ".join(subdivisions[:8]) + (" …" if len(subdivisions) > 8 else "")
    return message, f"the subdivisions are {shown}"


def _by_name(country: str, name: str) -> str | None:
    """The code of a subdivision that is called `name` in full."""
    import holidays

    aliases: dict[str, str] = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    return aliases.get(name)


if __name__ == "__main__":
    sys.stdout.write(listing())
