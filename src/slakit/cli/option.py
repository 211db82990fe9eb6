"""Options that several verbs take: each has one name, one meaning and one help text, whatever the verb.

They are decorators, to be written in the order in which `--help` lists them; what a command is called with is what
`slakit.cli.evaluating.Options` holds.
"""

from collections.abc import Callable
from typing import TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])

agreements = click.argument("agreements", nargs=-1, required=True, metavar="AGREEMENT...", type=click.Path())
"""The agreements; the logs that a shell makes of `--events logs/*.csv` are among them (`logs_among`)."""


def events(*, required: bool = True, more: str = "") -> Callable[[_Command], _Command]:
    """`--events`, repeatable; `more` is what the verb looks at the log for."""
    takes = "The event log (CSV, gzip or zstd too, JSON Lines, Parquet): files, globs, '-' (standard input)"
    text = f"{_joined(takes, more)}. Repeatable."
    return click.option("--events", multiple=True, required=required, metavar="LOG...", help=text)


def people(*, required: bool = False, more: str = "") -> Callable[[_Command], _Command]:
    """`--people`; `more` is what the verb looks at the roster for."""
    takes = "The roster (CSV or JSON Lines): person, party, role, from, through"
    return click.option(
        "--people", required=required, metavar="FILE", type=click.Path(), help=f"{_joined(takes, more)}."
    )


def _joined(takes: str, more: str) -> str:
    return f"{takes}; {more}" if more else takes


source = click.option(
    "--source", metavar="FILE", type=click.Path(), help="A Source file that maps an export to the log."
)
waivers = click.option(
    "--waivers",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="A Waivers file: breaches that both sides agreed not to count. Repeatable.",
)
as_of = click.option(
    "--as-of",
    metavar="INSTANT",
    help="As of this instant, ignoring later rows: ISO 8601 with an offset (2027-03-31T17:00:00-04:00), or a date,"
    " which means the end of that day in the agreement's zone. Default: the log's last instant.",
)
known_by = click.option(
    "--known-by",
    metavar="INSTANT",
    help="By what was recorded by this instant (or the end of this day), ignoring rows recorded later.",
)
only = click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Only this commitment and what stands under it (mql: mql.ready and so on). Repeatable.",
)
max_bad = click.option(
    "--max-bad",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="How many rows that cannot be read are allowed.",
)
memory = click.option(
    "--memory",
    metavar="SIZE",
    help="How much memory to use, 200MB or more: 500MB, 2GB (powers of 1000), 2GiB (of 1024); what needs more goes to"
    " temporary files. The process takes up to 300MB beside it. Default: 60% of what it may use.",
)
temp_dir = click.option(
    "--temp-dir",
    metavar="DIR",
    type=click.Path(),
    help="The folder for temporary files, which are removed at the end. Default: the system's (TMPDIR).",
)
