"""A log in the making: rows aimed at deadlines, period ends, odd nights and each other, to the second."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from tests.oracle.calendars import Calendar, always, calendar
from tests.oracle.drafting import OWNERS, STAGES, Draft
from tests.oracle.quantities import Duration, duration
from tests.oracle.zone import local_date, offset, start_of, stretches


@dataclass(kw_only=True)
class LogDraft:
    """Rows in the making; `used` are the instants so far, which later ones are aimed at."""

    made: Draft
    agreements: Sequence[dict[str, Any]]
    used: list[int] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    lead: str = ""
    aims: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lead = self.made.leads[0]
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
        lead = self.lead if follows else self.some_lead()
        at = self._next() if follows else self.instant()
        if self.aims and random.random() < 0.6:
            follows = True
            lead, due = random.choice(self.aims)
            at = due + random.choice((0, 0, 0, -1, 1, 3600))
        return self.row_of(lead, self._event(follows), at)

    def some_lead(self) -> str:
        """A lead, the first as often as the others together."""
        return self.made.random.choice((self.made.leads[0], *self.made.leads))

    def row_of(self, lead: str, event: str, at: int) -> dict[str, str]:
        """A row of the event, with some values."""
        random = self.made.random
        self.used.append(at)
        self.lead = lead
        row = {"lead_id": lead, "event": event, "at": self.written(at)}
        if event == "meeting" and random.random() < 0.4 and not any(map(_clocked, self.agreements)):
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
            "score": str(random.choice((0, 20, 49, 50, 51, 80, 100, 7))),
            "offer": random.choice(("demo", "webinar", "ebook")),
            "result": random.choice(("connected", "ann", "busy", "", "Ann")),
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
