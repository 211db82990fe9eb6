"""What a finding claims is replayed by the engine: the counterexample that it shows comes out as it says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from slakit import evaluate
from slakit.agreement import bind_what_is_sound
from slakit.checks import attempts_that_fit, first_after_whole, part_after_whole, quotas_that_contradict
from slakit.durations import Duration, parse_duration
from slakit.language.source import resolve
from slakit.model import Agreement
from slakit.outcomes import Outcome
from slakit.reasoning.room import Misfit, Room
from tests.binding import load_fragment
from tests.oracle.calendars import WEEKDAYS, Calendar, Holidays
from tests.oracle.quantities import duration

DAY = 86_400


def bound(fragment: str, folder: Path) -> Agreement:
    """The agreement, whatever its checks say of it."""
    load_fragment(fragment, folder)
    root, _ = resolve(str(folder / "fragment.yaml"))
    assert root is not None
    agreement, binding = bind_what_is_sound(root, [])
    assert agreement is not None, binding.findings()
    return agreement


def utc(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def outcomes(agreement: Agreement, rows: list[str], folder: Path, as_of: int, only: str) -> list[Outcome]:
    log = folder / "log.csv"
    log.write_text("lead_id,event,at,stage\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    result = evaluate(agreement, [str(log)], as_of=datetime.fromtimestamp(as_of, UTC), only=[only])
    assert result.scorecard is not None, result.diagnostics
    return list(result.outcomes)


def read(text: str) -> Duration:
    found = parse_duration(text)
    assert found is not None
    return found


def office(*, kept: bool) -> Calendar:
    """The minimal agreement's hours, as another calendar sees them."""
    hours = {WEEKDAYS.index(day): [(9 * 3600, 17 * 3600)] for day in WEEKDAYS[:5]}
    place = ("US", "NY") if kept else (None, None)
    holidays = Holidays(country=place[0], subdivision=place[1], added=frozenset(), removed=frozenset())
    return Calendar(zone="America/New_York", weekly=hours, holidays=holidays, overrides={})


CADENCE = """
calendars: {{business: {calendar}}}
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {{event: attempt, at_least: {attempts}}}
    within: {within}
    spacing: {{at_least: {spacing}}}
"""
PLAIN, KEPT = "{title: Office}", "{holidays: {country: US, subdivision: NY}}"


def claimed(agreement: Agreement, attempts: int) -> Misfit | None:
    cadence = agreement.cadences["persistence"]
    assert cadence.spacing_at_least is not None
    needed = Duration(cadence.spacing_at_least.count * (attempts - 1), cadence.spacing_at_least.unit)
    return Room(agreement).misfit(cadence.calendar, needed, cadence.within)


def best(agreement: Agreement, start: int, attempts: int, *, kept: bool) -> list[int]:
    """The earliest instants at which so many attempts count, from a start on."""
    cadence = agreement.cadences["persistence"]
    made = [start]
    for _ in range(attempts - 1):
        made.append(office(kept=kept).deadline(made[-1], duration(str(cadence.spacing_at_least))))
    return made


@pytest.mark.parametrize(
    ("calendar", "attempts", "within", "spacing"),
    [
        (PLAIN, 4, "3 days", "3 business hours"),
        (KEPT, 4, "5 days", "6 business hours"),
        (PLAIN, 4, "24 business hours", "20 hours"),
        (PLAIN, 4, "1 business day", "3 business hours"),
        (PLAIN, 3, "2 business days", "23 hours"),
    ],
)
def test_the_best_attempts_break_the_cadence(
    calendar: str, attempts: int, within: str, spacing: str, tmp_path: Path
) -> None:
    fragment = CADENCE.format(calendar=calendar, attempts=attempts, within=within, spacing=spacing)
    agreement = bound(fragment, tmp_path)
    findings = list(attempts_that_fit.check(agreement))
    found = claimed(agreement, attempts)
    assert [finding.code.id for finding in findings] == ["SLA423"]
    assert found is not None
    made = best(agreement, found.start, attempts, kept=calendar == KEPT)
    assert made[-1] == found.need_due
    rows = [f"L1,assigned,{utc(found.start)},", *(f"L1,call,{utc(at)}," for at in made)]
    (outcome,) = outcomes(agreement, rows, tmp_path, found.need_due + DAY, "persistence")
    assert (outcome.state, outcome.cause) == ("breached", "too-few")
    assert outcome.due_at == utc(found.window_due)


def test_a_second_more_and_they_fit(tmp_path: Path) -> None:
    """The start that is worst for a window that is just long enough: the same attempts, in time."""
    agreement = bound(CADENCE.format(calendar=PLAIN, attempts=4, within="4 days", spacing="3 business hours"), tmp_path)
    assert list(attempts_that_fit.check(agreement)) == []
    start = int(datetime(2027, 1, 8, 21, 59, 59, tzinfo=UTC).timestamp())  # a Friday, one second before closing
    made = best(agreement, start, 4, kept=False)
    rows = [f"L1,assigned,{utc(start)},", *(f"L1,call,{utc(at)}," for at in made)]
    (outcome,) = outcomes(agreement, rows, tmp_path, made[-1] + DAY, "persistence")
    assert outcome.state == "met"


def test_a_first_attempt_in_time_is_after_the_whole(tmp_path: Path) -> None:
    agreement = bound(first_after_whole.WRONG, tmp_path)
    cadence = agreement.cadences["persistence"]
    assert cadence.first_within is not None
    found = Room(agreement).misfit(cadence.calendar, cadence.first_within, cadence.within)
    assert found is not None
    rows = [f"L1,assigned,{utc(found.start)},", f"L1,call,{utc(found.need_due)},"]
    (outcome,) = outcomes(agreement, rows, tmp_path, found.need_due + DAY, "persistence")
    assert (outcome.state, outcome.cause, outcome.breached_at) == ("breached", "too-few", utc(found.window_due))


@pytest.mark.parametrize(("within", "first"), [("12 days", "2 weeks"), ("1 day", "20 business hours")])
def test_a_part_after_the_whole_is_never_missed(within: str, first: str, tmp_path: Path) -> None:
    """Nobody calls, and still it is the whole that is broken, at its own deadline, on every day of a week."""
    fragment = part_after_whole.WRONG.replace("12 days", within).replace("2 weeks", first)
    agreement = bound(fragment, tmp_path)
    assert [finding.code.id for finding in part_after_whole.check(agreement)] == ["SLA424"]
    monday = int(datetime(2027, 3, 1, 17, tzinfo=UTC).timestamp())
    rows = [f"L{day},assigned,{utc(monday + day * DAY)}," for day in range(7)]
    broken = outcomes(agreement, rows, tmp_path, monday + 60 * DAY, "persistence")
    assert {(each.state, each.cause) for each in broken} == {("breached", "too-few")}
    whole = int(within.split()[0]) * DAY
    assert [each.breached_at for each in broken] == [utc(monday + day * DAY + whole) for day in range(7)]


def test_who_keeps_the_weekly_quota_breaks_the_monthly_one(tmp_path: Path) -> None:
    agreement = bound(quotas_that_contradict.WRONG, tmp_path)
    (finding,) = quotas_that_contradict.check(agreement)
    assert finding.message.endswith("from 2027-01-01 through 2027-01-31")
    # 1-3 January is 3 of 7 days: 5 × 3/7 = 2.1, rounded down 2; then four whole weeks of 5, to the 31st: 22 > 18
    days = [*[1] * 2, *(day for monday in (4, 11, 18, 25) for day in [monday] * 5)]
    rows = [f"L{number},stage_changed,2027-01-{day:02}T17:00:00Z,mql" for number, day in enumerate(days)]
    as_of = int(datetime(2027, 2, 1, 12, tzinfo=UTC).timestamp())
    weekly = outcomes(agreement, rows, tmp_path, as_of, "mql_weekly")
    ended = [each for each in weekly if each.period_end is not None and each.period_end <= "2027-02-01"]
    assert [each.state for each in ended] == ["met"] * 5
    monthly = outcomes(agreement, rows, tmp_path, as_of, "mql_ceiling")
    assert next((each.period_start, each.state) for each in monthly) == ("2027-01-01", "breached")


def test_one_lead_fewer_a_week_keeps_the_monthly_one(tmp_path: Path) -> None:
    agreement = bound(quotas_that_contradict.WRONG.replace("at_most: 18", "at_most: 22"), tmp_path)
    clashes = list(quotas_that_contradict.check(agreement))
    # March has four whole weeks (1st to 28th), but so many never fall on 22: 20 at the most
    assert clashes == []


def test_a_measure_is_the_same_by_another_name(tmp_path: Path) -> None:
    named = quotas_that_contradict.WRONG.replace("by: sales, measure: mqls", "by: sales, measure: handed")
    same = bound(f"measures: {{handed: {{leads: [mql], first: true}}}}\n{named}", tmp_path)
    assert [finding.code.id for finding in quotas_that_contradict.check(same)] == ["SLA430"]
    other = bound(f"measures: {{handed: {{leads: mql}}}}\n{named}", tmp_path)
    assert list(quotas_that_contradict.check(other)) == []
