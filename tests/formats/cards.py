"""Scorecards made by hand."""

from datetime import date
from fractions import Fraction

from slakit.attainment.days import day_starts, epoch
from slakit.attainment.scorecard import (
    Attained,
    Counts,
    Due,
    LogAccount,
    OwnerScore,
    PartyScore,
    PeriodScore,
    PromiseScore,
    Remark,
    Scorecard,
    Status,
    Upcoming,
)
from slakit.attainment.target import parse_target
from slakit.diagnostics import Code, Severity, Span, diagnostic
from slakit.log.contract import FileCount, UnmappedValue
from slakit.model import Term

AS_OF = epoch("2027-03-31T21:00:00Z")
TERM = Term(
    from_=date(2027, 1, 1), through=date(2027, 12, 31), timezone="America/New_York", span=Span("agreement.yaml")
)
MONTHS = [(date(2027, month, 1), date(2027, month + 1, 1)) for month in (1, 2, 3)]
HOSTILE = "\x1b[31m[red]*L*|`1`<b>\u202e"
"""A text that tries to recolour, mark up, break a table and turn the line round."""


def attained(
    state: str, value: Fraction | int | None, target: str, dimension: str | None = None, **more: int | bool
) -> Attained:
    exact = None if value is None else Fraction(value)
    bound = parse_target(target)
    return Attained(dimension=dimension, state=state, target=bound, target_text=target, value=exact, **more)  # type: ignore[arg-type]


def period(month: int, *results: Attained) -> PeriodScore:
    start, end = MONTHS[month - 1]
    states: dict[str, int] = {}
    for result in results:
        states[result.state] = states.get(result.state, 0) + 1
    (ends_at,) = day_starts("America/New_York", [end]).values()
    return PeriodScore(
        start=start, end=end, ends_at=ends_at, running=month == 3, counts=Counts(**states), results=results
    )


FIRST_ATTEMPT = PromiseScore(
    id="first_attempt",
    kind="response",
    title="First attempt",
    promised="within 6 business hours; at least 95% each month, each person",
    by=("sales",),
    span=Span("agreement.yaml", 10, 3, 10, 12),
    status=Status.BROKEN,
    counts=Counts(met=1366, breached=19, at_risk=1, paused=1, pending=2, cancelled=5),
    causes=(("late", 12), ("never", 7)),
    targets=("6 business hours",),
    objective="first_attempt.objective",
    periods=(
        period(1, attained("met", 1, ">= 95%", "ann"), attained("met", Fraction(97, 100), ">= 95%", "ben")),
        period(
            2,
            attained("breached", Fraction(9496, 10_000), ">= 95%", "ben", met=9496, breached=504, open=0),
            attained("met", 1, ">= 95%", "ann"),
        ),
        period(
            3,
            attained("pending", Fraction(9, 10), ">= 95%", "ben", met=9, breached=1, open=2, behind=True),
            attained("pending", None, ">= 95%", "ann"),
        ),
    ),
)
FEEDBACK = PromiseScore(
    id="feedback",
    kind="response",
    title="Feedback",
    promised="within 2 business days; at least 93% each month",
    by=("sales",),
    span=Span("agreement.yaml", 20, 3, 20, 12),
    status=Status.BROKEN,
    counts=Counts(met=370, breached=24),
    causes=(("late", 24),),
    objective="feedback.objective",
    periods=(
        period(1, attained("met", Fraction(93, 100), ">= 93%", met=93, breached=7, open=0)),
        period(2, attained("breached", Fraction(125, 136), ">= 93%", met=125, breached=11, open=0)),
        period(3, attained("pending", Fraction(97, 100), ">= 93%", met=97, breached=3, open=1)),
    ),
)
TRANSITION = PromiseScore(
    id="sal.transition",
    kind="transition",
    title="Accepted lead: transition",
    promised="",
    by=("sales",),
    span=Span("agreement.yaml", 30, 3, 30, 12),
    status=Status.KEPT,
    counts=Counts(met=346),
)
VOLUME = PromiseScore(
    id="mql_volume",
    kind="quota",
    title="Mql volume",
    promised="at least 18 each month per person",
    by=("marketing",),
    span=Span("agreement.yaml", 40, 3, 40, 12),
    status=Status.AT_RISK,
    counts=Counts(met=1, not_applicable=1, at_risk=1),
    periods=(
        period(1, attained("met", 129, ">= 126")),
        period(2, attained("not_applicable", 0, ">= 0")),
        period(3, attained("at_risk", 123, ">= 126", behind=True)),
    ),
)
IDLE = PromiseScore(
    id="won_share",
    kind="quota",
    title="Won share",
    promised="at least 20% each quarter",
    by=("marketing",),
    span=Span("agreement.yaml", 50, 3, 50, 12),
    status=Status.IDLE,
    counts=Counts(),
)


def card(**changes: object) -> Scorecard:
    """A scorecard with everything in it."""
    values: dict[str, object] = {
        "agreement": "northwind",
        "title": "Sales and Marketing Agreement",
        "version": "1.2.0",
        "term": TERM,
        "as_of": AS_OF,
        "as_of_given": True,
        "known_by": None,
        "log": LogAccount(
            rows=4345,
            used=3722,
            undeclared=579,
            after_as_of=3,
            recorded_later=0,
            quarantined=1,
            duplicates=40,
            not_mapped=0,
            files=(FileCount(file="events.csv", rows=4345, events=4304, quarantined=1, duplicates=40),),
            ignored_columns=("utm_campaign",),
            unmapped_values=(UnmappedValue(column="NewValue", value="Parked", rows=2),),
        ),
        "parties": (
            PartyScore(parties=("marketing",), title="Marketing", accountable=("Dana Reyes",), promises=(VOLUME, IDLE)),
            PartyScore(
                parties=("sales",),
                title="Sales",
                accountable=("Lee Park",),
                promises=(TRANSITION, FIRST_ATTEMPT, FEEDBACK),
            ),
        ),
        "owners": (
            OwnerScore(owner="ben", breached=29, decided=1200, commitments=(("feedback", 17), ("first_attempt", 12))),
            OwnerScore(owner="ann", breached=14, decided=585, commitments=(("feedback", 7), ("first_attempt", 7))),
        ),
        "owners_in_all": 3,
        "unowned": 3,
        "upcoming": Upcoming(
            at_risk=(
                Due(
                    commitment="first_attempt",
                    lead_id="L0460",
                    episode=1,
                    owner=None,
                    due_at=AS_OF + 1800,
                    state="at_risk",
                ),
            ),
            at_risk_in_all=1,
            pending=(
                Due(
                    commitment="first_attempt",
                    lead_id="L0461",
                    episode=2,
                    owner="ann",
                    due_at=AS_OF + 100_000,
                    state="pending",
                ),
            ),
            pending_in_all=4,
        ),
        "outcomes": 3299,
        "titles": {"first_attempt": "First attempt", "feedback": "Feedback"},
        "holidays": "0.109",
        "remarks": (
            Remark(subject="fair_share", says="counted rows without a value of 'owner': unattributed", count=3),
        ),
        "findings": (
            diagnostic(
                Code("SLA604", "The log's last row stands alone", Severity.WARNING),
                Span("events.csv"),
                "the log's last row is 40 days after the one before it",
                "check that row, or give --as-of",
            ),
        ),
    }
    return Scorecard(**(values | changes))  # type: ignore[arg-type]


def hostile() -> Scorecard:
    """A scorecard of which every text that comes from users is hostile."""
    promise = PromiseScore(
        id="p",
        kind="response",
        title=HOSTILE,
        promised=HOSTILE,
        by=("sales",),
        span=Span(HOSTILE, 1, 1),
        status=Status.BROKEN,
        counts=Counts(breached=1),
        causes=((HOSTILE, 1),),
        objective="p.objective",
        periods=(period(2, attained("breached", 0, ">= 93%", HOSTILE), attained("met", 1, ">= 93%", HOSTILE)),),
    )
    due = Due(commitment="p", lead_id=HOSTILE, episode=1, owner=HOSTILE, due_at=AS_OF + 60, state="at_risk")
    return card(
        title=HOSTILE,
        version=HOSTILE,
        parties=(PartyScore(parties=("sales",), title=HOSTILE, accountable=(HOSTILE,), promises=(promise,)),),
        owners=(OwnerScore(owner=HOSTILE, breached=1, decided=1, commitments=((HOSTILE, 1),)),),
        owners_in_all=1,
        upcoming=Upcoming(at_risk=(due,), at_risk_in_all=1),
        titles={"p": HOSTILE},
        leads=(HOSTILE,),
        remarks=(Remark(subject=HOSTILE, says=HOSTILE, count=1),),
    )
