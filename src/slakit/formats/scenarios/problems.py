"""What is said of scenarios that fail, in every format but text: plain lines, to be made safe by the writer."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from slakit.diagnostics import Diagnostic, Span
from slakit.formats.setting import Setting
from slakit.formats.text import counted
from slakit.formats.timeline.text import brief
from slakit.numbers import plain
from slakit.scenarios.result import Check, Comparison, Coverage, Fault, Item, Problem, Run, ScenarioResult

FAILED = "failed-scenario"
UNCOVERED = "too-little-coverage"
"""What an annotation or a result is called."""

_MISSED = 10


def summary(run: Run) -> str:
    """`1 of 12 scenarios fails`, `all 12 scenarios pass`."""
    failed, of = len(run.failed), len(run.scenarios)
    if failed:
        return f"{failed} of {counted(of, 'scenario')} {'fails' if failed == 1 else 'fail'}"
    return f"{'the one scenario passes' if of == 1 else f'all {of} scenarios pass'}" if of else "no scenario was run"


def called(scenario: ScenarioResult) -> str:
    """Its title, or its name where it has none."""
    return scenario.title or scenario.name


def expected(check: Check) -> str:
    """A row of `expect`: `first_attempt of L1: state met, due_at 2027-01-05T20:20:00Z`."""
    whose = f" of {check.lead_id}" if check.lead_id else ""
    wanted = [
        f"{column} {text or '(empty)'}" for column, text in check.given if column not in ("commitment", "lead_id")
    ]
    return f"{check.commitment}{whose}: {', '.join(wanted) or 'an outcome'}"


def told(problem: Problem) -> Iterator[str]:
    """The problem, the columns that differ, what to do, and where the promise is made; a line each."""
    yield from wrong(problem)
    if problem.clause is not None:
        yield f"promised at {problem.clause}"


def wrong(problem: Problem) -> Iterator[str]:
    """The problem, the columns that differ, and what to do; a line each."""
    yield problem.message
    columns = differing(problem)
    match problem.fault:
        case Fault.UNEXPECTED_BREACH:
            yield f"got {', '.join(f'{one.column} {shown(one.got)}' for one in columns)}"
        case Fault.DIFFERENT if len(columns) > 1:  # of one the message says it
            yield from map(compared, columns)
        case Fault.MISSING:
            yield f"expected {', '.join(f'{one.column} {shown(one.expected)}' for one in columns)}"
        case _:
            pass
    if problem.help:
        yield problem.help


def happened(problem: Problem) -> str:
    """The timeline of the lead in lines, safe to print; empty without one."""
    return "\n".join(brief(problem.timeline, Setting(width=100))) if problem.timeline is not None else ""


def own(scenario: ScenarioResult, run: Run) -> list[Diagnostic]:
    """The errors of a scenario that the run does not tell of already."""
    return [finding for finding in scenario.diagnostics if finding not in run.diagnostics]


def differing(problem: Problem) -> list[Comparison]:
    """The columns that are not as expected; of a breach that nobody expected all that it has."""
    if problem.fault is Fault.UNEXPECTED_BREACH:
        return list(problem.columns)
    return [column for column in problem.columns if not column.agrees]


def compared(column: Comparison) -> str:
    """`state: expected met, got breached`."""
    return f"{column.column}: expected {shown(column.expected)}, got {shown(column.got)}"


def shown(value: str | None) -> str:
    """A value of an outcome, or that there is none."""
    return "nothing" if value is None else value or "(empty)"


def reached(coverage: Coverage) -> str:
    """`northwind: 31 of 40 reached (77.5%)`."""
    return f"{coverage.agreement}: {coverage.reached} of {len(coverage.items)} reached ({percent(coverage)})"


def percent(coverage: Coverage) -> str:
    """The share that is reached, cut to one decimal so that only all of it is 100%."""
    return f"{plain(Fraction(floor(coverage.share * 1000), 10))}%"


def missed(coverage: Coverage) -> Iterator[str]:
    """What no scenario reaches, in lines, a commitment each; of many the first."""
    found = unreached(coverage)
    for said, clause in found[:_MISSED]:
        yield f"not reached: {said} ({clause})"
    if (more := len(found) - _MISSED) > 0:
        yield f"and {counted(more, 'more commitment')}"


def unreached(coverage: Coverage) -> list[tuple[str, Span]]:
    """The commitments of which not all is reached, each with what is not and its place."""
    grouped: dict[str, list[Item]] = {}
    for item in coverage.missed:
        grouped.setdefault(item.commitment, []).append(item)
    return [(f"{commitment}: {_parts(items)}", items[0].clause) for commitment, items in grouped.items()]


def _parts(items: list[Item]) -> str:
    if any(item.part == "commitment" for item in items):
        return "nothing of it"
    return ", ".join(f"target {item.name}" if item.part == "target" else item.name for item in items)
