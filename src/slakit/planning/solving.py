"""The goal solved backwards, step by step: every number exact, rounded once where people need whole ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from slakit.model import Per, Quota
from slakit.planning.ground import Ground
from slakit.planning.planned import EachPeriod, Promised, StageNeed, Step, Workload
from slakit.planning.unit import Unit
from slakit.reasoning.back_solved import (
    available,
    beginning,
    busiest,
    counts_people,
    customers,
    each_period,
    exists,
    floors,
    heads,
    hours_each,
    is_partial,
    minutes,
    needed,
    periods_in,
    promised,
    promised_of_some,
    spans_of,
    stage_before,
)
from slakit.wording.numbers import grouped, rate
from slakit.wording.phrases import quoted
from slakit.wording.times import day

_PLACES = 2


def stages(ground: Ground) -> tuple[StageNeed, ...]:
    """What each stage must bring, in the funnel's order; before them the leads that the first stage is made of."""
    found = needed(ground.agreement, ground.plan)
    pers = _pers(ground)
    needs = []
    first = beginning(ground.plan, ground.goal)
    if found and first != found[0].leads:
        before = stage_before(ground.agreement, ground.plan)
        title = "Leads" if before is None else f"Leads in {quoted(ground.title(before))}"
        needs.append(_need(ground, "", title, None, first, pers, before))
    for one in found:
        title = ground.title(one.stage)
        needs.append(_need(ground, one.stage, title, ground.plan.rates[one.stage], one.leads, pers))
    return tuple(needs)


def steps(ground: Ground, needs: Sequence[StageNeed], workload: Workload | None) -> tuple[Step, ...]:
    """The arithmetic from the goal to leads a period, leads per person, and hours."""
    return (*_funnel(ground, needs), *_periods(needs[0]), *_each(needs, workload), *_work(ground, workload))


def workload(ground: Ground) -> Workload | None:
    """The work that the plan makes, and the time for it; None for a plan without capacity."""
    capacity, found = ground.plan.capacity, needed(ground.agreement, ground.plan)
    if capacity is None or not found:
        return None
    cadence, people = busiest(ground.agreement), ground.counted(capacity)
    counted = replace(capacity, count=people)
    calendar = ground.attempts_calendar()
    claimed = hours_each(ground.term, capacity, ground.goal)
    return Workload(
        leads=found[0].leads,
        attempts=None if cadence is None else cadence.attempts_at_least,
        cadence="" if cadence is None else cadence.id,
        minutes_per_attempt=capacity.minutes_per_attempt,
        people=people,
        counted="" if people is None else "plan" if capacity.count is not None else "roster",
        roster=ground.headcount(capacity.people) if capacity.people is not None else None,
        hours=capacity.hours,
        per=capacity.per,
        periods=None if claimed is None else claimed / capacity.hours,
        work=minutes(ground.agreement, capacity, found[0].leads),
        available=available(ground.term, counted, ground.goal),
        claimed=claimed,
        calendar=calendar,
        open_hours=Fraction(ground.open_seconds(calendar)[0], 3600),
        span=capacity.span,
    )


# --- the funnel --------------------------------------------------------------------------------


def _funnel(ground: Ground, needs: Sequence[StageNeed]) -> Iterator[Step]:
    plan, goal = ground.plan, ground.goal
    time = f"{day(goal.from_)} through {day(goal.due)}"
    yield Step(id="goal", what="The goal", how=f"as agreed for {time}", exact=goal.target, unit=Unit.AMOUNT)
    part = goal.target * plan.share
    yield Step(
        id="share",
        what="Of it from these leads",
        how=f"{ground.amount(goal.target)} × {rate(plan.share)}",
        exact=part,
        unit=Unit.AMOUNT,
    )
    how = f"{ground.amount(part)} ÷ {ground.amount(plan.average_deal)} a deal"
    exact = customers(plan, goal)
    for need in reversed(needs):
        what = f"Leads that must reach {quoted(need.title)}" if need.stage else f"{need.title} before that"
        is_first = need is needs[0]
        shown = f"{how}; rounded up here, once" if is_first else how
        yield Step(
            id=need.stage or "before",
            what=what,
            how=shown,
            exact=need.leads,
            unit=Unit.LEADS,
            rounded=need.rounded if is_first else None,
        )
        exact = need.leads
        how = f"{grouped(exact, _PLACES)} ÷ {rate(need.rate)}" if need.rate is not None else how


# --- periods -----------------------------------------------------------------------------------


def _pers(ground: Ground) -> tuple[Per, ...]:
    """Months, and whatever other periods the quotas on the plan's stages have."""
    before = stage_before(ground.agreement, ground.plan)
    stages = [*([] if before is None else [before]), *ground.plan.rates]
    wanted = {quota.per for stage in stages for quota in floors(ground.agreement, stage)} | {Per.MONTH}
    if ground.term.through is None:
        wanted.discard(Per.TERM)
    return tuple(per for per in Per if per in wanted)


def _need(
    ground: Ground,
    stage: str,
    title: str,
    share: Fraction | None,
    leads: Fraction,
    pers: Sequence[Per],
    before: str | None = None,
) -> StageNeed:
    """What a stage must bring; of the leads before the first stage of the plan, those of the stage `before`."""
    each = []
    for per in pers:
        count = periods_in(ground.term, per, ground.goal.from_, ground.goal.due)
        each.append(EachPeriod(per=per, periods=count, exact=leads / count, rounded=ceil(leads / count)))
    promisers = stage or before
    quotas = floors(ground.agreement, promisers) if promisers else ()
    return StageNeed(
        stage=stage,
        title=title,
        rate=share,
        leads=leads,
        rounded=ceil(leads),
        each=tuple(each),
        promised=tuple(_promised(ground, quota) for quota in quotas),
    )


def _promised(ground: Ground, quota: Quota) -> Promised:
    value, people = quota.bound.value, heads(ground.plan, quota, ground.headcount)
    spans = spans_of(ground.agreement, ground.goal, quota)
    assert isinstance(value, Fraction)  # noqa: S101 - a quota on leads is no duration
    because = ""
    if is_partial(ground.agreement, quota):
        because = "it is about some of the leads only"
    elif people is None:
        because = "nobody says how many people there are: write capacity.count, or give --people"
    elif not people:
        because = "none of the people that it counts is on the roster in the goal's time"
    elif not exists(ground.agreement, ground.goal):
        because = "the goal does not begin in the term of this version"
    elif spans is None:
        because = "the term has no end"
    return Promised(
        quota=quota.id,
        title=ground.title(quota.id),
        span=quota.place("at_least"),
        per=quota.per,
        target=value if quota.times is not None else Fraction(floor(value)),
        people=people,
        spans=spans,
        each=each_period(quota, people) if people else None,
        in_all=promised(ground.agreement, ground.plan, ground.goal, quota, ground.headcount) if people else None,
        counts_people=counts_people(quota),
        because=because,
        of_some=promised_of_some(ground.agreement, ground.plan, ground.goal, quota, ground.headcount),
    )


def _periods(need: StageNeed) -> Iterator[Step]:
    for each in need.each:
        count = grouped(each.periods, _PLACES)
        name = each.per.value if each.periods == 1 else f"{each.per.value}s"
        yield Step(
            id=f"per_{each.per.value}",
            what=f"Leads a {each.per.value}",
            how=f"{grouped(need.leads, _PLACES)} ÷ {count} {name}, rounded up",
            exact=each.exact,
            unit=Unit.LEADS,
            rounded=each.rounded,
        )


def _each(needs: Sequence[StageNeed], found: Workload | None) -> Iterator[Step]:
    """What each person works on: leads of the plan's first stage, whatever comes before it."""
    if found is None or found.people is None:
        return
    need = next(need for need in needs if need.stage)
    of = "" if need is needs[0] else f" leads in {quoted(need.title)}"
    for each in need.each:
        exact = each.exact / found.people
        yield Step(
            id=f"per_person_per_{each.per.value}",
            what=f"For each person, a {each.per.value}",
            how=f"{grouped(each.exact, _PLACES)}{of} ÷ {grouped(found.people, _PLACES)} people, rounded up",
            exact=exact,
            unit=Unit.LEADS,
            rounded=ceil(exact),
        )


# --- work --------------------------------------------------------------------------------------


def _work(ground: Ground, found: Workload | None) -> Iterator[Step]:
    if found is None:
        return
    if found.work is not None and found.attempts is not None:
        leads = grouped(Fraction(ceil(found.leads)))
        yield Step(
            id="attempts",
            what="Attempts on them",
            how=f"{leads} leads × {found.attempts} attempts of {quoted(ground.title(found.cadence))}",
            exact=Fraction(ceil(found.leads) * found.attempts),
            unit=Unit.ATTEMPTS,
        )
        yield Step(
            id="work",
            what="Time that they take",
            how=f"{grouped(Fraction(ceil(found.leads) * found.attempts))} × {_minutes(found)} ÷ 60",
            exact=found.work / 60,
            unit=Unit.HOURS,
        )
    if found.available is not None and found.people is not None and found.periods is not None:
        periods = f"{grouped(found.periods, _PLACES)} {found.per.value}{'' if found.periods == 1 else 's'}"
        yield Step(
            id="available",
            what="Time that there is",
            how=f"{grouped(found.hours)} hours × {grouped(found.people, _PLACES)} people × {periods}",
            exact=found.available / 60,
            unit=Unit.HOURS,
        )
    if found.used is not None and found.most_leads is not None and found.work is not None:
        work, there = grouped(found.work / 60, _PLACES), grouped((found.available or Fraction()) / 60, _PLACES)
        yield Step(id="used", what="Of it used", how=f"{work} ÷ {there} hours", exact=found.used, unit=Unit.RATE)
        yield Step(
            id="most_leads",
            what="Leads that there is time for",
            how=f"{there} hours × 60 ÷ ({found.attempts} × {_minutes(found)}), rounded down",
            exact=(found.available or Fraction()) / ((found.attempts or 1) * found.minutes_per_attempt),
            unit=Unit.LEADS,
            rounded=found.most_leads,
        )


def _minutes(found: Workload) -> str:
    return f"{grouped(found.minutes_per_attempt)} minutes"
