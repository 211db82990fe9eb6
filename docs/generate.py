"""Write the pages of this folder that are made: cli.md and codes.md from the program, benchmarks.md from measurements.

`python docs/generate.py` writes them, `python docs/generate.py --check` says which of them are stale (exit code 1).
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import click

import slakit
from slakit import checks
from slakit.cli.discovery import Verbs
from slakit.cli.entry import slakit as program
from slakit.diagnostics import Code, Severity, catalogue

FOLDER = Path(__file__).parent
WIDTH = 100
STAGES = {
    "1": "Files and YAML",
    "2": "Structure",
    "3": "References and types",
    "4": "Contradictions, feasibility and what is suspicious",
    "5": "Event logs",
    "6": "Evaluation",
    "7": "Documents and signatures",
    "8": "Pay",
}
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
        "| 130, 143, 129 | stopped by Ctrl-C, SIGTERM or SIGHUP: nothing is left behind |\n",
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
    """Every code by stage; of those that a check finds, why it matters and an example with its cure."""
    import_everything()
    explained = {module.CODE.id: module for module in checks.modules()}
    parts = [
        f"# Findings\n\n{GENERATED}",
        "Every finding has a code that never changes its meaning, a severity, a place (`file:line:column`), a message",
        "and a word on what to write instead. Errors make the exit code 1, warnings alone do not.",
    ]
    for digit, stage in STAGES.items():
        found = [code for code in catalogue() if code.id[3] == digit]
        if found:
            parts.append(f"\n## SLA{digit}xx: {stage}\n")
            parts += ["| code | severity | what |", "|---|---|---|"]
            parts += [f"| {_linked(code, explained)} | {code.severity} | {_sentence(code.title)} |" for code in found]
    parts.append("\n## Explanations\n\nEach example is laid over a small sound agreement.\n")
    parts += [_explanation(code, explained[code.id]) for code in catalogue() if code.id in explained]
    return "\n".join(parts)


def _sentence(title: str) -> str:
    return title[:1].upper() + title[1:].replace("|", "\\|")


def _linked(code: Code, explained: dict[str, ModuleType]) -> str:
    return f"[{code.id}](#{code.id.lower()})" if code.id in explained else code.id


def _explanation(code: Code, module: ModuleType) -> str:
    what, _, why = (module.__doc__ or "").partition("\n\n")
    severity = "An error" if code.severity is Severity.ERROR else "A warning"
    return (
        f"### {code.id}\n\n**{what}** {severity}.\n\n{why.strip()}\n\n"
        f"Found:\n\n```yaml\n{module.WRONG.strip()}\n```\n\nInstead:\n\n```yaml\n{module.RIGHT.strip()}\n```\n"
    )


def benchmarks_page() -> str:
    """What was measured last, as bench/results.json has it."""
    sys.path.append(str(FOLDER.parent / "bench"))  # programs, not a package
    page: str = import_module("benchmarks_page").page(import_module("results").load())
    return page


def import_everything() -> None:
    """Every module of the package, so that every code is declared."""
    for found in walk_packages(slakit.__path__, f"{slakit.__name__}."):
        if not found.name.endswith("__main__"):
            import_module(found.name)


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
