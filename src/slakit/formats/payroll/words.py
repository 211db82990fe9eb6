"""The sentences of statements that text, Markdown and HTML share: plain text, to be escaped by the writer."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from slakit.formats.payroll import figures
from slakit.formats.payroll.sheet import Sheet
from slakit.formats.scorecard import times
from slakit.pay.bounds import NOT_APPLICABLE
from slakit.pay.statement import Factor, Kind, Line, Payroll, Statement
from slakit.wording.phrases import listed
from slakit.wording.times import MONTHS, day

KINDS = {
    Kind.COMPONENT: "Component",
    Kind.KICKER: "Kicker",
    Kind.SPIF: "SPIF",
    Kind.POOL: "Pool",
    Kind.RELEASE: "Release",
    Kind.HELD: "Held back until customers pay",
    Kind.DRAW: "Draw",
    Kind.RECOVERY: "Draw paid back",
    Kind.CAP: "Cap of the plan",
    Kind.CLAWBACK: "Clawback",
    Kind.ROUNDING: "Rounding",
}
"""What a line is, in a word or two."""

MODES = {
    "marginal": "each slice of attainment at the rate of its own tier",
    "retroactive": "the whole attainment at the rate of the tier reached",
    "interpolated": "on the straight line between the points of the agreement",
}
"""How attainment pays."""

_DAY = timedelta(days=1)


def heading(payroll: Payroll) -> str:
    """`Sales and Marketing Agreement (northwind)`."""
    return f"{payroll.title} ({payroll.agreement})"


def dates(first: date, after: date) -> str:
    """`1 January to 31 March 2027`, `3 February 2027`: dates from `first` to the one before `after`."""
    last = after - _DAY
    if first >= last:
        return day(first)
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day(first)
    return f"{begin} to {day(last)}"


def period(payroll: Payroll) -> str:
    """`2027-Q1, 1 January to 31 March 2027`, in which currency."""
    currency = f", amounts in {payroll.currency}" if payroll.currency else ""
    return f"{payroll.period}, {dates(payroll.first, payroll.after)}{currency}"


def seen(payroll: Payroll) -> Iterator[tuple[str, str]]:
    """Which rows of the log were looked at: labels, each with its text."""
    yield "As of", _instant(payroll.as_of, payroll)
    if payroll.known_by is not None:
        yield "Recorded by", f"{_instant(payroll.known_by, payroll)}; what was recorded later is left out"


def _instant(at: int, payroll: Payroll) -> str:
    """The instant in the term's zone and in UTC."""
    return f"{times.instant(at, payroll.timezone)} ({times.utc(at)})"


def what_if(payroll: Payroll) -> str:
    """What was assumed; empty without an assumption."""
    taken = [f"{name} is taken to be {_assumed(value)}" for name, value in payroll.assumed]
    return f"This is a what-if. Nobody is owed these amounts: {listed(taken)}" if taken else ""


def provisional(sheet: Sheet, statement: Statement | None = None) -> str:
    """Why amounts may still change, of one statement or any of those shown; empty where they may not."""
    shown = sheet.statements if statement is None else (statement,)
    if not any(one.provisional for one in shown):
        return ""
    payroll = sheet.payroll
    if times.local(payroll.as_of, payroll.timezone).date() < payroll.after:
        return f"Amounts may still change: the period ends on {day(payroll.after - _DAY)}"
    lines = [line for one in shown for line in (*one.lines, *one.adjustments)]
    still = dict.fromkeys(factor.of for line in lines for factor in line.factors if factor.is_open)
    return f"Amounts may still change: {listed(list(still)) or 'something in the period'} is not decided yet"


def standings(sheet: Sheet, statement: Statement | None = None) -> Iterator[tuple[str, str]]:
    """Each mark that no reader may miss with its sentence: a what-if, amounts that may still change."""
    if said := what_if(sheet.payroll):
        yield "WHAT-IF", f"{said}."
    if said := provisional(sheet, statement):
        yield "PROVISIONAL", f"{said}."


def plans(statement: Statement) -> str:
    """The plans by their names; of somebody who has a part of a pool only, none."""
    return listed(statement.plans) or "no plan"


def in_all(sheet: Sheet) -> str:
    """`Everybody (8 people)`."""
    number = len(sheet.statements)
    return f"Everybody ({number:,} {'person' if number == 1 else 'people'})"


def days(statement: Statement) -> str:
    """`90 days in the plan`."""
    return f"{statement.days:,} day{'' if statement.days == 1 else 's'} in the plan{'s'[: len(statement.plans) > 1]}"


def pay_facts(statement: Statement) -> Iterator[tuple[str, str]]:
    """What the person's pay is at 100%, what is still to be paid back, and what else there is to say."""
    currency = statement.currency
    base, variable = (figures.to_minor(amount, currency) for amount in (statement.base, statement.variable))
    if statement.plans:
        yield "Base", f"{figures.in_currency(base, currency)}, paid apart and not in the total"
        yield "Variable", f"{figures.in_currency(variable, currency)} at 100%"
    if statement.balance:
        yield "Draw", f"{figures.in_currency(statement.balance, currency)} still to be paid back"
    for note in statement.notes:
        yield "Note", note


def parts(statement: Statement) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lines of the period, without a heading, then the adjustments of what was earned before, if any."""
    yield "", statement.lines
    if statement.adjustments:
        yield "Adjustments: released and taken back", statement.adjustments


def basis(line: Line, payroll: Payroll) -> str:
    """What a line's amount rests on, in a few words, and of when it is unless of the whole period."""
    said = _earned(line) if line.kind is Kind.COMPONENT else _kind(line)
    if (line.first, line.after) == (payroll.first, payroll.after):
        return said
    when = times.span(line.first, line.after)
    return f"{when}: {said}" if said else when


def _kind(line: Line) -> str:
    """What kind of line it is, if its title does not say so, and the number of deals; of an adjustment which deal."""
    if line.kind in (Kind.RELEASE, Kind.CLAWBACK) and line.deals:
        return f"deal of {times.span(line.deals[0].day, line.deals[0].day + _DAY)}"
    kind = KINDS[line.kind]
    said = [] if kind.casefold() == line.title.casefold() else [kind]
    return ", ".join([*said, *([counted(len(line.deals), "deal")] if line.deals else [])])


def deal_count(line: Line) -> int:
    """How many deals are behind the line; an adjustment is of one, though several lines may have paid for it."""
    return min(len(line.deals), 1) if line.kind in (Kind.RELEASE, Kind.CLAWBACK) else len(line.deals)


def _earned(line: Line) -> str:
    if line.attainment is None:
        return "no quota" if line.quota == 0 else "no attainment"
    said = [f"attained {figures.percent(line.attainment)}"]
    if line.counted is not None and line.counted != line.attainment:
        said.append(f"counts as {figures.percent(line.counted)}")
    if line.payout is not None:
        said.append(f"pays {figures.percent(line.payout)}")
    modifiers = [factor.effect for factor in line.factors if factor.kind == "modifier" and factor.applies]
    said += [f"times {figures.times(effect)}" for effect in modifiers]
    return ", ".join(said)


def counted(number: int, word: str) -> str:
    """`1 deal`, `2 deals`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def facts(line: Line, payroll: Payroll) -> Iterator[tuple[str, str]]:
    """What there is to know of a line beside its tables: labels, each with its text."""
    if said := _credited(line):
        yield ("Goal" if line.goal else "Measure"), said
    if line.kind is Kind.COMPONENT:
        yield "Attainment", _attainment(line)
    if line.payout is not None:
        yield "Pays", _payout(line, payroll.currency)
    if (line.first, line.after) != (payroll.first, payroll.after):
        yield ("For" if line.after - line.first > _DAY else "On"), dates(line.first, line.after)
    if line.exact != line.amount:
        yield "Before rounding", figures.money(line.exact, payroll.currency)
    yield "Clause", f"{place(line)}, version {line.version}"
    for note in line.notes:
        yield "Note", note


def name(line: Line) -> str:
    """The line's title and the name that `--explain` takes: `Bookings (account_executive.bookings)`."""
    return f"{line.title} ({line.id})"


def place(line: Line) -> str:
    """`agreement.yaml:41`."""
    return f"{line.span.file}:{line.span.line}"


def effect(factor: Factor) -> str:
    """What a gate, a modifier or a kicker's condition did, and why: a value that there is not decides nothing."""
    times = f"times {figures.times(factor.effect)}"
    match factor.kind:
        case "gate":
            reached = not factor.applies
            did = f"attainment counts up to {figures.share(factor.effect)} only" if factor.applies else "no cap"
        case "modifier":
            reached, did = factor.applies, times if factor.applies else f"{times} does not apply"
        case _:
            reached, did = factor.applies, ""
    if factor.is_void:
        said = NOT_APPLICABLE
    else:
        said = "" if factor.value is None and did else "reached" if reached else "not reached"
    return ": ".join(part for part in (said, did) if part)


def whose(factor: Factor) -> str:
    """Whose value was looked at."""
    return "the whole party" if factor.person is None else factor.person


def value(factor: Factor) -> str:
    """The value of a factor in the unit of its bound, and whether it may still change."""
    shown = "no figure" if factor.value is None else figures.like(factor.value, factor.bound)
    return f"{shown} so far" if factor.is_open else shown


def _credited(line: Line) -> str:
    if line.credited is None:
        return ""
    said = f"{line.goal or line.measure or 'counted'}: {figures.quantity(line.credited, is_rate=line.is_rate)}"
    if line.quota is not None:
        said += f" of {'a target' if line.goal else 'a quota'} of {figures.quantity(line.quota, is_rate=line.is_rate)}"
    if line.carried:
        said += f"; {figures.quantity(line.carried)} of it carried over from the period before"
    if line.credited < 0:
        said += "; what is below zero is carried over to the next period"
    return said


def _attainment(line: Line) -> str:
    if line.attainment is None:
        return "none"
    said = figures.attainment(line.attainment)
    if line.counted is not None and line.counted != line.attainment:
        said += f", of which a gate lets {figures.percent(line.counted)} count"
    return said


def _payout(line: Line, currency: str | None) -> str:
    payout = Fraction(0) if line.payout is None else line.payout
    said = figures.percent(payout)
    if line.full is not None:
        said += f" of {figures.in_currency(line.full, currency)}"
        said += f", which is {figures.share(line.weight)} of the variable pay" if line.weight is not None else ""
    if line.mode in MODES:
        said += f": {MODES[line.mode]}"
    sliced = sum((one.payout for one in line.slices), Fraction(0))
    if line.slices and payout < sliced:
        said += f", at most {figures.percent(payout)}"
    return said


def _assumed(number: Fraction) -> str:
    """The number, and as a percentage what may be meant as one."""
    is_share = number.denominator != 1 and abs(number) <= 10
    return f"{figures.quantity(number)} ({figures.percent(number)})" if is_share else figures.quantity(number)
