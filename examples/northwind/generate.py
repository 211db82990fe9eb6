"""Make Northwind's lead log for the first quarter of 2027: events.csv, and messy.csv with a few bad rows.

    python generate.py [FOLDER]        # default: the folder of this file

The same seed gives the same bytes: whole numbers only, from one generator, in one order. Everything is made up.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from office import HOUR, MINUTE, at_local, later, local_date
from roster import HABITS, Habits, Roster

SEED = 2027
ZONE = ZoneInfo("America/New_York")
FIRST_DAY, LAST_DAY = date(2026, 12, 14), date(2027, 3, 31)
DAY = 24 * HOUR
COLUMNS = (
    *("id", "lead_id", "event", "at", "recorded_at", "actor", "owner", "stage", "reason", "amount", "score", "offer"),
    *("persona", "segment", "email", "company", "employees", "channel", "result", "automated"),
    *("complete", "duplicate", "actionable", "utm_campaign"),
)
COMPANIES = (
    *("Baker, Lund & Co", "Harbor Freightways", "Osgood Mills", "Trellis Foods", "Kestrel Tools", "Møller Kjøl"),
    *("Quarry & Sons", "Pinecrest Dairy", "Sable Logistics", "Tidewater Supply", "Umber Paper", "Vantage Glass"),
)
CAMPAIGNS = ("winter_demo", "supply_webinar", "inventory_guide", "")
Row = dict[str, str]


class Log:
    """The rows made so far, and the dice."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 (made-up data, nothing secret)
        self.rows: list[tuple[int, Row]] = []

    def chance(self, percent: int) -> bool:
        return self.dice.randrange(100) < percent

    def between(self, low: int, high: int) -> int:
        return self.dice.randrange(low, high + 1)

    def pick(self, choices: Sequence[str]) -> str:
        return choices[self.dice.randrange(len(choices))]

    def add(self, instant: int, lead: str, event: str, /, **values: str) -> int:
        """Add a row as its system would write it: marketing's in UTC with milliseconds, the CRM's in local time."""
        if event in {"page_view", "newsletter_opened"} or values.get("stage") in {"inquiry", "mql"}:
            stamp = datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%S")
            stamp += f".{self.dice.randrange(1000):03}Z"
        else:
            stamp = datetime.fromtimestamp(instant, ZONE).isoformat()
        row = dict.fromkeys(COLUMNS, "") | {"lead_id": lead, "event": event, "at": stamp} | values
        if event in {"call", "email"} and self.chance(4):  # the telephone system was late to report
            late = instant + self.between(2, 40) * HOUR
            row["recorded_at"] = datetime.fromtimestamp(late, ZONE).isoformat()
        self.rows.append((instant, row))
        return instant


class Lead:
    """One lead's way through the quarter."""

    def __init__(self, log: Log, roster: Roster, number: int, created: int) -> None:
        self.log, self.roster, self.id = log, roster, f"L{number:04}"
        self.offer = log.pick(["demo_request"] * 5 + ["webinar"] * 7 + ["ebook"] * 8)
        self.owner = ""
        name = log.pick(COMPANIES)
        domain = "gmail.com" if log.chance(1) else f"c{log.between(100, 999)}.example"
        self.facts = {
            "offer": self.offer,
            "segment": log.pick(["mid_market"] * 60 + ["small"] * 32 + ["partner"] * 5 + ["internal"] * 3),
            "email": "" if log.chance(1) else f"person{number}@{domain}",
            "company": "" if log.chance(1) else name,
            "employees": "" if log.chance(3) else str(log.between(16, 900)),
            "persona": "" if log.chance(1) else log.pick(["operations_lead", "finance_lead"]),
            "utm_campaign": log.pick(CAMPAIGNS),
        }
        self.passage(created, again=0)

    def move(self, instant: int, stage: str, /, **values: str) -> int:
        return self.log.add(instant, self.id, "stage_changed", stage=stage, **values)

    def passage(self, created: int, again: int) -> None:
        """From an inquiry to a close; a recycled lead comes back as a new inquiry."""
        log = self.log
        self.move(created, "inquiry", **self.facts, score=str(log.between(5, 45)))
        for _ in range(log.between(0, 2)):
            log.add(created + log.between(1, 5 * DAY), self.id, log.pick(["page_view", "newsletter_opened"]))
        if log.chance(9):
            return  # never shows enough interest
        wait = log.between(1, 25) * MINUTE if self.offer == "demo_request" else log.between(HOUR, 9 * DAY)
        score = log.between(35, 49) if log.chance(1) else log.between(52, 98)
        mql = self.move(created + wait, "mql", score=str(score), owner="")
        handoff = self.assign(mql)
        if log.chance(8) or not all(self.facts.get(name) for name in ("company", "email", "persona")):
            self.reject(handoff, again)
        else:
            self.work(handoff)

    def assign(self, mql: int) -> int:
        """Hand the lead to a rep; sometimes in the same second, sometimes the queue stalls, sometimes twice."""
        log = self.log
        delay = 0 if log.chance(6) else log.between(20, 900) if log.chance(92) else log.between(1, 30) * HOUR
        handoff = mql + delay
        self.owner = "" if log.chance(1) else self.roster.next_rep(local_date(handoff))
        log.add(handoff, self.id, "assigned", owner=self.owner, actor="router")
        if log.chance(8):
            self.owner = self.roster.next_rep(local_date(handoff))
            log.add(handoff + log.between(5, 300) * MINUTE, self.id, "assigned", owner=self.owner, actor="Lee Park")
        self.feedback(handoff)
        return handoff

    def feedback(self, handoff: int) -> None:
        log = self.log
        if log.chance(2):
            return
        wait = log.between(15 * 60, 40 * 60) if log.chance(3) else log.between(20, 11 * 60)
        told = later(handoff, wait * MINUTE)
        answer = {
            "complete": "true" if all(self.facts.values()) or log.chance(70) else "false",
            "duplicate": "true" if log.chance(4) else "false",
            "actionable": "true" if log.chance(88) else "false",
        }
        if log.chance(4):  # half an answer does not count; the whole one comes later, or not at all
            log.add(told, self.id, "feedback", actor=self.owner, complete=answer["complete"])
            told = later(told, log.between(60, 900) * MINUTE)
            if log.chance(30):
                return
        log.add(told, self.id, "feedback", actor=self.owner, **answer)

    def reject(self, handoff: int, again: int) -> None:
        log = self.log
        at = later(handoff, log.between(25, 700) * MINUTE)
        if log.chance(85):
            self.attempt(later(handoff, log.between(3, 14) * MINUTE), "call", "wrong_number")
        reason = log.pick(["incomplete"] * 8 + ["outside_profile"] * 9 + ["duplicate", "", ""])
        self.move(at, "rejected", reason=reason, actor=self.owner)
        back = at + (log.between(20, 50) if log.chance(20) else log.between(61, 75)) * DAY
        if again < 2 and log.chance(80):
            self.facts["company"] = self.facts["company"] or log.pick(COMPANIES)
            self.facts["persona"] = self.facts["persona"] or "operations_lead"
            self.passage(back + log.between(1, 9 * HOUR), again + 1)

    def attempt(self, at: int, channel: str, result: str) -> int:
        return self.log.add(at, self.id, channel, actor=self.owner, channel=channel, result=result)

    def work(self, handoff: int) -> None:
        """Accept, try, and bring to an end; how well depends on the rep."""
        log, habits = self.log, HABITS.get(self.owner, HABITS["ann"])
        begin = self.snooze(handoff) if log.chance(6) else handoff
        if log.chance(30):
            log.add(handoff + 5, self.id, "email", channel="email", automated="true", actor="sequencer")
        if log.chance(1):
            return  # forgotten
        first = self.first_attempt_at(begin, habits)
        accepted = first if log.chance(9) else later(begin, log.between(5, 300) * MINUTE)
        if not log.chance(1):  # now and then somebody skips a stage
            self.move(accepted, "sal", actor=self.owner)
        last, talked = self.attempts(first, habits)
        close = max(last, accepted)
        if talked:
            self.deal(close, habits)
        elif log.chance(70):
            reason = "" if log.chance(6) else "no_reply"
            self.move(later(close, log.between(240, 2400) * MINUTE), "lost", reason=reason, actor=self.owner)

    def snooze(self, handoff: int) -> int:
        """The lead asked to be called later; one time in ten nobody wakes it up again."""
        log = self.log
        log.add(handoff + log.between(2, 10) * MINUTE, self.id, "snoozed", actor=self.owner)
        back = later(handoff, log.between(300, 1300) * MINUTE)
        return back if log.chance(10) else log.add(back, self.id, "unsnoozed", actor=self.owner)

    def first_attempt_at(self, begin: int, habits: Habits) -> int:
        log = self.log
        eager = 8 <= datetime.fromtimestamp(begin, ZONE).hour < 22 and log.chance(15)
        if eager:
            return begin + log.between(1, 12) * MINUTE  # whatever the office hours
        punctual = log.chance(habits.punctual)
        if self.offer == "demo_request":
            return later(begin, log.between(60, 14 * MINUTE) if punctual else log.between(15, 200) * MINUTE)
        return later(begin, log.between(4, 345) * MINUTE if punctual else log.between(361, 1300) * MINUTE)

    def attempts(self, first: int, habits: Habits) -> tuple[int, bool]:
        """Rows of attempts; the instant of the last one, and whether somebody answered."""
        log, at = self.log, first
        wanted = log.between(4, 6) if log.chance(habits.persistent) else log.between(1, 3)
        only_calls = log.chance(4)
        for number in range(wanted):
            channel = "call" if only_calls or number % 2 == 0 else log.pick(["email", "email", "call"])
            talked = channel == "call" and log.chance(habits.connects)
            missed = log.pick(["no_answer", "voicemail"]) if channel == "call" else "sent"
            self.attempt(at, channel, "connected" if talked else missed)
            if talked or number + 1 == wanted:
                return at, talked
            if log.chance(7):  # a second try so soon that it is no second attempt
                self.attempt(at + log.between(10, 100) * MINUTE, "call", "no_answer")
            at = later(at, log.between(22, 34) * HOUR) if log.chance(3) else later(at, log.between(270, 620) * MINUTE)
        return at, False

    def deal(self, talked: int, habits: Habits) -> None:
        log = self.log
        if log.chance(habits.wins):
            won = later(talked, log.between(10, 170) * HOUR)
            amount = log.between(8, 56) * 250
            self.move(won, "customer", amount=f"{amount}.00" if log.chance(30) else str(amount), actor=self.owner)
            if log.chance(5):
                log.add(won + log.between(9, 40) * DAY, self.id, "churned")
        elif log.chance(55):
            self.move(later(talked, log.between(6, 90) * HOUR), "lost", reason="price", actor=self.owner)


def arrivals(log: Log) -> Iterator[int]:
    """Instants at which leads arrive: most in office hours, some at night and on weekends, fewer in March."""
    day = FIRST_DAY
    while day <= LAST_DAY:
        usual = 2 if day.year == 2026 else 7 if day.month < 3 else 5
        count = log.between(0, 3) if day.weekday() >= 5 else log.between(usual - 2, usual + 2)
        for _ in range(count):
            low, high = (9, 17) if log.chance(70) else (17, 23) if log.chance(65) else (0, 8)
            yield at_local(day, time(log.between(low, high), log.between(0, 59), log.between(0, 59)))
        day += timedelta(days=1)


def meetings(log: Log) -> None:
    """The weekly meeting, Tuesdays at ten; it fell out twice and was held twice in one week."""
    day = date(2027, 1, 5)
    while day <= LAST_DAY:
        if day not in {date(2027, 2, 16), date(2027, 3, 9)}:
            log.add(at_local(day, time(10)), "", "meeting", channel="meeting", actor="Lee Park")
        day += timedelta(days=7)
    log.add(at_local(date(2027, 1, 28), time(15, 30)), "", "meeting", channel="meeting", actor="Dana Reyes")


def build(folder: Path) -> list[Row]:
    """All rows of the quarter, oldest first, then the tail of an export that was appended twice."""
    log, roster = Log(SEED), Roster(folder / "people.csv")
    for number, created in enumerate(arrivals(log), start=1):
        Lead(log, roster, number, created)
    meetings(log)
    end = at_local(LAST_DAY + timedelta(days=1), time(0))
    kept = sorted((instant, place) for place, (instant, _) in enumerate(log.rows) if instant < end)
    rows = [log.rows[place][1] for _, place in kept]
    for number, row in enumerate(rows, start=1):
        row["id"] = f"e{number:05}"
    return rows + rows[-60:-20]


def spoil(rows: Sequence[Row]) -> list[Row]:
    """The first sixty rows with six that cannot be read."""
    bad: list[Row] = [
        {"lead_id": "L0004", "event": "call", "at": "2027-02-30T10:00:00-05:00"},
        {"lead_id": "L0005", "event": "call", "at": "2027-01-05 10:15:00"},
        {"lead_id": "L0006", "event": "email", "at": "2027-01-05T10:20:00-05:00", "offer": "podcast"},
        {"lead_id": "L0007", "event": "email", "at": "2027-01-05T10:25:00-05:00", "score": "ninety"},
        {"lead_id": "L0008", "event": "email", "at": "2027-01-05T10:30:00-05:00", "employees": "1,200"},
        {"lead_id": "", "event": "assigned", "at": "2027-01-05T10:35:00-05:00", "owner": "ann"},
    ]
    spoiled = list(rows[:60])
    for number, row in enumerate(bad, start=1):
        spoiled.insert(number * 8, dict.fromkeys(COLUMNS, "") | row | {"id": f"x{number}"})
    return spoiled


def write(rows: Sequence[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path) -> None:
    rows = build(Path(__file__).parent)
    write(rows, folder / "events.csv")
    write(spoil(rows), folder / "messy.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
