"""The files of a new repository, from their templates. Only the scenario needs more: see `slakit.starter.scenario`."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from slakit.language.editor_schema import editor_schema
from slakit.language.schema_files import KINDS
from slakit.starter.choices import Choices

AGREEMENT = "agreement.yaml"
DOCUMENT = "agreement.md"
"""The agreement in plain words, which whoever writes the files renders from the first."""

REPOSITORY = "slakit/slakit"
"""Where the action and the hooks are had from, at the tag of the version."""

SCHEMAS = ".slakit"
"""The folder of the schemas that editors read."""

_FILES = {
    ".github/workflows/agreement.yml": "workflow.yml",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/extensions.json": "vscode-extensions.json",
    ".vscode/settings.json": "vscode-settings.json",
    "README.md": "README.md",
}
"""Each file's path in the repository, with its template."""

_WORD = re.compile(r"@([A-Z]+)@")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/]*( [A-Za-z0-9_/]+)*\Z")
_NO_TEXT = frozenset({"true", "false", "null"})
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|&~^$-])")


def agreement(choices: Choices) -> str:
    """The agreement's YAML, with every choice in it."""
    return filled(
        AGREEMENT,
        {
            "NAME": scalar(choices.name),
            "TITLE": scalar(choices.title),
            "YEAR": str(choices.year),
            "TIMEZONE": scalar(choices.timezone),
            "CURRENCY": "" if choices.currency is None else f"  currency: {scalar(choices.currency)}\n",
            "HOLIDAYS": "" if choices.country is None else f"    holidays: {{country: {scalar(choices.country)}}}\n",
        },
    )


def others(choices: Choices, version: str) -> dict[str, str]:
    """Every other file by its path, but for the document and the scenario; `version` is that of slakit."""
    values = {
        "HEADING": _MARKDOWN.sub(r"\\\1", " ".join(choices.title.split())),
        "REPOSITORY": REPOSITORY,
        "VERSION": version,
    }
    made = {path: filled(template, values) for path, template in _FILES.items()}
    return made | {
        f"{SCHEMAS}/{kind}.schema.json": json.dumps(editor_schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in KINDS.values()
    }


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with each `@WORD@` replaced. Raises `KeyError` for a word without a value."""
    text = (Path(__file__).parent / "files" / template).read_text(encoding="utf-8")
    return _WORD.sub(lambda found: values[found[1]], text)


def scalar(text: str) -> str:
    """`text` as a YAML scalar on one line: plain where that is safe, else in double quotes."""
    if _PLAIN.match(text) and text.lower() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
