"""Measures: what is counted in a period, and what it comes to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle.calendars import Calendar
from tests.oracle.conditions import Value, Values, typed
from tests.oracle.events import Occurrence
from tests.oracle.outcome import OPEN
from tests.oracle.quantities import duration, names
from tests.oracle.setting import Setting
from tests.oracle.verdicts import Clocks

DURATIONS = ("median", "average", "p90")
KINDS = ("count", "leads", "sum", "share", "ratio", *DURATIONS)

Inside = Callable[[int], bool]
"""Whether an instant lies in the period."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A counted row (or episode). `value` is what it brings to the measure; None: never stopped.

    `side`: of a share, which of `share` and `of` it is a row of; of a ratio, '0' above and '1' below,
    `inner` being what its part counted.
    `until`: the instant its window is over, or None; `open`: an episode that is neither met nor breached.
    """

    lead: str | None
    owner: str | None
    state: Values = field(hash=False)
    value: Fraction | None = Fraction(0)
    side: str = ""
    until: int | None = None
    open: bool = False
    inner: "Item | None" = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a measure comes to. `value` None: it has none; `endless`: longer than any number.

    `sample`: how much it rests on. `unsettled`: a window or an episode of the period is still open.
    """

    value: Fraction | None
    sample: Fraction | int
    endless: bool = False
    unsettled: bool = False


def kind_of(measure: Mapping[str, Any]) -> str:
    """Which kind of measure it is."""
    return next(kind for kind in KINDS if kind in measure)


def items(setting: Setting, clocks: Clocks, name: str, calendar: Calendar, inside: Inside) -> list[Item]:
    """What a measure counts in a period, whoever it belongs to."""
    measure = setting.agreement["measures"][name]
    kind = kind_of(measure)
    if kind == "ratio":
        found = [
            Item(lead=item.lead, owner=item.owner, state=item.state, side=str(side), inner=item)
            for side, part in enumerate((measure["ratio"], measure["of"]))
            for item in items(setting, clocks, part, calendar, inside)
        ]
    elif kind in DURATIONS:
        found = _episodes(clocks, measure[kind], setting, inside)
    elif kind == "share" and "within" in measure:
        found = _followed(setting, measure, calendar, inside)
    elif kind == "share":
        found = _rows(setting, measure["share"], inside, side="share")
        found += _rows(setting, measure["of"], inside, side="of")
    elif kind == "leads":
        found = _rows(setting, measure["leads"], inside, first=measure.get("first") == "true")
    elif kind == "sum":
        found = _rows(setting, measure["of"], inside, amount=_amount(setting, measure["sum"]))
    else:
        found = _rows(setting, measure["count"], inside)
    if kind not in ("count", "sum", "ratio"):
        found = [item for item in found if item.lead is not None]
    return [item for item in found if setting.holds(measure.get("when"), item.state)]


def reading(setting: Setting, name: str, counted: Sequence[Item]) -> Reading:
    """What the counted items come to."""
    measure = setting.agreement["measures"][name]
    match kind_of(measure):
        case "count":
            return Reading(value=Fraction(len(counted)), sample=len(counted))
        case "leads":
            leads = {item.lead for item in counted}
            return Reading(value=Fraction(len(leads)), sample=len(leads))
        case "sum":
            return Reading(value=sum((item.value or Fraction(0) for item in counted), Fraction(0)),
                           sample=len(counted))  # fmt: skip
        case "share":
            return _share(setting, counted)
        case "ratio":
            above, below = (
                reading(setting, part, [item.inner for item in counted if item.inner and item.side == str(side)])
                for side, part in enumerate((measure["ratio"], measure["of"]))
            )
            defined = above.value is not None and below.value
            return Reading(
                value=above.value / below.value if defined else None,  # type: ignore[operator]
                sample=below.sample,
                unsettled=above.unsettled or below.unsettled,
            )
        case kind:
            return _spread(kind, counted)


def _rows(
    setting: Setting,
    wanted: str | Sequence[str],
    inside: Inside,
    *,
    first: bool = False,
    side: str = "",
    amount: Callable[[Occurrence, Values], Fraction] | None = None,
) -> list[Item]:
    """The rows of the events in the period and in scope."""
    found = []
    for lead in (None, *setting.log.leads()):
        happened = setting.events.of(lead, wanted)
        for occurrence in happened:
            state = setting.state(occurrence)
            if not inside(occurrence.at) or not setting.in_scope(state):
                continue
            if first and occurrence.at != happened[0].at:
                continue
            value = amount(occurrence, state) if amount else Fraction(1)
            found.append(Item(lead=lead, owner=state.get("owner"), state=state, value=value, side=side))
    return found


def _amount(setting: Setting, added: Any) -> Callable[[Occurrence, Values], Fraction]:
    """What a row adds to a sum: its own value, or what a table says of the lead's state."""
    if isinstance(added, str):
        return lambda occurrence, _: Fraction(occurrence.values.get(added) or 0)
    ((name, table),) = added.items()
    worth: dict[Value, Fraction] = {typed(setting.kinds[name], key): Fraction(text) for key, text in table.items()}

    def looked_up(_: Occurrence, state: Values) -> Fraction:
        value = state.get(name)
        return Fraction(0) if value is None else worth.get(value, Fraction(0))

    return looked_up


def _followed(setting: Setting, measure: Mapping[str, Any], calendar: Calendar, inside: Inside) -> list[Item]:
    """The leads whose first `of` row lies in the period; 1 if a `share` row follows within the time."""
    length = duration(measure["within"])
    found = []
    for lead in setting.log.leads():
        first = next(iter(setting.events.of(lead, measure["of"])), None)
        if first is None or not inside(first.at):
            continue
        state = setting.state(first)
        if not setting.in_scope(state):
            continue
        until = calendar.deadline(first.at, length)
        hit = any(first.at <= row.at <= until for row in setting.events.of(lead, measure["share"]))
        found.append(
            Item(
                lead=lead, owner=state.get("owner"), state=state, value=Fraction(int(hit)), side="of",
                until=until,
            )
        )  # fmt: skip
    return found


def _episodes(clocks: Clocks, names_: str | Sequence[str], setting: Setting, inside: Inside) -> list[Item]:
    """The version's own episodes that started in the period, but for cancelled and waived ones."""
    found = []
    for name in names(names_):
        for outcome in clocks[name]:
            assert outcome.started_at is not None
            assert outcome.lead is not None
            if outcome.kind != "response" or outcome.state in ("cancelled", "waived"):
                continue
            if outcome.version != setting.place:
                continue
            if not inside(outcome.started_at):
                continue
            found.append(
                Item(
                    lead=outcome.lead,
                    owner=outcome.owner,
                    state=setting.states.at(outcome.lead, outcome.started_at),
                    value=None if outcome.cause == "never" else outcome.value,
                    open=outcome.state in OPEN,
                )
            )
    return found


def _share(setting: Setting, counted: Sequence[Item]) -> Reading:
    whole = {item.lead for item in counted if item.side == "of"}
    if any(item.until is not None for item in counted):
        part = {item.lead for item in counted if item.value}
    else:
        part = {item.lead for item in counted if item.side == "share"}
    return Reading(
        value=Fraction(len(part), len(whole)) if whole else None,
        sample=len(whole),
        unsettled=any(item.until is not None and setting.as_of <= item.until for item in counted),
    )


def _spread(kind: str, counted: Sequence[Item]) -> Reading:
    """The median (lower of two), average or ninth decile of the finished episodes' times."""
    unsettled = any(item.open for item in counted)
    finished = [item.value for item in counted if not item.open]
    times = sorted(value for value in finished if value is not None)
    size = len(finished)
    if not size:
        return Reading(value=None, sample=0, unsettled=unsettled)
    if kind == "average":
        endless = len(times) < size
        value = None if endless else sum(times, Fraction(0)) / size
    else:
        place = (size - 1) // 2 if kind == "median" else -(-9 * size // 10) - 1
        endless = place >= len(times)
        value = None if endless else times[place]
    return Reading(value=value, sample=size, endless=endless, unsettled=unsettled)
