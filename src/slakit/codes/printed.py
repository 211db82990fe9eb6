"""A page for a terminal: plain text, no colour, lines of a width that everybody reads."""

from collections.abc import Iterable, Iterator
from textwrap import fill, indent

from slakit.codes.page import AGREEMENT, PAGES, SMALL, VALIDATE, Example, File, Page

_WIDTH = 88
_MARGIN = "    "
_MOST_LISTED = 4
_BELOW = f"The examples are laid over {SMALL}, a small sound agreement, which {PAGES} shows."


def text(page: Page) -> str:
    """The page: its head, what, why, the wrong and the right example. Ends with a line break."""
    severity = f"{page.severity}, may be silenced" if page.may_be_silenced else str(page.severity)
    parts = [f"{page.id}: {page.title} ({severity})", _wrapped(_prose(page))]
    if page.given:
        parts += ["Given:", *_files(page.given, named=True)]
    parts += ["Wrong:", *_example(page.wrong, page), "Right:", *_example(page.right, page)]
    if page.builds_on_small:
        parts.append(_BELOW)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def more(ids: Iterable[str]) -> str:
    """Where to read on about the codes shown: `slakit explain SLA302 says more, likewise SLA312`; empty without any."""
    first, *others = sorted(set(ids)) or [""]
    if not first:
        return ""
    listed = ", ".join(others[:_MOST_LISTED]) + (" and others" if len(others) > _MOST_LISTED else "")
    return f"slakit explain {first} says more" + (f", likewise {listed}" if others else "")


def _prose(page: Page) -> str:
    """What and why; the page of a check may say in its title already what it is."""
    return page.why if page.what == f"{page.title}." else f"{page.what}\n\n{page.why}"


def _wrapped(text: str) -> str:
    return "\n\n".join(fill(paragraph, _WIDTH) for paragraph in text.split("\n\n"))


def _example(example: Example, page: Page) -> Iterator[str]:
    if example.note:
        yield _wrapped(example.note)
    several = bool(example.files) or bool(page.given)
    if example.fragment:
        yield from _files((File(name=AGREEMENT, content=b"", shown=example.fragment),), named=several)
    yield from _files(example.files, named=True)
    if example.command != VALIDATE:
        yield indent(f"$ {example.command}", _MARGIN)


def _files(files: tuple[File, ...], *, named: bool) -> Iterator[str]:
    for file in files:
        yield (f"  {file.name}:\n\n" if named else "") + indent(file.shown.rstrip("\n") or "(empty)", _MARGIN)
