"""A plan put together: the arithmetic of the agreement alone, and with a log what history and running periods say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from slakit.discretion import Discretion
from slakit.engine.people import roster_days
from slakit.engine.run import Evaluation
from slakit.log.people import Roster
from slakit.model import Agreement
from slakit.planning import findings, rates, running, solving
from slakit.planning.falling_short import Shortfalls
from slakit.planning.ground import Ground
from slakit.planning.history import History
from slakit.planning.planned import Planned
from slakit.planning.rates import Pair
from slakit.planning.running import Running
from slakit.planning.shown import Before, Converted, Deals, Run
from slakit.reasoning.back_solved import exists
from slakit.sql.compilation import Shared
from slakit.wording.phrases import named
from slakit.wording.speech import Speech
from slakit.wording.times import day

UNRECORDED = "the log does not say when its rows were recorded, so none is left out for being recorded later"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What a log shows of a plan."""

    as_of: int | None = None
    known_by: int | None = None
    rows: int = 0
    history: dict[Pair, Converted] = field(default_factory=dict)
    deals: Deals | None = None
    before: Before | None = None
    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()


def ground_of(agreement: Agreement, roster: Roster | None = None, versions: Sequence[Agreement] = ()) -> Ground:
    """What the plan of an agreement stands on. Raises `ValueError` without a term or a plan."""
    if agreement.term is None or agreement.plan is None:
        raise ValueError(f"'{agreement.id}' has no {'plan' if agreement.term else 'term'}")
    return Ground(
        agreement=agreement,
        term=agreement.term,
        plan=agreement.plan,
        goal=agreement.goals[agreement.plan.goal],
        speech=Speech(agreement),
        roster_days=None if roster is None else roster_days(roster),
        versions=versions,
    )


def planned(
    agreement: Agreement,
    *,
    roster: Roster | None = None,
    shown: Seen | None = None,
    versions: Sequence[Agreement] = (),
) -> Planned:
    """The plan of an agreement, solved, with what a log shows of it beside; `versions` are all, in order.

    Raises `ValueError` without a term or a plan, and for a goal that is no amount (`findings.no_amount` tells).
    """
    ground = ground_of(agreement, roster, versions)
    if findings.no_amount(ground) is not None:
        raise ValueError(f"the goal '{ground.goal.id}' is no amount: nothing can be solved")
    shown = shown or Seen()
    needs, workload = solving.stages(ground), solving.workload(ground)
    lines = rates.lines(ground, needs, shown.history)
    short = Shortfalls(ground=ground, needs=needs, workload=workload, rates=lines, deals=shown.deals).found()
    told = findings.found(ground, needs, workload, lines, shown.deals, short)
    return Planned(
        agreement=agreement.id,
        title=named(agreement),
        version=agreement.version,
        timezone=ground.term.timezone,
        week_starts=ground.term.week_starts,
        aim=ground.aim(),
        share=ground.plan.share,
        average_deal=ground.plan.average_deal,
        span=ground.plan.span,
        is_own=exists(agreement, ground.goal),
        steps=solving.steps(ground, needs, workload),
        stages=needs,
        workload=workload,
        rates=lines,
        deals=shown.deals,
        before=shown.before,
        shortfalls=short,
        runs=shown.runs,
        as_of=shown.as_of,
        known_by=shown.known_by,
        rows=shown.rows,
        notes=(*_beyond_term(ground), *_taken_over(ground), *shown.notes),
        titles={id_: named(stage) for id_, stage in agreement.stages.items()},
        findings=tuple(Discretion().settled(told, home=agreement.span.file)),
    )


def _beyond_term(ground: Ground) -> Iterator[str]:
    """A goal may be due after its agreement has ended, and with it every promise."""
    through = ground.term.through
    if through is not None and through < ground.goal.due:
        yield (
            f"the agreement ends on {day(through)}, before the goal is due: what quotas promise is counted until then,"
            " leads and hours over the goal's whole time"
        )


def _taken_over(ground: Ground) -> Iterator[str]:
    """Another version may come into force before the goal is due."""
    for version in ground.versions:
        if version.term is not None and ground.term.from_ < version.term.from_ <= ground.goal.due:
            yield (
                f"version {version.version} takes over on {day(version.term.from_)}, before the goal is due: quotas are"
                f" counted as version {ground.agreement.version} promises them, over the goal's whole time"
            )
            return


class Evidence:
    """What a plan asks of an evaluation: `only` is what to evaluate, `ask` its `also`, `read` what was found.

    `versions` are those of the agreement in the order of their terms; the plan is that of the version at `place`.
    Without a roster the promises that count people are left out, which the notes say.
    """

    def __init__(self, versions: Sequence[Agreement], place: int, *, roster: Roster | None = None) -> None:
        self._ground = ground_of(versions[place], roster)
        goal = self._ground.goal.id
        wanted = [promise for version in versions for promise in running.promises(version, goal)]
        left = [promise.id for promise in wanted if running.counts_people(promise) and roster is None]
        self._notes = tuple(
            f"'{promise}' counts people: its running period is not looked at without --people"
            for promise in dict.fromkeys(left)
        )
        self._only = frozenset(promise.id for promise in wanted) - frozenset(left)
        self._history = History(ground=self._ground, version=place, pairs=rates.pairs(self._ground))
        self._running = Running(goal=goal, only=self._only)

    @property
    def only(self) -> Collection[str]:
        """The commitments that have to be evaluated."""
        return tuple(sorted(self._only))

    def ask(self, shared: Shared) -> None:
        """Ask for relations while an evaluation is compiled."""
        self._history.ask(shared)
        self._running.ask(shared)

    def read(self, found: Evaluation, known_by: int | None = None) -> Seen:
        """What a finished evaluation without errors shows, while its connection is open; `known_by` is its own."""
        if found.as_of is None:
            raise ValueError("the evaluation has no outcomes")
        runs, notes = self._running.runs(found.connection)
        is_recorded = found.log.has_recorded_at
        return Seen(
            as_of=found.as_of,
            known_by=known_by if is_recorded else None,
            rows=found.log.rows,
            history=self._history.converted(found.connection, found.as_of, rates.stated(self._ground)),
            deals=self._history.deals(found.connection),
            before=self._history.before(found.connection, found.as_of),
            runs=runs,
            notes=(*self._notes, *notes, *((UNRECORDED,) if known_by is not None and not is_recorded else ())),
        )
