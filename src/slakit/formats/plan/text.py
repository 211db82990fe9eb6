"""A plan for a terminal: the answer first, then every step, what is promised, and what has to change."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid

from slakit.document.model import Block, Facts, Paragraph, Points, Section, Table
from slakit.formats.console import printed, shown
from slakit.formats.plan.told import told
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe, width
from slakit.planning.planned import Planned

_INDENT = 2
_BETWEEN = 2
"""Columns left free between those of a table."""


def render(plan: Planned, setting: Setting) -> str:
    """The plan as lines of at most the setting's width; running periods by week."""
    return printed(_parts(plan), setting)


def _parts(plan: Planned) -> Iterator[RenderableType]:
    document = told(plan, weekly=True)
    yield shown(document.title, "bold")
    yield shown(document.subtitle, "dim")
    for section in document.sections:
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[RenderableType]:
    yield shown(section.title.upper(), "bold")
    for block in section.blocks:
        yield from (Padding(part, (0, 0, 0, _INDENT)) for part in _block(block))
    for place, below in enumerate(section.sections):
        if place:
            yield ""
        yield shown(f"  {below.title}", "bold")
        for block in below.blocks:
            yield from (Padding(part, (0, 0, 0, _INDENT)) for part in _block(block))


def _block(block: Block) -> Iterator[RenderableType]:
    match block:
        case Paragraph():
            yield shown(block.text)
        case Points():
            for item in block.items:
                yield _row("-", item.text)
        case Facts():
            grid = Grid.grid(padding=(0, 2, 0, 0))
            grid.add_column(no_wrap=True, style="dim")
            grid.add_column(ratio=1, overflow="fold")
            for label, text in block.rows:
                grid.add_row(shown(label), shown(text))
            yield grid
        case Table():
            yield _Columns(block)
        case _:
            raise ValueError(f"a plan has no {block.kind}")


def _row(mark: str, text: str) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(shown(mark), shown(text))
    return grid


class _Columns:
    """A table as wide as there is room for, in which no word is broken that need not be."""

    def __init__(self, block: Table) -> None:
        self.block = block

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _table(self.block, _fitted(self.block, options.max_width))


def _fitted(block: Table, room: int) -> list[int]:
    """The widths of the columns: where there is too little room, the widest gives way, down to its longest word."""
    columns = [[block.header[place], *(row[place] for row in block.rows)] for place in range(len(block.header))]
    widths = [max(width(safe(line)) for cell in cells for line in cell.split("\n")) for cells in columns]
    words = [max(width(safe(word)) for cell in cells for word in [*cell.split(), ""]) for cells in columns]
    while sum(widths) + _BETWEEN * (len(widths) - 1) > room and max(widths) > 1:
        roomy = [place for place, word in enumerate(words) if widths[place] > word]
        widths[max(roomy or range(len(widths)), key=lambda place: widths[place])] -= 1
    return widths


def _table(block: Table, widths: list[int]) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, _BETWEEN, 0, 0), header_style="dim")
    for place, name in enumerate(block.header):
        grid.add_column(
            shown(name),
            justify="right" if place in block.numeric else "left",
            overflow="fold",
            vertical="top",
            width=widths[place],
        )
    for row in block.rows:
        grid.add_row(*(_cell(cell) for cell in row))
    return grid


def _cell(cell: str) -> RenderableType:
    lines = Grid.grid()
    for line in cell.split("\n"):
        lines.add_row(shown(line))
    return lines if "\n" in cell else shown(cell)
