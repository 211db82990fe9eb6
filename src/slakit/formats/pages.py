"""Where a reader learns more of a kind of finding: the page of a code, and the address at which it stands."""

from collections.abc import Iterator

from slakit import codes
from slakit.codes import Example, File, Page
from slakit.codes.page import VALIDATE
from slakit.diagnostics import Code

REPOSITORY = "https://github.com/slakit/slakit/blob/main/"
"""Where the project's pages stand, by their paths."""


def uri(code: str) -> str:
    """The address of the page of a code."""
    return REPOSITORY + codes.uri(code)


def page(path: str) -> str:
    """The address of one of the project's pages, by its path in the repository."""
    return REPOSITORY + path


def what(code: Code) -> str:
    """A sentence on what the code is; its title where there is no page."""
    found = codes.find(code.id)
    return _flat(found.what) if found is not None else f"{code.title}."


def text(code: Code) -> str:
    """The page of a code as plain text; its title where there is no page."""
    found = codes.find(code.id)
    return codes.text(found) if found is not None else f"{code.id}: {code.title}"


def markdown(code: Code) -> str:
    """The page of a code as Markdown; its title where there is no page."""
    found = codes.find(code.id)
    return "\n\n".join(_blocks(found)) if found is not None else f"{code.id}: {code.title}"


def _blocks(page: Page) -> Iterator[str]:
    yield f"**{_flat(page.what)}** {page.why.strip()}"
    if page.given:
        yield "Given:"
        yield from map(_file, page.given)
    for label, example in (("Wrong:", page.wrong), ("Right:", page.right)):
        yield label
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    if example.note:
        yield example.note.strip()
    if example.fragment:
        yield f"```yaml\n{example.fragment.strip()}\n```"
    yield from map(_file, example.files)
    if example.command != VALIDATE:
        yield f"`{example.command}`"


def _file(file: File) -> str:
    return f"`{file.name}`\n\n```\n{file.shown.strip()}\n```"


def _flat(text: str) -> str:
    return " ".join(text.split())
