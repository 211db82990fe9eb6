"""A run of scenarios for a terminal: what failed and why, what is not covered, and the count."""

from collections.abc import Iterator
from fractions import Fraction

from slakit.attainment.days import epoch
from slakit.diagnostics import Span
from slakit.formats import text as findings
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe, width
from slakit.formats.timeline import text as timelines
from slakit.numbers import plain
from slakit.scenarios.result import PARTS, Comparison, Coverage, Fault, Problem, Run, ScenarioResult
from slakit.timeline.words import local

_INSTANTS = frozenset({"started_at", "due_at", "stopped_at", "breached_at"})
_TELLING = frozenset({*_INSTANTS, "episode", "state", "target", "value", "cause"})
"""The columns of an unexpected breach that say what happened."""

_HEADS = {"commitment": "commitments", "target": "targets", "state": "states"}
_MISSED = 100
"""How many items that are not reached are listed for one agreement."""


def render(run: Run, setting: Setting) -> str:
    """The whole run. Ends with a line break."""
    lines: list[str] = []
    if run.diagnostics:
        lines += [*findings.told(run.diagnostics, setting.lines, colour=setting.colour).splitlines(), ""]
    for scenario in run.scenarios:
        lines += _scenario(scenario, run, setting)
    if run.coverage is not None:
        lines += ["", *_coverage(run, setting)]
    lines += ["", _paint(setting, "1;32" if run.passed else "1;31", summary(run))]
    return "".join(f"{line.rstrip()}\n" for line in lines).lstrip("\n")


def summary(run: Run) -> str:
    """`2 of 14 scenarios failed.` and what else stands in the way."""
    failed, all_ = len(run.failed), len(run.scenarios)
    scenarios = findings.counted(all_, "scenario")
    said = f"{failed} of {scenarios} failed" if failed else f"{scenarios} passed"
    parts = [said]
    if run.deselected:
        parts.append(f"{run.deselected} not selected")
    if run.diagnostics:
        parts.append(findings.summary(run.diagnostics))
    for found in run.too_little:
        parts.append(f"coverage of {safe(found.agreement)} is {percent(found)}, under {_rate(run)}")
    return "; ".join(parts) + "."


def percent(found: Coverage) -> str:
    """The share reached, rounded down so that 100% means all."""
    return f"{plain(Fraction(int(found.share * 1000), 10))}%"


def _rate(run: Run) -> str:
    return "" if run.fail_under is None else f"{plain(run.fail_under * 100)}%"


def _scenario(scenario: ScenarioResult, run: Run, setting: Setting) -> Iterator[str]:
    name = safe(scenario.name) + (f": {safe(scenario.title)}" if scenario.title else "")
    if scenario.passed:
        yield f"{_paint(setting, '32', 'ok  ')} {name}"
        return
    yield f"{_paint(setting, '1;31', 'FAIL')} {name}"
    if scenario.not_run:
        yield f"     not run: {safe(scenario.not_run)}"
    told = [finding for finding in scenario.diagnostics if finding not in run.diagnostics]
    for line in findings.told(told, setting.lines, colour=setting.colour).splitlines():
        yield f"     {line}"
    told_of: set[tuple[str | None, str]] = set()
    for problem in scenario.problems:
        again = (problem.lead_id, problem.commitment) in told_of
        yield ""
        yield from (f"  {line}" for line in problem_lines(problem, setting, with_timeline=not again))
        told_of.add((problem.lead_id, problem.commitment))
    yield ""


def problem_lines(problem: Problem, setting: Setting, *, with_timeline: bool = True) -> Iterator[str]:
    """One problem: where, what, expected against got, the clause, and the lead's timeline."""
    yield f"{safe(str(problem.span))}: {_paint(setting, '1', safe(problem.message))}"
    if problem.help:
        yield f"  = {safe(problem.help)}"
    if problem.columns and problem.fault is not Fault.MISSING:
        yield from (f"  {line}" for line in _columns(problem))
    if problem.clause is not None:
        title = f"{safe(problem.title)} ({safe(problem.commitment)})" if problem.title else safe(problem.commitment)
        yield f"  promised as {title} in {safe(_place(problem.clause))}"
    if problem.timeline is not None and with_timeline:
        yield ""
        inner = Setting(width=setting.width - 4, colour=setting.colour)
        yield from (f"  {line}" for line in timelines.brief(problem.timeline, inner))


def _columns(problem: Problem) -> Iterator[str]:
    """A table: column, expected, got; what differs is marked."""
    zone = problem.timeline.timezone if problem.timeline is not None else None
    unexpected = problem.fault is Fault.UNEXPECTED_BREACH
    rows = [("", "column", "expected", "got")]
    for found in problem.columns:
        if unexpected and found.column not in _TELLING:
            continue
        mark = " " if found.agrees or unexpected else "*"
        rows.append((mark, found.column, _cell(found, found.expected, zone), _cell(found, found.got, zone)))
    if unexpected:
        rows = [(mark, column, got, "") for mark, column, _, got in rows]
    widths = [max(width(row[number]) for row in rows) for number in range(4)]
    for row in rows:
        padded = [f"{text}{' ' * (wide - width(text))}" for text, wide in zip(row, widths, strict=True)]
        yield "  ".join(padded).rstrip()


def _cell(found: Comparison, value: str | None, zone: str | None) -> str:
    """A value as people read it: instants in the agreement's zone."""
    if value is None:
        return "no such outcome"
    if not value:
        return "(empty)"
    if found.column in _INSTANTS and zone is not None and value.endswith("Z"):
        return local(epoch(value), zone).isoformat()
    return safe(value)


def _coverage(run: Run, setting: Setting) -> Iterator[str]:
    """A table per agreement, then what is not reached."""
    found = run.coverage or ()
    names = max((width(safe(each.agreement)) for each in found), default=0)
    names = max(names, len("coverage"))
    head = "".join(f"{_HEADS[part]:>13}" for part in PARTS)
    yield _paint(setting, "1", f"{'coverage':<{names}}{head}{'scenarios':>11}{'in all':>9}")
    for each in found:
        parts = "".join(f"{f'{a} of {b}':>13}" for a, b in (each.of(part) for part in PARTS))
        name = safe(each.agreement)
        yield f"{name}{' ' * (names - width(name))}{parts}{each.scenarios:>11}{percent(each):>9}"
    yield from _all_missed(run)


def _all_missed(run: Run) -> Iterator[str]:
    for each in run.coverage or ():
        if each.missed:
            yield ""
            yield f"No row of 'expect' reaches these of {safe(each.agreement)}:"
            yield from _missed(each)


def _missed(found: Coverage) -> Iterator[str]:
    """What is not reached, a line per commitment, with its file and line."""
    grouped: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    for item in found.missed:
        what = {"commitment": "the commitment", "target": f"target {item.name}", "state": item.name}[item.part]
        grouped.setdefault(item.commitment, []).append(what)
        spans.setdefault(item.commitment, item.clause)
    for number, (commitment, said) in enumerate(grouped.items()):
        if number == _MISSED:
            yield f"  and {len(grouped) - _MISSED} more commitments"
            return
        yield f"  {safe(_place(spans[commitment]))}: {safe(commitment)}: {safe('; '.join(said))}"


def _place(span: Span) -> str:
    return f"{span.file}:{span.line}"


def _paint(setting: Setting, code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if setting.colour else text
