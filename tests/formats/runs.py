"""Runs of scenarios made by hand."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from slakit.attainment.days import epoch
from slakit.diagnostics import Code, Span, diagnostic
from slakit.outcomes import Outcome
from slakit.scenarios.result import Check, Comparison, Coverage, Fault, Item, Problem, Run, ScenarioResult
from slakit.timeline.model import Clock, Episode, Moment, Timeline

CLAUSE = Span("policies/acme.yaml", 40, 3, 40, 16)
BAD = Code("SLA302", "An unknown name")


def outcome(state: str, lead: str = "L1") -> Outcome:
    """An outcome of a response."""
    return Outcome(
        commitment="first_attempt",
        kind="response",
        party="sales",
        lead_id=lead,
        episode=1,
        dimension=None,
        period_start=None,
        period_end=None,
        owner="ann",
        started_at="2027-01-04T21:50:00Z",
        due_at="2027-01-05T20:20:00Z",
        stopped_at=None,
        breached_at="2027-01-05T20:20:00Z" if state == "breached" else None,
        state=state,
        target="6 business hours",
        value=Decimal("14400"),
        cause="never" if state == "breached" else None,
        waiver=None,
        agreement="acme",
        version="1",
    )


def columns(fault: Fault, text: str) -> Iterator[Comparison]:
    """Some that differ and one that agrees; of a breach that nobody expected, what it has."""
    due_at = "2027-01-05T20:20:00Z"
    yield Comparison(
        column="due_at", expected=None if fault is Fault.UNEXPECTED_BREACH else due_at, got=due_at, agrees=True
    )
    for column, expected, got in (("state", "met", "breached"), ("cause", "", "never")):
        if fault is Fault.UNEXPECTED_BREACH:
            yield Comparison(column=column, expected=None, got=text or got, agrees=False)
        else:
            wanted = text if text and expected else expected
            yield Comparison(column=column, expected=wanted, got=text or got, agrees=False)


def timeline(text: str) -> Timeline:
    """What happened to the lead, in short."""
    missed = Moment(at=epoch("2027-01-05T20:20:00Z"), role="deadline", counted=True, text=text or "the time is up")
    clock = Clock(
        commitment=text or "first_attempt",
        kind="response",
        title=text or "First attempt",
        party="sales",
        clause=Span(text, 1, 1) if text else CLAUSE,
        version=text or "1",
        timezone="America/New_York",
        episodes=(Episode(outcome=outcome("breached"), moments=(missed,), verdict=text or "breached: never called"),),
    )
    return Timeline(
        agreement=text or "acme",
        lead_id=text or "L1",
        as_of=epoch("2027-01-08T17:00:00Z"),
        timezone="America/New_York",
        clocks=(clock,),
    )


def problem(fault: Fault, text: str = "", lead: str = "L1") -> Problem:
    """A problem; with a `text`, all of its texts are that."""
    return Problem(
        fault=fault,
        span=Span(text or "policies/late.scenario.yaml", 12, 5, 12, 60),
        message=text or "first_attempt of L1 is breached, not met",
        help=text or "see the lead's timeline",
        commitment=text or "first_attempt",
        title=text or "First attempt",
        lead_id=text or lead,
        clause=Span(text, 1, 1) if text else CLAUSE,
        columns=tuple(columns(fault, text)),
        got=outcome("breached"),
        timeline=timeline(text),
    )


def check(found: Problem | None, text: str = "") -> Check:
    """A row of `expect` that was met, or not."""
    return Check(
        span=Span(text or "policies/late.scenario.yaml", 12, 5),
        commitment=text or "first_attempt",
        lead_id=text or "L1",
        given=(("commitment", text or "first_attempt"), ("state", text or "met"), ("cause", "")),
        matched=outcome("met") if found is None else None,
        problem=found,
    )


def item(part: str, name: str, *, reached: bool, text: str = "") -> Item:
    """Something that a scenario reaches, or does not."""
    return Item(commitment=text or "first_attempt", part=part, name=text or name, clause=CLAUSE, reached=reached)


def run(text: str = "") -> Run:
    """A run with everything in it; with a `text`, every text in it is that."""
    finding = diagnostic(BAD, Span(text or "policies/acme.yaml", 3, 1), text or "'x' is not an event")
    late = ScenarioResult(
        name=text or "policies/late.scenario",
        title=text or "A late call is a breach",
        span=Span(text or "policies/late.scenario.yaml", 1, 1),
        agreement=text or "acme",
        as_of=epoch("2027-01-08T17:00:00Z"),
        checks=(check(problem(Fault.DIFFERENT, text), text), check(None, text)),
        unexpected=(problem(Fault.UNEXPECTED_BREACH, text, "L2"),),
    )
    broken = ScenarioResult(
        name=text or "policies/broken.scenario",
        title="",
        span=Span(text or "policies/broken.scenario.yaml", 1, 1),
        agreement=text or "acme",
        diagnostics=(finding,),
        not_run=text or "its agreement has errors",
    )
    good = ScenarioResult(
        name=text or "policies/good.scenario",
        title="",
        span=Span("policies/good.scenario.yaml", 1, 1),
        agreement="acme",
        as_of=epoch("2027-01-08T17:00:00Z"),
        checks=(check(None),),
    )
    coverage = Coverage(
        agreement=text or "acme",
        span=Span(text or "policies/acme.yaml", 1, 1),
        scenarios=2,
        items=(
            item("commitment", "", reached=True),
            item("target", "15 business minutes", reached=False, text=text),
            item("state", "cancelled", reached=False, text=text),
        ),
    )
    return Run(
        scenarios=(late, broken, good),
        diagnostics=(finding,),
        coverage=(coverage,),
        fail_under=Fraction(9, 10),
        deselected=4,
    )


def passed() -> Run:
    """A run in which everything passes, without coverage."""
    return Run(scenarios=run().scenarios[2:])
