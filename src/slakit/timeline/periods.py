"""Promises over a period explained for one lead: which of its rows and episodes count, in which period, and why not.

How such a promise stands depends on all leads, and is the evaluation's to say.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from slakit.attainment.days import epoch
from slakit.engine.compile import is_selected
from slakit.engine.run import Evaluation
from slakit.model import Count, Goal, Leads, Objective, Quota, ResponseTime, Share, Sum
from slakit.numbers import plain
from slakit.outcomes import Outcome
from slakit.timeline.amounts import Amounts, added, in_words
from slakit.timeline.counting import Counting, Looked, Side, Stretch, objectives, sides
from slakit.timeline.model import Moment, Part, PeriodPromise, Role
from slakit.timeline.scene import Ground, repr_of
from slakit.timeline.words import length, local
from slakit.usage import commitment_ids, measured

_OPEN = ("pending", "at_risk", "paused")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """Something that may count: at an instant, whose it is, and why it does not (empty: it does)."""

    at: int
    dimension: str | None
    why_not: str
    moment: Moment
    amounts: Amounts = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Tells of the promises over periods of one version: its number and words, and the lead's outcomes of clocks."""

    found: Evaluation
    counting: Counting
    lead_id: str
    number: int
    ground: Ground
    outcomes: Sequence[Outcome]

    def promises(self, only: Collection[str]) -> Iterator[PeriodPromise]:
        """Quotas, goals and objectives that the lead counts for, or that looked at it in vain."""
        for promise in measured(self.ground.agreement):
            if is_selected(promise.id, only):
                kind = "goal" if isinstance(promise, Goal) else "quota"
                yield from self._told(promise.id, kind, promise.title or promise.id, list(self._measured(promise)))
        declared = commitment_ids(self.ground.agreement)
        for id_, objective in objectives(self.ground.agreement):
            if is_selected(id_, only):
                clock = id_.removesuffix(".objective")
                title = declared[id_].title or declared[id_].id
                part = clock.partition(".")[2]
                episodes = [self._episode(id_, objective, each) for each in self._of(clock)]
                yield from self._told(id_, "objective", f"{title}: {part}" if part else title, episodes)

    def _told(self, id_: str, kind: str, title: str, seen: list[_Seen]) -> Iterator[PeriodPromise]:
        if not seen:
            return
        commitment = commitment_ids(self.ground.agreement)[id_]
        idle = [replace(each.moment, counted=False, text=each.why_not) for each in seen if each.why_not]
        yield PeriodPromise(
            commitment=id_,
            kind=kind,
            title=title,
            party=self.ground.parties(commitment.by),
            clause=commitment.span,
            version=self.ground.agreement.version,
            timezone=self.ground.timezone,
            parts=tuple(self._parts(id_, [each for each in seen if not each.why_not])),
            idle=tuple(sorted(idle, key=lambda moment: moment.at)),
        )

    def _parts(self, id_: str, counted: list[_Seen]) -> Iterator[Part]:
        for stretch in self.counting.stretches[self.number, id_]:
            within = [each for each in counted if self._stretch(id_, each.at) is stretch]
            for dimension in sorted({each.dimension for each in within}, key=lambda name: name or ""):
                mine = [each for each in within if each.dimension == dimension]
                amounts = added([each.amounts for each in mine])
                yield Part(
                    start=stretch.first,
                    end=stretch.after,
                    dimension=dimension,
                    amounts=tuple(amounts.items()),
                    text=in_words(amounts),
                    moments=tuple(sorted((each.moment for each in mine), key=lambda moment: moment.at)),
                )

    def _stretch(self, id_: str, at: int) -> Stretch | None:
        day = local(at, self.ground.timezone).date()
        known = self.counting.stretches[self.number, id_]
        return next((stretch for stretch in known if stretch.first <= day < stretch.after), None)

    # --- measures -----------------------------------------------------------------------------

    def _measured(self, promise: Quota | Goal) -> Iterator[_Seen]:
        agreement = self.ground.agreement
        for number, side in enumerate(sides(agreement, agreement.measures[promise.measure])):
            prefix = f"{side.of} " if side.of else ""
            for each in self._side(promise, number, side):
                amounts = tuple((f"{prefix}{name}", amount) for name, amount in each.amounts)
                text = f"{side.of}: {each.moment.text}" if side.of else each.moment.text
                yield replace(each, amounts=amounts, moment=replace(each.moment, text=text))

    def _side(self, promise: Quota | Goal, number: int, side: Side) -> Iterator[_Seen]:
        match side.measure:
            case Count(events=events):
                yield from self._rows(promise, number, "row", events, "count")
            case Leads(events=events):
                yield from self._rows(promise, number, "row", events, "lead", first=side.measure.first)
            case Sum(of=events):
                yield from self._rows(promise, number, "row", events, "sum")
            case Share(within=None):
                yield from self._rows(promise, number, "of", side.measure.of, "of")
                yield from self._rows(promise, number, "share", side.measure.share, "share")
            case Share():
                yield from self._cohort(promise, number, side.measure)
            case ResponseTime():
                yield from self._times(promise, number, side.measure)
            case _:
                assert_never(side.measure)

    def _looked(self, promise: Quota | Goal, number: int, role: str) -> tuple[Looked, ...]:
        place = (promise.id, number, role)
        return self.counting.rows(self.found.connection, self.number, self.ground.agreement, place, self.lead_id)

    def _rows(
        self,
        promise: Quota | Goal,
        number: int,
        role: Role,
        events: Sequence[str],
        name: str,
        *,
        first: bool = False,
    ) -> Iterator[_Seen]:
        rows = self._looked(promise, number, role)
        for row in rows:
            why = self._why_not(promise, row)
            if first and row.at != rows[0].at:
                why = f"not counted: only the lead's first one is, of {self.ground.at(rows[0].at)}"
            text = f"adds {plain(row.amount)}" if name == "sum" else "counts"
            moment = self.ground.moment(row.at, role, events, text, counted=True)
            yield _Seen(at=row.at, dimension=row.dimension, why_not=why, moment=moment, amounts=((name, row.amount),))

    def _why_not(self, promise: Quota | Goal, row: Looked) -> str:
        """Why a row does not count for a promise; empty if it does."""
        stretch = self._stretch(promise.id, row.at)
        if stretch is None:
            whose = "the goal's time" if isinstance(promise, Goal) else "the agreement's term"
            return f"not counted: outside {whose}"
        if not row.scope.holds:
            return f"not counted: out of scope, which is that {self.ground.failed(row.scope.failed, row.values)}"
        if not row.when.holds:
            return f"not counted: required is that {self.ground.failed(row.when.failed, row.values)}"
        each = promise.for_each if isinstance(promise, Quota) else None
        return "" if each is None else self._nobodys(stretch, row.dimension, each if isinstance(each, str) else None)

    def _nobodys(self, stretch: Stretch, dimension: str | None, field: str | None) -> str:
        """Why what counts for each counts for none."""
        if dimension is None:
            if field is None:
                return "not counted: nobody owns the lead"
            return f"not counted: {self.ground.speech.conditions.label(field)} is missing"
        if stretch.people is not None and not stretch.people:
            return "not counted: none of the people that it is promised for is on the roster in this period"
        if stretch.people is not None and dimension not in stretch.people:
            return f"not counted: {repr_of(dimension)} is not among the people on the roster in this period"
        return ""

    def _cohort(self, promise: Quota | Goal, number: int, measure: Share) -> Iterator[_Seen]:
        """The first row of the whole opens a window; one of the share within it completes it."""
        rows = self._looked(promise, number, "of")
        if not rows or measure.within is None:
            return
        begins = rows[0]
        due = self.ground.arithmetic.deadline(begins.at, measure.within, promise.calendar)
        reached = [row.at for row in self._looked(promise, number, "share") if row.at >= begins.at]
        in_time = bool(reached) and due is not None and reached[0] <= due
        until = "" if due is None else f", until {self.ground.at(due)}"
        text = f"counts in the whole, for {measure.within}{until}"
        moment = self.ground.moment(begins.at, "of", measure.of, text, counted=True)
        why = self._why_not(promise, begins)
        amounts = (("of", Fraction(1)), ("share", Fraction(in_time)))
        yield _Seen(at=begins.at, dimension=begins.dimension, why_not=why, moment=moment, amounts=amounts)
        for later in rows[1:]:
            text = f"not counted: only the lead's first one is, of {self.ground.at(begins.at)}"
            moment = self.ground.moment(later.at, "of", measure.of, text, counted=False)
            yield _Seen(at=later.at, dimension=None, why_not=text, moment=moment)
        if reached and not why:
            moment = self.ground.moment(reached[0], "share", measure.share, "in time", counted=in_time)
            late = "" if in_time else "not counted: after the window has closed"
            yield _Seen(at=begins.at, dimension=begins.dimension, why_not=late, moment=moment)

    def _times(self, promise: Quota | Goal, number: int, measure: ResponseTime) -> Iterator[_Seen]:
        starts = {row.at: row for row in self._looked(promise, number, "row")}
        events = self.ground.agreement.responses[measure.response].starts
        for outcome in self._of(measure.response):
            row = starts[epoch(outcome.started_at or "")]
            each = promise.for_each if isinstance(promise, Quota) else None
            if each is not None and not isinstance(each, str):
                row = replace(row, dimension=outcome.owner)
            why, text = self._why_not(promise, row), f"counts {length(int(outcome.value or 0), days=True)}"
            if outcome.state in ("waived", "cancelled"):
                why = f"not counted: {outcome.state}"
            if outcome.cause == "never":
                text = "counts as longer than any that was stopped"
            elif outcome.state in _OPEN:
                text = "keeps the period open: not over yet"
            moment = self.ground.moment(row.at, "episode", events, text, counted=outcome.state not in _OPEN)
            name = "open" if outcome.state in _OPEN else "episode"
            yield _Seen(at=row.at, dimension=row.dimension, why_not=why, moment=moment, amounts=((name, Fraction(1)),))

    # --- objectives ---------------------------------------------------------------------------

    def _of(self, clock: str) -> list[Outcome]:
        """The lead's outcomes of a clock that began in this version's term."""
        begins, ends = self.ground.version.begins, self.ground.version.ends
        mine = [outcome for outcome in self.outcomes if outcome.commitment == clock]
        return [outcome for outcome in mine if begins <= epoch(outcome.started_at or "") < ends]

    def _episode(self, id_: str, objective: Objective, outcome: Outcome) -> _Seen:
        at = epoch(outcome.started_at or "")
        stretch = self._stretch(id_, at)
        why = "not counted: outside the agreement's term" if stretch is None else ""
        dimension = None
        if stretch is not None and objective.for_each is not None:
            dimension = outcome.owner
            why = self._nobodys(stretch, dimension, None)
        if outcome.state in ("waived", "cancelled"):
            why = f"not counted: {outcome.state}"
        name = "open" if outcome.state in _OPEN else outcome.state
        texts = {"met": "counts as kept", "breached": "counts as broken", "open": "open: counts once it is decided"}
        number = f"episode {outcome.episode}: " if (outcome.episode or 1) > 1 else ""
        moment = Moment(at=at, role="episode", counted=name != "open", text=f"{number}{texts.get(name, why)}")
        return _Seen(at=at, dimension=dimension, why_not=why, moment=moment, amounts=((name, Fraction(1)),))
