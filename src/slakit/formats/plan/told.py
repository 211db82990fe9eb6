"""A plan as a document: sections, tables and points, which the formats for people are made from."""

from collections.abc import Iterator

from slakit.document.model import Block, Document, Facts, Paragraph, Points, Section, Table, table
from slakit.formats.plan import figures, words
from slakit.planning.planned import Planned, Shortfall
from slakit.planning.shown import Run
from slakit.wording.numbers import grouped, rate
from slakit.wording.outline import Item

ROUNDING = (
    "Every step goes on from the exact number before it. A number is rounded up only where a whole one is needed, once,"
    " at the end of its own line; attempts are made on whole leads."
)
COHORTS = (
    "A lead counts from its first entry into the earlier stage, wherever in the log that lies, once it is as old as 9"
    " of 10 needed that got to the later one. Intervals are Wilson score intervals of 95%, rounded outward; under 30"
    " leads nothing is said."
)
DAY = "Day"
"""The header of the dates of a running period."""
ONE_OF = "To reach the goal, one of these, everything else staying as it is:"


def told(plan: Planned, *, weekly: bool, verdict: bool = True) -> Document:
    """The plan; running periods by week, as a terminal has room for, or by day; without the verdict if asked so."""
    return Document(
        title=f"Plan: {plan.aim.title}",
        subtitle=", ".join((plan.title, f"version {plan.version}", *words.seen(plan))),
        sections=tuple(_sections(plan, weekly=weekly, verdict=verdict)),
        name=plan.agreement,
        version=plan.version,
    )


def _sections(plan: Planned, *, weekly: bool, verdict: bool) -> Iterator[Section]:
    short = [*words.in_short(plan), *([words.verdict(plan)] if verdict else [])]
    yield _section("short", "In short", Points(items=tuple(Item(text=one) for one in short)))
    yield _section("steps", "From the goal to leads and hours", _steps(plan), Paragraph(text=ROUNDING))
    yield _section("promises", "What is promised", _promises(plan))
    yield _section("rates", "Rates", *_rates(plan, short=weekly))
    yield _section("deals", "Deals and the baseline", Facts(rows=tuple(words.deal_rows(plan))))
    yield _section("change", "What has to change", *_change(plan))
    if plan.runs:
        runs = tuple(_run(plan, run, place, weekly=weekly) for place, run in enumerate(plan.runs, start=1))
        yield Section(anchor="running", title="Running periods", sections=runs)
    if notes := [*plan.notes, *(finding.message for finding in plan.findings if finding.code.id in _NOTED)]:
        yield _section("notes", "Notes", Points(items=tuple(Item(text=note) for note in notes)))


_NOTED = ("SLA854", "SLA855", "SLA856", "SLA858")
"""Findings that are no shortfall, which has its own place."""


def _section(anchor: str, title: str, *blocks: Block) -> Section:
    return Section(anchor=anchor, title=title, blocks=blocks)


def _steps(plan: Planned) -> Table:
    rows = [(step.what, step.how, figures.exactly(step, plan.aim), figures.rounded(step)) for step in plan.steps]
    return table(("Step", "Arithmetic", "Result", "Rounded"), rows, numeric=(2, 3), caption="Every step of the plan")


def _promises(plan: Planned) -> Table:
    rows = []
    for need in plan.stages:
        each = [f"{one.rounded:,} a {one.per.value}" for one in need.each]
        needed = f"{grouped(need.leads, figures.PLACES)}\n{', '.join(each)}"
        promised = list(words.promise_rows(need)) or [("", "no quota", "")]
        rows += [(need.title, needed, quota, how, enough) for quota, how, enough in promised]
    header = ("Stage", "Leads needed", "Quota", "Promised", "Enough")
    return table(header, rows, caption="Leads that each stage needs, and who promises them")


def _rates(plan: Planned, *, short: bool) -> Iterator[Block]:
    """The rates; stages by their ids in a `short` table, which a terminal has room for."""
    titles = plan.titles
    names = {stage: stage for stage in titles} if short else titles
    rows = []
    for line in plan.rates:
        past = line.history
        rows.append(
            (
                f"{names[line.of]} → {names[line.stage]}",
                rate(line.stated),
                words.quotas_of(line),
                words.history_of(past),
                "" if past is None else words.interval_of(past.interval),
                "" if past is None else words.says(past.verdict),
            )
        )
    if not rows:
        yield Paragraph(text="The plan has one stage, so no rate from one to the next.")
        return
    header = ("From → to", "Plan", "Quotas", "History", "95% interval", "Verdict")
    yield table(header, rows, numeric=(1,), caption="Rates of the plan beside those of quotas and history")
    seen = [(line, line.history) for line in plan.rates if line.history is not None]
    if seen:
        points = (words.cohort(plan, (titles[line.of], titles[line.stage]), past) for line, past in seen)
        yield Points(items=tuple(Item(text=text) for text in points))
        yield Paragraph(text=COHORTS)


def _change(plan: Planned) -> Iterator[Block]:
    if not plan.shortfalls:
        yield Paragraph(text=words.verdict(plan))
    for shortfall in plan.shortfalls:
        yield Paragraph(text=f"{shortfall.text}.")
        yield from _levers(shortfall)


def _levers(shortfall: Shortfall) -> Iterator[Block]:
    if shortfall.levers:
        yield Paragraph(text=ONE_OF)
        yield Points(items=tuple(Item(text=lever.text) for lever in shortfall.levers))
    else:
        yield Paragraph(text="Nothing alone would do.")


def _run(plan: Planned, run: Run, place: int, *, weekly: bool) -> Section:
    rows = list(words.by_week(plan, run) if weekly else words.by_day(plan, run))
    came = f"Came, {plan.aim.currency}" if run.kind == "goal" and plan.aim.is_money and plan.aim.currency else "Came"
    header = ("Week" if weekly else DAY, came, "Sum", "Line", "Gap")
    title = words.run_title(run)
    blocks: list[Block] = [Facts(rows=tuple(words.run_rows(plan, run)))]
    if rows:  # at the first instant there is no day yet
        blocks.append(table(header, rows, numeric=(1, 2, 3, 4), caption=f"{title}: what came, beside the line"))
    return Section(anchor=f"running-{place}", title=title, blocks=tuple(blocks))
