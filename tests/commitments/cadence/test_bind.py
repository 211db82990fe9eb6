"""Binding of cadences: parts, defaults, what is refused."""

from pathlib import Path

import pytest

from slakit.durations import Duration, Unit
from slakit.model import Again
from tests.binding import bound, found

CADENCE = "cadences: {{persistence: {{by: sales, starts: handoff, attempts: {attempts}, {rest}}}}}\n"
ATTEMPTS = "{event: attempt, at_least: 4}"


def test_defaults(tmp_path: Path) -> None:
    cadence = bound(CADENCE.format(attempts=ATTEMPTS, rest="within: 12 days"), tmp_path).cadences["persistence"]
    assert (cadence.attempts, cadence.attempts_at_least, cadence.again) == (("attempt",), 4, Again.IGNORE)
    assert (cadence.first_within, cadence.spacing_at_least, cadence.spacing_at_most) == (None, None, None)
    assert (cadence.distinct_field, cadence.distinct_at_least) == (None, 0)
    assert (cadence.stops, cadence.cancels, cadence.calendar) == ((), (), "business")


def test_parts(tmp_path: Path) -> None:
    rest = (
        "within: 12 days, first_within: 1 business day, spacing: {at_most: 5 days},"
        " distinct: {field: offer, at_least: 2}"
    )
    cadence = bound(CADENCE.format(attempts=ATTEMPTS, rest=rest), tmp_path).cadences["persistence"]
    assert cadence.first_within == Duration(1, Unit.BUSINESS_DAYS)
    assert (cadence.spacing_at_least, cadence.spacing_at_most) == (None, Duration(5, Unit.DAYS))
    assert (cadence.distinct_field, cadence.distinct_at_least) == ("offer", 2)


@pytest.mark.parametrize(
    ("attempts", "rest", "code", "place"),
    [
        ("{event: atempt, at_least: 4}", "within: 12 days", "SLA302", "atempt"),
        ("{event: attempt, at_least: 101}", "within: 200 days", "SLA316", "101"),
        ("{event: attempt, at_least: 2.5}", "within: 12 days", "SLA316", "2.5"),
        (ATTEMPTS, "within: 12 days, distinct: {field: chanel, at_least: 2}", "SLA303", "chanel"),
        (ATTEMPTS, "within: 12 days, distinct: {field: offer, at_least: 5}", "SLA423", "5"),
        (ATTEMPTS, "within: 12 days, spacing: {at_least: 5 days}", "SLA423", "5 days"),
        (ATTEMPTS, "within: 24 hours, spacing: {at_least: 9 business hours}", "SLA423", "9 business hours"),
        (ATTEMPTS, "within: 3 days, first_within: 4 days", "SLA424", "4 days"),
        (ATTEMPTS, "within: 24 hours, first_within: 25 business hours", "SLA424", "25 business hours"),
        (ATTEMPTS, "within: 3 days, spacing: {at_most: 1 week}", "SLA424", "1 week"),
        (ATTEMPTS, "within: 12 days, stops: lost", "SLA426", "lost"),
        (ATTEMPTS, "within: 12 days, cancels: handoff", "SLA421", "handoff"),
    ],
)
def test_refused(attempts: str, rest: str, code: str, place: str, tmp_path: Path) -> None:
    ((at_code, at),) = found(CADENCE.format(attempts=attempts, rest=rest), tmp_path)
    assert at_code == code
    assert at.startswith(place)


@pytest.mark.parametrize(
    "rest",
    [
        "within: 3 days, spacing: {at_least: 1 day}",
        "within: 20 business hours, spacing: {at_least: 12 hours}",
        "within: 12 days, first_within: 12 days",
        "within: 2 business hours, first_within: 3 hours",
        "within: 12 days, distinct: {field: score, at_least: 4}",
    ],
)
def test_what_may_just_fit_is_let_through(rest: str, tmp_path: Path) -> None:
    bound(CADENCE.format(attempts=ATTEMPTS, rest=rest), tmp_path)
