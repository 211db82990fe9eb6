"""Binding of objectives: an attainment per period."""

from fractions import Fraction
from pathlib import Path

import pytest

from slakit.model import Per
from tests.binding import bound, found


def objective(text: str) -> str:
    return f"responses: {{first_attempt: {{objective: {text}}}}}\n"


def test_bound(tmp_path: Path) -> None:
    fragment = objective("{at_least: 90%, per: week, minimum_sample: 20, for_each: {people: {role: rep}}}")
    found_ = bound(fragment, tmp_path).responses["first_attempt"].objective
    assert found_ is not None
    assert (found_.bound.operator, found_.bound.value) == ("at_least", Fraction(9, 10))
    assert (found_.per, found_.minimum_sample) == (Per.WEEK, 20)
    assert found_.for_each is not None
    assert found_.for_each.where == (("role", ("rep",)),)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{at_least: 95, per: month}", "SLA315", "95"),
        ("{at_least: 110%, per: month}", "SLA316", "110%"),
        ("{at_least: 95 %, per: month}", "SLA311", "95 %"),
        ("{at_least: 95%, per: month, minimum_sample: 0}", "SLA316", "0"),
        ("{at_least: 95%, per: month, for_each: {people: {party: partners}}}", "SLA301", "partners"),
    ],
)
def test_refused(text: str, code: str, place: str, tmp_path: Path) -> None:
    ((at_code, at),) = found(objective(text), tmp_path)
    assert at_code == code
    assert at.startswith(place)
