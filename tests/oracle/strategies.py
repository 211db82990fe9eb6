"""Random agreements with logs full of collisions: deadlines, period ends and odd nights, to the second.

`generate(seed)` is deterministic and meant for long runs; `cases()` is the same as a Hypothesis strategy.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.oracle import evaluate
from tests.oracle.agreements import draft
from tests.oracle.amending import versions_of
from tests.oracle.draft_log import LogDraft
from tests.oracle.draft_people import people
from tests.oracle.drafting import Draft
from tests.oracle.excusing import waivers_for
from tests.oracle.promises import goals, measures, quotas
from tests.oracle.spoiling import conflicting, repeated, spoilt
from tests.oracle.zone import instant, start_of


class Case(NamedTuple):
    """What one evaluation is given: one agreement or its versions, in any order, with Waivers documents and a log.

    `bad`: rows that cannot be read, which belong to the log but not to what is evaluated.
    """

    versions: list[dict[str, Any]]
    rows: list[dict[str, str]]
    people: list[dict[str, str]]
    as_of: str | None = None
    waivers: Sequence[dict[str, Any]] = ()
    known_by: str | None = None
    bad: Sequence[dict[str, str]] = ()

    def outcomes(self) -> list[dict[str, str | None]]:
        """What the oracle makes of it."""
        return evaluate(
            self.versions,
            self.rows,
            people=self.people,
            as_of=self.as_of,
            waivers=self.waivers,
            known_by=self.known_by,
        )


def generate(seed: int, *, several: bool | None = None) -> Case:
    """The case of a seed, the same on every machine; of one or several versions, or one that the seed chooses."""
    return generate_from(Random(seed), several=several)  # noqa: S311 no secret depends on it


def cases(*, several: bool | None = None) -> st.SearchStrategy[Case]:
    """Cases for Hypothesis, which shrinks the choices that they were made with."""
    return st.randoms(use_true_random=False).map(lambda random: generate_from(random, several=several))


def generate_from(random: Random, *, several: bool | None = None) -> Case:
    """A case drawn from the source of randomness."""
    made = draft(random)
    measures(made)
    quotas(made)
    goals(made)
    more = random.random() < 0.35
    versions = versions_of(made) if (more if several is None else several) else [made.agreement]
    log = LogDraft(made=made, agreements=versions)
    roster = people(made)
    rows = _crossings(log) + _rows(log, roster)
    recorded = _record(log, rows) if random.random() < 0.3 else []
    rows += repeated(log, rows)
    log.aims = _deadlines(log, rows, roster)
    bad = spoilt(log, rows) if random.random() < 0.06 else []
    random.shuffle(rows)
    as_of = log.written(log.as_of()) if bad or random.random() < 0.7 else None
    case = Case(versions=versions, rows=rows, people=roster, as_of=as_of, bad=bad)
    case = _excused(made, log, case, recorded)
    return case._replace(rows=conflicting(log, rows)) if random.random() < 0.015 else case


def _excused(made: Draft, log: LogDraft, case: Case, recorded: Sequence[int]) -> Case:
    """The case with an instant by which rows were known, and with waivers about what is breached then, or as it is."""
    random = made.random
    if recorded and random.random() < 0.7:
        known_by = log.written(random.choice(recorded) + random.choice((0, 0, -1, 1)))
        knowing = case._replace(known_by=known_by)
        case = knowing if knowing.outcomes() else case
    if random.random() < 0.3:
        case = case._replace(waivers=waivers_for(made, case.outcomes()))
    return case


def _rows(log: LogDraft, roster: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows of a log, the later ones aimed at what falls due by the earlier ones."""
    random = log.made.random
    rows = [log.row() for _ in range(random.choice((3, 8, 15, 25)))]
    for _ in range(random.choice((0, 1, 2))):
        log.aims = _deadlines(log, rows, roster)
        rows += [log.row() for _ in range(random.choice((1, 3, 8)))]
    return rows


def _crossings(log: LogDraft) -> list[dict[str, str]]:
    """Starts before, at and after the day on which a version begins, of leads whose clocks may run then."""
    random, rows = log.made.random, []
    begins = [datetime.fromisoformat(agreement["term"]["from"]).date() for agreement in log.agreements]
    for day in sorted(begins)[1:]:
        boundary = start_of(log.agreements[0]["term"]["timezone"], day)
        for _ in range(random.choice((0, 1, 2, 3))):
            gone = random.choice((0, 0, 1, -1, 3600, 10 * 3600, -3600, -10 * 3600, 86400, -86400, 36 * 3600))
            rows.append(log.row_of(log.some_lead(), "assigned", boundary + gone))
    return rows


def _record(log: LogDraft, rows: Sequence[dict[str, str]]) -> list[int]:
    """Let most rows say when they were recorded: at once, a little later, days later, now and then before."""
    random, recorded = log.made.random, []
    for row, at in zip(rows, log.used, strict=True):
        if random.random() < 0.8:
            recorded.append(at + random.choice((0, 0, 1, 60, 3600, 86400, 3 * 86400, -3600)))
            row["recorded_at"] = log.written(recorded[-1])
    return recorded


def _deadlines(
    log: LogDraft, rows: Sequence[Mapping[str, str]], roster: Sequence[Mapping[str, str]]
) -> list[tuple[str, int]]:
    """The leads and instants at which something falls due as the log stands, after pauses and all."""
    found = evaluate(log.agreements, rows, people=roster)
    due = {(row["lead_id"], row[column]) for row in found for column in ("due_at", "breached_at")}
    return sorted((lead, instant(text)) for lead, text in due if lead and text)
