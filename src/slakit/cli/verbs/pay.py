"""What everybody is paid for a period, and why."""

from importlib import import_module
from pathlib import Path

import click

from slakit.cli import inputs, option, output, paying, screen, writing
from slakit.cli.evaluating import Options, logs_among
from slakit.cli.exits import CLEAN, Failure
from slakit.cli.verb import Verb
from slakit.formats.payroll import EXPLAINED, FORMATS
from slakit.formats.setting import Setting

_WIDTH = 80
"""The columns of text in a file."""


@click.command("pay", cls=Verb)
@option.agreements
@option.events()
@option.people(required=True)
@click.option(
    "--period",
    required=True,
    metavar="P",
    help="What to pay for: a year (2027), a quarter (2027-Q1), a month (2027-01), a date (the week or whatever the plan"
    " is settled in that it lies in), or term. Years and quarters are fiscal.",
)
@click.option("--person", metavar="NAME", help="Only this one's statement, in full.")
@click.option(
    "--explain",
    metavar="LINE",
    help="Only this line of the statement, step by step (bookings, or in full plan.bookings).",
)
@click.option(
    "--assume",
    multiple=True,
    metavar="NAME=VALUE",
    help="What if: take a measure or component of everybody, a commitment or a goal to have this value in the period"
    " (bookings=200000, quality=95%). Repeatable.",
)
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
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print statements: text and markdown name the first deals of each line, json and csv all of them, html"
    " is a page to print.",
)
@click.option("-o", "--output", "target", metavar="FILE", type=click.Path(), help="Write to FILE instead.")
def command(
    agreements: tuple[str, ...],
    events: tuple[str, ...],
    people: str,
    period: str,
    person: str | None,
    explain: str | None,
    assume: tuple[str, ...],
    source: str | None,
    waivers: tuple[str, ...],
    as_of: str | None,
    known_by: str | None,
    max_bad: int,
    memory: str | None,
    temp_dir: str | None,
    format_: str,
    target: str | None,
) -> int:
    """Print what everybody is paid by AGREEMENT for a period, and why.

    Each statement says every line with what was counted, the quota, the attainment, the tiers, the amount, the clause
    and the deals behind it; what is released or taken back of earlier deals stands apart. Amounts that may still change
    are marked, and so is a what-if.

    Exit codes: 0 there are statements; 1 the agreement has an error, or a row's own shares do not add up; 2 the inputs
    cannot be read, or there is no such person, period, line or name.
    """
    if explain is not None and format_ not in EXPLAINED:
        raise Failure(f"--explain is for --format {', '.join(EXPLAINED)}: a statement in html or csv has all its lines")
    paths, more_events = logs_among(agreements, "pay")
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
        format_=inputs.ASIDE,
    )
    if target is not None:
        read = (*options.agreements, *options.events, people, *waivers, *([source] if source else []))
        writing.check_target(target, read)
    sheet = paying.sheet_of(options, paying.Asked(period=period, person=person, assume=assume))
    shown = import_module(f"slakit.formats.payroll.{format_}")
    setting = _setting(format_, target)
    if explain is None:
        _deliver(shown.render(sheet, setting), target)
    else:
        _deliver(shown.explain(sheet, *paying.line_of(sheet, explain), setting), target)
    return CLEAN


def _setting(format_: str, target: str | None) -> Setting:
    if target is not None:
        return Setting(width=_WIDTH)
    return Setting(width=screen.width(), colour=format_ == "text" and screen.in_colour())


def _deliver(text: str, target: str | None) -> None:
    """Print it, or write it to the file."""
    if target is None:
        output.result(text)
    else:
        writing.write_whole(Path(target), text.encode())
        output.note(f"written to {target}")
