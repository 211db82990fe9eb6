"""The period that a payroll is asked for: `2027`, `2027-Q1`, `2027-01`, a date, or `term`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slakit.commitments.periods import whole_period
from slakit.model import Agreement, Per
from slakit.pay.settlements import DAY, InForce, in_force, pool_times, settlements

HELP = "write a year such as 2027, a quarter such as 2027-Q1, a month such as 2027-01, a date, or term"
_YEAR_OF_DAYS = timedelta(days=366)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_SHORTEST_FIRST = (Per.DAY, Per.WEEK, Per.MONTH, Per.QUARTER, Per.YEAR, Per.TERM)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedPeriod:
    """Local dates `first` … before `after`, and the text that asked for them.

    A payroll for it has the settlements whose last date lies in it.
    """

    text: str
    first: date
    after: date

    def holds(self, day: date) -> bool:
        """Whether the local date lies in it."""
        return self.first <= day < self.after


def asked_period(text: str, versions: Sequence[Agreement]) -> AskedPeriod:
    """The local dates that `text` stands for in an agreement's versions, which are in the order of their terms.

    Years and quarters are fiscal, by the version in force when they begin: `2027-Q1` is the first quarter of the fiscal
    year that begins in 2027. A date stands for the shortest period that any plan of the version in force is settled
    in, `term` for all versions from the first's `from` to the last's `through`. Raises `ValueError`, with a message
    for people, for anything else.
    """
    those = in_force(versions)
    if text == "term":
        first, after = _term(those)
    elif _DATE.match(text):
        first, after = _around(text, those)
    elif _YEAR.match(text) or _QUARTER.match(text) or _MONTH.match(text):
        first, after = _calendar(text, those)
    else:
        raise ValueError(f"{text!r} is not a period; {HELP}")
    return AskedPeriod(text=text, first=first, after=after)


def unsettled(period: AskedPeriod, versions: Sequence[Agreement]) -> str | None:
    """Why no payroll can be made for the period, for people; None where a plan is settled or a pool is due in it."""
    settling = settlements(versions, period.after)
    days = [one.after - DAY for one in settling] + [time.goal.due for time in pool_times(versions)]
    if any(map(period.holds, days)):
        return None
    those = in_force(versions)
    ends = those[-1].after
    if period.after <= those[0].first or (ends is not None and ends <= period.first):
        through = "" if ends is None else f" through {ends - DAY}"
        return f"the agreement pays for {those[0].first}{through}, and nothing of {period.text} lies in that"
    following = settlements(versions, period.after + _YEAR_OF_DAYS)
    later = {one.plan.id: one for one in reversed(following) if period.after < one.after}
    listed = [f"{plan} each {one.plan.per.value}, next with {one.after - DAY}" for plan, one in sorted(later.items())]
    settled = f"; settled are {', '.join(listed)}" if listed else ""
    due = sorted((time.goal.due, time.pool.id) for time in pool_times(versions) if period.after <= time.goal.due)
    coming = f"; due are {', '.join(f'{pool} with {day}' for day, pool in due)}" if due else ""
    return f"no plan is settled in {period.text}, and no pool is due{settled}{coming}"


def _term(versions: Sequence[InForce]) -> tuple[date, date]:
    after = versions[-1].after
    if after is None:
        raise ValueError("the term has no end; write a year, a quarter, a month or a date")
    return versions[0].first, after


def _around(text: str, versions: Sequence[InForce]) -> tuple[date, date]:
    """The shortest period of a plan that the date lies in."""
    day = _date(text, text)
    for version in versions:
        compensation = version.agreement.compensation
        if version.governs(day) and compensation is not None and compensation.plans:
            pers = {plan.per for plan in compensation.plans.values()}
            return whole_period(version.term, next(per for per in _SHORTEST_FIRST if per in pers), day)
    raise ValueError(f"no pay plan is in force on {text}; {HELP}")


def _calendar(text: str, versions: Sequence[InForce]) -> tuple[date, date]:
    if match := _MONTH.match(text):
        first = _date(f"{text}-01", text)
        return first, _later(first, 1, text)
    match = _QUARTER.match(text)
    year, quarter, months = (match[1], int(match[2]), 3) if match else (text, 1, 12)
    january = _date(f"{year}-01-01", text)
    starts = [
        (version, _later(january, version.term.fiscal_year_starts - 1 + 3 * (quarter - 1), text))
        for version in versions
    ]
    begun = [first for version, first in starts if version.first <= first]
    first = begun[-1] if begun else starts[0][1]
    return first, _later(first, months, text)


def _date(iso: str, text: str) -> date:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise ValueError(f"{text!r} is not a date of the calendar; {HELP}") from None


def _later(first: date, months: int, text: str) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        return date(year, month + 1, 1)
    except ValueError:
        raise ValueError(f"{text!r} is beyond the calendar; {HELP}") from None
