"""Running the command line on the examples, in this process, and the README's own commands."""

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from slakit.cli import main
from tests.house.pages import ROOT, fences, section

EXAMPLES = ROOT / "examples"
WRITTEN = ("outcomes.csv", "agreement.md")
"""What the quick start writes."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a command ended with and printed."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, folder: Path = ROOT) -> Ran:
    """Run `slakit` with the arguments as if in `folder`."""
    out, err = _Stream(), _Stream()
    with _plain_surroundings(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Ran(code=code, out=out.text(), err=err.text())


@contextlib.contextmanager
def _plain_surroundings(folder: Path) -> Iterator[None]:
    """In `folder`, with nothing said about the width of the screen."""
    with contextlib.chdir(folder), mock.patch.dict(os.environ):
        os.environ.pop("COLUMNS", None)
        yield


class _Stream(io.TextIOWrapper):
    """Standard output or error of a process without a terminal."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)

    def text(self) -> str:
        """What was written."""
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


def quick_start(folder: Path | None = None) -> dict[str, list[str]]:
    """The arguments of each `slakit` command in the README's quick start, by verb; it writes into `folder`."""
    ((_, line),) = fences(section(ROOT / "README.md", "Quick start"))
    found: dict[str, list[str]] = {}
    for command in re.findall(r"\.venv/bin/slakit ([^|;&}]+)", line):
        verb, *arguments = shlex.split(command)
        found[verb] = [verb, *(str(folder / one) if folder and one in WRITTEN else one for one in arguments)]
    return found


def files(folder: Path) -> Iterator[Path]:
    """The files in a folder, in order of their names."""
    yield from sorted(path for path in folder.iterdir() if path.is_file())
