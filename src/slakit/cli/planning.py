"""One run of `plan`: inputs read, the log evaluated as far as the plan asks, its warnings told."""

from dataclasses import replace
from typing import TYPE_CHECKING

from slakit import loading
from slakit.cli import inputs, output, signals
from slakit.cli.evaluating import Options, refuse, request_of, resources_of, too_little
from slakit.cli.exits import FINDINGS, Failure, of_findings
from slakit.cli.instants import parse_instant
from slakit.cli.progress import Display
from slakit.diagnostics import has_errors
from slakit.formats import text
from slakit.model import Agreement

if TYPE_CHECKING:
    from slakit.log.people import Roster
    from slakit.planning.planned import Planned
    from slakit.planning.putting_together import Seen

FORMATS = {".txt": "text", ".md": "markdown", ".json": "json", ".html": "html"}
"""The formats of a plan, by the suffix of a file."""

_TOLD = ("SLA457", "SLA458")
"""Warnings about an agreement that its plan tells of itself."""

_OF_PLAN = ("SLA464", "SLA465", "SLA466")
"""Warnings about the section `plan`, which are shown and not only counted."""

_WRITE = "plan: {goal: revenue, average_deal: 27000, rates: {mql: 100%, sal: 90%, customer: 25%}}"


def plan_of(options: Options) -> tuple["Planned | None", int]:
    """The plan, its warnings told on stderr; None and the exit code where the agreement does not allow for one.

    Raises `Failure`, or ends the run with code 2, where an input cannot be read.
    """
    _check_needless(options)
    roster = inputs.read_roster(options.people, format_=inputs.ASIDE) if options.people is not None else None
    loaded = loading.load(options.agreements, people=options.people)
    if has_errors(loaded.diagnostics):
        inputs.tell(loaded.diagnostics)
        output.note(f"nothing was planned: {text.summary(loaded.diagnostics)}")
        return None, of_findings(loaded.diagnostics)
    others = tuple(finding for finding in loaded.diagnostics if finding.code.id not in (*_TOLD, *_OF_PLAN))
    versions = inputs.versions_among(replace(loaded, diagnostics=others), options.agreements, people=options.people)
    place = _version(versions, options)
    of_plan = [finding for finding in loaded.diagnostics if finding.code.id in _OF_PLAN]
    plan = versions[place].plan
    if plan is not None and (own := [finding for finding in of_plan if finding.span == plan.span]):
        inputs.tell(own)
    found = _planned(versions, place, roster, options)
    if found is None:
        return None, FINDINGS
    if found.findings:
        inputs.tell(found.findings)
        output.note(f"{text.summary(found.findings)} about the plan")
    return found, of_findings(found.findings)


def _check_needless(options: Options) -> None:
    """Refuse what says how to look at a log where there is none."""
    if options.events:
        return
    named = {"--source": options.source, "--waivers": options.waivers, "--as-of": options.as_of}
    named |= {"--known-by": options.known_by, "--memory": options.memory, "--temp-dir": options.temp_dir}
    for option, value in named.items():
        if value:
            raise Failure(f"{option} is for a log: give --events LOG, too")


def _version(versions: tuple[Agreement, ...], options: Options) -> int:
    """The place of the version whose plan it is: the one in force at --as-of, else the last that has a plan."""
    planning = [place for place, one in enumerate(versions) if one.plan is not None]
    chosen = planning[-1] if planning else len(versions) - 1
    if options.as_of is not None and (term := versions[-1].term) is not None:
        from slakit.formats.scorecard.times import local

        at = parse_instant("--as-of", options.as_of, term.timezone)
        today = local(at - 1, term.timezone).date()
        begun = [place for place, one in enumerate(versions) if one.term is not None and one.term.from_ <= today]
        chosen = begun[-1] if begun else 0
    if versions[chosen].plan is None:
        raise Failure(f"{versions[chosen].file} has no plan: write one, such as {_WRITE}")
    return chosen


def _planned(
    versions: tuple[Agreement, ...], place: int, roster: "Roster | None", options: Options
) -> "Planned | None":
    from slakit.planning.findings import no_amount
    from slakit.planning.putting_together import ground_of, planned

    error = no_amount(ground_of(versions[place]))
    if error is not None:
        inputs.tell([error])
        output.note(f"nothing was planned: {text.summary([error])}")
        return None
    seen = _seen(versions, place, roster, options) if options.events else None
    return planned(versions[place], roster=roster, shown=seen, versions=versions)


def _seen(versions: tuple[Agreement, ...], place: int, roster: "Roster | None", options: Options) -> "Seen":
    """What the log shows, by one evaluation of the promises that the plan is about."""
    from slakit.engine.memory import ShortageError
    from slakit.engine.run import evaluation
    from slakit.planning.putting_together import Evidence

    aside = replace(options, format_=inputs.ASIDE)
    resources = resources_of(options)
    evidence = Evidence(versions, place, roster=roster)
    request = replace(request_of(aside, versions), only=evidence.only)
    try:
        with (
            Display() as progress,
            evaluation(request, progress, resources=resources, guard=signals.interrupting, also=evidence.ask) as found,
        ):
            refuse(found, aside)
            for finding in found.diagnostics:
                if finding.span.file != options.people:  # told with the agreement
                    output.note(text.headline(finding))
            return evidence.read(found, request.known_by)
    except ShortageError as error:
        raise too_little(error) from error
