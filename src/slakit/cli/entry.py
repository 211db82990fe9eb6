"""The way in: verbs called, every ending turned into an exit code, no traceback shown unasked."""

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from slakit import scratch
from slakit.cli import output, signals
from slakit.cli.discovery import Verbs
from slakit.cli.exits import CLEAN, FAILED, SIGNALLED

_COLLECTED_AFTER = 200_000
"""Objects after which memory is searched for circles: trees of agreements have none, and searching them takes time."""

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Verbs, context_settings=_CONTEXT, subcommand_metavar="VERB [ARGUMENTS]...")
@click.option("--debug", is_flag=True, envvar="SLAKIT_DEBUG", help="Show where an internal error comes from.")
@click.version_option(package_name="slakit", message="%(prog)s %(version)s")
@click.pass_context
def slakit(context: click.Context, debug: bool) -> None:
    """The agreement between sales and marketing as code.

    Exit codes: 0 clean, 1 findings, 2 could not do the job.
    """
    context.ensure_object(dict)["debug"] = debug


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (default: the process's) and return the exit code.

    It is 0, 1 or 2, or 128 and the number of the signal that stopped the run, which then has left nothing behind.
    """
    output.prepare()
    gc.set_threshold(_COLLECTED_AFTER)
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with signals.handled(_abandon if arguments is None else None):
            code = _run(given)
    except signals.Stopped:  # at the edges: while handlers were set, or while an ending was told
        code = _stopped(signals.received() or signal.SIGINT)
    finally:
        if arguments is None and "duckdb" not in sys.modules:  # which would complain of what is left
            gc.freeze()  # the process ends: to search all that is left takes a seventh of a `validate`
    if arguments is None and code > SIGNALLED:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process at once: a statement or an import that was cut short is nothing that can be taken apart."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _abandon(number: int) -> NoReturn:
    """End a process whose engine does not come back from a statement that a signal has interrupted."""
    _leave(_stopped(number))


def _run(given: list[str]) -> int:
    try:
        code = slakit.main(args=given, prog_name="slakit", standalone_mode=False)
        return code if isinstance(code, int) else CLEAN
    except BaseException as error:
        signalled = signals.received() or _interrupted(error)
        return _ending(error, given) if signalled is None else _stopped(signalled)


def _stopped(number: int) -> int:
    signals.hold()
    scratch.discard_all()
    output.note(f"slakit: {signals.word(number)}")
    return SIGNALLED + number


def _ending(error: BaseException, given: Sequence[str]) -> int:
    """Say what went wrong, in a line or two; code 2."""
    match error:
        case click.ClickException():
            _complain(error)
        case SystemExit():  # click ends so when nobody reads what it prints
            output.silence(sys.stdout)
        case _ if _debug(given) or not isinstance(error, Exception):
            raise error
        case OSError():  # the outside world: a full disk, a reader that went away
            output.silence(sys.stdout)
            output.note(f"slakit: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        case _:
            output.note(_internal(error))
    return FAILED


def _debug(arguments: Sequence[str]) -> bool:
    return "--debug" in arguments or os.environ.get("SLAKIT_DEBUG", "0").lower() in ("1", "true", "yes", "on")


def _interrupted(error: BaseException) -> int | None:
    """The signal behind an error that came of one: the engine and click tell so in their own ways."""
    of_engine = isinstance(error, RuntimeError) and str(error) == "Query interrupted"
    return signal.SIGINT if of_engine or isinstance(error, click.Abort | KeyboardInterrupt) else None


def _complain(error: click.ClickException) -> None:
    """What click says of a wrong call, without anything that a terminal would act on."""
    said = io.StringIO()
    error.show(file=said)
    for line in said.getvalue().splitlines():
        output.note(line)


def _internal(error: BaseException) -> str:
    what = f"{type(error).__name__}: {error}".partition("\n")[0]
    return (
        f"slakit: internal error: {what} (this is a mistake in slakit: please report it with the command and its input;"
        " 'slakit --debug' and the rest of the command show where it happened)"
    )
