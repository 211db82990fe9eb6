"""Has the texts of two files read in a process that bounds itself and may be stopped."""

import json
import subprocess
import sys

from slakit.document.bounds import SECONDS

MOST_BYTES = 64 * 1024**2
"""A longer file is not read."""
_PATIENCE = 120
"""Seconds by the clock, for what neither computes nor ends, and for systems without bounds of their own."""
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from slakit.document.reading import child; child.main()"
)


class UnreadError(Exception):
    """A file's text cannot be had; the message says why."""


def read_both(suffix: str, found: bytes, current: bytes, *, seconds: int = SECONDS) -> tuple[list[str], list[str]]:
    """The lines of text of two files of one format: the one that was `found`, and the one that is made now.

    Nothing in them is run, followed or written. Raises `UnreadError` for what is no such file, for one that takes
    more than its bounds, and where a package is missing.
    """
    if len(found) > MOST_BYTES:
        raise UnreadError(f"it has more than {MOST_BYTES // 1024**2} MiB")
    head = json.dumps({"suffix": suffix, "found": len(found), "seconds": seconds})
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, with a program of slakit's own
            [sys.executable, "-I", "-c", _START, json.dumps(sys.path)],
            input=f"{head}\n".encode() + found + current,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadError(f"it takes more than {_PATIENCE} seconds to read") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadError(f"reading it took more than {seconds} seconds of processor time, or 1 GiB") from None
    if "said" in answer:
        raise UnreadError(answer["said"])
    return answer["found"], answer["current"]
