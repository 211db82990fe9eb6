"""What an agreement makes use of: its conditions, events, fields, measures and calendars, wherever they stand."""

from collections.abc import Iterator
from typing import assert_never

from slakit.diagnostics import Span
from slakit.model import (
    Agreement,
    AllOf,
    AnyOf,
    Cadence,
    Commitment,
    Compare,
    Condition,
    Contains,
    Count,
    Credit,
    Equals,
    Goal,
    Leads,
    Matches,
    Measure,
    NoneOf,
    Objective,
    PayPlan,
    People,
    Pool,
    Present,
    Quota,
    Ratio,
    Response,
    ResponseTime,
    Share,
    Sum,
)

Test = Equals | Compare | Present | Contains | Matches


def conditions(agreement: Agreement) -> Iterator[Condition]:
    """Every condition of the agreement, whole."""
    yield from (event.where for event in agreement.events.values() if event.where is not None)
    yield from state_conditions(agreement)


def state_conditions(agreement: Agreement) -> Iterator[Condition]:
    """The conditions on a lead's state: all but those of `events`, which look at a row's own values."""
    found = [agreement.scope]
    found += [stage.ready for stage in agreement.stages.values()]
    for response in agreement.responses.values():
        found += [response.when, *(target.when for target in response.targets)]
    found += [cadence.when for cadence in agreement.cadences.values()]
    found += [measure.when for measure in agreement.measures.values()]
    found += [spif.when for plan in pay_plans(agreement) for spif in plan.spifs.values()]
    yield from (condition for condition in found if condition is not None)


def tests(condition: Condition) -> Iterator[Test]:
    """The tests of single fields that a condition is made of."""
    match condition:
        case AllOf() | AnyOf() | NoneOf():
            for item in condition.items:
                yield from tests(item)
        case Equals() | Compare() | Present() | Contains() | Matches():
            yield condition
        case _:
            assert_never(condition)


def shape(condition: Condition) -> object:
    """What a condition says, wherever it stands: equal for conditions that differ only in their places."""
    match condition:
        case AllOf() | AnyOf() | NoneOf():
            return type(condition), tuple(shape(item) for item in condition.items)
        case Equals():
            return Equals, condition.field, condition.values, condition.negated
        case Compare():
            return Compare, condition.field, condition.operator, condition.bound
        case Present():
            return Present, condition.field, condition.present
        case Contains():
            return Contains, condition.field, condition.text
        case Matches():
            return Matches, condition.field, condition.pattern
        case _:
            assert_never(condition)


def measure_shape(measure: Measure) -> object:
    """What a measure measures, whatever its name: equal for two that come to the same."""
    when = None if measure.when is None else shape(measure.when)
    match measure:
        case Count():
            return Count, frozenset(measure.events), when
        case Leads():
            return Leads, frozenset(measure.events), measure.first, when
        case Sum():
            table = None if measure.table is None else frozenset(measure.table.items())
            return Sum, measure.field, frozenset(measure.of), table, when
        case Share():
            return Share, frozenset(measure.share), frozenset(measure.of), measure.within, when
        case ResponseTime():
            return ResponseTime, measure.statistic, measure.response, when
        case Ratio():
            return Ratio, measure.ratio, measure.of, when
        case _:
            assert_never(measure)


def commitments(agreement: Agreement) -> Iterator[Commitment]:
    """Stages, responses, cadences, quotas and goals, in this order."""
    yield from agreement.stages.values()
    yield from agreement.responses.values()
    yield from agreement.cadences.values()
    yield from agreement.quotas.values()
    yield from agreement.goals.values()


def clocks(agreement: Agreement) -> Iterator[Response | Cadence]:
    """Responses, then cadences."""
    yield from agreement.responses.values()
    yield from agreement.cadences.values()


def measured(agreement: Agreement) -> Iterator[Quota | Goal]:
    """Quotas, then goals: what promises a measure."""
    yield from agreement.quotas.values()
    yield from agreement.goals.values()


def pay_plans(agreement: Agreement) -> Iterator[PayPlan]:
    """The plans by which people are paid, in declared order; none without `compensation`."""
    if agreement.compensation is not None:
        yield from agreement.compensation.plans.values()


def pools(agreement: Agreement) -> Iterator[Pool]:
    """What parties share, in declared order; none without `compensation`."""
    if agreement.compensation is not None:
        yield from agreement.compensation.pools.values()


def credits_of(agreement: Agreement) -> Iterator[Credit]:
    """How rows are credited: of plans, then of pools."""
    found = [*(plan.credit for plan in pay_plans(agreement)), *(pool.credit for pool in pools(agreement))]
    yield from (credit for credit in found if credit is not None)


def people_counted(agreement: Agreement) -> Iterator[tuple[str, Span, People]]:
    """The commitments that count people or are made to each of some, with their place and who these are."""
    for quota in agreement.quotas.values():
        for people in (quota.times, quota.for_each):
            if isinstance(people, People):
                yield quota.id, quota.span, people
    for clock, objective in _objectives(agreement):
        if objective.for_each is not None:
            yield f"{clock}.objective", objective.span, objective.for_each


def people_columns(agreement: Agreement) -> set[str]:
    """The columns of the people file that anything names: selectors, wherever they stand, and `rolls_up_to`."""
    capacity = None if agreement.plan is None else agreement.plan.capacity
    chosen = [people for _, _, people in people_counted(agreement)]
    chosen += [plan.people for plan in pay_plans(agreement)]
    chosen += [credit.team for credit in credits_of(agreement) if credit.team is not None]
    chosen += [capacity.people] if capacity is not None and capacity.people is not None else []
    columns = {column for people in chosen for column, _ in people.where}
    return columns | {credit.rolls_up_to for credit in credits_of(agreement) if credit.rolls_up_to is not None}


def _objectives(agreement: Agreement) -> Iterator[tuple[str, Objective]]:
    for stage in agreement.stages.values():
        for part, objective in stage.objectives.items():
            yield f"{stage.id}.{part}", objective
    for clock in clocks(agreement):
        if clock.objective is not None:
            yield clock.id, clock.objective


def clock_events(clock: Response | Cadence) -> Iterator[tuple[str, str]]:
    """The events of a response or cadence, each with the key it stands under (`starts`, `attempts`…)."""
    for key in ("starts", "stops", "pauses", "resumes", "cancels", "attempts"):
        for event in getattr(clock, key, ()):
            yield key, event


def measured_events(measure: Measure) -> tuple[str, ...]:
    """The events whose rows a measure looks at itself."""
    match measure:
        case Count() | Leads():
            return measure.events
        case Sum():
            return measure.of
        case Share():
            return (*measure.share, *measure.of)
        case ResponseTime() | Ratio():
            return ()
        case _:
            assert_never(measure)


def used_events(agreement: Agreement) -> set[str]:
    """The names of the events that anything refers to; a stage's own rows are always of use."""
    used = set(agreement.stages)
    for clock in clocks(agreement):
        used.update(event for _, event in clock_events(clock))
    for measure in agreement.measures.values():
        used.update(measured_events(measure))
    used.update(credit.event for credit in credits_of(agreement))
    for plan in pay_plans(agreement):
        used.update(one.event for one in (plan.clawback, plan.release, *plan.spifs.values()) if one is not None)
    return used


def used_fields(agreement: Agreement) -> set[str]:
    """The names of the fields that anything looks at."""
    used = {test.field for condition in conditions(agreement) for test in tests(condition)}
    used.update(field for stage in agreement.stages.values() for field in stage.package)
    used.update(cadence.distinct_field for cadence in agreement.cadences.values() if cadence.distinct_field)
    used.update(measure.field for measure in agreement.measures.values() if isinstance(measure, Sum))
    used.update(quota.for_each for quota in agreement.quotas.values() if isinstance(quota.for_each, str))
    for to in (to for credit in credits_of(agreement) for to in credit.to):
        used.update(name for name in (to.field, to.share_field) if name is not None)
    for plan in pay_plans(agreement):
        used.update(spif.of for spif in plan.spifs.values() if spif.of is not None)
        used.update((plan.release.sum, plan.release.of) if plan.release is not None else ())
    return used


def used_measures(agreement: Agreement) -> set[str]:
    """The ids of the measures that a promise, another measure or pay refers to."""
    used = {promise.measure for promise in measured(agreement)}
    for measure in agreement.measures.values():
        if isinstance(measure, Ratio):
            used.update((measure.ratio, measure.of))
    for plan in pay_plans(agreement):
        used.update(component.measure for component in plan.components.values() if component.measure)
    used.update(pool.measure for pool in pools(agreement) if pool.measure is not None)
    return used


def used_calendars(agreement: Agreement) -> set[str]:
    """The names of the calendars that promises run by."""
    used = {commitment.calendar for commitment in commitments(agreement)}
    used.update(stage.dwell.calendar for stage in agreement.stages.values() if stage.dwell)
    used.update(target.calendar for response in agreement.responses.values() for target in response.targets)
    return used


def commitment_ids(agreement: Agreement) -> dict[str, Commitment]:
    """Every name that an outcome may have, with what promises it: `mql.ready`, `first_attempt.objective`, `quality`."""
    found: dict[str, Commitment] = {}
    for stage in agreement.stages.values():
        parts = {
            "ready": stage.ready or stage.package,
            "transition": True,
            "reason": stage.reasons,
            "dwell": stage.dwell,
        }
        found.update({f"{stage.id}.{part}": stage for part, promised in parts.items() if promised})
        found.update({f"{stage.id}.{part}.objective": stage for part in stage.objectives})
    for clock in clocks(agreement):
        found[clock.id] = clock
        if clock.objective is not None:
            found[f"{clock.id}.objective"] = clock
    found.update({promise.id: promise for promise in measured(agreement)})
    return found
