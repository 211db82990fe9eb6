"""What checks find by arithmetic alone is what the engine finds: agreements made at random, played to the letter."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from pathlib import Path
from random import Random

import pytest

from slakit import evaluate
from slakit.checks import deadline_without_opening, promise_below_plan, volume_above_capacity
from slakit.front_door import Result
from slakit.model import Agreement
from slakit.numbers import plain
from slakit.outcomes import Outcome
from tests.checks.test_replayed import bound

DRAWS = range(6)
"""Agreements of each kind."""

LAST = date(2027, 12, 31)
"""The last date of the minimal agreement's term."""

CALENDAR = """
calendars: {{business: {{hours: {{mon-fri: []}}, overrides: {{{dates}}}}}}}
responses: {{first_attempt: {{targets: [{{within: {within}}}]}}}}
"""


def played(agreement: Agreement, rows: list[str], folder: Path, as_of: datetime) -> Result:
    log = folder / "log.csv"
    log.write_text("lead_id,event,at,stage,amount\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return evaluate(agreement, [str(log)], as_of=as_of)


@pytest.mark.parametrize("draw", DRAWS)
def test_what_no_opening_reaches(draw: int, tmp_path: Path) -> None:
    """A start in the last second of the term: the engine knows its deadline unless the check says there is none."""
    random = Random(draw)  # noqa: S311 - examples, not secrets
    within = [LAST - timedelta(days=random.randrange(1, 300)) for _ in range(random.randrange(1, 4))]
    after = sorted({LAST + timedelta(days=random.randrange(2, 80)) for _ in range(random.randrange(4))})
    dates = ", ".join(f'{day}: ["10:00-16:00"]' for day in sorted({*within, *after}))
    # each date has six hours, eight at the most if an hour were repeated in it: more than that is out of reach
    kind, most, least = random.choice(
        [("business hours", 6 * len(after), 8 * len(after) + 1), ("business days", len(after), len(after) + 1)]
    )
    reached = draw % 2 == 0 and most > 0
    fragment = CALENDAR.format(dates=dates, within=f"{most if reached else least} {kind}")
    agreement = bound(fragment, tmp_path)
    assert [finding.code.id for finding in deadline_without_opening.check(agreement)] == ["SLA455"] * (not reached)
    start = datetime(2028, 1, 1, 4, 59, 59, tzinfo=UTC)
    result = played(agreement, [f"L1,assigned,{start:%Y-%m-%dT%H:%M:%SZ},,"], tmp_path, start)
    assert [finding.code.id for finding in result.diagnostics] == ["SLA603"] * (not reached)
    if reached:
        (episode,) = (outcome for outcome in result.outcomes if outcome.kind == "response")
        assert episode.due_at == f"{after[-1]}T21:00:00Z", "16:00 in New York on the last of the dates"


PLAN = """
parties: {{sales: {{accountable: Lee Park}}}}
measures:
  revenue: {{sum: amount, of: customer}}
goals:
  growth:
    by: sales
    measure: revenue
    target: {target}
    due: {due}
    owners: [Lee Park]
    baseline: {{value: {target}}}
cadences:
  persistence: {{by: sales, starts: handoff, attempts: {{event: attempt, at_least: {attempts}}}, within: 12 days}}
quotas:
  mql_volume: {{at_least: {volume}, per: {per}}}
plan:
  goal: growth
  average_deal: 20000
  share: {share}%
  rates: {{mql: 100%, customer: {rate}%}}
  capacity: {{count: {count}, hours: {hours}, per: month, minutes_per_attempt: 10}}
"""


class Drawn:
    """A plan drawn at random, and the log in which its quota is kept to the letter and its rates come true."""

    def __init__(self, draw: int) -> None:
        random = Random(draw)  # noqa: S311 - examples, not secrets
        self.per, self.months = ("month", random.randrange(1, 4)) if draw % 3 else ("quarter", 3)
        self.due = (date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31))[self.months - 1]
        self.volume, self.rate = random.randrange(5, 12), Fraction(random.choice((20, 25, 50)), 100)
        self.share = Fraction(random.choice((50, 100)), 100)
        self.attempts, self.count = random.randrange(2, 6), random.randrange(1, 4)
        self.leads = self.volume * (self.months if self.per == "month" else 1)
        # the goal takes as many leads as are promised, or a little of one more
        self.missed, self.crowded = draw % 2 == 1, draw % 4 > 1
        self.needed = self.leads + (Fraction(1, 4) if self.missed else 0)
        self.target = self.needed * self.rate * 20_000 / self.share
        work = ceil(self.needed) * self.attempts * 10
        # the hours for that, in thousandths of an hour rounded up, or a little less
        self.hours = Fraction(ceil(Fraction(work * 1000, 60 * self.count * self.months)), 1000)
        self.hours -= Fraction(1, 500) if self.crowded else 0

    def text(self) -> str:
        return PLAN.format(
            target=plain(self.target),
            due=self.due,
            attempts=self.attempts,
            volume=self.volume,
            per=self.per,
            share=plain(self.share * 100),
            rate=plain(self.rate * 100),
            count=self.count,
            hours=plain(self.hours),
        )

    def rows(self) -> list[str]:
        found = []
        for number in range(self.leads):
            lead, month = f"L{number:03}", 1 + number // self.volume if self.per == "month" else 1
            found += [f"{lead},stage_changed,2027-{month:02}-05T15:00:00Z,mql,"]
            found += [f"{lead},assigned,2027-{month:02}-05T15:00:00Z,,"]
            found += [f"{lead},call,2027-{month:02}-06T15:0{turn}:00Z,," for turn in range(self.attempts)]
        revenue = self.leads * self.rate * 20_000 + (1 - self.share) * self.target
        return [*found, f"L000,stage_changed,2027-01-20T15:00:00Z,customer,{plain(revenue)}"]


@pytest.mark.parametrize("draw", DRAWS)
def test_promises_kept_to_the_letter_and_the_plan(draw: int, tmp_path: Path) -> None:
    """The quota is met in every period; whether the goal is reached, and the hours are enough, is as the checks say."""
    drawn = Drawn(draw)
    agreement = bound(drawn.text(), tmp_path)
    result = played(agreement, drawn.rows(), tmp_path, datetime(2027, 5, 1, tzinfo=UTC))
    assert result.scorecard is not None, result.diagnostics

    def of(commitment: str) -> list[Outcome]:
        until = str(drawn.due + timedelta(days=1))
        mine = [outcome for outcome in result.outcomes if outcome.commitment == commitment]
        return [outcome for outcome in mine if outcome.period_end is None or outcome.period_end <= until]

    kept = of("mql_volume")
    assert [(outcome.state, outcome.value) for outcome in kept] == [("met", Decimal(drawn.volume))] * len(kept)
    (goal,) = of("growth")
    assert goal.state == ("breached" if drawn.missed else "met")
    below = [finding.message for finding in promise_below_plan.check(agreement)]
    promised = f"promises {sum(outcome.value or 0 for outcome in kept):.0f} of 'mql'"
    assert [promised in text for text in below] == [True] * drawn.missed
    (attempts,) = {outcome.value for outcome in of("persistence")}
    work = ceil(drawn.needed) * Fraction(attempts or 0) * 10
    there = drawn.hours * 60 * drawn.count * len(of("first_attempt.objective"))  # one a month
    assert (work > there) is drawn.crowded
    assert [finding.code.id for finding in volume_above_capacity.check(agreement)] == ["SLA458"] * drawn.crowded
