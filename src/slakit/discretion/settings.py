"""Severities that a project gives to codes: `slakit.toml`, or `[tool.slakit]` in `pyproject.toml`.

```toml
[severity]
SLA431 = "error"
SLA434 = "off"
```
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slakit import codes
from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.discretion.ignores import unknown_code
from slakit.discretion.looking import SHARED
from slakit.discretion.toml_places import Places
from slakit.language.spelling import suggestion
from slakit.language.wording import quoted

UNREADABLE = declare("SLA140", "Settings that cannot be read")
UNKNOWN = declare("SLA141", "An unknown setting")
FIRM = declare("SLA143", "A severity that cannot be lowered")
TWICE = declare("SLA144", "Settings in two places", Severity.WARNING)

_MOST = 512 * 1024
_ENOUGH = 100
"""Findings about settings after which no more help anybody."""
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_WORDS: Mapping[str, Severity | None] = {"error": Severity.ERROR, "warning": Severity.WARNING, "off": None}
_SHOWN = ", ".join(f'"{word}"' for word in _WORDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Severities by code, None for those that are off, and what is wrong with the file that says so."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def settings_in(own: Path | None, shared: Path | None) -> Settings:
    """The settings in `slakit.toml`, else those in `pyproject.toml`; a warning where both hold some."""
    if own is None:
        return Settings() if shared is None else _read(shared, ("tool", "slakit"))
    settings = _read(own, ())
    if shared is None or "slakit" not in _tool(shared):
        return settings
    message = f"{_shown(own)} and [tool.slakit] in {SHARED} both hold settings; this file's count"
    twice = diagnostic(TWICE, Span(_shown(own)), message, f"keep one of the two: {_shown(shared)} has the other")
    return Settings(severities=settings.severities, diagnostics=(*settings.diagnostics, twice))


def _tool(shared: Path) -> Mapping[str, Any]:
    data, _ = _data(shared)
    tool = data.get("tool") if data else None
    return tool if isinstance(tool, dict) else {}


def _data(path: Path) -> tuple[dict[str, Any] | None, Diagnostic | None]:
    """What a TOML file holds, or why it cannot be read."""
    try:
        with path.open("rb") as opened:
            content = opened.read(_MOST + 1)
        if len(content) > _MOST:
            return None, _unreadable(path, "the file is larger than 512 KiB", (1, 1))
        return tomllib.loads(content.decode("utf-8")), None
    except OSError as error:
        return None, _unreadable(path, f"the file cannot be read: {error.strerror or error}", (1, 1))
    except UnicodeDecodeError:
        return None, _unreadable(path, "the file is not UTF-8", (1, 1))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        reason = _AT.sub("", str(error)).strip().rstrip(":")
        return None, _unreadable(path, f"this is not TOML: {reason}", (int(at[1]), int(at[2])) if at else (1, 1))
    except (ValueError, RecursionError):
        return None, _unreadable(path, "this is not TOML that can be read: numbers or lists out of all measure", (1, 1))


def _unreadable(path: Path, message: str, at: tuple[int, int]) -> Diagnostic:
    line, column = at
    span = Span(_shown(path), line, column, line, column + 1)
    return diagnostic(UNREADABLE, span, message, 'write [severity] and, below it, SLA431 = "error" and so on')


def _read(path: Path, table: tuple[str, ...]) -> Settings:
    data: Any
    data, problem = _data(path)
    if problem is not None:
        return Settings(diagnostics=(problem,))
    for name in table:
        data = data.get(name, {}) if isinstance(data, dict) else {}
    severities: dict[str, Severity | None] = {}
    findings: list[Diagnostic] = []
    for found in _severities(data, _Keys(path, table)):
        if len(findings) == _ENOUGH:
            break
        if isinstance(found, Diagnostic):
            findings.append(found)
        else:
            severities[found[0]] = found[1]
    return Settings(severities=severities, diagnostics=tuple(findings))


class _Keys:
    """Where the keys of a settings file stand, looked up when something is wrong with one."""

    def __init__(self, path: Path, table: tuple[str, ...]) -> None:
        self._path, self._table = path, table
        self._places: Places | None = None

    def span(self, *keys: str) -> Span:
        """The place of the last of `keys` below the settings' table."""
        if self._places is None:
            self._places = Places(self._path.read_text(encoding="utf-8", errors="replace"))
        line, column, end = self._places.of((*self._table, *keys))
        return Span(_shown(self._path), line, column, line, end)


def _severities(data: Any, keys: _Keys) -> Iterator[tuple[str, Severity | None] | Diagnostic]:
    if not isinstance(data, dict):
        yield diagnostic(UNKNOWN, keys.span(), "the settings are a table", "write [tool.slakit.severity]")
        return
    for key in data:
        if key != "severity":
            help_ = suggestion(key, ["severity"]) or "the only setting is severity"
            yield diagnostic(UNKNOWN, keys.span(key), f"{quoted(key)} is not a setting of slakit's", help_)
    given = data.get("severity", {})
    if not isinstance(given, dict):
        help_ = 'write [severity] and, below it, SLA431 = "error" and so on'
        yield diagnostic(UNKNOWN, keys.span("severity"), "'severity' is a table of codes", help_)
        return
    for code, word in given.items():
        yield _severity(code, word, keys)


def _severity(code: str, word: Any, keys: _Keys) -> tuple[str, Severity | None] | Diagnostic:
    if not codes.exists(code):
        return unknown_code(code, keys.span("severity", code))
    if not isinstance(word, str) or word not in _WORDS:
        meant = suggestion(word, _WORDS) if isinstance(word, str) else ""
        message = f"{code} is given a severity that there is not"
        return diagnostic(UNKNOWN, keys.span("severity", code), message, meant or f"the severities are {_SHOWN}")
    page = codes.find(code)
    if page is not None and not page.may_be_silenced and word != Severity.ERROR:
        message = f"{code} is always an error: what has it cannot be evaluated"
        return diagnostic(FIRM, keys.span("severity", code), message, "remove this line")
    return code, _WORDS[word]


def _shown(path: Path) -> str:
    """The path from the working directory, where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
