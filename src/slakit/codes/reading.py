"""From a page's file, or from a check, to the page."""

import base64
from types import ModuleType
from typing import Any

import yaml

from slakit.codes.page import AGREEMENT, VALIDATE, Example, File, Page
from slakit.diagnostics import Severity


def of_file(id_: str, content: str) -> Page:
    """The page of a file. Pages are the package's own: a flaw in one is a bug, and raises."""
    data = yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    given = _files(data.get("given", {}))
    command = f"slakit {data['run']}" if "run" in data else VALIDATE
    is_given = any(file.name == AGREEMENT for file in given)
    return Page(
        id=id_,
        title=data["title"],
        severity=Severity(data["severity"]),
        what=_paragraphs(data["what"]),
        why=_paragraphs(data["why"]),
        wrong=_example(data["wrong"], command, is_given),
        right=_example(data["right"], command, is_given),
        given=given,
        may_be_silenced=data["severity"] == Severity.WARNING or data.get("judgement") == "true",
    )


def of_check(module: ModuleType) -> Page:
    """The page of the code that a check explains in its docstring and examples."""
    what, _, why = (module.__doc__ or "").partition("\n\n")
    return Page(
        id=module.CODE.id,
        title=module.CODE.title,
        severity=module.CODE.severity,
        what=_paragraphs(what),
        why=_paragraphs(why),
        wrong=Example(fragment=module.WRONG.strip("\n") + "\n"),
        right=Example(fragment=module.RIGHT.strip("\n") + "\n"),
        may_be_silenced=module.CODE.severity is Severity.WARNING or getattr(module, "JUDGEMENT", False),
    )


def _paragraphs(text: str) -> str:
    """The paragraphs, each on one line, a blank line between them."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _example(data: Any, command: str, is_given: bool) -> Example:
    """An example: the text of a fragment, or a mapping that says more."""
    if isinstance(data, str):
        data = {"agreement": data}
    files = _files(data.get("files", {}))
    whole = is_given or any(file.name == AGREEMENT for file in files)
    return Example(
        fragment=None if whole else data.get("agreement", ""),
        files=files,
        command=f"slakit {data['run']}" if "run" in data else command,
        note=_paragraphs(data.get("note", "")),
    )


def _files(data: dict[str, Any]) -> tuple[File, ...]:
    return tuple(_file(name, content) for name, content in data.items())


def _file(name: str, content: Any) -> File:
    """A file from its text, or from a mapping that says how it is made.

    `text` with an `encoding`; `base64`, `shown` as something else; or `text`, `before` it once what is, `times` over.
    """
    if isinstance(content, str):
        return File(name=name, content=content.encode(), shown=_visible(content))
    if "base64" in content:
        return File(name=name, content=base64.b64decode(content["base64"]), shown=content["shown"])
    if "encoding" in content:
        encoding, text = content["encoding"], content["text"]
        return File(name=name, content=text.encode(encoding), shown=f"{text}(saved as {encoding})\n")
    before, text, times = content["before"], content["text"], int(content["times"])
    return File(name=name, content=(before + text * times).encode(), shown=f"{before}{text}(… {times:,} times)\n")


def _visible(text: str) -> str:
    """The text with control characters as the pictures of them."""
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 32 and c not in "\n\t" else c for c in text)
