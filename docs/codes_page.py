"""The page of all codes: tables by stage, what a project may decide about them, and the page of each."""

from collections.abc import Iterator
from pathlib import Path

from slakit import codes
from slakit.codes import Example, File, Page
from slakit.codes.page import VALIDATE
from slakit.diagnostics import Severity

STAGES = {
    "1": "Files, YAML and settings",
    "2": "Structure",
    "3": "References and types",
    "4": "Contradictions, feasibility and what is suspicious",
    "5": "Event logs",
    "6": "Evaluation",
    "7": "Documents and signatures",
    "8": "Pay",
}
SMALL = Path(__file__).parents[1] / "tests" / "cases" / "valid" / "minimal.yaml"
_HEAD = """Every finding has a code that never changes its meaning, a severity, a place (`file:line:column`), a message
and a word on what to write instead. Errors make the exit code 1, warnings alone do not.
`slakit explain SLA431` prints the page of a code.

## What a project may decide

A code marked *yes* under "may be silenced" is a warning, or an error that is a matter of judgement: the agreement can
be evaluated all the same. All other errors leave an agreement that says nothing or something else, so they stay.

**On one line**, a comment at its end silences a code there. The reason is not optional:

```yaml
fields:
  region: {type: string}  # slakit: ignore[SLA433] kept for the export to finance
```

Several codes are separated by commas: `ignore[SLA433, SLA434]`. The line is the one that the finding names; in a file
that others extend, it is the line of that file. An ignore without a reason, with an unknown code, or with one that may
not be silenced is an error; one that silences nothing is a warning (SLA147) once the file has no errors.

**In the whole project**, `slakit.toml` gives a code another severity, `"error"`, `"warning"` or `"off"`:

```toml
[severity]
SLA431 = "error"
SLA434 = "off"
```

The nearest `slakit.toml` counts, upwards from each file to the root of the project: the nearest folder with `.git` or
`pyproject.toml`, else the working directory. The root's `pyproject.toml` may hold the same under
`[tool.slakit.severity]`; where both do, `slakit.toml` counts and a warning says so. Every verb that reads an agreement
goes by these settings.
"""


def page() -> str:
    """The page, without its first heading."""
    pages = [found for id_ in codes.ids() if (found := codes.find(id_)) is not None]
    parts = [_HEAD]
    for digit, stage in STAGES.items():
        rows = [_row(one) for one in pages if one.id[3] == digit]
        if rows:
            parts.append(f"## SLA{digit}xx: {stage}\n")
            parts.append("\n".join(["| code | severity | may be silenced | what |", "|---|---|---|---|", *rows]) + "\n")
    parts.append("## Explanations\n")
    parts.append(
        "A fragment of an agreement is laid over this small sound one; what has a file name is a file of its own.\n"
    )
    parts.append(_fence("yaml", SMALL.read_text(encoding="utf-8")))
    parts += [_explanation(one) for one in pages]
    return "\n".join(parts)


def _row(one: Page) -> str:
    title = one.title.replace("|", "\\|")
    return f"| [{one.id}](#{one.id.lower()}) | {one.severity} | {'yes' if one.may_be_silenced else ''} | {title} |"


def _explanation(one: Page) -> str:
    severity = "An error" if one.severity is Severity.ERROR else "A warning"
    silenced = "" if not one.may_be_silenced else "; it may be silenced"
    parts = [f"### {one.id}\n", f"**{one.what}** {severity}{silenced}.\n", f"{one.why}\n"]
    if one.given:
        parts += ["Given:\n", *map(_file, one.given)]
    parts += ["Wrong:\n", *_example(one.wrong), "Right:\n", *_example(one.right)]
    return "\n".join(parts)


def _example(example: Example) -> Iterator[str]:
    if example.note:
        yield f"{example.note}\n"
    if example.fragment:
        yield _fence("yaml", example.fragment)
    yield from map(_file, example.files)
    if example.command != VALIDATE:
        yield _fence("sh", example.command)


def _file(file: File) -> str:
    return f"`{file.name}`\n\n" + _fence(file.name.rpartition(".")[2], file.shown or "(empty)")


def _fence(language: str, text: str) -> str:
    language = {"parquet": "text", "jsonl": "json"}.get(language, language)
    return f"```{language}\n{text.rstrip()}\n```\n"
