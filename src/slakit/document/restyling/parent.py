"""Renders a document with a team's templates in a process of its own, which may be stopped."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.document.bounds import SECONDS
from slakit.document.model import Document
from slakit.document.restyling.child import BEYOND, MISTAKE, UNREADABLE, Task
from slakit.document.restyling.folder import OURS
from slakit.document.templating import Templates

CANNOT_BE_READ = declare("SLA711", "A template that cannot be read")
WRONG = declare("SLA712", "A template with a mistake")
TOO_MUCH = declare("SLA713", "A template that asks for too much")

_PATIENCE = 120
"""Seconds by the clock, for what neither computes nor ends, and for systems without bounds of their own."""
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from slakit.document.restyling import child; child.main()"
)
_CODES = {
    UNREADABLE: (CANNOT_BE_READ, "a template reads only templates of its own folder, and slakit's own as 'slakit/…'"),
    MISTAKE: (WRONG, "docs/templates.md lists what a template may name; slakit's own templates show how it is used"),
    BEYOND: (TOO_MUCH, "go through the parts of the document once; a template has no need of more"),
}


def has_templates(templates: Templates, folder: str) -> bool:
    """Whether anything in the folder takes the place of one of a format's templates."""
    return any((Path(folder) / name).exists() for name in (templates.root, *templates.parts))


def nothing_to_use(suffix: str, templates: Templates, folder: str) -> Diagnostic:
    """What is wrong with a folder that has no template for files of `suffix`."""
    said = f"nothing in this folder is a template for {suffix}: it has none of {templates.root} and its parts"
    instead = f"begin with a file {templates.root} of '{{% extends \"{OURS}/{templates.root}\" %}}'"
    return diagnostic(CANNOT_BE_READ, Span(folder), said, instead)


def restyled(
    document: Document, suffix: str, templates: Templates, folder: str, *, seconds: int = SECONDS
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The document as files of `suffix`, which have `templates`, with what the folder has in place of them.

    None and what is wrong, with file and line, where a template cannot be read, has a mistake, or takes more than its
    bounds, of which `seconds` are those of processor time. The folder has to be there.
    """
    task = pickle.dumps(Task(document=document, suffix=suffix, folder=folder, seconds=seconds))
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, with a program of slakit's own
            [sys.executable, "-I", "-c", _START, json.dumps(sys.path)],
            input=task,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, (_finding(folder, templates, BEYOND, f"it takes more than {_PATIENCE} seconds"),)
    head, _, text = done.stdout.partition(b"\n")
    if not head:
        return None, (_finding(folder, templates, BEYOND, _ended(done, seconds)),)
    answer = json.loads(head)
    if "kind" in answer:
        code, instead = _CODES[answer["kind"]]
        place = Span(str(answer["file"]).replace("\\", "/"), answer.get("line") or 1)
        return None, (diagnostic(code, place, answer["said"], instead),)
    return text, ()


def _ended(done: "subprocess.CompletedProcess[bytes]", seconds: int) -> str:
    """Why the process ended without an answer: the system stopped it, or something in it failed."""
    if done.returncode < 0:
        return f"it was stopped: its bound is {seconds} seconds of processor time"
    last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return f"it failed: {last}"


def _finding(folder: str, templates: Templates, kind: str, said: str) -> Diagnostic:
    code, instead = _CODES[kind]
    return diagnostic(code, Span(str(Path(folder) / templates.root)), said, instead)
