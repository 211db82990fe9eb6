"""Writing: results to stdout, everything else to stderr, and what happens when nobody reads or the disk is full."""

import os
import sys
from typing import TextIO

import click

from slakit.cli.exits import FAILED, Failure
from slakit.formats.terminal import safe


def prepare() -> None:
    """Let no character that the terminal's encoding lacks stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def result(text: str) -> None:
    """Write `text`, which is safe for a terminal, to stdout.

    A reader that has gone away ends the program quietly with code 2; a full disk and a closed stdout are a `Failure`.
    """
    if sys.stdout is None:  # `>&-`
        raise Failure("the result cannot be written: standard output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
        raise click.exceptions.Exit(FAILED) from None
    except OSError as error:
        silence(sys.stdout)
        raise Failure(f"the result cannot be written: {error.strerror}") from error


def note(text: str) -> None:
    """Write one line of progress, summary or complaint to stderr; if nobody reads it, nothing is lost."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{safe(text)}\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Send what is left in the stream's buffer nowhere, so that the interpreter's own last flush cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # no such descriptor: nothing will be flushed to it
        pass
