"""What scenarios reach of an agreement."""

from fractions import Fraction
from pathlib import Path

import pytest

from slakit.scenarios.result import Coverage
from slakit.scenarios.run import Options
from tests.binding import bound
from tests.scenarios.running import EVENTS, ran

COVERAGE = Options(coverage=True)


def covered(folder: Path, text: str) -> Coverage:
    found = ran(folder, text, COVERAGE)
    assert found.coverage is not None
    return found.coverage[0]


def test_only_what_a_row_agrees_with_is_reached(tmp_path: Path) -> None:
    text = f"{EVENTS}expect:\n  - {{commitment: first_attempt, lead_id: L1, state: met}}\n"
    found = covered(tmp_path, text)
    reached = [str(item) for item in found.items if item.reached]
    assert reached == ["first_attempt", "first_attempt 6 business hours", "first_attempt met"]
    assert found.of("target") == (1, 2)
    assert found.share == Fraction(3, len(found.items))


def test_a_row_that_differs_reaches_nothing(tmp_path: Path) -> None:
    text = f"{EVENTS}expect:\n  - {{commitment: first_attempt, lead_id: L1, state: breached}}\n"
    assert covered(tmp_path, text).reached == 0


@pytest.mark.parametrize(
    ("fragment", "commitment", "states"),
    [
        ("", "first_attempt", ["met", "breached"]),
        ("responses: {first_attempt: {again: restart}}", "first_attempt", ["met", "breached", "cancelled"]),
        ("responses: {first_attempt: {cancels: lost}}", "first_attempt", ["met", "breached", "cancelled"]),
        ("responses: {first_attempt: {at_risk: 50%}}", "first_attempt", ["met", "breached", "at_risk"]),
        ("", "mql_volume", ["met", "breached"]),
        ("", "mql.ready", ["met", "breached"]),
        ("", "mql.transition", ["breached"]),
        ("", "customer.transition", ["met", "breached"]),
        ("stages: {lost: {next: [mql]}}", "mql.transition", ["met", "breached"]),
        (
            "responses: {first_attempt: {objective: {at_least: 95%, per: month, minimum_sample: 5}}}",
            "first_attempt.objective",
            ["met", "breached", "not_applicable"],
        ),
    ],
)
def test_the_states_to_be_shown(fragment: str, commitment: str, states: list[str], tmp_path: Path) -> None:
    from slakit.scenarios.coverage import Tally

    found = Tally(versions=[bound(fragment, tmp_path)]).coverage()
    assert [item.name for item in found.items if item.commitment == commitment and item.part == "state"] == states


def test_an_exempt_target_is_reached_by_a_start_that_falls_to_it(tmp_path: Path) -> None:
    from slakit.scenarios.run import run
    from tests.scenarios.running import write

    write(tmp_path, f"{EVENTS}expect:\n  - {{commitment: mql_volume, state: pending}}\n")
    path = tmp_path / "minimal.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "offer: demo_request\n        within: 15 business minutes", "offer: webinar\n        exempt: true"
    )
    path.write_text(text, encoding="utf-8")
    (found,) = run([str(tmp_path)], COVERAGE).coverage or ()
    assert [item.name for item in found.items if item.part == "target" and item.reached] == [
        "exempt if offer is “webinar”"
    ]
