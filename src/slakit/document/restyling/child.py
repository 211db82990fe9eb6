"""The process in which a team's templates are rendered: it bounds itself, renders, and says what came of it.

Nothing but this module's `main` runs here. It reads a pickled task of its parent's from stdin and writes one line of
JSON to stdout, after which the text follows.
"""

import json
import pickle
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from slakit.document.bounds import SECONDS, BeyondError, bound
from slakit.document.model import Document
from slakit.document.restyling.folder import FolderLoader, UnreadableError
from slakit.document.restyling.sandbox import Sandbox, sandbox
from slakit.document.templating import Templates
from slakit.document.writers import writer

OUTPUT = 32 * 1024**2
"""The characters that a rendering may print."""

_OF_OURS = re.compile(r"'slakit[\w.]*\.(\w+) object'")
UNREADABLE, MISTAKE, BEYOND = "unreadable", "mistake", "beyond"


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """What is rendered: the document as files of `suffix` have it, with the templates of `folder`, in `seconds`."""

    document: Document
    suffix: str
    folder: str
    seconds: int = SECONDS


def main() -> None:
    """Render the task on stdin within its bounds."""
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent process has written it
    bound(task.seconds)
    problem, text = answered(task)
    sys.stdout.buffer.write(f"{json.dumps(problem)}\n".encode() + text.encode())


def answered(task: Task) -> tuple[dict[str, Any], str]:
    """The text of the task's document; or what is wrong: its `kind`, what is `said`, in which `file` and `line`."""
    templates = writer(task.suffix).templates
    assert templates is not None  # noqa: S101 - the parent has asked
    try:
        return {}, _rendered(sandbox(templates, FolderLoader(Path(task.folder))), templates, task.document)
    except Exception as error:
        return _told(error, task.folder, templates.root), ""


def _rendered(environment: Sandbox, templates: Templates, document: Document) -> str:
    parts: list[str] = []
    length = 0
    for part in environment.get_template(templates.root).generate(templates.values(document)):
        parts.append(part)
        length += len(part)
        if length > OUTPUT:
            raise BeyondError(f"it prints more than {OUTPUT:,} characters")
    return templates.finish("".join(parts))


def _told(error: Exception, folder: str, root: str) -> dict[str, Any]:
    """What is wrong and where: in the team's own templates if any of them led there."""
    place = _place(error, folder, root)
    match error:
        case UnreadableError():
            return {"kind": UNREADABLE, "said": error.reason, **(place if place["line"] else {"file": error.path})}
        case TemplateSyntaxError():
            return {"kind": MISTAKE, "said": error.message, "file": error.filename or error.name, "line": error.lineno}
        case TemplateNotFound():
            return {"kind": UNREADABLE, "said": f"there is no template '{error.message}'", **place}
        case UndefinedError() | SecurityError():
            return {
                "kind": MISTAKE,
                "said": _OF_OURS.sub(lambda found: f"this {found[1].lower()}", str(error)),
                **place,
            }
        case BeyondError():
            return {"kind": BEYOND, "said": str(error), **place}
        case RecursionError():
            return {"kind": BEYOND, "said": "its templates or macros call each other without end", **place}
        case MemoryError() | OverflowError():
            return {"kind": BEYOND, "said": str(error) or "it takes more than 1 GiB of memory", **place}
    return {"kind": MISTAKE, "said": str(error) or type(error).__name__, **place}


def _place(error: Exception, folder: str, root: str) -> dict[str, Any]:
    """The innermost line of the team's own templates that led to the error, else the innermost of slakit's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<")]
    within = [frame for frame in frames if Path(frame.filename).is_relative_to(folder)]
    ours = [frame for frame in frames if frame.filename.endswith((".jinja", ".css"))]
    for frame in (*reversed(within), *reversed(ours)):
        return {"file": frame.filename, "line": frame.lineno or 1}
    return {"file": str(Path(folder) / root), "line": 0}
