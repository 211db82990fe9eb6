"""Reads the facts from the relations that were asked for, each sequence in its order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from slakit.commitments.measures import SCALE
from slakit.connection import Connection
from slakit.engine.dialects.duckdb import DuckDB
from slakit.engine.machine import usable_memory
from slakit.engine.memory import ShortageError, size_text
from slakit.pay.facts import NAMED, Claim, Collected, Credited, Facts, Reading, Uncredited
from slakit.pay.gather.asking import Asking, Looked
from slakit.pay.gather.earnings import Spans
from slakit.pay.gather.readings import read
from slakit.pay.gather.shares import Shares

BATCH = 10_000
PER_ROW = 700
"""The bytes of memory that a credited row takes until it is told in a statement, as measured."""


def facts(connection: Connection, asking: Asking) -> Facts:
    """Everything that was asked for."""
    return Facts(
        as_of=asking.as_of,
        as_of_day=asking.as_of_day,
        credited=tuple(_credited(connection, asking)),
        claims=tuple(_claims(connection, asking)),
        collected=tuple(_collected(connection, asking)),
        readings=_readings(connection, asking),
        uncredited=_uncredited(connection, asking.looked),
    )


def _credited(connection: Connection, asking: Asking) -> Iterator[Credited]:
    """The credited rows by instant, lead, row, plan, part and person."""
    found = [
        (one, part, relation)
        for one in asking.looked
        for part, relation in zip(one.earning.parts, one.credited, strict=True)
    ]
    found.sort(key=lambda item: (item[0].earning.plan, item[1].id, item[0].earning.version))
    if not found:
        return
    parts = [f"SELECT {place} AS place, c.* FROM {relation} AS c" for place, (_, _, relation) in enumerate(found)]
    wholes = [Shares.of(DuckDB(), one.earning.credit).whole for one, _, _ in found]
    _check_room(connection, [relation for _, _, relation in found])
    query = f"""SELECT c.place, c.person, l.lead_id, c.row_no, c.ts, c.local_day, c.num, c.share, c.deal, c.taken_at,
  c.taken_day, c.due_at
FROM ({" UNION ALL ".join(parts)}) AS c LEFT JOIN lead AS l ON l.lead = c.lead
ORDER BY c.ts, l.lead_id NULLS FIRST, c.row_no, c.place, c.person"""
    day, ratio = cache(date.fromordinal), cache(Fraction)
    for place, person, lead_id, row, at, local_day, num, share, deal, taken_at, taken_day, due_at in _rows(
        connection, query
    ):
        one, part, _ = found[place]
        yield Credited(
            version=one.earning.version,
            plan=one.earning.plan,
            part=part.id,
            person=person,
            lead_id=lead_id,
            row=row,
            at=at,
            day=day(local_day),
            value=ratio(num, SCALE),
            share=ratio(share, wholes[place]),
            deal=None if deal is None else ratio(deal, SCALE),
            taken_back_at=taken_at,
            taken_back=None if taken_day is None else day(taken_day),
            window_ends=None if due_at is None else local_date(due_at, asking.zones[one.earning.version]),
        )


def _check_room(connection: Connection, relations: Sequence[str]) -> None:
    """Raise `ShortageError` where the credited rows would not fit into memory: a team credits each row to everybody."""
    counts = " + ".join(f"(SELECT count(*) FROM {relation})" for relation in relations)
    found, usable = connection.execute(f"SELECT {counts}").fetchone(), usable_memory()
    rows = int(found[0]) if found else 0
    if usable is not None and rows * PER_ROW > usable:
        needed = f"{rows:,} credits, a row being one for each person credited, take {size_text(rows * PER_ROW)}"
        raise ShortageError(f"{needed}, and {size_text(usable)} are here", of="machine")


def _claims(connection: Connection, asking: Asking) -> Iterator[Claim]:
    """The deals by instant, lead, plan and version."""
    found = [one for one in asking.looked if one.deals is not None]
    found.sort(key=lambda one: (one.earning.plan, one.earning.version))
    parts = [_claims_of(place, one) for place, one in enumerate(found)]
    if not parts:
        return
    query = f"""SELECT c.place, l.lead_id, c.ts, c.local_day, c.num, c.taken_at
FROM ({" UNION ALL ".join(parts)}) AS c JOIN lead AS l ON l.lead = c.lead
ORDER BY c.ts, l.lead_id, c.place"""
    for place, lead_id, at, local_day, num, taken_at in _rows(connection, query):
        yield Claim(
            version=found[place].earning.version,
            plan=found[place].earning.plan,
            lead_id=lead_id,
            at=at,
            day=_day(local_day, at, asking.zones[found[place].earning.version]),
            worth=Fraction(num, SCALE),
            taken_back_at=taken_at,
        )


def _claims_of(place: int, one: Looked) -> str:
    taken_at, join = "NULL", ""
    if one.taken is not None:
        taken_at, join = "b.taken_at", f" LEFT JOIN {one.taken} AS b ON b.lead = d.lead AND b.ts = d.ts"
    columns = f"{place} AS place, d.lead, d.ts, d.local_day, d.num, {taken_at} AS taken_at"
    return f"SELECT {columns} FROM {one.deals} AS d{join}"


def _collected(connection: Connection, asking: Asking) -> Iterator[Collected]:
    """The payments by instant, lead, row and plan."""
    found = sorted(
        ((one.earning.plan, one.earning.version, one.collected) for one in asking.looked if one.collected is not None),
    )
    if not found:
        return
    parts = [f"SELECT {place} AS place, c.* FROM {relation} AS c" for place, (_, _, relation) in enumerate(found)]
    query = f"""SELECT c.place, l.lead_id, c.row_no, c.ts, c.local_day, c.num
FROM ({" UNION ALL ".join(parts)}) AS c JOIN lead AS l ON l.lead = c.lead
ORDER BY c.ts, l.lead_id, c.row_no, c.place"""
    for place, lead_id, row, at, local_day, num in _rows(connection, query):
        plan, version, _ = found[place]
        day = _day(local_day, at, asking.zones[version])
        yield Collected(
            version=version, plan=plan, lead_id=lead_id, row=row, at=at, day=day, value=Fraction(num, SCALE)
        )


def _readings(connection: Connection, asking: Asking) -> tuple[Reading, ...]:
    """The readings by version, what was asked, dates and person, the party's before those of persons."""
    found = {reading: None for question in asking.questions for reading in read(connection, question)}
    return tuple(sorted(found, key=lambda one: (one.version, one.of, one.first, one.after, one.person or "")))


def _uncredited(connection: Connection, looked: Sequence[Looked]) -> tuple[Uncredited, ...]:
    """What is uncredited by plan, reason and settlement (or a pool's time), the rows of all events together."""
    relations: dict[tuple[str, int, Spans], list[str]] = {}
    for one in looked:
        earning = one.earning
        relations.setdefault((earning.plan, earning.version, earning.spans), []).append(one.uncredited)
    found: list[Uncredited] = []
    for (plan, _, spans), those in relations.items():
        rows = " UNION ALL ".join(f"SELECT * FROM {relation}" for relation in those)
        people = _people(connection, rows)
        named = f"list(lead_id ORDER BY turn) FILTER (WHERE lead_id IS NOT NULL AND turn <= {NAMED})"
        query = f"""SELECT why, period_no, sum(rows), {named}
FROM (
  SELECT u.why, u.period_no, l.lead_id, count(*) AS rows,
    row_number() OVER (PARTITION BY u.why, u.period_no, l.lead_id IS NULL ORDER BY min(u.ts), l.lead_id) AS turn
  FROM ({rows}) AS u LEFT JOIN lead AS l ON l.lead = u.lead GROUP BY u.why, u.period_no, l.lead_id
) AS w GROUP BY why, period_no"""
        for why, period, number, leads in connection.execute(query).fetchall():
            first, after = spans[period]
            nobody_s = Uncredited(
                plan=plan, why=why, first=first, after=after, rows=int(number), leads=tuple(leads or ())
            )
            found.append(replace(nobody_s, people=people.get(period, ())) if why == "off_plan" else nobody_s)
    return tuple(sorted(found, key=lambda one: (one.plan, one.why, one.first)))


def _people(connection: Connection, rows: str) -> dict[int, tuple[str, ...]]:
    """The first people whom rows of people in no plan name, by the place of the settlement."""
    turn = "row_number() OVER (PARTITION BY period_no ORDER BY person)"
    query = f"""SELECT period_no, list(person ORDER BY turn)
FROM (
  SELECT period_no, person, {turn} AS turn
  FROM (SELECT DISTINCT period_no, person FROM ({rows}) AS u WHERE why = 'off_plan' AND person IS NOT NULL) AS d
) AS p WHERE turn <= {NAMED} GROUP BY period_no"""
    return {period: tuple(people) for period, people in connection.execute(query).fetchall()}


def _day(local_day: int | None, at: int, timezone: str) -> date:
    """The local date of an instant; the calendars do not reach back to deals from before the version's term."""
    return local_date(at, timezone) if local_day is None else date.fromordinal(local_day)


def _rows(connection: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    answer = connection.execute(query)
    while batch := answer.fetchmany(BATCH):
        yield from batch


def local_date(at: int, timezone: str) -> date:
    """The local date of an instant, however far off it is."""
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(timezone)).date()
