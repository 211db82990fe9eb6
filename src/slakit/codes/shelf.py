"""Where the pages stand: files beside this module, and the checks that explain their own code."""

import re
from functools import cache
from pathlib import Path
from types import ModuleType

from slakit import checks
from slakit.codes.page import PAGES, Page

_FOLDER = Path(__file__).parent / "pages"
_ID = re.compile(r"SLA[1-9]\d\d")


def find(id: str) -> Page | None:  # noqa: A002 - the term of findings
    """The page of the code `id` (`SLA302`, in capitals or not), None if there is no such code."""
    name = id.upper()
    return _page(name) if _ID.fullmatch(name) else None


@cache
def _page(name: str) -> Page | None:
    from slakit.codes import reading

    if (module := _checks().get(name)) is not None:
        return reading.of_check(module)
    path = _FOLDER / f"{name}.yaml"
    return reading.of_file(name, path.read_text(encoding="utf-8")) if path.exists() else None


def exists(id: str) -> bool:  # noqa: A002 - as above
    """Whether `id`, written exactly so, is a code of slakit's; no page is read."""
    return bool(_ID.fullmatch(id)) and _stands(id)


@cache
def _stands(name: str) -> bool:
    return name in _checks() or (_FOLDER / f"{name}.yaml").exists()


def ids() -> tuple[str, ...]:
    """The ids of all codes, in order; no page is read."""
    return tuple(sorted({*(path.stem for path in _FOLDER.glob("SLA*.yaml")), *_checks()}))


def uri(id: str) -> str:  # noqa: A002 - as above
    """Where the page of a code is found: `docs/codes.md#sla302`, from the root of the project's repository."""
    return f"{PAGES}#{id.lower()}"


@cache
def _checks() -> dict[str, ModuleType]:
    """The check that explains a code, by its id."""
    return {module.CODE.id: module for module in checks.modules()}
