"""The scorecard as Markdown (GitHub-flavoured), for a wiki, a mail or a pull request; texts of users are escaped."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from slakit.attainment.scorecard import Due, PartyScore, PromiseScore, Scorecard, Status
from slakit.formats import markup
from slakit.formats.markup import clipped, table, text
from slakit.formats.scorecard import figures, times, words
from slakit.formats.scorecard.words import Tone
from slakit.formats.setting import Setting

_OWNERS = 10
_AT_RISK = 20
_PENDING = 10
_LONG = 10
"""A table of more rows is folded away, as are the promises of a party that has more and that are kept or open."""
_PROMISES = ("", "Promise", "Kept", "Broken", "Open", "Periods and causes")
_DUE = ("Due", "Left", "Promise", "Lead or figure", "Owner")


def render(card: Scorecard, setting: Setting) -> str:
    """The scorecard as one page within the setting's limit, ending in a line break."""
    return page(card, setting)


def page(card: Scorecard, setting: Setting, *, public: bool = False) -> str:
    """The page; a `public` one names no lead and no owner."""
    told = [promise.id for status in words.ORDER for promise in card.promises if promise.status is status]
    return markup.fitted(lambda rows: _page(card, set(told[:rows]), public), len(told), setting.limit)


def _page(card: Scorecard, shown: Collection[str], public: bool) -> str:
    return "\n\n".join(block for block in _blocks(card, shown, public) if block) + "\n"


def _blocks(card: Scorecard, shown: Collection[str], public: bool) -> Iterator[str]:
    yield f"# {text(clipped(words.heading(card)))}"
    yield f"**{text(words.verdict(card))}.**"
    yield _list(_facts(card, public))
    for party in card.parties:
        yield from _party(card, party, shown, public)
    if left := len(card.promises) - len(shown):
        yield f"{words.counted(left, 'promise')} more: there is no room for them on this page."
    if not public:
        yield from _owners(card)
        yield from _upcoming(card)
    if notes := list(words.notes(card)):
        yield "## Notes"
        yield _list(text(clipped(note)) for note in notes[:_LONG])


def _facts(card: Scorecard, public: bool) -> Iterator[str]:
    for party in card.parties:
        yield f"{text(clipped(party.title))}: {text(words.standing(party))}"
    yield from (f"{label} {text(said)}" for label, said in words.seen(card))
    yield f"Log: {text(words.account(card.log))}"
    for said in words.selection(card, named=not public):
        yield f"Only {text(clipped(said))}"
    for finding in card.findings:
        yield f"{str(finding.severity).capitalize()} {text(clipped(words.finding(finding)))}"


def _party(card: Scorecard, party: PartyScore, shown: Collection[str], public: bool) -> Iterator[str]:
    accountable = f" ({', '.join(party.accountable)})" if party.accountable else ""
    yield f"## {text(clipped(party.title + accountable))}"
    told = [promise for promise in words.worst_first(party) if promise.status is not Status.IDLE]
    listed = [promise for promise in told if promise.id in shown]
    matter = [promise for promise in listed if promise.status in (Status.BROKEN, Status.AT_RISK)]
    rest = [promise for promise in listed if promise not in matter]
    first = matter if len(told) > _LONG and matter else listed
    if first:
        yield table(_PROMISES, "llrrrl", [_row(card, promise, public) for promise in first])
    if first is not listed and rest:
        more = table(_PROMISES, "llrrrl", [_row(card, promise, public) for promise in rest])
        yield markup.details(f"{words.counted(len(rest), 'promise')} kept or open", more)
    if idle := words.idle(party):
        yield text(clipped(idle[:1].upper() + idle[1:]))


def _row(card: Scorecard, promise: PromiseScore, public: bool) -> list[str]:
    title, identifier = words.name(promise)
    counts, status = promise.counts, words.STATUS[promise.status]
    name = f"{text(clipped(title))} {text(identifier)}"
    if promise.promised:
        name += f"<br>{text(clipped(promise.promised))}"
    year = times.local(card.as_of, card.timezone).year
    pieces = words.periods(promise, year, named=not public)
    told = [_bold(clipped(piece.text), piece.tone is Tone.BAD) for piece in pieces]
    told += [text(extra) for extra in words.extras(promise)]
    numbers = [f"{number:,}" if number else "" for number in (counts.met, counts.breached, counts.open)]
    return [_bold(status, promise.status is Status.BROKEN), name, *numbers, "<br>".join(told)]


def _owners(card: Scorecard) -> Iterator[str]:
    if not card.owners:
        return
    yield "## Worst owners"
    rows = [
        [
            text(clipped(owner.owner)),
            f"{owner.breached:,}",
            f"{owner.decided:,}",
            figures.share(owner.breached, owner.decided),
            text(clipped(", ".join(f"{name} {number:,}" for name, number in owner.commitments[:3]))),
        ]
        for owner in card.owners[:_OWNERS]
    ]
    yield table(("Owner", "Broken", "Decided", "Share", "Mostly"), "lrrrl", rows)
    if card.unowned:
        yield text(f"{words.counted(card.unowned, 'broken outcome')} of leads without an owner.")


def _upcoming(card: Scorecard) -> Iterator[str]:
    yield "## About to be missed"
    periods = list(words.behind(card))
    rows = [_due(card, period.ends_at, promise.title, figure, "") for promise, period, figure in periods]
    rows += [_lead(card, due) for due in card.upcoming.at_risk[:_AT_RISK]]
    yield _folded("promises and leads", rows) if rows else "Nothing is at risk."
    if more := card.upcoming.at_risk_in_all - len(card.upcoming.at_risk[:_AT_RISK]):
        yield f"And {more:,} more at risk."
    if card.upcoming.pending:
        yield "### Due next"
        yield _folded("leads", [_lead(card, due) for due in card.upcoming.pending[:_PENDING]])
    if more := card.upcoming.pending_in_all - len(card.upcoming.pending[:_PENDING]):
        yield f"And {more:,} more open."


def _folded(what: str, rows: Sequence[Sequence[str]]) -> str:
    """A table of what is due; a long one is folded away."""
    whole = table(_DUE, "lrlll", rows)
    return whole if len(rows) <= _LONG else markup.details(f"{len(rows)} {what}", whole)


def _lead(card: Scorecard, due: Due) -> list[str]:
    return _due(card, due.due_at, card.titles[due.commitment], due.lead_id, due.owner or "")


def _due(card: Scorecard, at: int, *cells: str) -> list[str]:
    left = times.remaining(at - card.as_of)
    return [text(times.moment(at, card.timezone)), left, *(text(clipped(cell)) for cell in cells)]


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _bold(value: str, strong: bool) -> str:
    return f"**{text(value)}**" if strong else text(value)
