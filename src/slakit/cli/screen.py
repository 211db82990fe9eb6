"""What stdout can show: its width, and whether colours are wanted."""

import os
import shutil
import sys

_PIPED = 80
"""The width of text that goes to a file or another program, unless COLUMNS says otherwise."""


def width() -> int:
    """The columns of the terminal."""
    return shutil.get_terminal_size((_PIPED, 24)).columns if _is_terminal() else _columns()


def in_colour() -> bool:
    """Whether stdout is a terminal that shows colours and nobody has said NO_COLOR."""
    return _is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()  # None where the caller closed it


def _columns() -> int:
    written = os.environ.get("COLUMNS", "")
    return int(written) if written.isascii() and written.isdigit() and 0 < int(written) < 1000 else _PIPED
