"""Random agreements with logs full of collisions: deadlines, period ends and odd nights, to the second.

`generate(seed)` and `generate_versions(seed)` are deterministic and meant for long runs; `cases()` and
`versions_cases()` are the same as Hypothesis strategies.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.oracle import evaluate
from tests.oracle.amending import versions_of
from tests.oracle.calendars import Calendar, always, calendar
from tests.oracle.drafting import STAGES, Draft, draft
from tests.oracle.excusing import waivers_for
from tests.oracle.promises import goals, measures, quotas
from tests.oracle.quantities import Duration, duration
from tests.oracle.zone import instant, local_date, offset, start_of, stretches

OWNERS = ("ann", "bob", "cy")


class Case(NamedTuple):
    """What one evaluation is given."""

    agreement: dict[str, Any]
    rows: list[dict[str, str]]
    people: list[dict[str, str]]
    as_of: str | None


class VersionsCase(NamedTuple):
    """What one evaluation of several versions is given, in any order, with Waivers documents and what is known."""

    versions: list[dict[str, Any]]
    rows: list[dict[str, str]]
    people: list[dict[str, str]]
    as_of: str | None
    waivers: list[dict[str, Any]]
    known_by: str | None

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


def generate(seed: int) -> Case:
    """The case of a seed, the same on every machine."""
    return generate_from(Random(seed))  # noqa: S311 no secret depends on it


def cases() -> st.SearchStrategy[Case]:
    """Cases for Hypothesis."""
    return st.randoms(use_true_random=False).map(generate_from)


def generate_from(random: Random) -> Case:
    """A case drawn from the source of randomness."""
    made = _drafted(random)
    log = _Log(made=made, agreements=[made.agreement])
    people = _people(made)
    rows = _rows(log, people)
    rows += _repeats(made, log, rows)
    log.aims = _deadlines(log, rows, people)
    random.shuffle(rows)
    as_of = log.written(log.as_of()) if random.random() < 0.7 else None
    return Case(agreement=made.agreement, rows=rows, people=people, as_of=as_of)


def generate_versions(seed: int) -> VersionsCase:
    """The case of several versions of a seed, the same on every machine."""
    return generate_versions_from(Random(seed))  # noqa: S311 no secret depends on it


def versions_cases() -> st.SearchStrategy[VersionsCase]:
    """Cases of several versions for Hypothesis."""
    return st.randoms(use_true_random=False).map(generate_versions_from)


def generate_versions_from(random: Random) -> VersionsCase:
    """A case of several versions drawn from the source of randomness."""
    made = _drafted(random)
    versions = versions_of(made)
    log = _Log(made=made, agreements=versions)
    people = _people(made)
    rows = _crossings(log)
    rows += _rows(log, people)
    recorded = _record(log, rows) if random.random() < 0.5 else []
    rows += _repeats(made, log, rows)
    log.aims = _deadlines(log, rows, people)
    random.shuffle(rows)
    as_of = log.written(log.as_of()) if random.random() < 0.7 else None
    case = VersionsCase(versions=versions, rows=rows, people=people, as_of=as_of, waivers=[], known_by=None)
    if recorded and random.random() < 0.7:
        known_by = log.written(random.choice(recorded) + random.choice((0, 0, -1, 1)))
        knowing = case._replace(known_by=known_by)
        case = knowing if knowing.outcomes() else case
    if random.random() < 0.6:
        case = case._replace(waivers=waivers_for(made, case.outcomes()))
    return case


def _drafted(random: Random) -> Draft:
    """A whole agreement."""
    made = draft(random)
    measures(made)
    quotas(made)
    goals(made)
    return made


def _rows(log: "_Log", people: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows of a log, the later ones aimed at what falls due by the earlier ones."""
    random = log.made.random
    rows = [log.row() for _ in range(random.choice((3, 8, 15, 25)))]
    for _ in range(random.choice((0, 1, 2))):
        log.aims = _deadlines(log, rows, people)
        rows += [log.row() for _ in range(random.choice((1, 3, 8)))]
    return rows


def _crossings(log: "_Log") -> list[dict[str, str]]:
    """Starts before, at and after the day on which a version begins, of leads whose clocks may run then."""
    random, rows = log.made.random, []
    begins = [datetime.fromisoformat(agreement["term"]["from"]).date() for agreement in log.agreements]
    for day in sorted(begins)[1:]:
        boundary = start_of(log.agreements[0]["term"]["timezone"], day)
        for _ in range(random.choice((0, 1, 2, 3))):
            gone = random.choice((0, 0, 1, -1, 3600, 10 * 3600, -3600, -10 * 3600, 86400, -86400, 36 * 3600))
            rows.append(log.row_of(random.choice(("L1", "L1", "L2")), "assigned", boundary + gone))
    return rows


def _record(log: "_Log", rows: Sequence[dict[str, str]]) -> list[int]:
    """Let most rows say when they were recorded: at once, a little later, days later, now and then before."""
    random, recorded = log.made.random, []
    for row, at in zip(rows, log.used, strict=True):
        if random.random() < 0.8:
            recorded.append(at + random.choice((0, 0, 1, 60, 3600, 86400, 3 * 86400, -3600)))
            row["recorded_at"] = log.written(recorded[-1])
    return recorded


def _deadlines(
    log: "_Log", rows: Sequence[Mapping[str, str]], people: Sequence[Mapping[str, str]]
) -> list[tuple[str, int]]:
    """The leads and instants at which something falls due as the log stands, after pauses and all."""
    found = evaluate(log.agreements, rows, people=people)
    due = {(row["lead_id"], row[column]) for row in found for column in ("due_at", "breached_at")}
    return sorted((lead, instant(text)) for lead, text in due if lead and text)


def _repeats(made: Draft, log: "_Log", rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Some rows twice: with an id they count once, without one each counts; some with other values beside."""
    repeated = []
    for number, row in enumerate(rows):
        kind = made.random.random()
        if kind < 0.04:
            row["id"] = f"row-{number}"
        if kind < 0.08:
            repeated.append(dict(row))
        elif kind < 0.14:
            repeated.append(row | log.values(log.used[number]))
    return repeated


@dataclass(kw_only=True)
class _Log:
    """Rows in the making; `used` are the instants so far, which later ones are aimed at."""

    made: Draft
    agreements: Sequence[dict[str, Any]]
    used: list[int] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    lead: str = "L1"
    aims: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        zone = self.made.agreement["term"]["timezone"]
        for agreement in self.agreements:
            self.calendars += [calendar(value, zone) for value in agreement.get("calendars", {}).values()]
        self.calendars.append(always(zone))
        self.durations = sorted(set(_durations(list(self.agreements))), key=lambda found: found.text)
        for day in self.made.days:
            self.edges += [start_of(zone, day), start_of(self.made.zone, day)]
            number = start_of("UTC", day) // 86400
            self.edges += [start for start, _, _ in stretches(self.made.zone, number)]
        for declared in (agreement["term"].get(key) for agreement in self.agreements for key in ("from", "through")):
            if declared:
                day = datetime.fromisoformat(declared).date()
                self.edges += [start_of(zone, day), start_of(zone, day + timedelta(days=1))]

    def instant(self) -> int:
        """An instant: anywhere, at an edge, at one used before, or where a duration from one of them ends."""
        random = self.made.random
        shift = random.choice((0, 0, 0, -1, 1))
        kind = random.random()
        if not self.used or kind < 0.25:
            start = start_of(self.made.zone, self.made.night) + random.randint(-4 * 86400, 4 * 86400)
            return start - start % random.choice((1, 60, 900, 1800))
        if kind < 0.35:
            return random.choice(self.edges) + shift
        base = random.choice(self.used[-6:])
        if kind < 0.5 or not self.durations:
            return base + random.choice((0, 0, 1, 60, 3600))
        if kind < 0.6 and len(self.used) > 2:  # a deadline moved by a pause
            one, other = random.sample(self.used[-6:], 2)
            base += abs(one - other)
        found = self._deadline(base)
        if random.random() < 0.1:
            start = found - 86400
            found = next((high for low, high, _ in self.calendars[0].pieces(start // 86400)), found)
        return found + shift

    def as_of(self) -> int:
        """An instant to speak of: often late enough for all, or at a threshold after one of the last rows."""
        random = self.made.random
        kind = random.random()
        if self.aims and kind > 0.7:
            return random.choice(self.aims)[1] + random.choice((0, 0, -1, 1))
        if kind < 0.3:
            return max(self.used) + random.choice((1, 86400, 30 * 86400))
        if kind < 0.6 and self.durations:
            base = random.choice(sorted(self.used)[-5:])
            share = random.choice(
                (Fraction(1, 4), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(9, 10), Fraction(1))
            )
            return base + int((self._deadline(base) - base) * share) + random.choice((0, -1, 1))
        return self.instant()

    def _deadline(self, base: int) -> int:
        length = self.made.random.choice(self.durations)
        return self.made.random.choice(self.calendars).deadline(base, length)

    def written(self, at: int) -> str:
        """The instant in some offset, sometimes with a fraction that does not count."""
        random = self.made.random
        ahead = random.choice((0, offset(self.made.zone, at), 20700))
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)
        if random.random() < 0.1:
            moment += timedelta(milliseconds=random.choice((1, 500, 999)))
        text = moment.astimezone(timezone(timedelta(seconds=ahead))).isoformat()
        return text.replace("+00:00", "Z") if random.random() < 0.7 else text

    def row(self) -> dict[str, str]:
        """One event, with the values that a row of it may have: often the next one of the lead before."""
        random = self.made.random
        follows = bool(self.used) and random.random() < 0.6
        lead = self.lead if follows else random.choice(("L1", "L1", "L2", "L3"))
        at = self._next() if follows else self.instant()
        if self.aims and random.random() < 0.6:
            follows = True
            lead, due = random.choice(self.aims)
            at = due + random.choice((0, 0, 0, -1, 1, 3600))
        return self.row_of(lead, self._event(follows), at)

    def row_of(self, lead: str, event: str, at: int) -> dict[str, str]:
        """A row of the event, with some values."""
        random = self.made.random
        self.used.append(at)
        self.lead = lead
        row = {"lead_id": lead, "event": event, "at": self.written(at)}
        if event == "meeting" and random.random() < 0.5 and not any(map(_clocked, self.agreements)):
            row["lead_id"] = ""
        if event == "stage_changed":
            row["stage"] = random.choice(STAGES)
        if event in ("stage_changed", "accepted") and random.random() < 0.5:
            row["reason"] = random.choice(("price", "no_reply", "no_reply", "weather"))
        return row | self.values(at)

    def _event(self, follows: bool) -> str:
        random = self.made.random
        if any("stages" in agreement for agreement in self.agreements) and random.random() < 0.3:
            return random.choice(("stage_changed", "stage_changed", "stage_changed", "accepted"))
        if follows:
            return random.choice(("call", "email", "call", "snoozed", "snoozed", "unsnoozed", *_OTHERS))
        return random.choice(("assigned", "assigned", "assigned", *_OTHERS))

    def _next(self) -> int:
        """A little after the row before, or where a duration from it ends, or part of one."""
        random, last = self.made.random, self.used[-1]
        if not self.durations or random.random() < 0.3:
            return last + random.choice((0, 0, 1, 60, 600, 3600, 14400))
        if random.random() < 0.5:
            return self._deadline(last) + random.choice((0, 0, 0, -1, 1))
        return last + (self._deadline(last) - last) // random.choice((2, 3, 4))

    def values(self, at: int) -> dict[str, str]:
        """Values of some fields."""
        random = self.made.random
        every = {
            "owner": random.choice((*OWNERS, "dee")),
            "score": str(random.choice((0, 20, 49, 50, 51, 80, 100))),
            "offer": random.choice(("demo", "webinar", "ebook")),
            "result": random.choice(("connected", "ann", "busy", "")),
            "automated": random.choice(("true", "false", "false")),
            "channel": random.choice(("call", "email", "meeting")),
            "signed": local_date("UTC", at).isoformat(),
            "seen": self.written(at - at % 86400),
            "worth": random.choice(("0.5", "1.5", "99.99", "100", "-3", "0")),
            "amount": random.choice(("10", "33.333333", "1000", "-5.5", "0")),
            "reason": random.choice(("price", "no_reply", "weather")),
        }
        return {name: value for name, value in every.items() if random.random() < 0.3}


_OTHERS = ("assigned", "call", "email", "reassigned", "closed", "meeting")


def _clocked(agreement: Mapping[str, Any]) -> bool:
    """Whether a clock uses meetings, which must then be a lead's."""
    clocks = [*agreement.get("responses", {}).values(), *agreement.get("cadences", {}).values()]
    return any("meeting" in str(clock.get("cancels")) for clock in clocks)


def _durations(tree: Any) -> Iterator[Duration]:
    """Every duration in the agreement."""
    if isinstance(tree, Mapping):
        for value in tree.values():
            yield from _durations(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _durations(value)
    elif isinstance(tree, str) and tree[:1].isdigit() and tree.rstrip("s").endswith(_UNITS):
        yield duration(tree)


_UNITS = (" second", " minute", " hour", " day", " week")


def _people(made: Draft) -> list[dict[str, str]]:
    """A roster: some come late, some leave, some do both."""
    random = made.random
    start = datetime.fromisoformat(made.agreement["term"]["from"]).date()
    rows = []
    for person in OWNERS:
        joined = start + timedelta(days=random.randint(-20, 15))
        row = {
            "person": person,
            "party": random.choice(("sales", "sales", "marketing")),
            "role": random.choice(("rep", "rep", "lead")),
            "from": joined.isoformat(),
            "through": "",
        }
        rows.append(row)
        if random.random() < 0.5:
            left = joined + timedelta(days=random.randint(0, 20))
            row["through"] = left.isoformat()
            if random.random() < 0.5:
                rows.append(row | {"from": (left + timedelta(days=random.randint(1, 10))).isoformat(), "through": ""})
    return rows
