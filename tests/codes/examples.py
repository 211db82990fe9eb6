"""Running the examples of a page: their files written, their command run, the codes of what it found."""

import json
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from slakit.codes import Example, Page
from slakit.codes.page import AGREEMENT
from slakit.engine.build import run_plan
from tests.binding import MINIMAL
from tests.examples.running import Ran, run

HEAD = "apiVersion: slakit/v1\nkind: Agreement\nextends: small.yaml\n"


@contextmanager
def _without_structure(_wrong: bool, _folder: Path) -> Iterator[None]:
    """The schemas allow everything."""
    with patch("slakit.loading.schema.check", lambda *_: ()):
        yield


@contextmanager
def _without_checks(_wrong: bool, _folder: Path) -> Iterator[None]:
    """No check looks at the agreement."""
    with patch("slakit.loading.checks.run", lambda *_, **__: ()):
        yield


@contextmanager
def _written_meanwhile(wrong: bool, folder: Path) -> Iterator[None]:
    """Somebody writes to the log when it has been read once."""

    def written(*arguments: Any) -> None:
        os.utime(folder / "log.parquet", ns=(1, 1))
        run_plan(*arguments)

    with patch("slakit.engine.run.run_plan", written) if wrong else nullcontext():
        yield


@contextmanager
def _with_a_long_line(wrong: bool, folder: Path) -> Iterator[None]:
    """The second line of the log is longer than a page can show."""
    if wrong:
        (folder / "log.csv").write_text(f"lead_id,event,at\n{'x' * 10_000_000}\n", encoding="utf-8")
    yield


CIRCUMSTANCES: dict[str, Callable[[bool, Path], AbstractContextManager[None]]] = {
    "SLA300": _without_structure,
    "SLA603": _without_checks,
    "SLA511": _written_meanwhile,
    "SLA512": _with_a_long_line,
}
"""What no file can bring about, by code."""
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
    if example.command.startswith("slakit verify") and shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen")
    write(page, example, folder)
    with CIRCUMSTANCES.get(page.id, lambda *_: nullcontext())(example is page.wrong, folder):
        done = ran(example, folder)
    if "--format json" in example.command or example.command.startswith("slakit validate"):
        return done, {finding["code"] for finding in json.loads(done.out)["findings"]}
    return done, set(_CODE.findall(done.out + done.err))
