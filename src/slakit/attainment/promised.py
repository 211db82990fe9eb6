"""What a commitment promises, in one short line: `within 6 business hours; at least 95% each month, each person`."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.model import Agreement, Bound, Goal, Objective, People, Per, Quota, ResponseTime, Share
from slakit.wording.numbers import grouped, rate
from slakit.wording.phrases import listed, readable
from slakit.wording.times import day

_STATISTICS = {"median": "median", "average": "average", "p90": "90th percentile"}
_KEYS: Mapping[str, Sequence[str]] = {
    "ready": ("ready", "package"),
    "reason": ("reasons",),
    "dwell": ("dwell",),
    "transition": (),
}
"""The keys of a stage that say what each of its commitments is about."""
_BOUNDS = {"at_least": "at least", "at_most": "at most"}


def quota_words(agreement: Agreement, quota: Quota) -> str:
    """`at least 18 each month per person`, `median at most 4 business hours each month`."""
    words = f"{_bound(agreement, quota.measure, quota.bound)} {_per(quota.per)}"
    if quota.times is not None:
        words += " per person"
    return words + _each(quota.for_each)


def goal_words(agreement: Agreement, goal: Goal) -> str:
    """`at least 850,000 from 1 January 2027 to 31 March 2027`."""
    bound = Bound(operator="at_least", value=goal.target, span=goal.span)
    return f"{_bound(agreement, goal.measure, bound)} from {day(goal.from_)} to {day(goal.due)}"


def clock_words(kind: str, targets: Collection[str], objective: Objective | None) -> str:
    """What is promised on each lead (`targets` as the outcomes have them), and the share of leads promised."""
    parts = []
    if targets:
        parts.append(_target_words(kind, sorted(targets, key=_length)))
    if objective is not None and isinstance(objective.bound.value, Fraction):
        share = f"{_BOUNDS[objective.bound.operator]} {rate(objective.bound.value)}"
        parts.append(f"{share} {_per(objective.per)}{_each(objective.for_each)}")
    return "; ".join(parts)


def place(agreement: Agreement, commitment: str) -> Span:
    """Where a commitment, other than an objective, is declared: of a stage's part what it is about."""
    name, _, part = commitment.partition(".")
    if part:
        stage = agreement.stages[name]
        return next((stage.places[key] for key in _KEYS[part] if key in stage.places), stage.span)
    sections = (agreement.responses, agreement.cadences, agreement.quotas, agreement.goals)
    return next(section[name].span for section in sections if name in section)


def _target_words(kind: str, targets: list[str]) -> str:
    if kind == "dwell":
        stays = [target.removeprefix(">= ") for target in targets]
        return f"{'at least' if targets[0].startswith('>=') else 'within'} {listed(stays, 'or')}"
    return f"within {listed(targets, 'or')}" if kind == "response" else listed(targets, "or")


def _length(target: str) -> tuple[str, int, str]:
    """By unit, then by number: `15 business minutes` after `5 business minutes`."""
    number, _, unit = target.removeprefix(">= ").partition(" ")
    return unit.rstrip("s"), int(number) if number.isdigit() else 0, target


def _bound(agreement: Agreement, measure: str, bound: Bound) -> str:
    sign = _BOUNDS[bound.operator]
    match agreement.measures[measure]:
        case ResponseTime(statistic=statistic):
            return f"{_STATISTICS[statistic]} {sign} {bound.value}"
        case Share() if isinstance(bound.value, Fraction):
            return f"{sign} {rate(bound.value)}"
        case _:
            return f"{sign} {bound.value if isinstance(bound.value, Duration) else grouped(bound.value)}"


def _per(per: Per) -> str:
    return "in the term" if per is Per.TERM else f"each {per.value}"


def _each(for_each: People | str | None) -> str:
    match for_each:
        case None:
            return ""
        case str():
            return f", each {readable(for_each)}"
        case _:
            return ", each person"
