"""Rows that nobody is credited with, as far as they matter for the period that is asked for."""

from collections.abc import Iterable, Iterator

from slakit.pay.asked_period import AskedPeriod
from slakit.pay.facts import NAMED, Uncredited
from slakit.pay.settlements import DAY


def of_period(uncredited: Iterable[Uncredited], period: AskedPeriod) -> tuple[Uncredited, ...]:
    """The rows of the settlements and pools that the period's payroll has, by plan and reason.

    Those of earlier ones are told in their own payroll.
    """
    return _together(one for one in uncredited if period.holds(one.after - DAY))


def broken(uncredited: Iterable[Uncredited], period: AskedPeriod) -> tuple[Uncredited, ...]:
    """The rows whose own shares do not add up, of the period or an earlier one, by plan: no pay can be reckoned.

    What an earlier row earns may be carried into the period, count against a draw, be released or taken back in it.
    """
    return _together(one for one in uncredited if one.why == "shares" and one.after <= period.after)


def notes(uncredited: Iterable[Uncredited], period: AskedPeriod) -> Iterator[str]:
    """Those of the period as sentences for a payroll."""
    return map(_note, of_period(uncredited, period))


def _together(those: Iterable[Uncredited]) -> tuple[Uncredited, ...]:
    """One for each plan and reason, over all of its settlements."""
    found: dict[tuple[str, str], list[Uncredited]] = {}
    for one in those:
        found.setdefault((one.plan, one.why), []).append(one)
    return tuple(_sum(sorted(found[key], key=lambda one: one.first)) for key in sorted(found))


def _sum(those: list[Uncredited]) -> Uncredited:
    """The same plan's rows of the same reason, in order of their settlements, as one."""
    return Uncredited(
        plan=those[0].plan,
        why=those[0].why,
        first=those[0].first,
        after=max(one.after for one in those),
        rows=sum(one.rows for one in those),
        leads=tuple(dict.fromkeys(lead for one in those for lead in one.leads))[:NAMED],
        people=tuple(sorted({person for one in those for person in one.people})[:NAMED]),
    )


def _note(one: Uncredited) -> str:
    why = {
        "unnamed": "no person is named",
        "off_plan": f"not in the plan on that day: {', '.join(one.people)}"
        if one.people
        else "nobody who is named was in the plan on that day",
        "shares": "their parts do not add up to the whole",
    }.get(one.why, one.why)
    leads = f": {', '.join(one.leads)}{one.more}" if one.leads else ""
    rows = "1 row is" if one.rows == 1 else f"{one.rows:,} rows are"
    return f"{one.plan}: {rows} credited to nobody ({why}){leads}"
