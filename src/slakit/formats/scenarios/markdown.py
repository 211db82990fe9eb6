"""A run of scenarios as Markdown (GitHub-flavoured), for a comment on a pull request or the summary of a job."""

from collections.abc import Iterator, Sequence

from slakit.diagnostics import Span
from slakit.formats import markup
from slakit.formats.markup import cell_code, clipped, table, text
from slakit.formats.scenarios.problems import called, happened, own, percent, summary, unreached, wrong
from slakit.formats.setting import Setting
from slakit.formats.text import said
from slakit.scenarios.result import PARTS, Coverage, Problem, Run, ScenarioResult

_MISSED = 20
_AGREEMENTS = 100
_TIMELINES = 5
_LONGEST_TIMELINE = 4_000


def render(run: Run, setting: Setting) -> str:
    """A page within the setting's limit: what failed and how, then what is not reached."""
    rows = [*_rows(run, setting)]
    return markup.fitted(lambda count: _page(run, rows, count, setting), len(rows), setting.limit)


def _page(run: Run, rows: Sequence[Sequence[str]], count: int, setting: Setting) -> str:
    return "\n\n".join(_blocks(run, rows, count, setting)) + "\n"


def _blocks(run: Run, rows: Sequence[Sequence[str]], count: int, setting: Setting) -> Iterator[str]:
    yield f"### slakit test: {summary(run)}"
    if count:
        yield table(("Scenario", "Where", "What"), "lll", rows[:count])
    if left := len(rows) - count:
        yield f"And {left:,} more: `slakit test` shows all of them."
    if count and (timelines := "\n\n".join(_timelines(run))):
        yield markup.details("What happened", timelines)
    if run.deselected:
        yield f"{run.deselected} more were not selected."
    if run.coverage:
        yield table(
            ("Agreement", "Scenarios", *(f"{part.capitalize()}s" for part in PARTS), "Reached"), "lrrrrr", _covered(run)
        )
        lines = [_missed(*one, setting) for coverage in run.coverage for one in unreached(coverage)]
        if lines:
            more = f"\n- and {len(lines) - _MISSED} more" if len(lines) > _MISSED else ""
            yield markup.details("What no scenario reaches", "\n".join(lines[:_MISSED]) + more)


def _rows(run: Run, setting: Setting) -> Iterator[Sequence[str]]:
    for finding in run.diagnostics:
        yield "", _where(finding.span, setting), _cell(said(finding))
    for scenario in run.failed:
        if scenario.not_run:
            told = "; ".join((scenario.not_run, *map(said, own(scenario, run))))
            yield _cell(called(scenario)), _where(scenario.span, setting), _cell(told)
        for problem in scenario.problems:
            yield _problem(scenario, problem, setting)


def _timelines(run: Run) -> Iterator[str]:
    """Of the first problems what happened to the lead, each under what is wrong."""
    problems = [problem for scenario in run.failed for problem in scenario.problems]
    for problem in problems[:_TIMELINES]:
        if lines := happened(problem):
            yield f"{_cell(problem.message)}\n\n{markup.block(clipped(lines, _LONGEST_TIMELINE))}"


def _problem(scenario: ScenarioResult, problem: Problem, setting: Setting) -> Sequence[str]:
    place = _where(problem.span, setting)
    if problem.clause is not None:
        place += f"<br>promised at {_where(problem.clause, setting)}"
    return _cell(called(scenario)), place, "<br>".join(map(_cell, wrong(problem)))


def _covered(run: Run) -> Iterator[Sequence[str]]:
    for one in (run.coverage or ())[:_AGREEMENTS]:
        parts = ["{} of {}".format(*one.of(part)) for part in PARTS]
        yield text(clipped(one.agreement, 80)), str(one.scenarios), *parts, _bold(run, one)


def _bold(run: Run, coverage: Coverage) -> str:
    return f"**{percent(coverage)}**" if coverage in run.too_little else percent(coverage)


def _missed(said: str, clause: Span, setting: Setting) -> str:
    return f"- {text(clipped(said))} ({_where(clause, setting)})"


def _where(span: Span, setting: Setting) -> str:
    return cell_code(clipped(f"{setting.place(span.file)}:{span.line}"))


def _cell(value: str) -> str:
    return text(clipped(value))
