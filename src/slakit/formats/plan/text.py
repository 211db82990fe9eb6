"""A plan for a terminal: the answer first, then every step, what is promised, and what has to change."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid

from slakit.document.model import Block, Facts, Paragraph, Points, Section, Table
from slakit.formats.console import printed, shown
from slakit.formats.plan.told import told
from slakit.formats.setting import Setting
from slakit.planning.planned import Planned

_INDENT = 2


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
            yield _table(block)
        case _:
            raise ValueError(f"a plan has no {block.kind}")


def _row(mark: str, text: str) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(shown(mark), shown(text))
    return grid


def _table(block: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, name in enumerate(block.header):
        grid.add_column(
            shown(name), justify="right" if place in block.numeric else "left", overflow="fold", vertical="top"
        )
    for row in block.rows:
        grid.add_row(*(_cell(cell) for cell in row))
    return grid


def _cell(cell: str) -> RenderableType:
    lines = Grid.grid()
    for line in cell.split("\n"):
        lines.add_row(shown(line))
    return lines if "\n" in cell else shown(cell)
