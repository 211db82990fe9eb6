"""A run of scenarios for programs, as `schema/test_results.json` describes it. Exact numbers are text."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from slakit.diagnostics import Span
from slakit.formats.json import finding_object
from slakit.formats.json_text import dumped
from slakit.formats.scorecard.times import utc
from slakit.formats.setting import Setting
from slakit.formats.timeline.json import clock_object
from slakit.numbers import plain
from slakit.outcomes import Outcome
from slakit.scenarios.result import Check, Coverage, Problem, Run, ScenarioResult

FORMAT_VERSION = "1.0"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(run: Run, setting: Setting) -> str:
    """One JSON object, ending in a line break."""
    return dumped(document(run))


def document(run: Run) -> dict[str, Any]:
    """The object, its keys in the order that people read them in."""
    checks = [check for scenario in run.scenarios for check in scenario.checks]
    return {
        "format_version": FORMAT_VERSION,
        "passed": run.passed,
        "summary": {
            "scenarios": len(run.scenarios),
            "failed": len(run.failed),
            "deselected": run.deselected,
            "expectations": len(checks),
            "met": sum(check.passed for check in checks),
        },
        "scenarios": [_scenario(scenario) for scenario in run.scenarios],
        "findings": [finding_object(finding) for finding in run.diagnostics],
        "coverage": None if run.coverage is None else [_coverage(run, one) for one in run.coverage],
        "fail_under": None if run.fail_under is None else plain(run.fail_under),
    }


def _scenario(scenario: ScenarioResult) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "title": scenario.title,
        **_place(scenario.span),
        "agreement": scenario.agreement,
        "as_of": None if scenario.as_of is None else utc(scenario.as_of),
        "passed": scenario.passed,
        "not_run": scenario.not_run,
        "expectations": [_check(check) for check in scenario.checks],
        "unexpected": [_problem(problem) for problem in scenario.unexpected],
        "findings": [finding_object(finding) for finding in scenario.diagnostics],
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        **_place(check.span),
        "commitment": check.commitment,
        "lead_id": check.lead_id,
        "expected": dict(check.given),
        "passed": check.passed,
        "matched": None if check.matched is None else _outcome(check.matched),
        "problem": None if check.problem is None else _problem(check.problem),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "fault": problem.fault.value,
        "message": problem.message,
        "help": problem.help,
        **_place(problem.span),
        "commitment": problem.commitment,
        "title": problem.title,
        "lead_id": problem.lead_id,
        "clause": None if problem.clause is None else _place(problem.clause),
        "columns": [
            {"column": one.column, "expected": one.expected, "got": one.got, "agrees": one.agrees}
            for one in problem.columns
        ],
        "got": None if problem.got is None else _outcome(problem.got),
        "clocks": [] if problem.timeline is None else [clock_object(clock) for clock in problem.timeline.clocks],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return asdict(outcome) | {"value": None if outcome.value is None else plain(Fraction(outcome.value))}


def _coverage(run: Run, coverage: Coverage) -> dict[str, Any]:
    return {
        "agreement": coverage.agreement,
        **_place(coverage.span),
        "scenarios": coverage.scenarios,
        "reached": coverage.reached,
        "of": len(coverage.items),
        "enough": coverage not in run.too_little,
        "missed": [
            {"part": item.part, "commitment": item.commitment, "name": item.name, **_place(item.clause)}
            for item in coverage.missed
        ],
    }


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}
