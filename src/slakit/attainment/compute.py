"""An evaluation as a scorecard."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from slakit.attainment import promised
from slakit.attainment.hands import owners, upcoming
from slakit.attainment.periods import periods
from slakit.attainment.scorecard import (
    Counts,
    LogAccount,
    PartyScore,
    PeriodScore,
    PromiseScore,
    Remark,
    Scorecard,
    Status,
)
from slakit.attainment.tallies import Key, Tallied, tally
from slakit.calendars import has_public_holidays, holiday_release
from slakit.commitments.promise import Promise, promises
from slakit.engine.compile import in_force_order, is_selected, known_commitments
from slakit.engine.run import Evaluation
from slakit.model import Agreement, Cadence, Objective, Party, Response
from slakit.reasoning.back_solved import exists
from slakit.record import record
from slakit.versions import combined
from slakit.wording.phrases import capitalised, listed, named, readable

_COUNTED = re.compile(r"\b(row|lead|episode)s\b")
"""What remarks count, which are written for several."""

OBJECTIVE = ".objective"
"""What the id of a clock's objective adds to the clock's."""

_KINDS = ("goal", "quota", "response", "cadence", "ready", "reason", "dwell", "transition")
"""The order in which promises are told: the numbers first, then how leads are worked, then the rules of the funnel."""


def scorecard(
    evaluation: Evaluation,
    versions: Sequence[Agreement],
    *,
    as_of_given: bool = True,
    known_by: int | None = None,
    only: Collection[str] = (),
    leads: Collection[str] = (),
) -> Scorecard:
    """The scorecard of a finished evaluation of `versions` without errors, while its connection is open.

    Each outcome is judged as the version has it that governs it: by the clock's objective where that version has one.
    A promise that two versions let different parties make is two. `known_by` (epoch seconds), `only` and `leads` are
    what it was narrowed to. With `leads` no period is evaluated: promises are judged by the outcomes of those leads.
    """
    versions = in_force_order(versions)
    agreement, as_of = combined(versions), evaluation.as_of
    term = agreement.term
    if term is None or as_of is None:
        raise ValueError("there is nothing to score: the evaluation has no outcomes")
    tallied = tally(evaluation.connection)
    scored = _Scored(
        parties=agreement.parties,
        units=_units(versions, only, with_periods=not leads),
        tallied=tallied,
        periods=periods(evaluation.connection, timezones=[_zone_of(version) for version in versions], as_of=as_of),
    )
    calendars = [calendar for version in versions for calendar in version.calendars.values()]
    ranked, owners_in_all, unowned = owners(evaluation.connection)
    return Scorecard(
        agreement=agreement.id,
        title=named(agreement),
        version=agreement.version,
        term=term,
        as_of=as_of,
        as_of_given=as_of_given,
        known_by=known_by if evaluation.log.has_recorded_at else None,
        log=_account(evaluation),
        parties=tuple(scored.by_party()),
        owners=ranked,
        owners_in_all=owners_in_all,
        unowned=unowned,
        upcoming=upcoming(evaluation.connection, {state for found in tallied.values() for state in found.states}),
        outcomes=sum(found.counts.all for found in tallied.values()),
        titles={promise.id: _title(promise) for promise in known_commitments(versions)},
        only=tuple(dict.fromkeys(only)),
        leads=tuple(sorted(set(leads))),
        holidays=holiday_release() if has_public_holidays(calendars) else "",
        begins=versions[0].term.from_ if len(versions) > 1 and versions[0].term is not None else None,
        remarks=tuple(_remarks(evaluation)),
        findings=evaluation.diagnostics,
    )


@record
class _Unit:
    """What is promised by one or several parties together: an objective is one promise with the clock that it judges.

    `made` has it as each version makes it, by the version's number, and `judged_by` the id of the commitment that
    judges it there.
    """

    made: Mapping[int, tuple[Promise, Agreement]]
    judged_by: Mapping[int, str]

    def last(self, tallied: Mapping[Key, Tallied]) -> tuple[Promise, Agreement]:
        """It as the last version makes it that governs some outcome; without any, the last in which it can have one.

        Outcomes of its own go before those of its objective: what is said of leads and of their share is one version's.
        """
        own = [number for number, (promise, _) in self.made.items() if self._has(promise.id, number, tallied)]
        judging = [number for number in self.made if self._has(self.judged_by[number], number, tallied)]
        possible = [number for number, made in self.made.items() if _exists(*made)]
        return self.made[max(own or judging or possible or self.made)]

    def _has(self, id_: str, number: int, tallied: Mapping[Key, Tallied]) -> bool:
        promise, _ = self.made[number]
        return (id_, frozenset(promise.by), number) in tallied


def _units(versions: Sequence[Agreement], only: Collection[str], *, with_periods: bool) -> list[_Unit]:
    """What is promised in some version, by kind and declaration; without periods only what clocks tell."""
    found: dict[tuple[str, frozenset[str]], _Unit] = {}
    for number, version in enumerate(versions):
        offered = {promise.id: promise for promise in promises(version)}
        wanted = {id_.removesuffix(OBJECTIVE) for id_ in offered if is_selected(id_, only)}
        for promise in offered.values():
            if promise.id not in wanted or not (with_periods or promise.compile_clock):
                continue
            objective = f"{promise.id}{OBJECTIVE}"
            is_judged = with_periods and objective in offered and is_selected(objective, only)
            key = promise.id, frozenset(promise.by)
            unit = found.get(key, _Unit(made={}, judged_by={}))
            judge = objective if is_judged else promise.id
            found[key] = _Unit(
                made={**unit.made, number: (promise, version)}, judged_by={**unit.judged_by, number: judge}
            )
    return sorted(found.values(), key=lambda unit: _KINDS.index(unit.made[max(unit.made)][0].kind))


class _Scored:
    """The figures of every commitment, put together promise by promise."""

    def __init__(
        self,
        parties: Mapping[str, Party],
        units: Sequence[_Unit],
        tallied: Mapping[Key, Tallied],
        periods: Mapping[tuple[str, frozenset[str]], tuple[PeriodScore, ...]],
    ) -> None:
        self._parties = parties
        self._units = units
        self._tallied = tallied
        self._periods = periods

    def by_party(self) -> Iterator[PartyScore]:
        """The promises by who makes them, single parties in the agreement's order before several together."""
        ids = list(self._parties)
        scores = [self._promise(unit) for unit in self._units]
        scores.sort(key=lambda score: (len(score.by), [ids.index(party) for party in score.by]))
        for by, group in groupby(scores, key=lambda score: score.by):
            parties = [self._parties[party] for party in by]
            yield PartyScore(
                parties=by,
                title=listed([named(party) for party in parties]),
                accountable=tuple(party.accountable for party in parties if party.accountable),
                promises=tuple(group),
            )

    def _promise(self, unit: _Unit) -> PromiseScore:
        promise, agreement = unit.last(self._tallied)
        by = frozenset(promise.by)
        own, judging = Tallied(), Tallied()
        for version, judge in unit.judged_by.items():
            own.add(self._tallied.get((promise.id, by, version), Tallied()))
            judging.add(self._tallied.get((judge, by, version), Tallied()))
        judges = tuple(dict.fromkeys(unit.judged_by.values()))
        shown = [score for judge in judges for score in self._periods.get((judge, by), ())]
        shown.sort(key=lambda score: score.start)
        return PromiseScore(
            id=promise.id,
            kind=promise.kind,
            title=_title(promise),
            promised=_words(promise, agreement, own),
            by=tuple(party for party in self._parties if party in by),
            span=promised.place(agreement, promise.id),
            status=_status(judging.counts, shown),
            counts=own.counts,
            causes=own.ranked_causes,
            targets=tuple(sorted(own.targets)) if promise.compile_clock else (),
            objective=next((judge for judge in judges if judge != promise.id), None),
            periods=tuple(shown),
        )


def _exists(promise: Promise, agreement: Agreement) -> bool:
    """Whether it can have outcomes: a goal that begins on no day of its version's term is no promise of it."""
    return promise.kind != "goal" or exists(agreement, agreement.goals[promise.id])


def _words(promise: Promise, agreement: Agreement, tallied: Tallied) -> str:
    if quota := agreement.quotas.get(promise.id):
        return promised.quota_words(agreement, quota)
    if goal := agreement.goals.get(promise.id):
        return promised.goal_words(agreement, goal)
    return promised.clock_words(promise.kind, tallied.targets, dict(_objectives(agreement)).get(promise.id))


def _zone_of(version: Agreement) -> str:
    if version.term is None:
        raise ValueError("there is nothing to score: the evaluation has no outcomes")
    return version.term.timezone


def _objectives(agreement: Agreement) -> Iterator[tuple[str, Objective]]:
    clocks: tuple[Response | Cadence, ...] = (*agreement.responses.values(), *agreement.cadences.values())
    for clock in clocks:
        if clock.objective is not None:
            yield clock.id, clock.objective
    for stage in agreement.stages.values():
        for part, objective in stage.objectives.items():
            yield f"{stage.id}.{part}", objective


def _title(promise: Promise) -> str:
    """The title, or the id as words where there is none."""
    name = promise.id.partition(".")[0]
    text, colon, part = promise.title.partition(": ") if "." in promise.id else (promise.title, "", "")
    return f"{capitalised(readable(name)) if text == name else text}{colon}{part}"


def _status(counts: Counts, shown: Iterable[PeriodScore]) -> Status:
    if counts.breached:
        return Status.BROKEN
    if counts.at_risk or any(result.behind for period in shown for result in period.results):
        return Status.AT_RISK
    if counts.met or counts.waived:
        return Status.KEPT
    return Status.OPEN if counts.open else Status.IDLE


def _account(evaluation: Evaluation) -> LogAccount:
    log, accounts = evaluation.log, evaluation.accounts
    return LogAccount(
        rows=log.rows,
        used=accounts.used,
        undeclared=accounts.undeclared,
        after_as_of=accounts.after_as_of,
        recorded_later=accounts.recorded_later,
        quarantined=log.quarantined,
        duplicates=log.duplicates,
        not_mapped=log.not_mapped,
        by_event=log.by_event,
        files=log.files,
        ignored_columns=log.undeclared,
        unmapped_values=log.unmapped_values,
    )


def _remarks(evaluation: Evaluation) -> Iterator[Remark]:
    """The engine's figures that are no outcomes, each with the id of the commitment it is about."""
    for remark, count in evaluation.remarks:
        says = remark.says.replace("`", "'")
        if count == 1:
            says = _COUNTED.sub(r"\1", says, count=1)
        yield Remark(subject=remark.subject, says=says, count=count)
