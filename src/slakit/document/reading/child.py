"""The process in which the texts of files are read: it bounds itself, reads, and says what came of it.

Nothing but this module's `main` runs here. It reads a line of JSON and the bytes of two files from stdin, and writes
their lines, or why there are none, to stdout as JSON.
"""

import json
import logging
import sys

from slakit.document.bounds import BeyondError, bound
from slakit.document.extras import MissingExtraError
from slakit.document.writers import writer

OUTPUT = 8 * 1024**2
"""The characters of text that a file may have."""


def main() -> None:
    """Read the two files on stdin within bounds."""
    logging.disable()  # what libraries have to say of a stranger's file
    task = json.loads(sys.stdin.buffer.readline())
    found = sys.stdin.buffer.read(task["found"])
    current = sys.stdin.buffer.read()
    bound(task["seconds"])
    sys.stdout.write(json.dumps(answered(task["suffix"], found, current)))


def answered(suffix: str, found: bytes, current: bytes) -> dict[str, list[str] | str]:
    """The lines of both files; or what is `said` of why the one that was `found` has none."""
    read = writer(suffix).read
    assert read is not None  # noqa: S101 - the parent has asked
    try:
        return {"found": _within(read(found)), "current": read(current)}
    except (MissingExtraError, BeyondError) as error:
        return {"said": str(error)}
    except MemoryError:
        return {"said": "reading it takes more than 1 GiB of memory"}
    except Exception as error:  # libraries have many kinds, for files of any kind
        return {"said": f"it is no {suffix[1:].upper()} that can be read: {str(error) or type(error).__name__}"}


def _within(lines: list[str]) -> list[str]:
    if sum(map(len, lines)) > OUTPUT:
        raise BeyondError(f"it has more than {OUTPUT:,} characters")
    return lines
