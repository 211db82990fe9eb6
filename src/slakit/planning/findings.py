"""What is odd about a plan, as findings: everything that falls short, and what it stands on."""

from collections.abc import Iterator, Sequence

from slakit.checks import promise_below_plan, volume_above_capacity
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.planning.against_history import deal_text, is_step, rate_text
from slakit.planning.ground import Ground
from slakit.planning.planned import RateLine, Shortfall, StageNeed, Workload
from slakit.planning.shown import Deals, Verdict
from slakit.reasoning.back_solved import exists, is_amount
from slakit.wording.numbers import about, grouped, rate

NO_AMOUNT = declare("SLA850", "A plan for a goal that is no amount")
CLOSED = declare("SLA851", "More hours than there is open time", Severity.WARNING)
RATE = declare("SLA852", "A rate that history does not bear out", Severity.WARNING)
DEAL = declare("SLA853", "An average deal that history does not bear out", Severity.WARNING)
IMPLIED = declare("SLA854", "Quotas that ask for a higher rate than the plan", Severity.WARNING)
NO_QUOTA = declare("SLA855", "A plan that no quota supports", Severity.WARNING)
ROSTER = declare("SLA856", "Fewer people than the plan counts", Severity.WARNING)
OTHER_VERSION = declare("SLA858", "A plan for a goal that its version does not have", Severity.WARNING)
PROMISED = declare("SLA857", "A rate promised below that of the plan", Severity.WARNING)

_OF_SHORTFALL = {
    "quota": promise_below_plan.CODE,
    "capacity": volume_above_capacity.CODE,
    "time": CLOSED,
    "rate": RATE,
    "deal": DEAL,
    "promised_rate": PROMISED,
}
_PLACES = 2


def no_amount(ground: Ground) -> Diagnostic | None:
    """The one error: a goal that deals do not add up to."""
    if is_amount(ground.agreement, ground.goal):
        return None
    return diagnostic(
        NO_AMOUNT,
        ground.plan.span,
        f"the goal '{ground.goal.id}' is a share or a ratio, which deals do not add up to",
        "plan for a goal whose measure is a sum, a count or leads",
    )


def found(
    ground: Ground,
    needs: Sequence[StageNeed],
    workload: Workload | None,
    lines: Sequence[RateLine],
    deals: Deals | None,
    shortfalls: Sequence[Shortfall],
) -> Iterator[Diagnostic]:
    """The warnings, in the order of the plan."""
    yield from _other_version(ground)
    if not any(need.promised for need in needs):
        yield diagnostic(
            NO_QUOTA,
            ground.plan.span,
            f"no quota promises leads of any stage of the plan for '{ground.goal.id}'",
            "promise a number of leads of its first stage",
        )
    yield from _roster(workload)
    for line in lines:
        one = line.implied
        if one is not None and one.rate > line.stated:
            yield diagnostic(
                IMPLIED,
                one.span,
                f"'{one.quota}' promises {grouped(one.part, _PLACES)} for {grouped(one.whole, _PLACES)} of"
                f" '{one.of}': {about(one.rate)} of '{line.of}' would have to reach '{line.stage}', and the plan"
                f" reckons with {rate(line.stated)}",
                "promise fewer, promise more leads before, or plan with a higher rate",
            )
    told = {(shortfall.kind, shortfall.of) for shortfall in shortfalls}
    yield from (found for key, found in _history(ground, lines, deals) if key not in told)
    for shortfall in shortfalls:
        levers = "; or ".join(lever.text for lever in shortfall.levers)
        help_text = f"to reach the goal, one of: {levers}" if levers else ""
        yield diagnostic(_OF_SHORTFALL[shortfall.kind], shortfall.span, shortfall.text, help_text)


def _other_version(ground: Ground) -> Iterator[Diagnostic]:
    """The goal may begin outside the term of the version: a version before has it, or none."""
    goal, term, version = ground.goal, ground.term, ground.agreement.version
    if exists(ground.agreement, goal):
        return
    of = next((one for one in ground.versions if goal.id in one.goals and exists(one, one.goals[goal.id])), None)
    time = f"from {term.from_}" + ("" if term.through is None else f" through {term.through}")
    message = f"'{goal.id}' begins on {goal.from_}, and version {version} is in force {time}, so that it does not have"
    message += " this goal: no quota is compared with it"
    instead = f"write a 'from' that version {version} has, and what is left to reach"
    if of is not None:
        message += f"; version {of.version} has it, with {ground.amount(of.goals[goal.id].target)} to reach"
        instead += f", or plan with {of.file} alone"
    yield diagnostic(OTHER_VERSION, goal.span, message, instead)


def _history(
    ground: Ground, lines: Sequence[RateLine], deals: Deals | None
) -> Iterator[tuple[tuple[str, str], Diagnostic]]:
    """What history does not bear out, by the shortfall that it would be if fewer leads were promised."""
    enough = "as many leads are promised as it takes all the same"
    for line in lines:
        if line.history is not None and line.history.verdict is Verdict.ABOVE and is_step(ground, line):
            yield ("rate", line.stage), diagnostic(RATE, line.span, rate_text(ground, line, line.history), enough)
    if deals is not None and deals.verdict is Verdict.ABOVE:
        yield ("deal", ""), diagnostic(DEAL, ground.plan.span, deal_text(ground, deals), enough)


def _roster(workload: Workload | None) -> Iterator[Diagnostic]:
    """The plan may count more people than there are."""
    if workload is None or workload.roster is None or workload.people is None or workload.counted != "plan":
        return
    if workload.roster < workload.people:
        yield diagnostic(
            ROSTER,
            workload.span,
            f"the plan counts {grouped(workload.people, _PLACES)} people, and on average"
            f" {grouped(workload.roster, _PLACES)} are on the roster in the goal's time",
            "count those who are there, or hire",
        )
