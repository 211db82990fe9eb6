"""Binding of responses: defaults, targets, calendars."""

from fractions import Fraction
from pathlib import Path

import pytest

from slakit.durations import Duration, Unit
from slakit.model import Again, Equals
from tests.binding import bound, found

SECOND = """responses:
  first_attempt: {{calendar: business}}
  second: {{by: sales, starts: handoff, stops: customer, {rest}}}
"""
WEEKEND = """calendars: {weekend: {hours: {sat-sun: ["10:00-14:00"]}}}
quotas: {mql_volume: {calendar: weekend}}
"""


def test_defaults(tmp_path: Path) -> None:
    response = bound(SECOND.format(rest="within: 2 days"), tmp_path).responses["second"]
    assert (response.again, response.at_risk, response.objective) == (Again.IGNORE, Fraction(3, 4), None)
    assert (response.for_, response.pauses, response.resumes, response.cancels) == ((), (), (), ())
    (target,) = response.targets
    assert (target.when, target.within) == (None, Duration(2, Unit.DAYS))


def test_an_exempt_target_has_no_time(tmp_path: Path) -> None:
    rest = "targets: [{when: {offer: webinar}, exempt: true}, {within: 1 day}]"
    first, last = bound(SECOND.format(rest=rest), tmp_path).responses["second"].targets
    assert first.within is None
    assert isinstance(first.when, Equals)
    assert last.within == Duration(1, Unit.DAYS)


def test_a_target_may_name_its_calendar(tmp_path: Path) -> None:
    rest = (
        "calendar: business, targets: [{when: {offer: webinar}, within: 2 business hours, calendar: weekend},"
        " {within: 1 business hour}]"
    )
    agreement = bound(WEEKEND + SECOND.format(rest=rest), tmp_path)
    assert [target.calendar for target in agreement.responses["second"].targets] == ["weekend", "business"]


def test_with_several_calendars_elapsed_time_runs_always(tmp_path: Path) -> None:
    fragment = WEEKEND + SECOND.format(rest="within: 2 days")
    agreement = bound(fragment, tmp_path)
    assert agreement.responses["second"].calendar == "always"


@pytest.mark.parametrize(
    ("rest", "code", "place"),
    [
        ("within: 2 business hours", "SLA331", "2 business hours"),
        ("targets: [{within: 2 business hours}]", "SLA331", "2 business hours"),
        ("calendar: weekends, within: 2 business hours", "SLA304", "weekends"),
        ("within: 2 days, at_risk: 120%", "SLA316", "120%"),
        ("within: 2 days, again: allways", "SLA317", "allways"),
        ("within: 2 days, objective: {at_least: 95, per: month}", "SLA315", "95"),
        ("within: 2 days, objective: {at_least: 95%, per: fortnight}", "SLA317", "fortnight"),
        ("within: 2 days, when: {offer: call}", "SLA322", "call"),
        ("within: 2 days, for: [marketing, marketing]", "SLA318", "marketing]"),
        ("targets: [{when: {offer: webinar}, within: 1 day}]", "SLA402", "when: {offer"),
        ("targets: [{within: 1 day}, {within: 2 days}]", "SLA402", "{within: 1 day}"),
        ("targets: [{exempt: true}]", "SLA402", "targets"),
    ],
)
def test_refused(rest: str, code: str, place: str, tmp_path: Path) -> None:
    fragment = WEEKEND + SECOND.format(rest=rest)
    ((at_code, at),) = found(fragment, tmp_path)
    assert at_code == code
    assert at.startswith(place)
