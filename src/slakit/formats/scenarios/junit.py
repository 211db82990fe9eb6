"""A run of scenarios as JUnit XML: a suite per scenario, a test case per outcome that it expects."""

from collections.abc import Iterator

from slakit.formats.junit_xml import Case, Fault, Suite, document
from slakit.formats.scenarios.problems import FAILED, UNCOVERED, called, expected, happened, missed, reached, told
from slakit.formats.scorecard.times import utc
from slakit.formats.setting import Setting
from slakit.formats.text import told as findings_told
from slakit.scenarios.result import Coverage, Problem, Run, ScenarioResult

_NOTHING_ELSE = "no other breach of a lead it names"


def render(run: Run, setting: Setting) -> str:
    """The scenarios as suites, after one of the files that could not be used and before one of coverage."""
    return document(_suites(run, setting))


def _suites(run: Run, setting: Setting) -> Iterator[Suite]:
    if run.diagnostics:
        fault = Fault(
            kind=run.diagnostics[0].code.id,
            message=run.diagnostics[0].message,
            details=findings_told(run.diagnostics, setting.lines),
        )
        yield Suite(name="files", cases=(Case(name="can be used", group="files", error=fault),))
    for scenario in run.scenarios:
        yield _scenario(scenario, setting)
    if run.coverage is not None:
        yield Suite(name="coverage", cases=tuple(_coverage(run, one) for one in run.coverage))


def _scenario(scenario: ScenarioResult, setting: Setting) -> Suite:
    properties = [("title", scenario.title), ("agreement", scenario.agreement)]
    if scenario.as_of is not None:
        properties.append(("as of", utc(scenario.as_of)))
    return Suite(
        name=scenario.name,
        cases=tuple(_cases(scenario, setting)),
        properties=tuple((name, value) for name, value in properties if value),
    )


def _cases(scenario: ScenarioResult, setting: Setting) -> Iterator[Case]:
    if scenario.not_run:
        details = findings_told(scenario.diagnostics, setting.lines)
        fault = Fault(kind=FAILED, message=scenario.not_run, details=details)
        yield Case(name="can be run", group=scenario.name, error=fault)
        return
    for check in scenario.checks:
        yield Case(name=expected(check), group=scenario.name, failure=_fault(scenario, check.problem))
    if not scenario.unexpected:
        yield Case(name=_NOTHING_ELSE, group=scenario.name)
    for problem in scenario.unexpected:
        yield Case(name=_NOTHING_ELSE, group=scenario.name, failure=_fault(scenario, problem))


def _fault(scenario: ScenarioResult, problem: Problem | None) -> Fault | None:
    if problem is None:
        return None
    details = "\n".join((f"{problem.span}: {called(scenario)}", *told(problem), happened(problem))).rstrip()
    return Fault(kind=problem.fault.value, message=problem.message, details=details)


def _coverage(run: Run, coverage: Coverage) -> Case:
    lines = "\n".join((reached(coverage), *missed(coverage)))
    if coverage in run.too_little:
        fault = Fault(kind=UNCOVERED, message=reached(coverage), details=lines)
        return Case(name=coverage.agreement, group="coverage", failure=fault)
    return Case(name=coverage.agreement, group="coverage", output=lines)
