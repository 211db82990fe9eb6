"""Write the pages of this folder that are made: cli.md and codes.md from the program, benchmarks.md from measurements.

`python docs/generate.py` writes them, `python docs/generate.py --check` says which of them are stale (exit code 1).
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click

from slakit.cli.discovery import Verbs
from slakit.cli.entry import slakit as program

FOLDER = Path(__file__).parent
WIDTH = 100
GENERATED = "<!-- Made by docs/generate.py from the program: do not edit. -->\n"


def cli_page() -> str:
    """Every verb with what `--help` says of it."""
    verbs = program
    assert isinstance(verbs, Verbs)
    context = _context(verbs, "slakit")
    parts = [
        f"# The command line\n\n{GENERATED}",
        "Results go to stdout; progress, summaries and complaints to stderr.",
        "Every verb and format has the same exit codes:\n",
        "| code | means |\n|---|---|",
        "| 0 | clean: nothing found, or warnings only |",
        "| 1 | findings: an error in a file, a broken promise |",
        "| 2 | the job could not be done: wrong usage, an unreadable or untrustworthy input, an unwritable output |",
        "| 130, 143, 129 | stopped by Ctrl-C, SIGTERM or SIGHUP: no file is half written, nothing else left behind |\n",
        _help("slakit", verbs, context),
    ]
    for name in verbs.list_commands(context):
        command = verbs.get_command(context, name)
        assert command is not None
        parts.append(_help(f"slakit {name}", command, _context(command, f"slakit {name}")))
    return "\n".join(parts)


def _context(command: click.Command, name: str) -> click.Context:
    return click.Context(
        command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"]
    )


def _help(name: str, command: click.Command, context: click.Context) -> str:
    return f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def codes_page() -> str:
    """Every code by stage, what a project may decide about it, and its page."""
    return f"# Findings\n\n{GENERATED}\n" + import_module("codes_page").page()


def benchmarks_page() -> str:
    """What was measured last, as bench/results.json has it."""
    sys.path.append(str(FOLDER.parent / "bench"))  # programs, not a package
    page: str = import_module("benchmarks_page").page(import_module("results").load())
    return page


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "codes.md": codes_page,
    "benchmarks.md": benchmarks_page,
}


def stale() -> Iterator[str]:
    """The pages that are not as the program would have them."""
    for name, page in PAGES.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != page():
            yield name


def main(arguments: list[str]) -> int:
    """Write the pages, or only compare them."""
    if arguments == ["--check"]:
        names = list(stale())
        for name in names:
            print(f"docs/{name} is stale: python docs/generate.py")
        return 1 if names else 0
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
