"""The scorecard for a terminal: the verdict first, then each party's promises, who broke most, what is due."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from slakit.attainment.scorecard import Due, PartyScore, PromiseScore, Scorecard, Status
from slakit.formats.console import printed
from slakit.formats.console import shown as _text
from slakit.formats.scorecard import figures, times, words
from slakit.formats.scorecard.words import Piece, Tone
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe

_STYLES = {Tone.BAD: "bold red", Tone.WARNING: "yellow", Tone.GOOD: "green", Tone.PLAIN: ""}
_STATUS_STYLES = {
    Status.BROKEN: "bold red",
    Status.AT_RISK: "yellow",
    Status.KEPT: "green",
    Status.OPEN: "",
    Status.IDLE: "dim",
}
_INDENT = 8
_OWNERS = 5
_AT_RISK = 8
_PENDING = 5


def render(card: Scorecard, setting: Setting) -> str:
    """The scorecard as lines of at most the setting's width; escape sequences only with its `colour`."""
    return printed(_parts(card), setting)


def _parts(card: Scorecard) -> Iterator[RenderableType]:
    yield from _header(card)
    yield ""
    yield from _verdict(card)
    for party in card.parties:
        yield ""
        yield from _party(card, party)
    if card.owners:
        yield ""
        yield from _owners(card)
    yield ""
    yield from _upcoming(card)
    if notes := list(words.notes(card)):
        yield ""
        yield _text("NOTES", "bold")
        yield from (Padding(_text(note, "dim"), (0, 0, 0, 2)) for note in notes)
    yield ""
    yield from _closing(card)


def _header(card: Scorecard) -> Iterator[RenderableType]:
    yield _text(words.heading(card), "bold")
    rows = [*words.seen(card), ("Log", words.account(card.log))]
    rows += [("Only", said) for said in words.selection(card)]
    rows += [(str(finding.severity).capitalize(), words.finding(finding)) for finding in card.findings]
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for label, said in rows:
        grid.add_row(_text(label), _text(said))
    yield grid


def _verdict(card: Scorecard) -> Iterator[RenderableType]:
    style = "bold red" if card.is_broken else "bold green"
    yield _text(f"{words.verdict(card)}.", style)
    for party in card.parties:
        yield Padding(_text(f"{party.title}: {words.standing(party)}"), (0, 0, 0, 2))
        if broken := [promise.title for promise in party.promises if promise.status is Status.BROKEN]:
            yield Padding(_text("; ".join(broken), "red"), (0, 0, 0, 4))


def _party(card: Scorecard, party: PartyScore) -> Iterator[RenderableType]:
    widths = [
        max(6, *(len(f"{number:,}") for number in column)) for column in zip(*map(_figures, card.promises), strict=True)
    ]
    accountable = ", ".join(party.accountable)
    who = f"{party.title} ({accountable})" if accountable else party.title
    yield _line(_text(who, "bold"), ["kept", "broken", "open"], widths, "dim")
    for promise in words.worst_first(party):
        if promise.status is not Status.IDLE:
            yield from _promise(card, promise, widths)
    if idle := words.idle(party):
        yield _detail(_text(idle, "dim"))


def _promise(card: Scorecard, promise: PromiseScore, widths: list[int]) -> Iterator[RenderableType]:
    title, identifier = words.name(promise)
    status = _text(words.STATUS[promise.status], _STATUS_STYLES[promise.status])
    name = Text.assemble(safe(title), " ", (safe(identifier), "dim"), overflow="fold")
    numbers = [f"{number:,}" if number else "-" for number in _figures(promise)]
    yield _line(name, numbers, widths, status=status)
    if promise.promised:
        yield _detail(Text.assemble(("promised ", "dim"), (safe(promise.promised), "dim")))
    year = times.local(card.as_of, card.timezone).year
    if pieces := list(words.periods(promise, year)):
        yield _detail(_pieces(pieces))
    if extras := list(words.extras(promise)):
        yield _detail(_text(" | ".join(extras)))


def _figures(promise: PromiseScore) -> tuple[int, int, int]:
    return promise.counts.met, promise.counts.breached, promise.counts.open


def _line(name: Text, numbers: list[str], widths: list[int], style: str = "", status: Text | None = None) -> Table:
    grid = Table.grid(expand=True)
    if status is not None:
        grid.add_column(width=_INDENT, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for width in widths:
        grid.add_column(justify="right", width=width + 2, no_wrap=True)
    cells = [name, *(Text(number, style=style) for number in numbers)]
    grid.add_row(*([] if status is None else [status]), *cells)
    return grid


def _detail(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, _INDENT))


def _pieces(pieces: list[Piece]) -> Text:
    joined = Text(overflow="fold")
    for index, piece in enumerate(pieces):
        joined.append(" | " if index else "", "dim")
        joined.append(safe(piece.text), _STYLES[piece.tone])
    return joined


def _owners(card: Scorecard) -> Iterator[RenderableType]:
    yield _text("WORST OWNERS", "bold")
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(overflow="fold", max_width=24)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold", style="dim")
    for owner in card.owners[:_OWNERS]:
        said = f"{owner.breached:,} of {owner.decided:,} broken ({figures.share(owner.breached, owner.decided)})"
        mostly = ", ".join(f"{name} {number:,}" for name, number in owner.commitments[:3])
        grid.add_row(_text(f"  {owner.owner}"), _text(said), _text(mostly))
    yield grid
    rest = []
    if more := card.owners_in_all - len(card.owners[:_OWNERS]):
        rest.append(f"{words.counted(more, 'more owner')} with broken outcomes")
    if card.unowned:
        rest.append(f"{words.counted(card.unowned, 'broken outcome')} of leads without an owner")
    if rest:
        yield Padding(_text(f"and {', '.join(rest)}", "dim"), (0, 0, 0, 2))


def _upcoming(card: Scorecard) -> Iterator[RenderableType]:
    yield _text("ABOUT TO BE MISSED", "bold")
    periods = list(words.behind(card))
    upcoming = card.upcoming
    if not periods and not upcoming.at_risk:
        yield _text("  nothing is at risk")
    grid = _due_grid()
    for promise, period, figure in periods:
        _add_due(grid, card, period.ends_at, "yellow", promise.title, figure)
    for due in upcoming.at_risk[:_AT_RISK]:
        _add_due(grid, card, due.due_at, "yellow", *_due(card, due))
    if grid.row_count:
        yield grid
    yield from _more(upcoming.at_risk_in_all - len(upcoming.at_risk[:_AT_RISK]), "at risk")
    if upcoming.pending:
        yield _text("Due next", "bold")
        grid = _due_grid()
        for due in upcoming.pending[:_PENDING]:
            _add_due(grid, card, due.due_at, "", *_due(card, due))
        yield grid
        yield from _more(upcoming.pending_in_all - len(upcoming.pending[:_PENDING]), "open")


def _due_grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    for _ in range(3):
        grid.add_column(overflow="fold")
    return grid


def _add_due(grid: Table, card: Scorecard, at: int, style: str, *cells: str) -> None:
    left = f"in {times.remaining(at - card.as_of)}"
    grid.add_row(_text(f"  {times.moment(at, card.timezone)}"), _text(left, style), *map(_text, cells))


def _due(card: Scorecard, due: Due) -> tuple[str, str, str]:
    return card.titles[due.commitment], due.lead_id, due.owner if due.owner is not None else "(no owner)"


def _more(number: int, word: str) -> Iterator[RenderableType]:
    if number > 0:
        yield _text(f"  and {number:,} more {word}", "dim")


def _closing(card: Scorecard) -> Iterator[RenderableType]:
    all_of_them = f"All {words.counted(card.outcomes, 'outcome')}: --outcomes FILE.csv (or .jsonl, .parquet)"
    more = f"{all_of_them}; one promise: --only ID; one lead: --lead ID."
    yield _text(more, "dim")
    yield _text(f"{words.verdict(card)}.", "bold red" if card.is_broken else "bold green")
