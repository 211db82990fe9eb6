"""The oracle of pay: what an agreement pays for a log, worked out naively with exact fractions.

It is written from the text of the language alone and shares no code with the package. What a commitment, a goal or
a measure comes to is asked of the oracle of evaluation, which does not share any either.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.setting import Setting
from tests.oracle.verdicts import clock_outcomes
from tests.oracle.versions import settings_of
from tests.oracle.waivers import waived
from tests.oracle.zone import end_before
from tests.pay_oracle.adjusting import adjustments
from tests.pay_oracle.crediting import check_shares
from tests.pay_oracle.money import rounded
from tests.pay_oracle.people import selected
from tests.pay_oracle.pools import pool_parts
from tests.pay_oracle.settling import Carry, Rounding, Settlement
from tests.pay_oracle.spans import DAY, Part, Span, asked_span, parts
from tests.pay_oracle.statement import Line, Settled, Statement
from tests.pay_oracle.world import World, goal_span

__all__ = ["Line", "Statement", "payroll"]


def payroll(
    versions: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, str | None]],
    *,
    people: Sequence[Mapping[str, Any]],
    period: str,
    as_of: str | None = None,
    waivers: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Statement]:
    """The statement of everybody who has one, by person.

    The arguments are those of the oracle of evaluation: agreements read with every scalar a string, rows as cells.
    """
    settings = settings_of(versions, rows, people, as_of=as_of, known_by=None)
    clocks = {name: waived(settings, waivers, found) for name, found in clock_outcomes(settings).items()}
    world = World(settings=settings, clocks=clocks, people=people)
    asked = asked_span(period, settings)
    check_shares(world, asked)
    found: dict[str, Statement] = {}
    several = frozenset(name for name, number in _periods_of_plans(world, asked).items() if number > 1)
    for settled in _all_settled(world, asked):
        _enter(world, found, settled, asked)
    for setting in settings:
        _pools(world, found, setting, asked)
    _total(found)
    running = settings[-1].as_of < end_before(settings[-1].zone, asked.after)
    for statement in found.values():
        statement.several = several
        statement.provisional |= running
    return found


def _periods_of_plans(world: World, asked: Span) -> dict[str, int]:
    """How many periods of each plan are asked for."""
    found: dict[str, int] = {}
    for setting in world.settings:
        for name, plan in _plans(setting).items():
            last = [part.after - DAY for part in parts(setting, plan["per"], asked.after)]
            found[name] = found.get(name, 0) + sum(day in asked for day in last)
    return found


def _all_settled(world: World, asked: Span) -> list[Settled]:
    """Every plan of everybody, from the first version's first day to the end of what is asked, in time order."""
    found = []
    plans = {name for setting in world.settings for name in _plans(setting)}
    for name in sorted(plans):
        pieces = sorted(
            (
                (part, setting)
                for setting in world.settings
                if name in _plans(setting)
                for part in parts(setting, _plans(setting)[name]["per"], asked.after)
                if part.after <= asked.after
            ),
            key=lambda piece: piece[0].first,
        )
        for person in sorted({row["person"] for row in world.people}):
            found += _settled(world, name, person, pieces)
    return found


def _settled(world: World, name: str, person: str, pieces: Sequence[tuple[Part, Setting]]) -> list[Settled]:
    carry, found = Carry(), []
    for part, setting in pieces:
        selector = _plans(setting)[name]["people"]
        if any(row["person"] == person and selected(row, selector) for row in world.people):
            settlement = Settlement(world, setting, name, part, person, carry)
            if settlement.days:
                found.append(settlement.settled())
    return found


def _plans(setting: Setting) -> Mapping[str, Any]:
    return setting.agreement.get("compensation", {}).get("plans", {})  # type: ignore[no-any-return]


def _enter(world: World, found: dict[str, Statement], settled: Settled, asked: Span) -> None:
    """Write a settled period into the statement: as its own, or what it left of balance and adjustments."""
    changed = list(adjustments(world, settled, asked))
    mine = settled.part.after - DAY in asked
    statement = found.setdefault(settled.person, Statement(person=settled.person))
    statement.adjustments += changed
    if mine or changed:
        statement.settings.append(settled.setting)
    if mine:
        statement.lines += settled.lines
        statement.base += settled.base
        statement.variable += settled.variable
        statement.provisional |= settled.open
    statement.balances[settled.plan] = settled.balance


def _pools(world: World, found: dict[str, Statement], setting: Setting, asked: Span) -> None:
    for name, pool in setting.agreement.get("compensation", {}).get("pools", {}).items():
        goal = setting.agreement["goals"][pool["goal"]]
        time = goal_span(setting, goal)
        exists = setting.term_from <= time.first and (setting.last_day is None or time.first <= setting.last_day)
        if not exists or time.after - DAY not in asked:
            continue
        dealt_out, time, is_open = pool_parts(world, setting, pool)
        for person, amount in dealt_out:
            if amount:
                statement = found.setdefault(person, Statement(person=person))
                statement.provisional |= is_open
                statement.settings.append(setting)
                statement.lines.append(
                    Line(kind="pool", plan=name, part="", first=time.first, exact=amount, amount=amount)
                )


def _total(found: Mapping[str, Statement]) -> None:
    """Add everything up, and make the sum whole as the last version says that rounds statements, of those in it."""
    for statement in found.values():
        total = sum((line.amount for line in (*statement.lines, *statement.adjustments)), Fraction(0))
        statement.total = total
        of_statement = [setting for setting in statement.settings if not Rounding.of(setting).at_line]
        if not of_statement:
            continue
        rounding = Rounding.of(max(of_statement, key=lambda setting: setting.place))
        whole = rounded(total, rounding.quantum, rounding.mode)
        if whole != total:
            statement.lines.append(
                Line(
                    kind="rounding", plan="rounding", part="", first=date.min, exact=whole - total, amount=whole - total
                )
            )
        statement.total = whole
