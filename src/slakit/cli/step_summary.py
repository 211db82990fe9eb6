"""The summary of a step of GitHub Actions: Markdown appended to the file that the runner names."""

import os
from collections.abc import Callable
from pathlib import Path

from slakit.cli import output

_MOST = 1024 * 1024
"""The bytes that a step's summary may take; of a longer one nothing is shown."""
_ROOM = 2
"""A blank line between what is there and what is added."""


def append(page: Callable[[int], str]) -> None:
    """Add a page to the summary if there is one; `page` makes it within so many bytes.

    A summary that cannot be written is no reason to fail: the log has the same, and a line on stderr says why.
    """
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    path = Path(named)
    try:
        taken = path.stat().st_size if path.exists() else 0
        text = page(_MOST - taken - _ROOM)
        if taken + len(text.encode()) + _ROOM > _MOST:
            output.note("the summary of this step is full: nothing is added to it")
            return
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"\n{text}" if taken else text)
    except OSError as error:
        output.note(f"the summary of this step cannot be written: {error.strerror or error}")
