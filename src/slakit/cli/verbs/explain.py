"""Explain a code, or what became of one lead and why."""

import re
from typing import TYPE_CHECKING

import click

from slakit.cli import option, output, screen, signals
from slakit.cli.evaluating import Options, logs_among, refuse, request_of, too_little
from slakit.cli.exits import CLEAN, Failure
from slakit.cli.verb import Verb
from slakit.formats import text
from slakit.formats.setting import Setting

if TYPE_CHECKING:
    from slakit.sql.compilation import Shared

_CODE = re.compile(r"[Ss][Ll][Aa]-?\d{1,4}\Z")


@click.command("explain", cls=Verb)
@click.argument("what", nargs=-1, required=True, metavar="CODE | AGREEMENT...", type=click.Path())
@option.events(required=False)
@click.option("--lead", metavar="ID", help="The lead.")
@option.people()
@option.source
@option.waivers
@option.as_of
@option.known_by
@option.only
@option.max_bad
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to print the timeline.",
)
def command(
    what: tuple[str, ...],
    events: tuple[str, ...],
    lead: str | None,
    people: str | None,
    source: str | None,
    waivers: tuple[str, ...],
    as_of: str | None,
    known_by: str | None,
    only: tuple[str, ...],
    max_bad: int,
    format_: str,
) -> int:
    """Print the page of CODE (SLA302), or the timeline of one lead under AGREEMENT.

    A code's page says what the finding means, why it matters, and how to put it right.

    A timeline shows every clock of the lead: when it started and stood still, what counted, what did not and why, and
    how its deadline adds up; then where the lead counts in quotas, goals and objectives, and where it does not. It
    needs --events and --lead; the figures are those of 'evaluate' with the same options.

    Exit codes: 0 explained, 2 there is no such code or lead, or the inputs cannot be read.
    """
    if len(what) == 1 and _CODE.match(what[0]) and not events and lead is None:
        output.result(_page(what[0]))
        return CLEAN
    paths, more_events = logs_among(what)
    if lead is None or not (events or more_events):
        raise Failure("a timeline needs a log and a lead: write slakit explain AGREEMENT --events LOG --lead ID")
    options = Options(
        agreements=paths,
        events=(*events, *more_events),
        people=people,
        source=source,
        waivers=waivers,
        as_of=as_of,
        known_by=known_by,
        only=only,
        leads=(lead,),
        max_bad=max_bad,
        format_=format_,
    )
    output.result(_timeline(options, lead))
    return CLEAN


def _page(id_: str) -> str:
    """The page of a code."""
    from slakit import codes
    from slakit.language.spelling import suggestion

    name = id_.upper().replace("-", "")
    page = codes.find(name)
    if page is None:
        meant = suggestion(name, codes.ids()) or f"{codes.PAGES} lists them all"
        raise Failure(f"there is no code {name}; {meant}")
    return codes.text(page)


def _timeline(options: Options, lead: str) -> str:
    """The timeline of a lead, in the format asked for. Raises `Failure`, or ends the run, where there is none."""
    from importlib import import_module

    from slakit.engine.memory import ShortageError
    from slakit.engine.run import evaluation
    from slakit.timeline.counting import Counting
    from slakit.timeline.lead import lead_timeline
    from slakit.timeline.probe import Probe

    probe, counting, request = Probe(), Counting(), request_of(options)

    def ask(shared: "Shared") -> None:
        probe.ask(shared)
        counting.ask(shared)

    try:
        with evaluation(request, guard=signals.interrupting, also=ask) as found:
            refuse(found, options)
            for finding in found.diagnostics:
                output.note(text.headline(finding))
            timeline = lead_timeline(
                found, probe, lead, only=options.only, known_by=request.known_by, counting=counting
            )
    except ShortageError as error:
        raise too_little(error) from error
    shown = import_module(f"slakit.formats.timeline.{options.format_}")
    rendered: str = shown.render(timeline, Setting(width=screen.width(), colour=screen.in_colour()))
    return rendered
