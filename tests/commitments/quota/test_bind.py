"""Binding of quotas: each kind of measure with the bounds that fit it, and with those that do not."""

from fractions import Fraction
from pathlib import Path

import pytest

from slakit.durations import Duration, Unit
from slakit.model import People
from tests.binding import bound, found

MEASURES = """measures:
  calls: {count: attempt}
  worth: {sum: score, of: mql}
  won: {share: customer, of: [customer, lost]}
  effort: {ratio: calls, of: mqls}
  speed: {median: first_attempt}
  cohort: {share: customer, of: mql, within: 10 business days}
quotas:
  q1: {by: sales, measure: calls, at_least: 1, per: month}
  q2: {by: sales, measure: worth, at_least: 1, per: month}
  q3: {by: sales, measure: won, at_least: 1%, per: month}
  q4: {by: sales, measure: effort, at_least: 1, per: month}
  q5: {by: sales, measure: speed, at_most: 4 business hours, per: month}
  q6: {by: sales, measure: cohort, at_least: 1%, per: month}
"""


@pytest.mark.parametrize(
    ("measure", "limit", "value"),
    [
        ("calls", "at_least: 40", Fraction(40)),
        ("calls", 'at_most: "40"', Fraction(40)),
        ("worth", "at_least: -2.5", Fraction(-5, 2)),
        ("won", "at_least: 1/3", Fraction(1, 3)),
        ("won", "at_least: 33.3%", Fraction(333, 1000)),
        ("effort", "at_most: 15", Fraction(15)),
        ("speed", "at_most: 30 business minutes", Duration(30, Unit.BUSINESS_MINUTES)),
    ],
)
def test_bounds_that_fit(measure: str, limit: str, value: Fraction | Duration, tmp_path: Path) -> None:
    quota = f"  extra: {{by: sales, measure: {measure}, {limit}, per: week}}\n"
    assert bound(MEASURES + quota, tmp_path).quotas["extra"].bound.value == value


@pytest.mark.parametrize(
    ("measure", "rest", "code", "place"),
    [
        ("calls", "at_least: 90%", "SLA330", "90%"),
        ("calls", "at_least: 4 hours", "SLA330", "4 hours"),
        ("calls", "at_least: -1", "SLA316", "-1"),
        ("calls", "at_least: 1, minimum_sample: 5", "SLA333", "minimum_sample"),
        ("worth", "at_least: 10%", "SLA330", "10%"),
        ("won", "at_least: 90", "SLA315", "90"),
        ("won", "at_least: 1.2", "SLA316", "1.2"),
        ("won", "at_least: 20%, times: {people: {party: sales}}", "SLA333", "times"),
        ("speed", "at_most: 4", "SLA330", "4"),
        ("speed", "at_most: 4 hours", "SLA436", "4 hours"),
        ("calls", "at_least: 1, times: {people: {party: sale}}", "SLA301", "sale}"),
        ("calls", "at_least: 1, for_each: regions", "SLA303", "regions"),
        ("calls", "at_least: 1, for_each: {people: {role: a}}, times: {people: {role: a}}", "SLA333", "times"),
        ("nothing", "at_least: 1", "SLA306", "nothing"),
    ],
)
def test_refused(measure: str, rest: str, code: str, place: str, tmp_path: Path) -> None:
    quota = f"  extra: {{by: sales, measure: {measure}, per: week, {rest}}}\n"
    ((at_code, at),) = found(MEASURES + quota, tmp_path)
    assert at_code == code
    assert at.startswith(place)


def test_people_are_selected_by_columns_of_the_roster(tmp_path: Path) -> None:
    people = "{party: sales, role: [a, b]}"
    quota = f"  extra: {{by: sales, measure: calls, at_least: 1, per: week, for_each: {{people: {people}}}}}\n"
    each = bound(MEASURES + quota, tmp_path).quotas["extra"].for_each
    assert isinstance(each, People)
    assert each.where == (("party", ("sales",)), ("role", ("a", "b")))


def test_a_window_in_business_time_needs_one_calendar(tmp_path: Path) -> None:
    weekend = 'calendars: {weekend: {hours: {sat: ["10:00-14:00"]}}}\nresponses: {first_attempt: {calendar: weekend}}\n'
    rest = "quotas: {cohorts: {by: sales, measure: cohort, at_least: 1%, per: month}}\n"
    measures = "measures: {cohort: {share: customer, of: mql, within: 10 business days}}\n"
    ((code, place), *_) = found(weekend + measures + rest, tmp_path)
    assert (code, place.startswith("cohort")) == ("SLA331", True)
