"""Solve the goal backwards: leads, hours, what promises fall short of, and what would do."""

from importlib import import_module
from pathlib import Path

import click

from slakit.cli import option, output, screen
from slakit.cli.evaluating import Options, logs_among
from slakit.cli.exits import Failure
from slakit.cli.planning import FORMATS, plan_of
from slakit.cli.verb import Verb
from slakit.cli.writing import check_target, write_whole
from slakit.formats.setting import Setting


@click.command("plan", cls=Verb)
@option.agreements
@option.events(required=False, more="its rates and deals stand beside the plan's")
@option.people(more="it says how many people there are in the goal's time")
@option.source
@option.waivers
@option.as_of
@option.known_by
@option.max_bad
@option.memory
@option.temp_dir
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS.values())),
    help="How to print the plan.  [default: what FILE ends in, else text]",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it (.txt, .md, .json or .html); without it, to stdout.",
)
def command(
    agreements: tuple[str, ...],
    events: tuple[str, ...],
    people: str | None,
    source: str | None,
    waivers: tuple[str, ...],
    as_of: str | None,
    known_by: str | None,
    max_bad: int,
    memory: str | None,
    temp_dir: str | None,
    format_: str | None,
    target: Path | None,
) -> int:
    """Solve the goal of AGREEMENT's plan backwards, every step shown.

    The goal becomes customers, leads of each stage, leads a month and for each person, attempts and hours. Quotas and
    capacity are compared with it; for whatever falls short, each thing is named that would do alone.

    With --events, the rates and the average deal are compared with history, and every running period of the goal and
    of quotas on leads is held against its line.

    Exit codes: 0 solved, warnings included; 1 an agreement with errors, or a goal that is no amount; 2 an agreement
    without a plan, a log that cannot be read, a file that cannot be written.
    """
    paths, more_events = logs_among(agreements, "plan")
    options = Options(
        agreements=paths,
        events=(*events, *more_events),
        people=people,
        source=source,
        waivers=waivers,
        as_of=as_of,
        known_by=known_by,
        max_bad=max_bad,
        memory=memory,
        temp_dir=temp_dir,
    )
    chosen = _format(format_, target)
    if target is not None:
        given = [path for path in (people, source) if path is not None]
        check_target(str(target), (*paths, *options.events, *waivers, *given))
    plan, code = plan_of(options)
    if plan is None:
        return code
    shown = import_module(f"slakit.formats.plan.{chosen}")
    is_seen = target is None and chosen == "text"
    setting = Setting(width=screen.width(), colour=is_seen and screen.in_colour())
    if target is None:
        output.result(shown.render(plan, setting))
    else:
        write_whole(target, shown.render(plan, setting).encode())
        output.note(f"the plan is written to {target}")
    return code


def _format(format_: str | None, target: Path | None) -> str:
    """The format asked for, else the one that the file's name ends in."""
    if format_ is not None or target is None:
        return format_ or "text"
    if target.suffix.lower() not in FORMATS:
        raise Failure(f"{target}: the name must end in one of {', '.join(FORMATS)}, or give --format")
    return FORMATS[target.suffix.lower()]
