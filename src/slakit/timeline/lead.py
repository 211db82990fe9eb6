"""One lead's timeline, made from a finished evaluation: its rows, and every clock that looked at them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from slakit.attainment.days import epoch
from slakit.commitments.promise import promises
from slakit.engine.compile import is_selected
from slakit.engine.run import Evaluation
from slakit.model import Agreement, Cadence, Response, Stage
from slakit.outcomes import COLUMNS, IN_ORDER, Outcome
from slakit.timeline import cadence, response, stage
from slakit.timeline.arithmetic import Arithmetic
from slakit.timeline.counting import Counting
from slakit.timeline.left_out import left_out
from slakit.timeline.model import Clock, Episode, Moment, PeriodPromise, Row, Timeline
from slakit.timeline.periods import Told
from slakit.timeline.probe import Probe, Version
from slakit.timeline.rows import rows_of
from slakit.timeline.scene import Ground, Scene, Span
from slakit.usage import commitment_ids
from slakit.wording.speech import Speech


def lead_timeline(
    found: Evaluation,
    probe: Probe,
    lead_id: str,
    *,
    only: Collection[str] = (),
    known_by: int | None = None,
    counting: Counting | None = None,
) -> Timeline:
    """What became of one lead and why, by the outcomes of `found`, an evaluation that `probe` took part in.

    `only` narrows to commitments as it does in an evaluation. `known_by` is the evaluation's own. Promises over a
    period are told of where `counting` took part, too.
    """
    versions = probe.versions
    grounds = [_ground(found, version, lead_id, known_by) for version in versions]
    teller = _Teller(found=found, probe=probe, lead_id=lead_id, grounds=tuple(grounds))
    last = grounds[-1]
    clocks = tuple(teller.clocks(only))
    return Timeline(
        agreement=last.agreement.id,
        lead_id=lead_id,
        as_of=found.as_of or 0,
        timezone=last.timezone,
        rows=tuple(teller.rows(clocks)),
        left_out=left_out(found, lead_id, known_by),
        clocks=clocks,
        periods=() if counting is None else tuple(teller.periods(counting, only)),
    )


def _ground(found: Evaluation, version: Version, lead_id: str, known_by: int | None) -> Ground:
    return Ground(
        version=version,
        arithmetic=Arithmetic(agreement=version.agreement),
        speech=Speech(version.agreement),
        rows=rows_of(found, version.agreement, lead_id, known_by),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Teller:
    """Tells of one lead, commitment by commitment and version by version."""

    found: Evaluation
    probe: Probe
    lead_id: str
    grounds: tuple[Ground, ...]

    def rows(self, clocks: Sequence[Clock]) -> Iterator[Row]:
        """The lead's rows, each as the version in force takes it, or else one whose episode it belongs to."""
        moments = {
            (clock.version, moment.at) for clock in clocks for episode in clock.episodes for moment in episode.moments
        }
        for those in zip(*(ground.rows for ground in self.grounds), strict=True):  # one row, by every version
            (own,) = (row for number, row in enumerate(those) if self._tells(number, row.at))
            others = [
                row
                for ground, row in zip(self.grounds, those, strict=True)
                if row.matches and (ground.agreement.version, row.at) in moments
            ]
            yield [own, *others][1 if others and not own.matches else 0].shown()

    def clocks(self, only: Collection[str]) -> Iterator[Clock]:
        """Every clock that has something to tell, in declared order; one per version where there are several."""
        outcomes = self._outcomes()
        for number, ground in enumerate(self.grounds):
            declared = commitment_ids(ground.agreement)
            order = list(declared)
            offered = [promise for promise in promises(ground.agreement) if promise.compile_clock is not None]
            for promise in sorted(offered, key=lambda promise: order.index(promise.id)):
                if not is_selected(promise.id, only):
                    continue
                those = [outcome for outcome in outcomes if outcome.commitment == promise.id]
                mine = [outcome for outcome in those if self._is_of(ground.version, outcome)]
                commitment = declared[promise.id]
                if isinstance(commitment, Stage):
                    episodes, idle = self._stage(number, ground, commitment, promise.kind, mine)
                else:
                    episodes, idle = self._clock(number, ground, commitment.id, mine, those)
                if episodes or idle:
                    yield Clock(
                        commitment=promise.id,
                        kind=promise.kind,
                        title=promise.title,
                        party=ground.parties(promise.by),
                        clause=commitment.span,
                        version=ground.agreement.version,
                        timezone=ground.timezone,
                        episodes=episodes,
                        idle=idle,
                    )

    def periods(self, counting: Counting, only: Collection[str]) -> Iterator[PeriodPromise]:
        """Every promise over a period that the lead's rows or episodes concern; one per version."""
        outcomes = self._outcomes()
        for number, ground in enumerate(self.grounds):
            told = Told(
                found=self.found,
                counting=counting,
                lead_id=self.lead_id,
                number=number,
                ground=ground,
                outcomes=outcomes,
            )
            for promise in told.promises(only):
                idle = tuple(moment for moment in promise.idle if self._tells(number, moment.at))
                if promise.parts or idle:
                    yield replace(promise, idle=idle)

    def _outcomes(self) -> list[Outcome]:
        query = f"SELECT {', '.join(COLUMNS)} FROM {IN_ORDER} WHERE lead_id = ?"  # noqa: S608 - constants only
        rows = self.found.connection.execute(query, [self.lead_id]).fetchall()
        return [Outcome(**dict(zip(COLUMNS, row, strict=True))) for row in rows]

    @staticmethod
    def _is_of(version: Version, outcome: Outcome) -> bool:
        return version.begins <= epoch(outcome.started_at or "") < version.ends

    def _stage(
        self, number: int, ground: Ground, declared: Stage, part: str, mine: Sequence[Outcome]
    ) -> tuple[tuple[Episode, ...], tuple[Moment, ...]]:
        entries = self.probe.entries(self.found.connection, number, declared, self.lead_id)
        entries = tuple(entry for entry in entries if entry.in_term or self._tells_outside(number, entry.at))
        by_instant = {entry.at: entry for entry in entries}
        told = [(outcome, by_instant[epoch(outcome.started_at or "")]) for outcome in mine]
        episodes = tuple(stage.explain(ground, declared, part, outcome, entry) for outcome, entry in told)
        idle = stage.idle(ground, declared, part, entries, [entry.at for _, entry in told])
        return episodes, tuple(moment for moment in idle if self._tells(number, moment.at))

    def _clock(
        self, number: int, ground: Ground, id_: str, mine: Sequence[Outcome], all_of_it: Sequence[Outcome]
    ) -> tuple[tuple[Episode, ...], tuple[Moment, ...]]:
        clock = _clock_named(ground.agreement, id_)
        starts = self.probe.starts(self.found.connection, number, clock, self.lead_id)
        scene = Scene(
            ground=ground,
            clock=clock,
            seen=self.probe.seen(self.found.connection, number, id_, self.lead_id),
            judged={judged.at: judged for judged in starts.get(self.lead_id, ())},
            as_of=self.found.as_of or 0,
        )
        begins = sorted(epoch(outcome.started_at or "") for outcome in all_of_it)
        kind = cadence if isinstance(clock, Cadence) else response
        spans: list[Span] = []
        episodes: list[Episode] = []
        for outcome in mine:
            start = epoch(outcome.started_at or "")
            following = next((begin for begin in begins if begin > start), None)
            span = (cadence.cadence_span if kind is cadence else response.response_span)(scene, outcome, following)
            spans.append(span)
            episodes.append(kind.explain(scene, outcome, span))
        idle = [moment for moment in kind.idle(scene, spans) if self._tells(number, moment.at)]
        told = [_with(episode, span, idle) for episode, span in zip(episodes, spans, strict=True)]
        return tuple(told), tuple(moment for moment in idle if not any(_within(span, moment) for span in spans))

    def _tells(self, number: int, at: int) -> bool:
        """Whether a version tells of rows of an instant: its own, and the first of those before any."""
        version = self.grounds[number].version
        return version.begins <= at < version.ends or self._tells_outside(number, at)

    def _tells_outside(self, number: int, at: int) -> bool:
        inside_any = any(ground.version.begins <= at < ground.version.ends for ground in self.grounds)
        before = [n for n, ground in enumerate(self.grounds) if ground.version.ends <= at]
        return not inside_any and number == (before[-1] if before else 0)


def _clock_named(agreement: Agreement, id_: str) -> Response | Cadence:
    return agreement.responses.get(id_) or agreement.cadences[id_]


def _with(episode: Episode, span: Span, idle: Sequence[Moment]) -> Episode:
    """The episode with what happened while it ran and changed nothing."""
    moments = [*episode.moments, *(moment for moment in idle if _within(span, moment))]
    return replace(episode, moments=tuple(sorted(moments, key=lambda moment: moment.at)))


def _within(span: Span, moment: Moment) -> bool:
    return span.start <= moment.at <= span.end
