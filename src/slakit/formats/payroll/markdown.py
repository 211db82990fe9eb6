"""Statements as Markdown (GitHub-flavoured), for a wiki or a mail; texts of users are escaped.

A page is as long as it has to be: of what people are paid nothing is left out for want of room.
"""

from collections.abc import Iterable, Iterator

from slakit.document.model import Table
from slakit.formats import markup
from slakit.formats.markup import text
from slakit.formats.payroll import figures, tables, words
from slakit.formats.payroll.sheet import Sheet
from slakit.formats.setting import Setting
from slakit.pay.statement import Line, Statement


def render(sheet: Sheet, setting: Setting) -> str:
    """The statements as one page, ending in a line break."""
    return _joined(_page(sheet))


def explain(sheet: Sheet, statement: Statement, line: Line, setting: Setting) -> str:
    """One line's arithmetic, step by step, with its conditions and every deal behind it."""
    return _joined(_explained(sheet, statement, line))


def _joined(blocks: Iterator[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _page(sheet: Sheet) -> Iterator[str]:
    yield from _header(sheet)
    if sheet.person is None:
        yield _table(tables.overview(sheet), last_is_sum=True)
    for statement in sheet.statements:
        yield from _statement(sheet, statement)
    if sheet.payroll.notes:
        yield "## Notes"
        yield _list(sheet.payroll.notes)


def _header(sheet: Sheet, statement: Statement | None = None) -> Iterator[str]:
    payroll = sheet.payroll
    yield f"# {text(words.heading(payroll))}"
    for mark, said in words.standings(sheet, statement):
        yield f"> **{text(mark)}.** {text(said)}"
    facts = (("Pay for", words.period(payroll)), *words.seen(payroll))
    yield "<br>".join(f"{label} {text(said)}" for label, said in facts)


def _statement(sheet: Sheet, statement: Statement) -> Iterator[str]:
    currency = statement.currency
    yield f"## {text(statement.person)}: {text(figures.in_currency(statement.total, currency))}"
    if sheet.person is None:
        for mark, said in words.standings(sheet, statement):
            yield f"> **{text(mark)}.** {text(said)}"
    who = f"{words.plans(statement)}, {words.days(statement)}" if statement.plans else words.plans(statement)
    yield _list([who, *(f"{label}: {said}" for label, said in words.pay_facts(statement))])
    for title, part in words.parts(statement):
        yield f"### {title}" if title else ""
        yield _table(tables.lines(sheet.payroll, statement, part, title), last_is_sum=True)
    if statement.adjustments:
        yield f"**Total: {text(figures.in_currency(statement.total, currency))}**"
    for _, part in words.parts(statement):
        for line in part:
            yield from _line(sheet, line)


def _line(sheet: Sheet, line: Line) -> Iterator[str]:
    currency = sheet.payroll.currency
    yield f"#### {text(words.name(line))}: {text(figures.money(line.amount, currency))}"
    yield _list(f"{label}: {said}" for label, said in words.facts(line, sheet.payroll))
    for title, table in tables.of_line(line, sheet.deals(line), currency):
        yield f"{text(title)}:"
        yield _table(table)
    if line.steps:
        yield markup.details("Step by step", _table(tables.steps(line)))


def _explained(sheet: Sheet, statement: Statement, line: Line) -> Iterator[str]:
    payroll = sheet.payroll
    yield from _header(sheet, statement)
    amount = figures.in_currency(line.amount, payroll.currency)
    yield f"## {text(statement.person)}: {text(words.name(line))}: {text(amount)}"
    yield _list(f"{label}: {said}" for label, said in words.facts(line, payroll))
    parts = [("Step by step", tables.steps(line))] if line.steps else []
    for title, table in (*parts, *tables.of_line(line, line.deals, payroll.currency)):
        yield f"### {text(title)}"
        yield _table(table)


def _table(table: Table, *, last_is_sum: bool = False) -> str:
    align = "".join("r" if at in table.numeric else "l" for at in range(len(table.header)))
    rows = [[text(cell) for cell in row] for row in table.rows]
    if last_is_sum:
        rows[-1] = [f"**{cell}**" if cell else "" for cell in rows[-1]]
    return markup.table(table.header, align, rows)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {text(item)}" for item in items)
