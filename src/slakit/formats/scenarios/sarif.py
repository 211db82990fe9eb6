"""A run of scenarios as a SARIF log: a result per problem, with the promise that it is about."""

from collections.abc import Iterator

from slakit.diagnostics import Severity
from slakit.formats import pages, sarif_log
from slakit.formats.sarif_log import Result, Rule
from slakit.formats.scenarios.problems import FAILED, UNCOVERED, called, missed, own, reached, told
from slakit.formats.setting import Setting
from slakit.scenarios.result import Problem, Run, ScenarioResult


def _rule(id_: str, title: str, what: str, more: str) -> Rule:
    return Rule(
        id=id_,
        title=title,
        what=what,
        text=f"{what}\n\n{more}",
        markdown=f"**{what}**\n\n{more}",
        uri=pages.page("docs/language.md"),
    )


_FAILED = _rule(
    FAILED,
    "Failed scenario",
    "The agreement does not come to what a scenario expects of it.",
    "Either the agreement was changed and no longer means what the scenario says, or the scenario expects the wrong"
    " thing. `slakit test` shows expected against got and the lead's timeline.",
)
_UNCOVERED = _rule(
    UNCOVERED,
    "Too little is tested",
    "Scenarios reach less of the agreement than was asked for.",
    "`slakit test --coverage` lists the commitments, targets and states that no scenario reaches.",
)


def render(run: Run, setting: Setting) -> str:
    """The log of a run of scenarios."""
    found = [result for scenario in run.failed for result in _failed(scenario, run, setting)]
    results = [*sarif_log.of_findings(run.diagnostics, setting), *found, *_too_little(run)]
    return sarif_log.log(results, setting)


def _failed(scenario: ScenarioResult, run: Run, setting: Setting) -> Iterator[Result]:
    yield from (_problem(scenario, problem) for problem in scenario.problems)
    if scenario.not_run:
        yield Result(
            rule=_FAILED,
            severity=Severity.ERROR,
            message=f"{called(scenario)}: {scenario.not_run}",
            span=scenario.span,
            identity=("not run",),
        )
    yield from sarif_log.of_findings(own(scenario, run), setting)


def _problem(scenario: ScenarioResult, problem: Problem) -> Result:
    clause = ((f"The promise {problem.commitment}", problem.clause),) if problem.clause is not None else ()
    return Result(
        rule=_FAILED,
        severity=Severity.ERROR,
        message="\n".join((f"{called(scenario)}: {problem.message}", *list(told(problem))[1:])),
        span=problem.span,
        identity=(problem.fault.value, problem.commitment, problem.lead_id or ""),
        related=clause,
    )


def _too_little(run: Run) -> Iterator[Result]:
    for coverage in run.too_little:
        yield Result(
            rule=_UNCOVERED,
            severity=Severity.ERROR,
            message="\n".join((reached(coverage), *missed(coverage))),
            span=coverage.span,
            identity=(coverage.agreement,),
        )
