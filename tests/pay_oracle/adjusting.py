"""What later days change of earlier pay: cash that comes in, customers that leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import duration
from tests.oracle.zone import local_date
from tests.pay_oracle.collecting import paid_by_instant, taken_at, worths
from tests.pay_oracle.settling import Rounding
from tests.pay_oracle.spans import Span, parts, whole
from tests.pay_oracle.statement import Line, Paid, Settled
from tests.pay_oracle.world import World

NOTHING = Fraction(0)


@dataclass(frozen=True, kw_only=True)
class _Taken:
    """A clawback: when, on which day, and which part of what was paid."""

    at: int
    day: date
    part: Fraction


def adjustments(world: World, settled: Settled, asked: Span) -> Iterator[Line]:
    """The lines of rows settled once that lie in what is asked."""
    for paid in settled.paid:
        for line in _of_row(settled, paid):
            if _falls_into(world, settled, line.first, asked):
                yield line


def _of_row(settled: Settled, paid: Paid) -> list[Line]:
    """Every adjustment of the row, in time order."""
    setting, plan = settled.setting, settled.setting.agreement["compensation"]["plans"][settled.plan]
    lead = paid.row.occurrence.lead
    if lead is None:
        return []
    rounding = Rounding.of(setting)
    taken = _taken(settled, plan, paid)
    found: list[Line] = []
    exact, before = NOTHING, NOTHING
    clawed = taken is None

    def line(kind: str, day: date, amount: Fraction, unrounded: Fraction) -> None:
        found.append(
            Line(kind=kind, plan=settled.plan, part=f"{kind}.{lead}.{day}", first=day, exact=unrounded, amount=amount)
        )

    def claw() -> None:
        assert taken is not None
        unrounded = -taken.part * (paid.booked + rounding.line(exact))
        line("clawback", taken.day, rounding.line(unrounded), unrounded)

    for at, day, reached in _payments(settled, plan, paid):
        if not clawed and taken is not None and taken.at < at:
            claw()
            clawed = True
        left = 1 - taken.part if clawed and taken is not None else Fraction(1)
        step = paid.held * (reached - before) * left
        line("release", day, rounding.line(exact + step) - rounding.line(exact), step)
        exact, before = exact + step, reached
    if not clawed:
        claw()
    return [each for each in _by_day(found) if each.amount]


def _by_day(lines: list[Line]) -> list[Line]:
    """The lines of one row, what was released on one day as one."""
    found: dict[tuple[str, date], Line] = {}
    for line in lines:
        same = found.setdefault((line.kind, line.first), line)
        if same is not line:
            same.exact += line.exact
            same.amount += line.amount
    return list(found.values())


def _payments(settled: Settled, plan: Any, paid: Paid) -> Iterator[tuple[int, date, Fraction]]:
    """When a deal or money of the lead came, and which part of the row's deal had been paid then."""
    row = paid.row.occurrence
    if "release" not in plan or not paid.held or Fraction(row.values.get(plan["release"]["of"]) or 0) <= 0:
        return
    assert row.lead is not None
    worth = worths(settled.setting, plan, row.lead)[row.at]
    for at, laid in paid_by_instant(settled.setting, plan, row.lead).items():
        if at >= row.at:
            yield at, local_date(settled.setting.zone, at), laid[row.at] / worth


def _taken(settled: Settled, plan: Any, paid: Paid) -> _Taken | None:
    """The first row that takes the row back, if it comes within the time."""
    setting, row = settled.setting, paid.row.occurrence
    assert row.lead is not None
    at = taken_at(setting, plan, row.lead, row.at)
    if at is None:
        return None
    ends = setting.calendar(None).deadline(row.at, duration(plan["clawback"]["within"]))
    day, last = local_date(setting.zone, at), local_date(setting.zone, ends)
    part = Fraction(1)
    if plan["clawback"]["basis"] == "prorata_days" and last > paid.row.day:
        part = Fraction((last - day).days, (last - paid.row.day).days)
    return _Taken(at=at, day=day, part=part)


def _falls_into(world: World, settled: Settled, day: date, asked: Span) -> bool:
    """Whether the period of the plan that holds the day is one of those asked."""
    now = world.in_force(day)
    plans = now.agreement.get("compensation", {}).get("plans", {}) if now else {}
    if now is None or settled.plan not in plans:
        per = settled.setting.agreement["compensation"]["plans"][settled.plan]["per"]
        found: Span = whole(settled.setting, per, day)
        return _last(found) in asked
    per = plans[settled.plan]["per"]
    found = next(part for part in parts(now, per, date.max) if day in part)
    return _last(found) in asked


def _last(span: Span) -> date:
    return date.fromordinal(span.after.toordinal() - 1)
