"""The payroll of a period: every settlement from the first on, then the statements of those that are asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from slakit.log.people import Roster
from slakit.model import Agreement, People
from slakit.pay import uncredited
from slakit.pay.adjusting import adjustments
from slakit.pay.adjustment_lines import pay_day
from slakit.pay.arithmetic import number
from slakit.pay.asked_period import AskedPeriod
from slakit.pay.collecting import comings_by_deal
from slakit.pay.facts import Credited, Facts
from slakit.pay.naming import Naming
from slakit.pay.paid_rows import PaidRow, paid_rows
from slakit.pay.pool_lines import pool_notes
from slakit.pay.pools import Dealt, deal_pool, pool_rows
from slakit.pay.readings import Readings
from slakit.pay.settlements import DAY, InForce, PoolTime, Settlement, in_force, pool_times, settlements
from slakit.pay.settling import Running, settled
from slakit.pay.statement import Payroll
from slakit.pay.statements import Entries, by_person, statement
from slakit.pay.stays import Stays, days_in, stays
from slakit.pay.terms import terms

UNRECORDED = "the log does not say when its rows were recorded, so none is left out for being recorded later"

_ByPart = dict[str, list[Credited]]
_Rows = dict[tuple[int, str], _ByPart]
"""The rows of a settlement (by its place) and person, by component or SPIF."""


def payroll(
    versions: Sequence[Agreement],
    roster: Roster,
    facts: Facts,
    period: AskedPeriod,
    *,
    person: str | None = None,
    assumed: Mapping[str, Fraction] | None = None,
) -> Payroll:
    """What everybody (or `person` alone) is paid for `period`, with every step.

    `versions` are those of one agreement in the order of their terms, `facts` reach from the first term's beginning to
    at least the period's end or the as-of. `assumed` gives measures, components, commitments and goals the value that
    they are taken to have in the period. Raises `ValueError` for an assumption that is of none of these, for a version
    without a term, and where the versions pay in different currencies.
    """
    those, taken = in_force(versions), dict(assumed or {})
    _check_assumed(versions, taken)
    settling = [one for one in settlements(versions, period.after - DAY) if one.after <= period.after]
    version = _governing(those, period)
    _check_currencies(those[: version.number + 1])
    readings = Readings(facts.readings, taken)
    entries = _settle(those, settling, roster, facts, readings, taken, period, person)
    pools = _pools(those, roster, facts, readings, taken, period)
    for dealt in pools:
        for portion in dealt.portions:
            if person in (None, portion.person):
                entries.setdefault(portion.person, Entries()).portions.append((dealt, portion))
    naming = Naming(one for one in settling if period.holds(one.after - DAY))
    is_over = facts.as_of_day >= period.after
    return Payroll(
        agreement=version.agreement.id,
        title=version.agreement.title or version.agreement.id,
        period=period.text,
        first=period.first,
        after=period.after,
        as_of=facts.as_of,
        currency=version.term.currency,
        statements=tuple(
            statement(one, entries[one], period, version, naming, is_over=is_over) for one in by_person(entries)
        ),
        notes=(
            *(note for dealt in pools for note in pool_notes(dealt)),
            *(_nobody(settling, period, entries) if person is None else ()),
            *_owing(settling, period, entries),
            *uncredited.notes(facts.uncredited, period),
            *((UNRECORDED,) if facts.known_by is not None and not facts.is_recorded else ()),
        ),
        timezone=version.term.timezone,
        assumed=tuple(taken.items()),
        known_by=facts.known_by if facts.is_recorded else None,
    )


def assumable(versions: Iterable[Agreement]) -> frozenset[str]:
    """The names that a value may be assumed for: measures, components (`<plan>.<component>`, too), promises, goals."""
    found: set[str] = set()
    for version in versions:
        found |= {*version.measures, *version.quotas, *version.goals, *version.responses, *version.cadences}
        for plan in () if version.compensation is None else version.compensation.plans.values():
            found |= {*plan.components, *(f"{plan.id}.{component}" for component in plan.components)}
            bounds = (*(gate.unless for gate in plan.gates), *(one.if_ for one in plan.modifiers))
            found |= {name for one in bounds for name in one}
            found |= {name for kicker in plan.kickers.values() for name in kicker.if_}
    return frozenset(found)


def _check_assumed(versions: Sequence[Agreement], assumed: Mapping[str, Fraction]) -> None:
    unknown = sorted(assumed.keys() - assumable(versions))
    if unknown:
        raise ValueError(f"nothing to assume is named {', '.join(map(repr, unknown))}")


def _check_currencies(versions: Sequence[InForce]) -> None:
    found = {version.term.currency for version in versions if version.term.currency is not None}
    if len(found) > 1:
        raise ValueError(f"the versions pay in {' and '.join(sorted(found))}; their amounts cannot be added up")


def _governing(versions: Sequence[InForce], period: AskedPeriod) -> InForce:
    """The last version that is in force before the period is over, else the first."""
    begun = [version for version in versions if version.first < period.after]
    return begun[-1] if begun else versions[0]


def _settle(  # every settlement in order, then what is released and taken back
    versions: Sequence[InForce],
    settling: Sequence[Settlement],
    roster: Roster,
    facts: Facts,
    readings: Readings,
    assumed: Mapping[str, Fraction],
    period: AskedPeriod,
    person: str | None,
) -> dict[str, Entries]:
    rows = _grouped(facts.credited, settling, person)
    selected: dict[tuple[tuple[str, tuple[str, ...]], ...], dict[str, Stays]] = {}
    running: dict[tuple[str, str], Running] = {}
    entries: dict[str, Entries] = {}
    waiting: list[PaidRow] = []
    for place, settlement in enumerate(settling):
        people = settlement.plan.people
        if people.where not in selected:
            selected[people.where] = _stays(roster, people, person)
        is_asked = period.holds(settlement.after - DAY)
        version = versions[settlement.version]
        under = terms(version, settlement, selected[people.where], readings, assumed, is_asked=is_asked)
        for one, theirs in under.stays.items():
            days = days_in(theirs, settlement.first, settlement.after)
            if not days:
                continue
            going = running.setdefault((one, settlement.plan.id), Running())
            done = settled(under, one, days, rows.get((place, one), {}), going)
            waiting += paid_rows(done)
            of_person = entries.setdefault(one, Entries())
            of_person.balances[settlement.plan.id] = done.balance
            if is_asked:
                of_person.settled.append(done)
    _adjust(versions, waiting, facts, period, entries)
    return entries


def _stays(roster: Roster, people: People, person: str | None) -> dict[str, Stays]:
    found = stays(roster, people)
    return found if person is None else {one: theirs for one, theirs in found.items() if one == person}


def _grouped(credited: Iterable[Credited], settling: Sequence[Settlement], person: str | None) -> _Rows:
    """The rows by settlement and person; what lies in no settlement, or is a pool's, is left out."""
    of_plan: dict[tuple[int, str], list[tuple[date, date, int]]] = {}
    for place, one in enumerate(settling):
        of_plan.setdefault((one.version, one.plan.id), []).append((one.first, one.after, place))
    places: dict[tuple[int, str, date], int | None] = {}
    found: _Rows = {}
    for row in credited:
        if person is not None and row.person != person:
            continue
        key = (row.version, row.plan, row.day)
        if key not in places:
            spans = of_plan.get((row.version, row.plan), ())
            places[key] = next((place for first, after, place in spans if first <= row.day < after), None)
        settled_in = places[key]
        if settled_in is not None:
            found.setdefault((settled_in, row.person), {}).setdefault(row.part, []).append(row)
    return found


def _adjust(
    versions: Sequence[InForce],
    waiting: Iterable[PaidRow],
    facts: Facts,
    period: AskedPeriod,
    entries: Mapping[str, Entries],
) -> None:
    """Put every release and clawback that the period pays among its person's entries."""
    comings = comings_by_deal(facts)
    days: dict[tuple[int, str, date], date] = {}
    for paid_row in waiting:
        row = paid_row.row
        for one in adjustments(paid_row, comings.get((row.version, row.plan, row.lead_id or "", row.at), ())):
            key = (row.version, row.plan, one.day)
            if key not in days:
                days[key] = pay_day(versions, paid_row.terms, one.day)
            if period.holds(days[key]):
                entries[paid_row.person].adjustments.append(one)


def _pools(
    versions: Sequence[InForce],
    roster: Roster,
    facts: Facts,
    readings: Readings,
    assumed: Mapping[str, Fraction],
    period: AskedPeriod,
) -> list[Dealt]:
    """Every pool whose goal is due in the period, in the order of versions and pools."""
    due: list[PoolTime] = [
        time for time in pool_times([one.agreement for one in versions]) if period.holds(time.goal.due)
    ]
    rows = pool_rows(facts.credited, due) if due else {}
    return [
        deal_pool(versions[time.version], time, roster, rows.get((time.version, time.pool.id), ()), readings, assumed)
        for time in due
    ]


def _nobody(settling: Sequence[Settlement], period: AskedPeriod, entries: Mapping[str, Entries]) -> Iterator[str]:
    """Which plans are settled without anybody in them."""
    asked = [one for one in settling if period.holds(one.after - DAY)]
    having = {done.terms.plan.id for one in entries.values() for done in one.settled}
    for plan in dict.fromkeys(one.plan.id for one in asked):
        if plan not in having:
            yield f"{plan}: nobody of the people file is in this plan in {period.text}"


def _owing(settling: Sequence[Settlement], period: AskedPeriod, entries: Mapping[str, Entries]) -> Iterator[str]:
    """Who has left a plan that is settled with a draw to pay back, and so has no statement to say so."""
    asked = {one.plan.id for one in settling if period.holds(one.after - DAY)}
    stated = set(by_person(entries))
    for person in sorted(entries.keys() - stated):
        for plan, balance in sorted(entries[person].balances.items()):
            if balance and plan in asked:
                yield f"{plan}: {person} is no longer in the plan and still owes {number(balance)} of the draw"
