"""Medians, ratios and the exponent of growth, and the file that keeps them."""

from pathlib import Path

import pytest
from cost import Cost
from results import Entry, Where, exponent, load, number, save

WHERE = Where(machine={"processor": "a processor"}, versions={"Python": "3.11.7"})


def entry(size: str, /, **cpu: list[float]) -> Entry:
    """An entry in which wall is half of CPU, and the peak a hundred times it."""
    rounds = {name: [Cost(cpu=one, wall=one / 2, peak=one * 100) for one in values] for name, values in cpu.items()}
    return Entry(job="reference", size=size, events=number(size), date="2027-01-04", where=WHERE, rounds=rounds)


@pytest.mark.parametrize(("size", "events"), [("13K", 13_000), ("10M", 10_000_000), ("1300", 1300)])
def test_a_size_is_a_number_of_events(size: str, events: int) -> None:
    assert number(size) == events


def test_medians() -> None:
    one = entry("1M", slakit=[3.0, 1.0, 2.0, 8.0])
    assert (one.median("slakit", "cpu"), one.median("slakit", "wall"), one.median("slakit", "peak")) == (2.5, 1.25, 250)


def test_a_ratio_is_the_median_of_the_rounds_own() -> None:
    # the second round was slow for both: 2/1, 30/10, 4/1, not the medians' 4/1
    assert entry("1M", slakit=[2.0, 30.0, 4.0], floor=[1.0, 10.0, 1.0]).ratio("slakit", "floor") == 3


def test_what_a_step_adds_is_counted_in_floors_of_its_round() -> None:
    # (3 - 2) / 1, (40 - 20) / 10, (4 - 1) / 1
    one = entry("1M", second=[3.0, 40.0, 4.0], first=[2.0, 20.0, 1.0], floor=[1.0, 10.0, 1.0])
    assert one.added("second", "first", "floor") == 2


@pytest.mark.parametrize(("large", "power"), [(50.0, 1.0), (2500.0, 2.0), (1.0, 0.0)])
def test_the_exponent_is_the_power_of_growth(large: float, power: float) -> None:
    grown = exponent(entry("1M", slakit=[1.0]), entry("50M", slakit=[large]), "slakit")
    assert grown == pytest.approx(power)


def test_an_entry_replaces_that_of_its_job_and_size(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert load(path) == ()
    for one in (entry("10M", slakit=[9.0]), entry("1M", slakit=[1.0]), entry("1M", slakit=[2.0], floor=[0.25])):
        save(one, path)
    assert load(path) == (entry("1M", slakit=[2.0], floor=[0.25]), entry("10M", slakit=[9.0]))
