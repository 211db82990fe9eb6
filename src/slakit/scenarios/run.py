"""Scenarios run: found among files, each judged by its agreement in an evaluation of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from slakit import loading
from slakit.attainment.days import epoch
from slakit.companions import agreement_named, siblings
from slakit.diagnostics import Diagnostic, Severity, Span, diagnostic, ordered
from slakit.engine.memory import Resources
from slakit.engine.run import Evaluation, Guard, Request, evaluation
from slakit.language.nodes import Mapping, Scalar
from slakit.log.contract import QUARANTINE
from slakit.log.load import QUARANTINED
from slakit.model import Agreement, Goal, Quota
from slakit.outcomes import read
from slakit.scenarios.bind import Scenario, bind_scenario
from slakit.scenarios.coverage import Key, Tally, clause_of, target_key
from slakit.scenarios.matching import Declared, Matching
from slakit.scenarios.result import Check, Run, ScenarioResult
from slakit.timeline.lead import lead_timeline
from slakit.timeline.model import Timeline
from slakit.timeline.probe import Probe
from slakit.usage import commitment_ids
from slakit.versions import in_order

MOST_TIMELINES = 20
"""How many timelines one scenario's problems come with: enough to see what is wrong."""

_ROW = re.compile(r"row ([1-9][0-9]*) ")

Chosen = Callable[[str, str], bool]
"""Whether a scenario is to be run, by its name and title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How to run: which scenarios, whether coverage is counted, what it must reach, what may be used."""

    chosen: Chosen = lambda name, title: True
    coverage: bool = False
    fail_under: Fraction | None = None
    resources: Resources = field(default_factory=Resources)
    guard: Guard = nullcontext


def run(paths: Sequence[str], options: Options = Options()) -> Run:
    """Run every scenario in the files and folders at `paths`, in the order in which they are found.

    The agreement of a scenario is looked for among the files given, then in its own folder. The result's diagnostics
    are the errors of the files given; a scenario that these concern is not run and has not passed.
    """
    loaded = loading.load(paths)
    errors = tuple(finding for finding in loaded.diagnostics if finding.severity is Severity.ERROR)
    given = {name: [agreement for agreement, _ in those] for name, those in in_order(loaded.agreements).items()}
    tallies = {name: Tally(versions=versions) for name, versions in given.items()}
    results: list[ScenarioResult] = []
    deselected = 0
    for root in loaded.sources:
        if _text(root, "kind") != "Scenario":
            continue
        name, title = str(Path(root.span.file).with_suffix("")), _text(root, "title")
        if not options.chosen(name, title):
            deselected += 1
            continue
        base = ScenarioResult(name=name, title=title, span=root.span, agreement=_text(root, "agreement"))
        broken = tuple(finding for finding in errors if finding.span.file == root.span.file)
        versions = given.get(base.agreement) or _beside(root, base.agreement)
        if broken or not versions:
            results.append(replace(base, diagnostics=broken, not_run=_why_not(base.agreement, broken)))
            continue
        tally = tallies.setdefault(base.agreement, Tally(versions=versions))
        results.append(_scenario(root, base, tally, options))
    return Run(
        scenarios=tuple(results),
        diagnostics=errors,
        coverage=tuple(tally.coverage() for tally in tallies.values()) if options.coverage else None,
        fail_under=options.fail_under,
        deselected=deselected,
    )


def _why_not(agreement: str, broken: Sequence[Diagnostic]) -> str:
    return "the scenario has errors" if broken else f"its agreement '{agreement}' is not found or has errors"


def _beside(root: Mapping, name: str) -> list[Agreement]:
    """The versions of the agreement in the folder of a scenario."""
    if agreement_named(root) is None:
        return []
    found = [agreement for path in siblings(root) if (agreement := loading.usable_agreement(path)) is not None]
    return [agreement for agreement, _ in in_order(found).get(name, ())]


def _scenario(root: Mapping, base: ScenarioResult, tally: Tally, options: Options) -> ScenarioResult:
    scenario, findings = bind_scenario(root)
    if scenario is None:
        return replace(base, diagnostics=findings, not_run="the scenario has errors")
    probe = Probe()
    request = Request(
        versions=tally.versions,
        log=["-"],
        roster=scenario.roster,
        as_of=scenario.as_of,
        only=_looked_at(scenario, tally.versions),
        stdin=scenario.log(),
    )
    with evaluation(request, resources=options.resources, guard=options.guard, also=probe.ask) as found:
        refused = tuple(_refusals(scenario, found))
        if refused:
            return replace(base, as_of=found.as_of, diagnostics=refused, not_run="its events cannot be judged")
        outcomes = tuple(read(found.connection))
        matching = Matching(
            scenario=scenario,
            versions=tally.versions,
            outcomes=outcomes,
            declared=_declared(tally.versions),
            timeline=_Timelines(found=found, probe=probe).of,
        )
        checks = matching.checks()
        unexpected = matching.unexpected(checks)
        tally.add(_reached(checks, found, probe))
    return replace(base, as_of=found.as_of, checks=checks, unexpected=unexpected)


def _looked_at(scenario: Scenario, versions: Sequence[Agreement]) -> list[str]:
    """Every commitment about leads, and of those over periods the ones that `expect` names: the others cost time."""
    expected = {row.get("commitment") for row in scenario.expect}
    declared = {id_: found for version in versions for id_, found in commitment_ids(version).items()}
    return [id_ for id_, found in declared.items() if not isinstance(found, Quota | Goal) or id_ in expected]


@dataclass(kw_only=True)
class _Timelines:
    """The timelines of one scenario's leads, as many as are worth reading."""

    found: Evaluation
    probe: Probe
    made: int = 0

    def of(self, lead_id: str, commitment: str) -> Timeline | None:
        """The lead's timeline reduced to what the commitment looks at."""
        self.made += 1
        if self.made > MOST_TIMELINES:
            return None
        return lead_timeline(self.found, self.probe, lead_id, only=[commitment])


def _declared(versions: Sequence[Agreement]) -> dict[str, Declared]:
    """Every commitment of any version, as the last one that has it declares it."""
    return {
        id_: Declared(title=found.title or "", span=clause_of(version, id_))
        for version in versions
        for id_, found in commitment_ids(version).items()
    }


def _refusals(scenario: Scenario, found: Evaluation) -> Iterator[Diagnostic]:
    """What keeps the events from being judged, at their rows in the scenario."""
    spans = [event.span for event in scenario.events]
    rows = found.connection.execute(
        f'SELECT "row", cause FROM {QUARANTINE} ORDER BY ALL'  # noqa: S608 - a constant
    ).fetchall()
    bad = []
    for row, cause in rows:
        event = scenario.events[row - 1]
        place = dict(event.spans).get(str(cause).partition(":")[0], event.span)
        bad.append(diagnostic(QUARANTINED, place, f"the event cannot be read: {cause}"))
    yield from ordered(replace(finding, severity=Severity.ERROR) for finding in bad)
    for finding in found.diagnostics:
        if finding.severity is Severity.ERROR:
            yield replace(finding, span=_place(finding, spans, scenario.span))


def _place(finding: Diagnostic, rows: Sequence[Span], whole: Span) -> Span:
    """Where a finding about the log is in the scenario: at the row that it speaks of, else at its head."""
    if finding.span.file not in ("<stdin>", "-"):
        return finding.span
    named = _ROW.match(finding.message)
    return rows[int(named[1]) - 1] if named and int(named[1]) <= len(rows) else whole


def _reached(checks: Sequence[Check], found: Evaluation, probe: Probe) -> Iterator[Key]:
    for check in checks:
        if check.matched is not None:
            yield check.commitment, "commitment", ""
            yield check.commitment, "state", check.matched.state
    asserted = {
        (outcome.commitment, outcome.lead_id, epoch(outcome.started_at))
        for check in checks
        if (outcome := check.matched) is not None and outcome.started_at is not None
    }
    for number, version in enumerate(probe.versions):
        for response in version.agreement.responses.values():
            starts = probe.starts(found.connection, number, response, None)
            for lead_id, judged in starts.items():
                for start in judged:
                    if start.target is None or not (start.in_term and start.scope.holds and start.when.holds):
                        continue
                    target = response.targets[start.target]
                    if target.within is None or (response.id, lead_id, start.at) in asserted:
                        yield target_key(version.agreement, response, target)


def _text(root: Mapping, key: str) -> str:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) else ""
