"""The command line: the only place that reads arguments, prints and exits.

A verb is a module of `slakit.cli.verbs` with a click command named `command`; it is found by its name and
imported when it is called.
"""

import signal
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (default: the process's) and return the exit code.

    It is 0, 1 or 2, or 128 and the number of the signal that stopped the run.
    """
    if arguments is None and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while starting ends it, without a traceback
    from slakit.cli.entry import run

    return run(arguments)
