"""The scorecard as Markdown (GitHub-flavoured), for a wiki, a mail or a pull request; texts of users are escaped."""

from collections.abc import Iterable, Iterator, Sequence

from slakit.attainment.days import day_starts
from slakit.attainment.scorecard import Due, PartyScore, PromiseScore, Scorecard, Status
from slakit.document.markdown import escaped
from slakit.formats.scorecard import figures, times, words
from slakit.formats.scorecard.words import Tone

_OWNERS = 10
_AT_RISK = 20
_PENDING = 10


def render(card: Scorecard) -> str:
    """The scorecard as one page, ending in a line break."""
    blocks = [block for block in _blocks(card) if block]
    return "\n\n".join(blocks) + "\n"


def _blocks(card: Scorecard) -> Iterator[str]:
    yield f"# {escaped(words.heading(card))}"
    yield f"**{escaped(words.verdict(card))}.**"
    yield _list(_facts(card))
    for party in card.parties:
        yield from _party(card, party)
    yield from _owners(card)
    yield from _upcoming(card)
    if notes := list(words.notes(card)):
        yield "## Notes"
        yield _list(escaped(note) for note in notes)


def _facts(card: Scorecard) -> Iterator[str]:
    for party in card.parties:
        yield f"{escaped(party.title)}: {escaped(words.standing(party))}"
    yield f"As of {escaped(words.as_of(card))}"
    yield f"Log: {escaped(words.account(card.log))}"
    for said in words.selection(card):
        yield f"Only {escaped(said)}"
    for finding in card.findings:
        yield f"{str(finding.severity).capitalize()} {escaped(words.finding(finding))}"


def _party(card: Scorecard, party: PartyScore) -> Iterator[str]:
    accountable = f" ({', '.join(party.accountable)})" if party.accountable else ""
    yield f"## {escaped(party.title + accountable)}"
    told = [promise for promise in words.worst_first(party) if promise.status is not Status.IDLE]
    if told:
        yield _table(
            ("", "Promise", "Kept", "Broken", "Open", "Periods and causes"),
            "llrrrl",
            [_row(card, promise) for promise in told],
        )
    if idle := words.idle(party):
        yield escaped(idle[:1].upper() + idle[1:])


def _row(card: Scorecard, promise: PromiseScore) -> list[str]:
    title, identifier = words.name(promise)
    counts, status = promise.counts, words.STATUS[promise.status]
    name = f"{escaped(title)} {escaped(identifier)}"
    if promise.promised:
        name += f"<br>{escaped(promise.promised)}"
    year = times.local(card.as_of, card.timezone).year
    told = [_bold(piece.text, piece.tone is Tone.BAD) for piece in words.periods(promise, year)]
    told += [escaped(extra) for extra in words.extras(promise)]
    numbers = [f"{number:,}" if number else "" for number in (counts.met, counts.breached, counts.open)]
    return [_bold(status, promise.status is Status.BROKEN), name, *numbers, "<br>".join(told)]


def _owners(card: Scorecard) -> Iterator[str]:
    if not card.owners:
        return
    yield "## Worst owners"
    rows = [
        [
            escaped(owner.owner),
            f"{owner.breached:,}",
            f"{owner.decided:,}",
            figures.share(owner.breached, owner.decided),
            escaped(", ".join(f"{name} {number:,}" for name, number in owner.commitments[:3])),
        ]
        for owner in card.owners[:_OWNERS]
    ]
    yield _table(("Owner", "Broken", "Decided", "Share", "Mostly"), "lrrrl", rows)
    if card.unowned:
        yield escaped(f"{words.counted(card.unowned, 'broken outcome')} of leads without an owner.")


def _upcoming(card: Scorecard) -> Iterator[str]:
    yield "## About to be missed"
    periods = list(words.behind(card))
    ends = day_starts(card.timezone, [period.end for _, period, _ in periods])
    rows = [_due(card, ends[period.end], promise.title, figure, "") for promise, period, figure in periods]
    rows += [_lead(card, due) for due in card.upcoming.at_risk[:_AT_RISK]]
    header = ("Due", "Left", "Promise", "Lead or figure", "Owner")
    yield _table(header, "lrlll", rows) if rows else "Nothing is at risk."
    if more := card.upcoming.at_risk_in_all - len(card.upcoming.at_risk[:_AT_RISK]):
        yield f"And {more:,} more at risk."
    if card.upcoming.pending:
        yield "### Due next"
        yield _table(header, "lrlll", [_lead(card, due) for due in card.upcoming.pending[:_PENDING]])
    if more := card.upcoming.pending_in_all - len(card.upcoming.pending[:_PENDING]):
        yield f"And {more:,} more open."


def _lead(card: Scorecard, due: Due) -> list[str]:
    return _due(card, due.due_at, card.titles[due.commitment], due.lead_id, due.owner or "")


def _due(card: Scorecard, at: int, *cells: str) -> list[str]:
    left = times.remaining(at - card.as_of)
    return [escaped(times.moment(at, card.timezone)), left, *(escaped(cell) for cell in cells)]


def _table(header: Sequence[str], align: str, rows: Iterable[Sequence[str]]) -> str:
    rule = ["---:" if side == "r" else "---" for side in align]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _bold(text: str, strong: bool) -> str:
    return f"**{escaped(text)}**" if strong else escaped(text)
