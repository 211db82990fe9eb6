"""An evaluation as a scorecard."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
from slakit.attainment.tallies import Tallied, tally
from slakit.calendars import has_public_holidays, holiday_release
from slakit.commitments.promise import Promise, promises
from slakit.engine.compile import is_selected
from slakit.engine.run import Evaluation
from slakit.model import Agreement, Cadence, Objective, Response
from slakit.wording.phrases import capitalised, listed, named, readable

OBJECTIVE = ".objective"
"""What the id of a clock's objective adds to the clock's."""

_KINDS = ("goal", "quota", "response", "cadence", "ready", "reason", "dwell", "transition")
"""The order in which promises are told: the numbers first, then how leads are worked, then the rules of the funnel."""


def scorecard(
    evaluation: Evaluation,
    agreement: Agreement,
    *,
    as_of_given: bool = True,
    only: Collection[str] = (),
    leads: Collection[str] = (),
) -> Scorecard:
    """The scorecard of a finished evaluation without errors, while its connection is open.

    `only` and `leads` are what it was narrowed to. With `leads` no period is evaluated: promises are judged by the
    outcomes of those leads.
    """
    term, as_of = agreement.term, evaluation.as_of
    if term is None or as_of is None:
        raise ValueError("there is nothing to score: the evaluation has no outcomes")
    tallied = tally(evaluation.connection)
    scored = _Scored(
        agreement=agreement,
        tallied=tallied,
        periods=periods(evaluation.connection, timezone=term.timezone, as_of=as_of),
    )
    wanted = [promise for promise in promises(agreement) if is_selected(promise.id, only)]
    ranked, owners_in_all, unowned = owners(evaluation.connection)
    return Scorecard(
        agreement=agreement.id,
        title=named(agreement),
        version=agreement.version,
        term=term,
        as_of=as_of,
        as_of_given=as_of_given,
        log=_account(evaluation),
        parties=tuple(scored.parties(wanted, with_periods=not leads)),
        owners=ranked,
        owners_in_all=owners_in_all,
        unowned=unowned,
        upcoming=upcoming(evaluation.connection, {state for found in tallied.values() for state in found.states}),
        outcomes=sum(found.counts.all for found in tallied.values()),
        titles={promise.id: _title(promise) for promise in promises(agreement)},
        only=tuple(dict.fromkeys(only)),
        leads=tuple(sorted(set(leads))),
        holidays=holiday_release() if has_public_holidays(agreement.calendars.values()) else "",
        remarks=tuple(_remarks(evaluation)),
        findings=evaluation.diagnostics,
    )


class _Scored:
    """The figures of every commitment, put together promise by promise."""

    def __init__(
        self, agreement: Agreement, tallied: Mapping[str, Tallied], periods: Mapping[str, tuple[PeriodScore, ...]]
    ) -> None:
        self._agreement = agreement
        self._tallied = tallied
        self._periods = periods
        self._objectives = dict(_objectives(agreement))

    def parties(self, wanted: Iterable[Promise], *, with_periods: bool) -> Iterator[PartyScore]:
        """The promises by who makes them, single parties in the agreement's order before several together."""
        ids = list(self._agreement.parties)
        scores = [self._promise(promise) for promise in self._units(wanted) if with_periods or promise.compile_clock]
        scores.sort(key=lambda score: (len(score.by), [ids.index(party) for party in score.by]))
        for by, group in groupby(scores, key=lambda score: score.by):
            parties = [self._agreement.parties[party] for party in by]
            yield PartyScore(
                parties=by,
                title=listed([named(party) for party in parties]),
                accountable=tuple(party.accountable for party in parties if party.accountable),
                promises=tuple(group),
            )

    def _units(self, wanted: Iterable[Promise]) -> list[Promise]:
        """What is promised, by kind and declaration: an objective is one promise with the clock that it judges."""
        ids = {promise.id.removesuffix(OBJECTIVE) for promise in wanted}
        units = [promise for promise in promises(self._agreement) if promise.id in ids]
        return sorted(units, key=lambda promise: _KINDS.index(promise.kind))

    def _promise(self, promise: Promise) -> PromiseScore:
        tallied = self._tallied.get(promise.id, Tallied())
        objective = f"{promise.id}{OBJECTIVE}"
        judged_by = objective if objective in self._periods else None
        shown = self._periods.get(judged_by or promise.id, ())
        judging = self._tallied[judged_by].counts if judged_by else tallied.counts
        return PromiseScore(
            id=promise.id,
            kind=promise.kind,
            title=_title(promise),
            promised=self._words(promise, tallied),
            by=tuple(party for party in self._agreement.parties if party in promise.by),
            span=promised.place(self._agreement, promise.id),
            status=_status(judging, shown),
            counts=tallied.counts,
            causes=tallied.ranked_causes,
            targets=tuple(sorted(tallied.targets)) if promise.compile_clock else (),
            objective=judged_by,
            periods=shown,
        )

    def _words(self, promise: Promise, tallied: Tallied) -> str:
        if quota := self._agreement.quotas.get(promise.id):
            return promised.quota_words(self._agreement, quota)
        if goal := self._agreement.goals.get(promise.id):
            return promised.goal_words(self._agreement, goal)
        return promised.clock_words(promise.kind, tallied.targets, self._objectives.get(promise.id))


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
        files=log.files,
        ignored_columns=log.undeclared,
        unmapped_values=log.unmapped_values,
    )


def _remarks(evaluation: Evaluation) -> Iterator[Remark]:
    """The engine's figures that are no outcomes, each with the id of the commitment it is about."""
    for remark, count in evaluation.remarks:
        yield Remark(subject=remark.subject, says=remark.says.replace("`", "'"), count=count)
