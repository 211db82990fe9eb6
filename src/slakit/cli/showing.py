"""How a verb's result is shown: the format asked for, or the one that fits the place, and where its text goes.

The exit code never depends on any of this.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import click

from slakit.cli import output, screen, step_summary
from slakit.formats import FORMATS
from slakit.formats.setting import Setting
from slakit.language import source

FINDINGS = "slakit.formats"
SCORECARD = "slakit.formats.scorecard"
SCENARIOS = "slakit.formats.scenarios"
"""What can be shown: the packages that have a module per format."""

_Command = TypeVar("_Command", bound=Callable[..., object])


def option(what: str) -> Callable[[_Command], _Command]:
    """The option `--format` of a verb that prints `what`."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default=_fitting,
        help=f"How to print {what}.  [default: github where GITHUB_ACTIONS is true, else text]",
    )


def show(thing: object, package: str, format_: str) -> None:
    """Print `thing` in a format of `package`; in a step of GitHub Actions its summary gets a page, too."""
    setting = Setting(
        width=screen.width(),
        colour=format_ == "text" and screen.in_colour(),
        lines=cache(source.lines),
        place=_placed(Path.cwd()),
    )
    shown = import_module(f"{package}.{format_}")  # only what is asked for is loaded: start-up matters
    output.result(shown.render(thing, setting))
    if format_ == "github":
        step_summary.append(lambda limit: shown.summary(thing, replace(setting, limit=limit)))


def _fitting() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _placed(here: Path) -> Callable[[str], str]:
    """From a path as it is named to the one from the repository's root; absolute if it lies elsewhere."""
    root = _root(here)

    def place(path: str) -> str:
        absolute = Path(os.path.normpath(here / path))  # a link is not followed: the repository has the link
        return (absolute.relative_to(root) if absolute.is_relative_to(root) else absolute).as_posix()

    return place


def _root(here: Path) -> Path:
    """The root of the repository: the workspace of GitHub Actions, the nearest folder with `.git`, else this one."""
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if workspace and here.is_relative_to(workspace):
        return Path(workspace)
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
