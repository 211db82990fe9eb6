"""A run of scenarios in a step of GitHub Actions: the text for its log, and an annotation of each problem."""

from collections.abc import Iterator

from slakit.formats.scenarios import markdown, text
from slakit.formats.scenarios.problems import called, missed, own, reached, told
from slakit.formats.setting import Setting
from slakit.formats.workflow import Annotation, Level, commands, of_finding
from slakit.scenarios.result import Run


def render(run: Run, setting: Setting) -> str:
    """What `text` shows, and the workflow commands."""
    annotations = commands(_annotations(run), setting)
    return "\n".join(part for part in (text.render(run, setting), annotations) if part)


def summary(run: Run, setting: Setting) -> str:
    """The page for the summary of the step."""
    return markdown.render(run, setting)


def _annotations(run: Run) -> Iterator[Annotation]:
    yield from map(of_finding, run.diagnostics)
    for scenario in run.failed:
        title = f"Failed scenario: {called(scenario)}"
        for problem in scenario.problems:
            yield Annotation(level=Level.ERROR, title=title, lines=tuple(told(problem)), span=problem.span)
        if scenario.not_run:
            yield Annotation(level=Level.ERROR, title=title, lines=(scenario.not_run,), span=scenario.span)
        yield from map(of_finding, own(scenario, run))
    for coverage in run.too_little:
        lines = (reached(coverage), *missed(coverage))
        yield Annotation(level=Level.ERROR, title="Too little is tested", lines=lines, span=coverage.span)
