"""What a plan says, in sentences and cells of tables; texts of users are in them as they are, for formats to escape."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from slakit.formats.plan.figures import PLACES, number
from slakit.formats.scorecard import times
from slakit.planning.ground import smallest
from slakit.planning.planned import Planned, RateLine, StageNeed
from slakit.planning.shown import Converted, Interval, Run, Verdict
from slakit.planning.unit import Unit
from slakit.wording.numbers import about, grouped, rate
from slakit.wording.phrases import quoted
from slakit.wording.times import day

_SAYS = {
    Verdict.INSIDE: "the plan is inside",
    Verdict.ABOVE: "the plan is above",
    Verdict.BELOW: "the plan is below",
    Verdict.TOO_FEW: "too few to say",
}
_DAY = 86_400
_LARGE = 10_000
"""Nobody wants the cents of a target so large, day by day."""
ONE_DAY = timedelta(days=1)


def in_short(plan: Planned) -> Iterator[str]:
    """The plan in a few sentences; the verdict is another."""
    aim, first = plan.aim, plan.stages[0]
    worked = next(need for need in plan.stages if need.stage)
    yield (
        f"The goal is {number(aim.target, Unit.AMOUNT, aim)} from {day(aim.first)} through {day(aim.due)};"
        f" {rate(plan.share)} of it is asked of these leads."
    )
    yield f"That takes {takes(plan)}."
    found = plan.workload
    if found is not None and found.work is not None and found.available is not None and found.used is not None:
        fits = "" if found.most_leads is None else f": there is time for {found.most_leads:,} leads"
        them = "them" if worked is first else f"the {worked.rounded:,} of them that reach {quoted(worked.title)}"
        yield (
            f"The attempts on {them} take {grouped(found.work / 60, PLACES)} of {grouped(found.available / 60, PLACES)}"
            f" hours ({about(found.used)}){fits}."
        )
    if (most := first.most) is not None and most.in_all is not None:
        enough = "enough" if most.in_all >= first.leads else "too few"
        them = "of them" if worked is first else first.leads_title
        yield f"{quoted(most.title)} promises {grouped(most.in_all, PLACES)} {them}: {enough}."


def takes(plan: Planned) -> str:
    """`119 leads in “MQL”: 40 a month, 5 for each of 8 people`."""
    first = plan.stages[0]
    month = next(each for each in first.each if each.per.value == "month")
    people = ""
    if first.stage and plan.workload is not None and plan.workload.people:
        each = -(-month.exact // plan.workload.people)
        people = f", {each:,} for each of {grouped(plan.workload.people, PLACES)} people"
    what = first.leads_title.replace("leads", "lead", 1) if first.rounded == 1 else first.leads_title
    return f"{first.rounded:,} {what}: {month.rounded:,} a month{people}"


def is_promised(plan: Planned) -> bool:
    """Whether there is a quota on any of its stages."""
    return any(need.promised for need in plan.stages)


def verdict(plan: Planned) -> str:
    """Whether the goal can be reached as things are."""
    count = len(plan.shortfalls)
    if not count and not plan.is_own:
        return "No quota is compared with it: it does not begin in the term of this version."
    if not count and not is_promised(plan):
        return "No quota promises these leads: nobody has to bring them."
    if not count:
        return "Nothing falls short of it."
    return "One thing falls short of it." if count == 1 else f"{count} things fall short of it."


def seen(plan: Planned) -> Iterator[str]:
    """The instant that the log was looked at, and what of it was left out; nothing without a log."""
    if plan.as_of is not None:
        yield f"as of {times.instant(plan.as_of, plan.timezone)}"
    if plan.known_by is not None:
        yield f"without what was recorded after {times.instant(plan.known_by, plan.timezone)}"


def promise_rows(need: StageNeed) -> Iterator[tuple[str, str, str]]:
    """For each quota on a stage: who promises, how much over the goal's time, and whether that is enough."""
    for one in need.promised:
        if one.in_all is None or one.each is None:
            yield one.quota, one.because, "not said"
            continue
        people = f" × {grouped(one.people, PLACES)} people" if one.people is not None and one.people != 1 else ""
        down = "" if one.each == one.target * (one.people or 1) else f", rounded down to {grouped(one.each)}"
        how = f"{grouped(one.target)} a {one.per.value}{people}{down}: {grouped(one.in_all, PLACES)} in the goal's time"
        yield (
            one.quota,
            how,
            "yes" if one.in_all >= need.leads else f"{grouped(need.leads - one.in_all, PLACES)} too few",
        )


def quotas_of(line: RateLine) -> str:
    """What quotas say of a rate: implied by two of them, or promised by one."""
    said = []
    if (one := line.implied) is not None:
        per = "in the goal's time" if one.per is None else f"a {one.per.value}"
        part, whole = grouped(one.part, PLACES), grouped(one.whole, PLACES)
        said.append(f"{about(one.rate)}: {part} of {whole} {per} ({one.quota}, {one.of})")
    for each in line.promised:
        said.append(f"at least {rate(each.rate)}{f' within {each.within}' if each.within else ''} ({each.quota})")
    return "\n".join(said)


def history_of(past: Converted | None) -> str:
    """`35%: 91 of 260`."""
    if past is None:
        return ""
    return "no lead" if past.rate is None else f"{about(past.rate)}: {past.reached:,} of {past.entered:,}"


def interval_of(interval: Interval | None) -> str:
    """`29.46% to 40.98%`, rounded outward."""
    if interval is None:
        return ""
    low, high = (interval.low * 10_000).__floor__(), (interval.high * 10_000).__ceil__()
    return f"{rate(Fraction(low, 10_000))} to {rate(Fraction(high, 10_000))}"


def says(found: Verdict) -> str:
    """Where the plan's number lies."""
    return _SAYS[found]


def cohort(plan: Planned, names: tuple[str, str], past: Converted) -> str:
    """Which leads a rate was counted over, and which it leaves out."""
    of, to = (quoted(name) for name in names)
    if past.first_at is None:
        return f"{of} to {to}: no lead of the log is in {of}."
    if past.ripe is None:
        return f"{of} to {to}: of {leads(past.entered)} nobody has got there yet, so nothing can be said."
    long, until = lasted(past.ripe), date_of(plan, past.until)
    young = ""
    if past.young:
        there = f" ({past.young_reached:,} of them are there already)" if past.young_reached else ""
        young = f"; {leads(past.young)} entered later and {'is' if past.young == 1 else 'are'} left out{there}"
    still = f", {past.open:,} still may" if past.open else ""
    return (
        f"{of} to {to}: 9 of 10 that got there did within {long}, so leads count that entered by then,"
        f" {day(date_of(plan, past.first_at))} through {day(until)}. Of {past.entered:,}, {past.reached:,} got"
        f" there{still}{young}."
    )


def leads(count: int) -> str:
    """`1 lead`, `12 leads`."""
    return f"{count:,} lead{'' if count == 1 else 's'}"


def lasted(seconds: int) -> str:
    """`35 days`, `7 hours`, `20 minutes`: rounded up."""
    for name, size in (("day", _DAY), ("hour", 3600), ("minute", 60)):
        if seconds > size * 2 or name == "minute":
            count = -(-seconds // size)
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    raise AssertionError


def date_of(plan: Planned, at: int) -> date:
    """The local date of an instant."""
    return times.local(at, plan.timezone).date()


def deal_rows(plan: Planned) -> Iterator[tuple[str, str]]:
    """The average deal and the goal's baseline, beside history."""
    aim, deals, before = plan.aim, plan.deals, plan.before
    yield "Average deal, planned", number(plan.average_deal, Unit.AMOUNT, aim)
    if deals is not None:
        yield "Average deal, so far", " ".join(_deals(plan))
    if aim.baseline is not None:
        source = f" ({aim.baseline_source})" if aim.baseline_source else ""
        ratio = f": the goal is {about(aim.target / aim.baseline)} of it" if aim.baseline > 0 else ""
        yield "Baseline of the goal", f"{number(aim.baseline, Unit.AMOUNT, aim)}{source}{ratio}"
    if before is not None:
        stretch = f"{day(before.first)} through {day(before.after - ONE_DAY)}"
        value = "the log is younger" if before.value is None else number(before.value, Unit.AMOUNT, aim)
        yield "As many days before it", f"{stretch}: {value}"


def _deals(plan: Planned) -> Iterator[str]:
    aim, deals = plan.aim, plan.deals
    assert deals is not None  # noqa: S101 - asked for only where there are some
    if deals.average is None:
        yield "no deal in the log."
    else:
        total, average = number(deals.total, Unit.AMOUNT, aim), number(deals.average, Unit.AMOUNT, aim)
        yield f"{average}: {total} of {deals.count:,} deal{'' if deals.count == 1 else 's'}."
        if deals.interval is not None:
            low, high = (number(each, Unit.AMOUNT, aim) for each in (deals.interval.low, deals.interval.high))
            yield f"With 95% confidence {low} to {high}: {says(deals.verdict)}."
    if deals.empty:
        yield f"{deals.empty:,} more {'has' if deals.empty == 1 else 'have'} no value."


def run_title(run: Run) -> str:
    """`MQL volume, Mar 2027`."""
    return f"{run.title}, {times.span(run.first, run.after)}"


def run_rows(plan: Planned, run: Run) -> Iterator[tuple[str, str]]:
    """How a promise stands in its running period."""
    aim = plan.aim

    def shown(value: Fraction) -> str:
        return number(value, run.unit, aim) if run.kind == "goal" else grouped(value, PLACES)

    parts = f", for {run.parts:,} together" if run.parts > 1 else ""
    yield "Target", f"{shown(run.target)}{parts}"
    yield "So far", f"{shown(run.actual)} ({', '.join(_states(run))})"
    if run.line is None or run.gap is None:
        yield "Line", "the period has no open time, so there is none"
        return
    side = "on it" if run.gap == 0 else f"{shown(abs(run.gap))} {'above' if run.gap > 0 else 'behind'}"
    yield "Line", f"{shown(run.line)} after {about(Fraction(run.gone, run.whole))} of the open time: {side}"
    if run.forecast is None or run.pace is None:
        yield "Forecast", "no open time has gone, so there is no pace"
    else:
        yield "Pace", f"{shown(run.pace)} a working day"
        short = run.forecast - run.target
        reached = "reaches the target" if short >= 0 else f"{shown(-short)} short of the target"
        yield "Forecast", f"{shown(run.forecast)} at this pace: {reached}"
    if run.needed_pace is not None:
        needed = "nothing more" if run.actual >= run.target else f"{shown(run.needed_pace)} a working day"
        yield "Needed from here", needed


def _states(run: Run) -> Iterator[str]:
    for state, count in run.states:
        word = state.replace("_", " ")
        yield word if len(run.states) == 1 and count == 1 else f"{count:,} {word}"


def by_day(plan: Planned, run: Run) -> Iterator[tuple[str, str, str, str, str]]:
    """Each date until the as-of that is open or has rows: what came, the sum, the line, and the gap."""
    for each in run.days:
        if each.sum is not None and (each.open or each.came):
            yield _row(plan, run, _span(run, each.day, each.day + ONE_DAY), each.came, each.sum, each.line)


def by_week(plan: Planned, run: Run) -> Iterator[tuple[str, str, str, str, str]]:
    """The same by weeks, the last one until the as-of."""
    came, first = Fraction(), run.first
    past = [each for each in run.days if each.sum is not None]
    for place, each in enumerate(past):
        came += each.came
        ends = (each.day + ONE_DAY).weekday() == plan.week_starts or place == len(past) - 1
        if ends and each.sum is not None:
            yield _row(plan, run, _span(run, first, each.day + ONE_DAY), came, each.sum, each.line)
            came, first = Fraction(), each.day + ONE_DAY


def _span(run: Run, first: date, after: date) -> str:
    """Dates of a period, whose title says the year."""
    return times.span(first, after, (run.after - ONE_DAY).year)


def _row(
    plan: Planned, run: Run, when: str, came: Fraction, total: Fraction, line: Fraction | None
) -> tuple[str, str, str, str, str]:
    is_money = run.kind == "goal" and plan.aim.is_money
    unit = Fraction(1) if run.target >= _LARGE else smallest(is_money, plan.aim.currency)

    def shown(value: Fraction) -> str:
        return grouped(round(value / unit) * unit)

    if line is None:
        return when, shown(came), shown(total), "", ""
    gap = shown(abs(total - line))
    side = "" if gap == "0" else "+" if total > line else "-"
    return when, shown(came), shown(total), shown(line), f"{side}{gap}"
