"""Running the examples of a page: their files written, their command run, the codes of what it found."""

import json
import re
import shlex
from pathlib import Path

from slakit.codes import Example, Page
from slakit.codes.page import AGREEMENT
from tests.binding import MINIMAL
from tests.examples.running import Ran, run

HEAD = "apiVersion: slakit/v1\nkind: Agreement\nextends: small.yaml\n"
_CODE = re.compile(r"SLA\d{3}")


def write(page: Page, example: Example, folder: Path) -> None:
    """Write the files of an example and the small agreement into `folder`, which becomes a project."""
    (folder / ".git").mkdir()
    (folder / "small.yaml").write_bytes(MINIMAL.read_bytes())
    if example.fragment is not None:
        (folder / AGREEMENT).write_text(HEAD + example.fragment, encoding="utf-8")
    for file in (*page.given, *example.files):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def ran(example: Example, folder: Path) -> Ran:
    """What the example's command came to in `folder`."""
    program, *arguments = shlex.split(example.command)
    assert program == "slakit"
    if arguments[0] == "validate":
        arguments += ["--format", "json"]
    return run(*arguments, folder=folder)


def found(page: Page, example: Example, folder: Path) -> tuple[Ran, set[str]]:
    """What the example's command came to, and the codes that it told."""
    write(page, example, folder)
    done = ran(example, folder)
    if "--format json" in example.command or example.command.startswith("slakit validate"):
        return done, {finding["code"] for finding in json.loads(done.out)["findings"]}
    return done, set(_CODE.findall(done.out + done.err))
