"""What a project decides about findings: severities in its settings, ignores in its files.

Neither can silence what would leave an agreement that says nothing or something else: only warnings, and errors that
are a matter of judgement (`Page.may_be_silenced`).
"""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Severity
from slakit.discretion.looking import settings_files, speaks

if TYPE_CHECKING:
    from slakit.discretion.ignores import Ignored
    from slakit.discretion.settings import Settings

__all__ = ["Discretion"]

_EVALUATED = "SLA5"
"""Codes from here on are found in logs and evaluations."""
_ENOUGH = 1_000
"""Idle ignores of one file after which no more help anybody."""


class Discretion:
    """The decisions of the projects that the files of one run belong to; each file is looked into once."""

    def __init__(self) -> None:
        self._settings: dict[str, Settings | None] = {}
        self._ignored: dict[str, Ignored | None] = {}
        self._used: set[tuple[str, int, str]] = set()

    def settled(self, findings: Iterable[Diagnostic], *, home: str | None = None) -> list[Diagnostic]:
        """The findings that are not ignored or off, each with the severity that its project gives it.

        `home` is the file whose project decides, where that is not the file of the finding itself.
        """
        return [left for finding in findings if (left := self._settle(finding, home)) is not None]

    def of_settings(self, files: Iterable[str]) -> Iterator[Diagnostic]:
        """What is wrong with the settings of the projects that `files` belong to."""
        settings = (self._settings_of(file) for file in files)
        found = (finding for one in settings if one is not None for finding in one.diagnostics)
        yield from self.settled(dict.fromkeys(found))

    def of_ignores(
        self, files: Iterable[str], judged: Collection[str], beyond: Collection[str]
    ) -> Iterator[Diagnostic]:
        """What is wrong with the ignores in `files`; in those `judged`, also which of them silence nothing.

        `judged` are files of which everything was said, codes `beyond` excepted: those depend on more than was given.
        What only an evaluation finds is never one of them. To be asked when all other findings are settled.
        """
        for file in files:
            ignored = self._ignored_in(file)
            if ignored is None:
                continue
            yield from self.settled(ignored.diagnostics)
            if file in judged:
                yield from self.settled(self._unused(file, ignored, beyond))

    def speaks_in(self, file: str) -> bool:
        """Whether anything is ignored in `file`."""
        return self._ignored_in(file) is not None

    def _unused(self, file: str, ignored: "Ignored", beyond: Collection[str]) -> Iterator[Diagnostic]:
        real = _real(file)
        unused = (
            ignore.unused()
            for ignore in ignored.ignores
            if ignore.code not in beyond
            and ignore.code < _EVALUATED
            and (real, ignore.line, ignore.code) not in self._used
        )
        yield from islice(unused, _ENOUGH)

    def _settle(self, finding: Diagnostic, home: str | None) -> Diagnostic | None:
        file, id_ = finding.span.file, finding.code.id
        ignored = self._ignored_in(file)
        if ignored is not None and ignored.has(finding.span.line, id_):
            self._used.add((_real(file), finding.span.line, id_))
            return None
        settings = self._settings_of(home or file)
        severity = finding.severity if settings is None else settings.severities.get(id_, finding.severity)
        if severity is None:
            return None
        return finding if severity is finding.severity else replace(finding, severity=Severity(severity))

    def _settings_of(self, file: str) -> "Settings | None":
        """The settings for a file, None without any."""
        folder = os.path.dirname(file)  # noqa: PTH120 - asked for every finding
        if folder not in self._settings:
            self._settings[folder] = _settings(folder)
        return self._settings[folder]

    def _ignored_in(self, file: str) -> "Ignored | None":
        """What is ignored in a file, None if it says nothing to slakit."""
        if file not in self._ignored:
            self._ignored[file] = _ignored(file) if speaks(file) else None
        return self._ignored[file]


def _settings(folder: str) -> "Settings | None":
    own, shared = settings_files(folder)
    if own is None and shared is None:
        return None
    from slakit.discretion.settings import settings_in  # start-up matters, and few have any

    return settings_in(own, shared)


def _ignored(file: str) -> "Ignored":
    from slakit.discretion.ignores import ignored_in  # as above

    return ignored_in(file)


def _real(file: str) -> str:
    return os.path.realpath(file)
