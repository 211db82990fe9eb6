"""Binding of stages: what an entry must bring, where it may lead, how long it may last."""

from fractions import Fraction
from pathlib import Path

import pytest

from slakit.durations import Duration, Unit
from slakit.model import Per
from tests.binding import bound, found


def test_defaults(tmp_path: Path) -> None:
    stage = bound("", tmp_path).stages["customer"]
    assert (stage.closes, stage.next, stage.ready, stage.dwell) == ("won", None, None, None)
    assert (stage.package, dict(stage.reasons), dict(stage.objectives)) == ((), {}, {})


def test_dwell_and_objectives(tmp_path: Path) -> None:
    fragment = """stages:
  mql:
    package: [score, offer]
    dwell: {at_least: 2 business days, at_risk: 50%}
    objective: {ready: {at_least: 95%, per: month}, transition: {at_least: 99%, per: quarter, minimum_sample: 5}}
"""
    stage = bound(fragment, tmp_path).stages["mql"]
    assert stage.package == ("score", "offer")
    assert stage.dwell is not None
    assert (stage.dwell.operator, stage.dwell.duration) == ("at_least", Duration(2, Unit.BUSINESS_DAYS))
    assert (stage.dwell.calendar, stage.dwell.at_risk) == ("business", Fraction(1, 2))
    assert stage.objectives["transition"].per is Per.QUARTER
    assert stage.objectives["transition"].minimum_sample == 5


def test_reasons_may_require_a_clock(tmp_path: Path) -> None:
    fragment = "stages: {lost: {reasons: {no_reply: {title: No reply, requires: first_attempt}, price: {}}}}\n"
    reasons = bound(fragment, tmp_path).stages["lost"].reasons
    assert [(reason.id, reason.requires) for reason in reasons.values()] == [
        ("no_reply", "first_attempt"),
        ("price", None),
    ]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ("package: [score, offers]", "SLA303", "offers"),
        ("package: [score, score]", "SLA318", "score]"),
        ("next: [customer, lost, attempt]", "SLA305", "attempt"),
        ("dwell: {within: 3 dayz}", "SLA312", "3 dayz"),
        ("reasons: {none_given: {requires: mqls}}", "SLA307", "mqls"),
        ("objective: {reason: {at_least: 90%, per: month}}", "SLA332", "reason"),
        ("closes: win", "SLA317", "win"),
    ],
)
def test_refused(change: str, code: str, place: str, tmp_path: Path) -> None:
    ((at_code, at),) = found(f"stages: {{mql: {{{change}}}}}\n", tmp_path)
    assert at_code == code
    assert at.startswith(place)
