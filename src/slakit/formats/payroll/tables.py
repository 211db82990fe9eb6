"""The tables of a statement, the same for every format that people read: plain text, to be escaped by the writer."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from slakit.document.model import Table, table
from slakit.formats.payroll import figures, words
from slakit.formats.payroll.sheet import Sheet, sum_of
from slakit.pay.statement import Deal, Line, Payroll, Statement

NO_LEAD = "(no lead)"


def overview(sheet: Sheet) -> Table:
    """One row for each person, and one for all. Columns: person, plan, then amounts."""
    currency, every = sheet.payroll.currency, sheet.statements
    variable = [figures.to_minor(one.variable, currency) for one in every]
    amounts = [
        (at_target, sum_of(one.lines), sum_of(one.adjustments), one.total)
        for at_target, one in zip(variable, every, strict=True)
    ]
    all_open = all(one.provisional for one in every)
    who = [(_named(one, everybody=all_open), words.plans(one)) for one in every]
    rows = [(*named, *_money(paid, currency)) for named, paid in zip(who, amounts, strict=True)]
    sums = [sum(column, Fraction(0)) for column in zip(*amounts, strict=True)] if amounts else []
    rows.append((words.in_all(sheet), "", *_money(sums or [Fraction(0)] * 4, currency)))
    header = ("Person", "Plan", "At 100%", "This period", "Adjustments", "Total")
    return Table(header=header, rows=tuple(rows), numeric=(2, 3, 4, 5), caption="What everybody is paid")


def _money(amounts: Iterable[Fraction], currency: str | None) -> Iterator[str]:
    return (figures.money(amount, currency) for amount in amounts)


def lines(payroll: Payroll, statement: Statement, part: tuple[Line, ...], caption: str) -> Table:
    """Lines with what they rest on and their amounts; the sum in the last row."""
    currency = statement.currency
    rows = [(line.title, words.basis(line, payroll), figures.money(line.amount, currency)) for line in part]
    rows.append(("Sum" if statement.adjustments else "Total", "", figures.money(sum_of(part), currency)))
    return Table(header=("Line", "Rests on", "Amount"), rows=tuple(rows), numeric=(2,), caption=caption)


def of_line(line: Line, deals: tuple[Deal, ...], currency: str | None) -> Iterator[tuple[str, Table]]:
    """The tables of one line, each with its heading: slices, gates and modifiers, deals."""
    if line.slices:
        yield "Slices", slices(line, currency)
    if line.factors:
        yield "Conditions", factors(line)
    yield from of_deals(line, deals, currency)


def of_deals(line: Line, deals: tuple[Deal, ...], currency: str | None) -> Iterator[tuple[str, Table]]:
    """The table of the deals, with its heading; none without deals."""
    if deals:
        yield _deals_title(line, len(deals)), deal_rows(deals, currency)


def slices(line: Line, currency: str | None) -> Table:
    """What each slice of attainment pays, before modifiers and rounding."""
    rows = [
        (
            str(one.tier),
            f"{figures.percent(one.from_)} to {figures.percent(one.up_to)}",
            figures.percent(one.up_to - one.from_),
            figures.times(one.rate),
            figures.percent(one.payout),
            "" if line.full is None else figures.money(one.payout * line.full, currency),
        )
        for one in line.slices
    ]
    header = ("Tier", "Range", "Slice", "Rate", "Pays", "Amount")
    return table(header, rows, (2, 3, 4, 5), f"{line.title}: slices of attainment")


def factors(line: Line) -> Table:
    """Gates, modifiers and a kicker's conditions: what was asked, what it came to, what follows."""
    rows = [
        (factor.of, factor.bound, words.value(factor), words.whose(factor), words.effect(factor))
        for factor in line.factors
    ]
    header = ("What", "Asked", "Value", "Whose", "So")
    return table(header, rows, (2,), f"{line.title}: gates, modifiers and conditions")


def deal_rows(deals: tuple[Deal, ...], currency: str | None) -> Table:
    """The leads behind a line; shares only where a deal is shared, amounts only where it has its own."""
    shared = any(deal.share != 1 for deal in deals)
    rows = [
        (
            deal.day.isoformat(),
            NO_LEAD if deal.lead_id is None else deal.lead_id,
            figures.quantity(deal.value),
            figures.share(deal.share) if shared else "",
            figures.quantity(deal.value * deal.share) if shared else "",
            "" if deal.amount is None else figures.money(deal.amount, currency),
        )
        for deal in deals
    ]
    return table(("Day", "Lead", "Value", "Share", "Counts", "Amount"), rows, (2, 3, 4, 5), "Leads and deals")


def steps(line: Line) -> Table:
    """The arithmetic of a line."""
    rows = tuple((step.what, step.how, step.result) for step in line.steps)
    header = ("Step", "Reckoned", "Comes to")
    return Table(header=header, rows=rows, numeric=(2,), caption=f"{line.title}: step by step")


def _deals_title(line: Line, shown: int) -> str:
    in_all = words.counted(words.deal_count(line), "deal")
    if words.deal_count(line) < len(line.deals):
        return f"{in_all}, in {len(line.deals)} parts"
    return in_all if shown == len(line.deals) else f"The first {shown} of {in_all}"


def _named(statement: Statement, *, everybody: bool) -> str:
    """The person; marked if amounts may still change for this one and not for all."""
    return statement.person if everybody or not statement.provisional else f"{statement.person} (provisional)"
