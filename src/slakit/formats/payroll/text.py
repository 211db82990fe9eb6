"""Statements for a terminal: everybody in a table, each statement briefly; one person's in full; one line explained."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from slakit.document.model import Table
from slakit.formats.console import printed, shown
from slakit.formats.payroll import figures, tables, words
from slakit.formats.payroll.sheet import FIRST_DEALS, Sheet, sum_of
from slakit.formats.setting import Setting
from slakit.pay.statement import Kind, Line, Payroll, Statement

_LABEL = 16
_INDENT = 2
_AMOUNT = 13
"""The columns of an amount of money: those of a million and its cents at least."""


def render(sheet: Sheet, setting: Setting) -> str:
    """The statements as lines of at most the setting's width."""
    return printed(_parts(sheet), setting)


def explain(sheet: Sheet, statement: Statement, line: Line, setting: Setting) -> str:
    """One line's arithmetic, step by step, with its conditions and every deal behind it."""
    return printed(_explained(sheet, statement, line), setting)


def _parts(sheet: Sheet) -> Iterator[RenderableType]:
    payroll = sheet.payroll
    yield from _header(sheet)
    if sheet.person is None:
        yield ""
        yield _overview(sheet)
    for statement in sheet.statements:
        yield ""
        yield from _statement(sheet, statement)
    yield from _notes(payroll.notes)
    yield ""
    yield shown(_closing(sheet), "dim")


def _header(sheet: Sheet, statement: Statement | None = None) -> Iterator[RenderableType]:
    payroll = sheet.payroll
    yield shown(words.heading(payroll), "bold")
    yield _fact("Pay for", words.period(payroll), indent=0)
    for label, said in words.seen(payroll):
        yield _fact(label, said, indent=0)
    for mark, said in words.standings(sheet, statement):
        yield ""
        yield Text.assemble((f"{mark}: ", "bold red"), shown(said))


def _overview(sheet: Sheet) -> RenderableType:
    """The table of everybody without their plans, which each statement says: a terminal is narrow."""
    table = tables.overview(sheet)
    header, *rows = ((row[0], *row[2:]) for row in (table.header, *table.rows))
    return _grid(Table(header=header, rows=tuple(rows), numeric=(1, 2, 3, 4)), sums=True)


def _closing(sheet: Sheet) -> str:
    if sheet.person is None:
        return "One person in full: --person NAME."
    return "One line step by step: --explain LINE. Every deal: --format html, json or csv."


def _statement(sheet: Sheet, statement: Statement) -> Iterator[RenderableType]:
    currency = statement.currency
    yield _ends(shown(statement.person, "bold"), Text(figures.in_currency(statement.total, currency), style="bold"))
    who = f"{words.plans(statement)}, {words.days(statement)}" if statement.plans else words.plans(statement)
    yield Padding(shown(who, "dim"), (0, 0, 0, _INDENT))
    for label, said in words.pay_facts(statement):
        yield _fact(label, said)
    if sheet.person is None:
        yield from _brief(sheet, statement)
    else:
        yield from _full(sheet, statement)


def _brief(sheet: Sheet, statement: Statement) -> Iterator[RenderableType]:
    for title, part in words.parts(statement):
        if title:
            yield Padding(Text(title, style="dim"), (0, 0, 0, _INDENT))
        yield _rows(part, sheet.payroll)


def _rows(part: tuple[Line, ...], payroll: Payroll) -> RenderableType:
    grid = Grid.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(width=_INDENT, no_wrap=True)
    grid.add_column(ratio=5, overflow="fold")
    grid.add_column(ratio=6, overflow="fold", style="dim")
    grid.add_column(justify="right", no_wrap=True, width=_AMOUNT)
    for line in part:
        grid.add_row(
            "", shown(line.title), shown(words.basis(line, payroll)), figures.money(line.amount, payroll.currency)
        )
    return grid


def _full(sheet: Sheet, statement: Statement) -> Iterator[RenderableType]:
    for title, part in words.parts(statement):
        yield ""
        yield Text(title or "This period", style="bold")
        for line in part:
            yield from _line(sheet, line)
        if statement.adjustments:
            yield _ends(_indented("Sum"), Text(figures.money(sum_of(part), statement.currency)))
    yield ""
    total = Text(figures.in_currency(statement.total, statement.currency), style="bold")
    yield _ends(Text("Total", style="bold"), total)


def _line(sheet: Sheet, line: Line) -> Iterator[RenderableType]:
    currency = sheet.payroll.currency
    yield _ends(_indented(words.name(line)), Text(figures.money(line.amount, currency)))
    for label, said in words.facts(line, sheet.payroll):
        yield _fact(label, said, indent=2 * _INDENT)
    is_told = line.kind is Kind.COMPONENT or line.factors or not line.steps
    reckoned = [] if is_told else [("Step by step", tables.steps(line))]
    for title, table in (*reckoned, *tables.of_line(line, line.deals[:FIRST_DEALS], currency)):
        yield Padding(Text(title, style="dim"), (0, 0, 0, 2 * _INDENT))
        yield Padding(_grid(table), (0, 0, 0, 3 * _INDENT))


def _explained(sheet: Sheet, statement: Statement, line: Line) -> Iterator[RenderableType]:
    payroll = sheet.payroll
    yield from _header(sheet, statement)
    yield ""
    amount = Text(figures.in_currency(line.amount, payroll.currency), style="bold")
    yield _ends(shown(f"{statement.person}: {words.name(line)}", "bold"), amount)
    for label, said in words.facts(line, payroll):
        yield _fact(label, said)
    parts = [("Step by step", tables.steps(line))] if line.steps else []
    for title, table in (*parts, *tables.of_line(line, line.deals, payroll.currency)):
        yield ""
        yield Text(title, style="bold")
        yield Padding(_grid(table), (0, 0, 0, _INDENT))


def _notes(notes: tuple[str, ...]) -> Iterator[RenderableType]:
    if notes:
        yield ""
        yield Text("Notes", style="bold")
        yield from (Padding(shown(note, "dim"), (0, 0, 0, _INDENT)) for note in notes)


def _grid(table: Table, *, sums: bool = False) -> RenderableType:
    """A table without lines; the last row set off if it `sums` up the others."""
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for at, name in enumerate(table.header):
        is_number = at in table.numeric
        grid.add_column(Text(name), justify="right" if is_number else "left", overflow="fold", no_wrap=False)
    for number, row in enumerate(table.rows, start=1):
        last = sums and number == len(table.rows)
        grid.add_row(*(shown(cell) for cell in row), style="bold" if last else "")
    return grid


def _fact(label: str, said: str, *, indent: int = _INDENT) -> RenderableType:
    grid = Grid.grid(expand=True)
    grid.add_column(width=indent, no_wrap=True)
    grid.add_column(width=_LABEL, no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("", label, shown(said))
    return grid


def _ends(left: Text, right: Text) -> RenderableType:
    """Something at the left end of a line, and an amount at the right one."""
    grid = Grid.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(left, right)
    return grid


def _indented(text: str) -> Text:
    return Text.assemble(" " * _INDENT, shown(text), overflow="fold")
