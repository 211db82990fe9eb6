"""Measures, and what is promised of them: quotas and goals."""

from typing import assert_never

from slakit.digest.canonical_json import Json
from slakit.digest.conditions import condition
from slakit.digest.promises import bound, commitment
from slakit.digest.spelling import Object, day, duration, given, number, of_field, people, words
from slakit.model import (
    Baseline,
    Count,
    Goal,
    Leads,
    Measure,
    People,
    Quota,
    Ratio,
    ResponseTime,
    Share,
    Sum,
    Value,
)


def measure(found: Measure) -> Object:
    """A measure under the key that says its kind."""
    return {**words(found), **_measured(found), **given(when=condition(found.when))}


def _measured(found: Measure) -> Object:
    match found:
        case Count():
            return {"count": list(found.events)}
        case Leads():
            return {"leads": list(found.events), "first": found.first}
        case Sum():
            return {"sum": _summed(found), "of": list(found.of)}
        case Share():
            return {"share": list(found.share), "of": list(found.of), **given(within=duration(found.within))}
        case ResponseTime():
            return {found.statistic: found.response}
        case Ratio():
            return {"ratio": found.ratio, "of": found.of}
        case _:
            assert_never(found)


def _summed(found: Sum) -> Json:
    """The field, or the field with its table; the table's keys are text, as JSON wants them."""
    if found.table is None:
        return found.field
    return {found.field: {_key(value): number(amount) for value, amount in found.table.items()}}


def _key(value: Value) -> str:
    spelled = of_field(value)
    return spelled if isinstance(spelled, str) else str(spelled).lower()


def quota(found: Quota) -> Object:
    """A quota."""
    each = people(found.for_each) if isinstance(found.for_each, People) else found.for_each
    return {
        **commitment(found),
        "calendar": found.calendar,
        "measure": found.measure,
        **bound(found.bound),
        "per": found.per.value,
        **given(
            times=people(found.times),
            for_each=each,
            minimum_sample=number(found.minimum_sample),
            supports=found.supports,
        ),
    }


def goal(found: Goal) -> Object:
    """A goal over its days, the first one written out."""
    return {
        **commitment(found),
        "calendar": found.calendar,
        "measure": found.measure,
        "target": number(found.target),
        "from": day(found.from_),
        "due": day(found.due),
        **given(
            owners=list(found.owners),
            statement=found.statement,
            baseline=_baseline(found.baseline),
            supports=found.supports,
        ),
    }


def _baseline(found: Baseline | None) -> Object | None:
    if found is None:
        return None
    return given(value=number(found.value), source=found.source, stretch=number(found.stretch))
