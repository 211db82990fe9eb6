"""Quotas and goals: a measure held against a bound over a period."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.bounds import Bound, divided, target_text
from tests.oracle.calendars import Calendar
from tests.oracle.measures import DURATIONS, Reading, items, kind_of, reading
from tests.oracle.outcome import Outcome
from tests.oracle.periods import Period, periods
from tests.oracle.roster import days_on, selected
from tests.oracle.setting import Setting
from tests.oracle.verdicts import Clocks


def quota_outcomes(setting: Setting, clocks: Clocks) -> list[Outcome]:
    """The outcomes of every quota."""
    return [
        outcome
        for name, declared in setting.agreement.get("quotas", {}).items()
        for period in periods(setting, declared["per"])
        for outcome in _of_period(setting, clocks, name, "quota", declared, period)
    ]


def goal_outcomes(setting: Setting, clocks: Clocks) -> list[Outcome]:
    """The outcomes of every goal that begins while the version is in force and has started."""
    found = []
    for name, declared in setting.agreement.get("goals", {}).items():
        begins = declared.get("from")
        start = date.fromisoformat(begins) if begins else setting.term_from
        end = date.fromisoformat(declared["due"]) + timedelta(days=1)
        last = setting.last_day
        if start < setting.term_from or (last is not None and start > last):
            continue
        period = Period(zone=setting.zone, start=start, end=end, whole=(end - start).days)
        if period.starts_at <= setting.as_of:
            found += _of_period(setting, clocks, name, "goal", declared, period)
    return found


def _of_period(
    setting: Setting, clocks: Clocks, name: str, kind: str, declared: Mapping[str, Any], period: Period
) -> list[Outcome]:
    """One outcome of the period, or one per person or value."""
    calendar = setting.calendar(declared.get("calendar"))
    counted = items(setting, clocks, declared["measure"], calendar, period.holds)
    measured = kind_of(setting.agreement["measures"][declared["measure"]])
    bound = Bound.of(declared, measured)
    prorated = bound.amount
    if measured in ("count", "leads", "sum"):
        prorated = bound.amount * period.days / period.whole * _headcount(setting, declared, period)
    outcomes = []
    for dimension, part, kept in divided(setting, declared.get("for_each"), counted, period):
        target = prorated * part if measured in ("count", "leads", "sum") else prorated
        if measured in ("count", "leads"):
            target = Fraction(target.numerator // target.denominator)
        vanished = target == 0 and bound.amount != 0
        final = Bound(least=bound.least, amount=target)
        found = reading(setting, declared["measure"], kept)
        sample = int(declared.get("minimum_sample", 0))
        state = "not_applicable" if vanished else _state(setting, calendar, measured, final, found, sample, period)
        cause = ("below-target" if bound.least else "above-target") if state == "breached" else None
        outcomes.append(
            Outcome(
                version=setting.place,
                commitment=name,
                kind=kind,
                party=setting.party(declared["by"]),
                dimension=dimension,
                period_start=period.start,
                period_end=period.end,
                state=state,
                target=target_text(declared, measured, final),
                value=found.value,
                cause=cause,
            )
        )
    return outcomes


def _headcount(setting: Setting, declared: Mapping[str, Any], period: Period) -> Fraction:
    """Person-days on the roster in the period by its days; 1 where the target is not multiplied."""
    if "times" not in declared:
        return Fraction(1)
    selector = declared["times"]["people"]
    days = sum(
        days_on(setting.people, selector, person, period.start, period.end)
        for person in selected(setting.people, selector)
    )
    return Fraction(days, period.days)


def _state(
    setting: Setting,
    calendar: Calendar,
    kind: str,
    bound: Bound,
    found: Reading,
    sample: int,
    period: Period,
) -> str:
    sampled = kind in ("share", "ratio", *DURATIONS)
    none = sampled and found.value is None and not found.endless
    kept = not none and bound.met_by(found.value or Fraction(0), found.endless)
    if setting.as_of >= period.ends_at and not found.unsettled:
        if none or (sampled and found.sample < sample):
            return "not_applicable"
        return "met" if kept else "breached"
    if kind in ("count", "leads", "sum") and bound.least:
        if kept and kind != "sum":
            return "met"
        assert found.value is not None
        return "at_risk" if _behind(setting, calendar, kind, bound, found.value, period) else "pending"
    if kind == "share":
        return "at_risk" if not none and found.sample >= sample and not kept else "pending"
    return "at_risk" if not bound.least and not none and not kept else "pending"


def _behind(setting: Setting, calendar: Calendar, kind: str, bound: Bound, value: Fraction, period: Period) -> bool:
    """Whether the value is below the straight line through the period's open time."""
    whole = calendar.open_seconds(period.starts_at, period.ends_at)
    if not whole:
        return False
    gone = calendar.open_seconds(period.starts_at, min(setting.as_of, period.ends_at))
    line = bound.amount * gone / whole
    return value < (line if kind == "sum" else line.numerator // line.denominator)
