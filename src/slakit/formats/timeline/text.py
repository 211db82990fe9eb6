"""A lead's timeline for a terminal: the lead's rows, then each clock with what happened, why, and its arithmetic."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from slakit.diagnostics import Span
from slakit.formats.scorecard.times import span
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe, width
from slakit.timeline.model import Clock, Episode, Moment, PeriodPromise, Promised, Row, Sum, Timeline
from slakit.timeline.words import clock, day, length, local, moment, said

NARROWEST = 60
WIDEST = 120
_TONES = {"met": "32", "breached": "1;31", "at_risk": "33", "paused": "33", "waived": "33"}
_ROLES = 10
_NO_BREAK = "\u00a0"
"""Keeps what belongs together on one line while text is folded."""


def render(timeline: Timeline, setting: Setting) -> str:
    """The whole timeline. Ends with a line break."""
    paint = _Paint(setting, timeline)
    lines = [
        paint.bold(f"Lead {safe(timeline.lead_id)} under {safe(timeline.agreement)}"),
        f"As of {_instant(timeline.as_of, timeline.timezone)}; times are those of {timeline.timezone}.",
        "",
        *_rows(timeline, paint),
    ]
    for found in timeline.clocks:
        lines += ["", *clock_lines(found, paint)]
    if not timeline.clocks and not timeline.periods:
        lines += ["", "No clock of the agreement looked at this lead."]
    if timeline.periods:
        lines += ["", paint.bold("Where it counts"), "How these promises stand depends on all leads: slakit evaluate."]
    for promise in timeline.periods:
        lines += ["", *_promise_lines(promise, paint)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


class _Paint:
    """Colours and the width of the text, and the year that need not be named."""

    def __init__(self, setting: Setting, timeline: Timeline) -> None:
        self.year = local(timeline.as_of, timeline.timezone).year
        self.colour = setting.colour
        self.width = max(NARROWEST, min(setting.width, WIDEST))

    def bold(self, text: str) -> str:
        return self._in("1", text)

    def dim(self, text: str) -> str:
        return self._in("2", text)

    def state(self, state: str) -> str:
        return self._in(_TONES.get(state, ""), said(state))

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code else text


def brief(timeline: Timeline, setting: Setting) -> list[str]:
    """The clocks alone, for those who have the rows before them."""
    paint = _Paint(setting, timeline)
    return [line.rstrip() for found in timeline.clocks for line in clock_lines(found, paint)]


def clock_lines(found: Clock, paint: _Paint) -> Iterator[str]:
    """One clock: its head, its episodes, and what it looked at in vain."""
    yield _head(found, paint)
    for episode in found.episodes:
        yield from _episode(found, episode, paint)
    if found.idle:
        yield paint.dim("  Outside every episode:" if found.episodes else "  Nothing started it:")
        yield from _moments(found.idle, found.timezone, paint)


def _head(found: Promised, paint: _Paint) -> str:
    name = safe(found.title) if found.title == found.commitment else f"{safe(found.title)} ({safe(found.commitment)})"
    return f"{paint.bold(name)}, promised by {safe(found.party)} {paint.dim(safe(place(found.clause)))}"


def _promise_lines(found: PeriodPromise, paint: _Paint) -> Iterator[str]:
    """A promise over a period: its head, what the lead brings to each period, and what counts in none."""
    yield _head(found, paint)
    for part in found.parts:
        whose = "" if part.dimension is None else f", {safe(part.dimension)}"
        yield f"  {span(part.start, part.end)}{whose}: {safe(part.text)}"
        yield from _moments(part.moments, found.timezone, paint)
    if found.idle:
        yield paint.dim("  Not counted:")
        yield from _moments(found.idle, found.timezone, paint)


def place(clause: Span) -> str:
    """`agreement.yaml:41`."""
    return f"{clause.file}:{clause.line}"


def _rows(timeline: Timeline, paint: _Paint) -> Iterator[str]:
    if timeline.rows:
        yield paint.bold("The log")
        yield from _seen(timeline, paint)
    else:
        yield "None of the lead's rows was looked at."
    for line in _left_out(timeline, paint):
        yield from _folded("  Left out: ", line, paint, 4)


def _left_out(timeline: Timeline, paint: _Paint) -> Iterator[str]:
    """The rows of the lead that were not looked at."""
    found = timeline.left_out
    if found.first_after is not None:
        first = moment(found.first_after, timeline.timezone, paint.year)
        yield f"{_rows_are(found.after_as_of, 'lies', 'lie')} after the as-of, from {first} on"
    if found.recorded_later:
        yield f"{_rows_are(found.recorded_later, 'was', 'were')} recorded later than --known-by"
    if found.unreadable:
        first = f"; the first is {found.first_unreadable}" if found.unreadable > 1 else f": {found.first_unreadable}"
        yield f"{_rows_are(found.unreadable, 'cannot', 'cannot')} be read{first}"


def _rows_are(number: int, one: str, many: str) -> str:
    return f"1 row {one}" if number == 1 else f"{number:,} rows {many}"


def _seen(timeline: Timeline, paint: _Paint) -> Iterator[str]:
    when = [moment(row.at, timeline.timezone, paint.year) for row in timeline.rows]
    first, events = max(map(len, when)), max(width(safe(row.event)) for row in timeline.rows)
    for at, row in zip(when, timeline.rows, strict=True):
        name = safe(row.event)
        yield from _folded(
            f"  {at:<{first}}  {name}{' ' * (events - width(name))}  ", _row(row), paint, first + events + 6
        )


def _row(row: Row) -> str:
    values = " ".join(f"{name}={value}" for name, value in row.values)
    known = f"[{', '.join(row.matches)}]" if row.matches else "[no declared event]"
    return f"{known} {values}".strip()


def _episode(found: Clock, episode: Episode, paint: _Paint) -> Iterator[str]:
    outcome = episode.outcome
    several = len(found.episodes) > 1 or (outcome.episode or 1) > 1
    number = f"episode {outcome.episode}: " if several else ""
    rest = episode.verdict.removeprefix(said(outcome.state))
    yield from _folded(f"  {number}{paint.state(outcome.state)}", rest, paint, 4)
    yield from _moments(episode.moments, found.timezone, paint)
    for found_sum in episode.sums:
        yield from _sum(found_sum, found.timezone, paint)


def _moments(moments: Sequence[Moment], timezone: str, paint: _Paint) -> Iterator[str]:
    when = [moment(found.at, timezone, paint.year) for found in moments]
    first = max(map(len, when), default=0)
    for at, found in zip(when, moments, strict=True):
        word = "deadline" if found.role in ("first-deadline", "gap") else found.role
        role = word if found.counted else f"({word})"
        names = f"{', '.join(found.events)}: " if found.events else ""
        lead = f"    {at:<{first}}  {role:<{_ROLES}}  "
        yield from _folded(lead, f"{names}{found.text}", paint, first + _ROLES + 8, dim=not found.counted)


def _sum(found: Sum, timezone: str, paint: _Paint) -> Iterator[str]:
    due = moment(found.end, timezone, paint.year)
    if found.days:
        dates = ", ".join(day(date.fromisoformat(each)).replace(" ", _NO_BREAK) for each in found.days)
        text = f"{due} = the last close of {dates}"
    else:
        total = length(found.seconds, days=_is_elapsed(found))
        single = len(found.slices) == 1 and not found.left_out
        text = f"{due} = {_slices(found, paint.year) or total}{'' if single or not found.slices else f' = {total}'}"
    if found.timezone != timezone:
        text += f" (hours in {found.timezone})"
    if found.closed:
        shown = ", ".join(f"{day(date.fromisoformat(each))} {why}" for each, why in found.closed)
        text += f"; closed or other hours: {shown}"
    yield from _folded(f"    {found.about}: ", text, paint, 8)


def _slices(found: Sum, year: int) -> str:
    """`Mon 4 Jan 16:50–17:30 40 min, Tue 5 Jan 09:00–12:30 3 h 30 min, 13:30–15:20 1 h 50 min`."""
    if _is_elapsed(found):
        return (
            f"{moment(found.start, found.timezone, year)} + {length(found.seconds, days=True)}" if found.seconds else ""
        )
    shown: list[str] = []
    before: date | None = None
    for number, piece in enumerate(found.slices):
        if found.left_out and number == len(found.slices) - 1:
            shown.append(f"{found.left_out} more {length(found.left_out_seconds)}")
            before = None
        begins, ends = (local(at, found.timezone) for at in (piece.start, piece.end))
        midnight = (ends.hour, ends.minute, ends.second) == (0, 0, 0)
        same = ends.date() == begins.date() or (midnight and (ends.date() - begins.date()).days == 1)
        until = "24:00" if same and midnight else clock(piece.end, found.timezone)
        from_ = (
            clock(piece.start, found.timezone) if before == begins.date() else moment(piece.start, found.timezone, year)
        )
        until = until if same else moment(piece.end, found.timezone, year)
        shown.append(f"{from_}–{until} {length(piece.seconds, days=True)}".replace(" ", _NO_BREAK))
        before = begins.date() if same else None
    return ", ".join(shown)


def _is_elapsed(found: Sum) -> bool:
    """Whether it is one stretch without a break, as elapsed time is."""
    return len(found.slices) == 1 and found.slices[0].seconds == found.end - found.start and found.seconds > 86_400


def _instant(at: int, timezone: str) -> str:
    here = local(at, timezone)
    return f"{day(here.date())} {here.year}, {clock(at, timezone)} {here.tzname()}"


def _folded(lead: str, text: str, paint: _Paint, margin: int, *, dim: bool = False) -> Iterator[str]:
    """`lead` and `text`, folded at the width with the rest under a margin."""
    first = _plain_width(lead)
    pieces = wrap(safe(text), max(20, paint.width - margin), break_long_words=True) or [""]
    if first > margin:
        pieces = wrap(safe(text), max(20, paint.width - first)) or [""]
        margin = first
    for number, piece in enumerate(pieces):
        shown = paint.dim(piece) if dim else piece
        yield f"{lead if number == 0 else ' ' * margin}{shown.replace(_NO_BREAK, ' ')}"


def _plain_width(text: str) -> int:
    """The columns of text that may hold this module's own colours."""
    for code in ("\x1b[0m", *(f"\x1b[{tone}m" for tone in (*_TONES.values(), "1", "2"))):
        text = text.replace(code, "")
    return width(text)
