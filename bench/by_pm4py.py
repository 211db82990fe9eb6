"""The two commitments of two_commitments.yaml with pm4py, as far as it goes, as one process.

`python bench/by_pm4py.py LOG.parquet OUT.csv` writes the same rows as by_hand.py. pm4py brings the log into its format, sorts
it by case and time, filters it, cuts each case at the hand-over, and counts business hours (`BusinessHours`).
It cannot do the rest, which is plain Python around it:

- the deadline itself: pm4py tells the business time between two instants, not the instant by which it is used up. An
  attempt after closing time has used up no more of it than one at closing time, so that where exactly six
  hours have passed the deadline has to be asked as well;
- instants in a zone: `BusinessHours` drops the zone, so they are made local first;
- attempts that count only with four hours between them;
- what is pending, and the verdicts themselves.
"""

import csv
import sys
from bisect import bisect_left, bisect_right
from datetime import date

import pandas as pd
import pm4py
from office_hours import HOLIDAYS, HOURS, SPACING, TARGET, WINDOW, ZONE, intervals, opened_before
from pm4py.util.business_hours import BusinessHours

DAY = 86_400
SLOTS = [
    (day * DAY + h1 * 3600 + m1 * 60, day * DAY + h2 * 3600 + m2 * 60)
    for day, hours in HOURS.items()
    for h1, m1, h2, m2 in hours
]
CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"
INTERVALS, BEFORE = intervals(), opened_before()
OPENS = [opens for opens, _ in INTERVALS]


class WorkCalendar:
    """Which days have office hours at all, as `BusinessHours` asks it."""

    def is_working_day(self, day: date) -> bool:
        return day not in HOLIDAYS


WORK_CALENDAR = WorkCalendar()


def read(log: str) -> tuple[pd.DataFrame, int]:
    """Hand-overs and attempts in pm4py's format, each case from its hand-over on, and the log's last instant."""
    rows = pd.read_parquet(log, columns=["lead_id", "event", "at"])
    top = int(rows["at"].max().timestamp())
    # of simultaneous rows pm4py keeps the order they come in: a hand-over comes before the attempts of its second
    rows = rows.sort_values("event", key=lambda events: events != "assigned", kind="stable", ignore_index=True)
    rows = pm4py.format_dataframe(rows, case_id="lead_id", activity_key="event", timestamp_key="at")
    rows = pm4py.filter_event_attribute_values(rows, ACTIVITY, ["assigned", "call", "email"], level="event")
    return pm4py.filter_suffixes(rows, "assigned", strict=False), top


def due(start: int) -> int:
    """The earliest instant by which six open hours have passed since `start`."""
    place = bisect_right(OPENS, start) - 1
    opens, closes = INTERVALS[place]
    budget = BEFORE[place] + min(start, closes) - opens + TARGET
    reached = bisect_left(BEFORE, budget) - 1
    return OPENS[reached] + budget - BEFORE[reached]


def in_time(local: list[pd.Timestamp], instants: list[int], deadline: int) -> bool:
    """Whether the second of a case's events came within six business hours of the first."""
    hours = BusinessHours(local[0], local[1], business_hour_slots=SLOTS, work_calendar=WORK_CALENDAR)
    spent = int(hours.get_seconds())
    return spent < TARGET or (spent == TARGET and instants[1] <= deadline)


def fourth(attempts: list[int]) -> int | None:
    """The fourth of the attempts that are at least the spacing after the last that counted."""
    counted: list[int] = []
    for instant in attempts:
        if not counted or instant >= counted[-1] + SPACING:
            counted.append(instant)
    return counted[3] if len(counted) > 3 else None


def verdicts(lead: str, local: list[pd.Timestamp], instants: list[int], top: int) -> list[tuple[object, ...]]:
    """Both rows of one case."""
    start, deadline = instants[0], due(instants[0])
    if len(instants) > 1:
        state = "met" if in_time(local, instants, deadline) else "breached"
    else:
        state = "breached" if top > deadline else "pending"
    first = ("first_attempt", lead, start, deadline, instants[1] if len(instants) > 1 else None, state)
    until = start + WINDOW
    done = fourth(instants[1:])
    if done is not None and done <= until:
        return [first, ("persistence", lead, start, until, done, "met")]
    return [first, ("persistence", lead, start, until, None, "breached" if top > until else "pending")]


def main(log: str, out: str) -> None:
    """Evaluate and write."""
    rows, top = read(log)
    instants = rows[TIME].astype("datetime64[s, UTC]").astype("int64").tolist()
    local = rows[TIME].dt.tz_convert(ZONE).tolist()
    leads = rows[CASE].tolist()
    found: list[tuple[object, ...]] = []
    begin = 0
    for end in range(1, len(leads) + 1):
        if end == len(leads) or leads[end] != leads[begin]:
            found += verdicts(leads[begin], local[begin:end], instants[begin:end], top)
            begin = end
    ordered = sorted(found, key=lambda row: (str(row[0]), str(row[1])))
    with open(out, "w", newline="", encoding="utf-8") as file:  # noqa: PTH123 - a path as it was given
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("commitment", "lead_id", "started_at", "due_at", "stopped_at", "state"))
        writer.writerows(ordered)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
