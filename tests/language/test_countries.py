"""The list of countries: as the library has them, so that it need not be imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from slakit.language import countries


def test_the_list_is_current() -> None:
    listed = Path(countries.__file__).with_name("countries.txt").read_text(encoding="utf-8")
    assert listed == countries.listing(), "run: python -m slakit.language.countries > src/slakit/language/countries.txt"


def test_a_known_country_needs_no_import() -> None:
    program = (
        "import sys; from slakit.language import countries;"
        "assert countries.country_problem('US') is None and countries.subdivision_problem('US', 'NY') is None;"
        "assert 'holidays' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("country", "instead"), [("us", "write US"), ("UK", "write GB"), ("USA", "write US"), ("XX", "two-letter ISO 3166")]
)
def test_unknown_country(country: str, instead: str) -> None:
    problem = countries.country_problem(country)
    assert problem is not None
    assert instead in problem[1]


@pytest.mark.parametrize(
    ("country", "subdivision", "instead"),
    [("US", "ny", "'NY'"), ("US", "New York", "'NY'"), ("US", "XY", "AK, AL"), ("MC", "X", "leave it out")],
)
def test_unknown_subdivision(country: str, subdivision: str, instead: str) -> None:
    problem = countries.subdivision_problem(country, subdivision)
    assert problem is not None
    assert instead in problem[1]
