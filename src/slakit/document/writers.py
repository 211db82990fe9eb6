"""The formats of a document, found by the suffix of its file among the modules of `slakit.document.formats`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from slakit.document import formats
from slakit.document.model import Document
from slakit.document.templating import Templates


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """How files of one suffix are written: a document in, the file's bytes out. `text`: they are lines of UTF-8.

    `read` is how the lines are had of other bytes; None of a format without a way to.
    `templates` are those that a team may replace by its own; None of a format without any.
    `write` raises `MissingExtraError` (of `slakit.document.extras`) where a package is missing.
    """

    suffix: str
    text: bool
    write: Callable[[Document], bytes]
    templates: Templates | None = None
    read: Callable[[bytes], list[str]] | None = None


@cache
def suffixes() -> tuple[str, ...]:
    """The suffixes of all formats in order, with their dots: `.md`. No format is loaded."""
    return tuple(sorted(f".{module.name}" for module in iter_modules(formats.__path__)))


def writer(suffix: str) -> Writer:
    """What writes files whose names end in `suffix`, in capitals or not. Raises `KeyError` for an unknown one."""
    lower = suffix.lower()
    if lower not in suffixes():
        raise KeyError(suffix)
    module = import_module(f"{formats.__name__}.{lower[1:]}")
    templates = getattr(module, "TEMPLATES", None)
    read = getattr(module, "lines", None)
    return Writer(suffix=lower, text=module.TEXT, write=module.write, templates=templates, read=read)
