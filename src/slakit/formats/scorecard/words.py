"""The sentences of a scorecard that text and Markdown share: plain text, to be escaped by the writer."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from slakit.attainment.scorecard import Attained, LogAccount, PartyScore, PeriodScore, PromiseScore, Scorecard, Status
from slakit.calendars import HOLIDAYS
from slakit.diagnostics import Diagnostic
from slakit.formats.scorecard import figures, times
from slakit.wording.phrases import listed
from slakit.wording.times import day

STATUS = {
    Status.BROKEN: "BROKEN",
    Status.AT_RISK: "at risk",
    Status.OPEN: "open",
    Status.KEPT: "kept",
    Status.IDLE: "-",
}
"""How a promise's status is shown."""

ORDER = tuple(Status)
"""Promises are shown by status, the worst first."""

_SHOWN_PERIODS = 6
_SHOWN_PARTS = 4


class Tone(StrEnum):
    """How a piece of text is meant."""

    BAD = "bad"
    WARNING = "warning"
    GOOD = "good"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with its tone."""

    text: str
    tone: Tone = Tone.PLAIN


def heading(card: Scorecard) -> str:
    """`Sales and Marketing Agreement (northwind), version 1.2.0`."""
    return f"{card.title} ({card.agreement}), version {card.version}"


def seen(card: Scorecard) -> Iterator[tuple[str, str]]:
    """Which rows of the log were looked at: labels, each with its text."""
    last = "the log's last row" if card.known_by is None else "the last row recorded by then"
    yield "As of", _instant(card.as_of, card, "" if card.as_of_given else f", {last}")
    if card.known_by is not None:
        yield "Recorded by", f"{_instant(card.known_by, card)}; what was recorded later is left out"


def _instant(at: int, card: Scorecard, more: str = "") -> str:
    """The instant in the term's zone and in UTC."""
    return f"{times.instant(at, card.timezone)} ({times.utc(at)}{more})"


def account(log: LogAccount) -> str:
    """What became of the rows of the log."""
    parts = [
        (log.used, "used"),
        (log.undeclared, "of undeclared events"),
        (log.after_as_of, "after the as-of"),
        (log.recorded_later, "recorded later"),
        (log.quarantined, "quarantined"),
        (log.duplicates, "repeated"),
    ]
    told = [f"{count:,} {word}" for count, word in parts if count or word in ("used", "quarantined")]
    if log.by_event:
        events = counted(sum(count for count, _ in parts), "event")
        left = f"; {counted(log.not_mapped, 'row')} not mapped" if log.not_mapped else ""
        return f"{counted(log.rows, 'row')} read, {events}: {', '.join(told)}{left}"
    told += [f"{log.not_mapped:,} not mapped"] if log.not_mapped else []
    return f"{counted(log.rows, 'row')} read: {', '.join(told)}"


def selection(card: Scorecard, *, named: bool = True) -> Iterator[str]:
    """What the evaluation was narrowed to; leads by their ids if `named`."""
    if card.leads:
        leads = f"{'lead' if len(card.leads) == 1 else 'leads'} {listed(card.leads)}"
        yield f"{leads if named else counted(len(card.leads), 'lead')}; promises over periods are left out"
    if card.only:
        yield listed(card.only)


def finding(found: Diagnostic) -> str:
    """A finding in one line."""
    return f"{found.code.id}: {found.span.file}: {found.message}{f' ({found.help})' if found.help else ''}"


def notes(card: Scorecard) -> Iterator[str]:
    """What a reader may want to know of the log, and of the holidays, beside the figures."""
    if card.holidays:
        yield f"Public holidays are those of the data package “{HOLIDAYS}”, release {card.holidays}"
    if columns := card.log.ignored_columns:
        yield f"Ignored {'column' if len(columns) == 1 else 'columns'} of the log: {', '.join(columns)}"
    for value in card.log.unmapped_values:
        yield f"Not mapped: {value.value!r} in column {value.column} ({counted(value.rows, 'row')})"
    for remark in card.remarks:
        yield f"{remark.subject}: {remark.count:,} {remark.says}"


def verdict(card: Scorecard) -> str:
    """`9 of 22 promises are broken, 2 are at risk, 10 are kept, 1 is open`, or `The one promise is kept`."""
    judged = len(card.promises) - card.count(Status.IDLE)
    if not judged:
        local = times.local(card.as_of, card.timezone).date()
        begins = card.begins or card.term.from_
        early = f", the term begins on {day(begins)}" if local < begins else ""
        return f"Nothing to judge: no promise has an outcome yet{early}"
    others = ((Status.AT_RISK, "at risk"), (Status.KEPT, "kept"), (Status.OPEN, "open"))
    broken = card.count(Status.BROKEN)
    if judged == 1:
        return f"The one promise is {next((word for status, word in others if card.count(status)), 'broken')}"
    said = [f"{broken or 'None'} of {counted(judged, 'promise')} {_is(broken)} broken"]
    for status, word in others:
        if number := card.count(status):
            said.append(f"{number} {_is(number)} {word}")
    return ", ".join(said)


def standing(party: PartyScore) -> str:
    """`3 of 10 broken, 1 at risk`."""
    judged = len(party.promises) - party.count(Status.IDLE)
    said = [f"{party.count(Status.BROKEN) or 'none'} of {judged} broken"]
    if at_risk := party.count(Status.AT_RISK):
        said.append(f"{at_risk} at risk")
    return ", ".join(said)


def worst_first(party: PartyScore) -> list[PromiseScore]:
    """The promises of a party by status; within one status in the agreement's order."""
    return sorted(party.promises, key=lambda promise: ORDER.index(promise.status))


def idle(party: PartyScore) -> str:
    """The promises that have no outcome to judge, in one sentence; empty without any."""
    found = [promise.title for promise in party.promises if promise.status is Status.IDLE]
    return f"nothing to judge yet: {'; '.join(found)}" if found else ""


def name(promise: PromiseScore) -> tuple[str, str]:
    """The title and, beside it, the id in brackets."""
    return promise.title, f"({promise.id})"


def extras(promise: PromiseScore) -> Iterator[str]:
    """Why outcomes were breached and what else became of them: `why: 15 late, 4 never`, `5 cancelled`."""
    counts = promise.counts
    if promise.kind in ("quota", "goal"):  # their periods say it
        return
    if promise.causes:
        yield "why: " + ", ".join(f"{number:,} {cause}" for cause, number in promise.causes)
    open_ = [f"{n:,} {word}" for n, word in ((counts.at_risk, "at risk"), (counts.paused, "paused")) if n]
    if open_:
        yield f"open: {', '.join(open_)}"
    for number, word in (
        (counts.cancelled, "cancelled"),
        (counts.waived, "waived"),
        (counts.not_applicable, "not applicable"),
    ):
        if number:
            yield f"{number:,} {word}"


def periods(promise: PromiseScore, year: int, *, named: bool = True) -> Iterator[Piece]:
    """A promise's periods in order; of many, those that matter and the number of the others.

    Whose part of a period is behind is said only if `named`.
    """
    shown = promise.periods
    if len(shown) > _SHOWN_PERIODS:
        last = max((index for index, period in enumerate(shown) if not period.running), default=-1)
        matter = [p for i, p in enumerate(shown) if _matters(p) or i == last]
        rest = [p for i, p in enumerate(shown) if not (_matters(p) or i == last)]
        if rest:
            yield Piece(f"{len(rest)} {'others' if matter else 'periods'}: {_together(rest)}")
        shown = tuple(matter)
    for period in shown:
        yield _period(promise, period, times.span(period.start, period.end, year), named)


def _matters(period: PeriodScore) -> bool:
    return bool(period.counts.breached or period.running or any(result.behind for result in period.results))


def _together(shown: list[PeriodScore]) -> str:
    parts = []
    for state, word in (
        ("met", "kept"),
        ("pending", "open"),
        ("waived", "waived"),
        ("not_applicable", "not applicable"),
    ):
        if number := sum(getattr(period.counts, state) for period in shown):
            parts.append(f"{number:,} {word}")
    return ", ".join(parts)


def _period(promise: PromiseScore, period: PeriodScore, label: str, named: bool) -> Piece:
    if period.counts.all == 1 and period.results[0].dimension is None:
        return _whole(period, label)
    counts = period.counts
    of = counts.all - counts.not_applicable
    if not of:
        return Piece(f"{label} not applicable")
    behind = [result for result in period.results if result.state == "breached" or result.behind]
    names = f": {_names(behind)}" if named else ""
    if counts.breached:
        return Piece(f"{label} {counts.breached:,} of {of:,} BROKEN{names}", Tone.BAD)
    if behind:
        return Piece(f"{label} {len(behind):,} of {of:,} behind{_so_far(period)}{names}", Tone.WARNING)
    if counts.met == of:
        return Piece(f"{label} all {of:,} kept", Tone.GOOD)
    if promise.objective and not counts.met:
        return Piece(f"{label} all {of:,} on course{_so_far(period)}{_weakest(period) if named else ''}")
    return Piece(f"{label} {counts.met:,} of {of:,} kept{_so_far(period)}")


def _names(behind: list[Attained]) -> str:
    names = ", ".join(f"{result.dimension} {figures.attained(result)}" for result in behind[:_SHOWN_PARTS])
    more = len(behind) - _SHOWN_PARTS
    return f"{names} and {more} more" if more > 0 else names


def _weakest(period: PeriodScore) -> str:
    """Who is nearest to breaking, of those with a figure: ` (weakest: dev 90.9%)`."""
    valued = [result for result in period.results if result.value is not None]
    return f" (weakest: {valued[0].dimension} {figures.attained(valued[0])})" if valued else ""


def _whole(period: PeriodScore, label: str) -> Piece:
    result = period.results[0]
    figure = figures.attained(result)
    match result.state:
        case "breached":
            return Piece(f"{label} {figure} BROKEN{_of(result)}", Tone.BAD)
        case "met":
            return Piece(f"{label} {figure}{' already' if period.running else ''}", Tone.GOOD)
        case "not_applicable":
            return Piece(f"{label} not applicable")
        case "waived":
            return Piece(f"{label} {figure} waived")
        case _ if result.behind:
            return Piece(
                f"{label} {figure}{_so_far(period)}, {'AT RISK' if result.state == 'at_risk' else 'BELOW'}",
                Tone.WARNING,
            )
        case _:
            return Piece(f"{label} {figure}{_so_far(period)}")


def _of(result: Attained) -> str:
    """The episodes behind a share: ` (125 of 136)`."""
    if result.met is None or result.breached is None:
        return ""
    return f" ({result.met:,} of {result.met + result.breached:,})"


def _so_far(period: PeriodScore) -> str:
    """An ended period may wait for its last episodes or cohorts."""
    return " so far" if period.running else ", still open"


def behind(card: Scorecard) -> Iterator[tuple[PromiseScore, PeriodScore, str]]:
    """Open periods that are at risk or below their objective, with what was attained; the first to end first."""
    found = [
        (promise, period)
        for promise in card.promises
        for period in promise.periods
        if any(result.behind for result in period.results)
    ]
    for promise, period in sorted(found, key=lambda pair: (pair[1].ends_at, pair[0].id, pair[1].start)):
        parts = [result for result in period.results if result.behind]
        figures_ = [f"{r.dimension + ' ' if r.dimension is not None else ''}{figures.attained(r)}" for r in parts]
        more = len(parts) - _SHOWN_PARTS
        yield promise, period, ", ".join(figures_[:_SHOWN_PARTS]) + (f" and {more} more" if more > 0 else "")


def counted(number: int, word: str) -> str:
    """`1 row`, `4,345 rows`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
