"""The table of how close holidays fall says what the library says, and never less."""

import json
from datetime import timedelta
from importlib.resources import files

import pytest
from holidays import country_holidays, list_supported_countries

from slakit.reasoning.crowding import FIRST_YEAR, LAST_YEAR, SPANS, most_holidays, most_within

PLACES = [("US", "NY"), ("US", None), ("DE", "BY"), ("CN", None), ("IR", None)]


def test_the_table_knows_every_country() -> None:
    table = json.loads((files("slakit.reasoning") / "crowding.json").read_text(encoding="utf-8"))
    assert list(table) == sorted(list_supported_countries(include_aliases=False))
    assert all(len(counts) == len(SPANS) for places in table.values() for counts in places.values())


@pytest.mark.parametrize(("country", "subdivision"), PLACES)
@pytest.mark.parametrize("span", [1, 5, 7, 12, 14, 31, 60, 92, 200])
def test_no_window_has_more(country: str, subdivision: str | None, span: int) -> None:
    found = country_holidays(country, subdiv=subdivision, years=range(FIRST_YEAR, LAST_YEAR + 1))
    days = {day for day in found if day.weekday() < 5}
    most = max(sum(1 for each in days if day <= each < day + timedelta(days=span)) for day in days)
    said = most_holidays(country, subdivision, span)
    assert said is not None
    assert most <= said
    if span in SPANS:
        assert most == said == most_within([day.toordinal() for day in days], span)


def test_what_is_not_known() -> None:
    assert most_holidays("XX", None, 7) is None
    assert most_holidays("US", None, 0) is None
