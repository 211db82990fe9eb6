"""Bounds for a process of its own that works on what a stranger wrote."""

import signal
from contextlib import suppress

SECONDS = 10
"""The processor time that the work may take."""
MEMORY = 1024**3
"""The bytes of address space that it may take."""


class BeyondError(Exception):
    """A bound was reached; the message says which."""


def bound(seconds: int) -> None:
    """Limit this process's time and memory where the system can; elsewhere the parent's patience is the limit."""
    try:
        import resource
    except ImportError:
        return

    def stop(*_: object) -> None:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)  # it comes again every second
        raise BeyondError(f"it takes more than {seconds} seconds of processor time")

    signal.signal(signal.SIGXCPU, stop)
    for kind, limit, last in (
        (resource.RLIMIT_CPU, seconds, seconds + 2),
        (resource.RLIMIT_AS, MEMORY, MEMORY),
    ):
        with suppress(ValueError, OSError):  # the system has a stricter limit, or none of this kind
            resource.setrlimit(kind, (limit, last))
