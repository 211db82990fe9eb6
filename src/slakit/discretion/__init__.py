"""What a project decides about findings: severities in its settings, ignores in its files.

Neither can silence what would leave an agreement that says nothing or something else: only warnings, and errors that
are a matter of judgement (`Page.may_be_silenced`).
"""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from slakit.diagnostics import Diagnostic, Severity
from slakit.discretion.ignores import Ignored, ignored_in, unused
from slakit.discretion.settings import Settings, settings_of

__all__ = ["Discretion"]

_EVALUATED = "SLA5"
"""Codes from here on are found in logs and evaluations."""


@dataclass(slots=True)
class Discretion:
    """The decisions of the projects that the files of one run belong to; each file is looked into once."""

    _settings: dict[str, Settings] = field(default_factory=dict)
    _ignored: dict[str, Ignored] = field(default_factory=dict)
    _used: set[tuple[str, int, str]] = field(default_factory=set)

    def settled(self, findings: Iterable[Diagnostic], *, home: str | None = None) -> list[Diagnostic]:
        """The findings that are not ignored or off, each with the severity that its project gives it.

        `home` is the file whose project decides, where that is not the file of the finding itself.
        """
        return [left for finding in findings if (left := self._settle(finding, home)) is not None]

    def of_settings(self, files: Iterable[str]) -> Iterator[Diagnostic]:
        """What is wrong with the settings of the projects that `files` belong to."""
        found = (self._settings_of(file).diagnostics for file in files)
        yield from dict.fromkeys(finding for findings in found for finding in findings)

    def of_ignores(
        self, files: Iterable[str], judged: Collection[str], beyond: Collection[str]
    ) -> Iterator[Diagnostic]:
        """What is wrong with the ignores in `files`; in those `judged`, also which of them silence nothing.

        `judged` are files of which everything was said, codes `beyond` excepted: those depend on more than was given.
        What only an evaluation finds is never one of them. To be asked when all other findings are settled.
        """
        for file in files:
            ignored = self._ignored_in(file)
            found = [*ignored.diagnostics]
            for ignore in ignored.ignores if file in judged else ():
                needed = (_real(file), ignore.line, ignore.code) in self._used
                if not needed and ignore.code not in beyond and ignore.code < _EVALUATED:
                    found.append(unused(ignore))
            yield from self.settled(found)

    def speaks_in(self, file: str) -> bool:
        """Whether anything is ignored in `file`."""
        return bool(self._ignored_in(file).ignores)

    def _settle(self, finding: Diagnostic, home: str | None) -> Diagnostic | None:
        file, id_ = finding.span.file, finding.code.id
        ignored = self._ignored_in(file)
        if ignored.has(finding.span.line, id_):
            self._used.add((_real(file), finding.span.line, id_))
            return None
        severity = self._settings_of(home or file).severities.get(id_, finding.severity)
        if severity is None:
            return None
        return finding if severity is finding.severity else replace(finding, severity=Severity(severity))

    def _settings_of(self, file: str) -> Settings:
        folder = os.path.dirname(file)  # noqa: PTH120 - asked for every finding
        if folder not in self._settings:
            self._settings[folder] = settings_of(folder)
        return self._settings[folder]

    def _ignored_in(self, file: str) -> Ignored:
        if file not in self._ignored:
            self._ignored[file] = ignored_in(file)
        return self._ignored[file]


def _real(file: str) -> str:
    return os.path.realpath(file)
