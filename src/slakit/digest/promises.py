"""Stages, responses and cadences, their defaults written out."""

from slakit.digest.conditions import condition
from slakit.digest.spelling import Object, duration, given, number, people, words
from slakit.durations import Basis, Duration
from slakit.model import Bound, Cadence, Commitment, Dwell, Objective, Response, Stage, Target


def commitment(found: Commitment) -> Object:
    """What every promise carries."""
    return {
        **words(found),
        "by": list(found.by),
        **given(for_=list(found.for_), on_breach=found.on_breach),
    }


def counted_in(calendar: str, *durations: Duration | None) -> Object:
    """The calendar of times that any of `durations` is counted in: what runs around the clock has none."""
    in_hours = any(one is not None and one.basis is not Basis.ELAPSED for one in durations)
    return {"calendar": calendar} if in_hours else {}


def bound(found: Bound) -> Object:
    """`at_least` or `at_most`, a number or a duration."""
    value = found.value
    return {found.operator: duration(value) if isinstance(value, Duration) else number(value)}


def objective(found: Objective | None) -> Object | None:
    """The part that must be kept, and per what."""
    if found is None:
        return None
    return {
        **bound(found.bound),
        "per": found.per.value,
        **given(for_each=people(found.for_each), minimum_sample=number(found.minimum_sample)),
    }


def stage(found: Stage, *, begins: bool) -> Object:
    """A stage, with which the funnel `begins` or not; a way out that is not declared is left out."""
    reasons = {reason.id: {**words(reason), **given(requires=reason.requires)} for reason in found.reasons.values()}
    return {
        **commitment(found),
        "initial": begins,
        **given(
            next=None if found.next is None else list(found.next),
            closes=found.closes,
            ready=condition(found.ready),
            package=list(found.package),
            reasons=reasons,
            dwell=_dwell(found.dwell),
            objective={part: objective(one) for part, one in found.objectives.items()},
        ),
    }


def _dwell(found: Dwell | None) -> Object | None:
    if found is None:
        return None
    return {
        found.operator: duration(found.duration),
        **counted_in(found.calendar, found.duration),
        "at_risk": number(found.at_risk),
    }


def response(found: Response) -> Object:
    """A response; one duration for all is a list of one target."""
    return {
        **commitment(found),
        "starts": list(found.starts),
        "stops": list(found.stops),
        "targets": [_target(one) for one in found.targets],
        "again": found.again.value,
        "at_risk": number(found.at_risk),
        **given(
            pauses=list(found.pauses),
            resumes=list(found.resumes),
            cancels=list(found.cancels),
            when=condition(found.when),
            objective=objective(found.objective),
        ),
    }


def _target(found: Target) -> Object:
    promised: Object = {"exempt": True} if found.within is None else {"within": duration(found.within)}
    return {
        **promised,
        **counted_in(found.calendar, found.within),
        **given(when=condition(found.when), title=found.title, description=found.description),
    }


def cadence(found: Cadence) -> Object:
    """A cadence with its parts under the keys that they are declared under."""
    distinct = given(field=found.distinct_field, at_least=number(found.distinct_at_least))
    return {
        **commitment(found),
        **counted_in(found.calendar, found.within, found.first_within, found.spacing_at_least, found.spacing_at_most),
        "starts": list(found.starts),
        "attempts": {"event": list(found.attempts), "at_least": number(found.attempts_at_least)},
        "within": duration(found.within),
        "again": found.again.value,
        "at_risk": number(found.at_risk),
        **given(
            first_within=duration(found.first_within),
            spacing=given(at_least=duration(found.spacing_at_least), at_most=duration(found.spacing_at_most)),
            distinct=distinct if found.distinct_field is not None else None,
            stops=list(found.stops),
            cancels=list(found.cancels),
            when=condition(found.when),
            objective=objective(found.objective),
        ),
    }
