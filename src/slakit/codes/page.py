"""The page of a code as a value."""

from dataclasses import dataclass

from slakit.diagnostics import Severity

PAGES = "docs/codes.md"
"""The page of all codes, from the root of the project's repository."""
VALIDATE = "slakit validate agreement.yaml"
"""What an example is run through unless it says otherwise."""
AGREEMENT = "agreement.yaml"
"""The file that a fragment of an agreement makes, laid over a small sound one."""
SMALL = "small.yaml"
"""That small sound agreement; the page of all codes shows it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file of an example: its name, its bytes, and how it is shown where they are not plain text."""

    name: str
    content: bytes
    shown: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """What is run and on which files.

    `fragment` is what the agreement has beside a small sound one, empty where it has nothing; None where there is no
    such agreement among the files.
    """

    fragment: str | None
    files: tuple[File, ...] = ()
    command: str = VALIDATE
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The page of one code: a sentence of what it is, why it matters, an example that has it and one that has not.

    `given` are the files that both examples have beside their own. `may_be_silenced` says whether a project may lower
    the severity or ignore it on a line: warnings, and errors that leave an agreement which can still be evaluated.
    """

    id: str
    title: str
    severity: Severity
    what: str
    why: str
    wrong: Example
    right: Example
    given: tuple[File, ...] = ()
    may_be_silenced: bool = False

    @property
    def builds_on_small(self) -> bool:
        """Whether an example is laid over the small agreement."""
        files = (*self.given, *self.wrong.files, *self.right.files)
        return bool(self.wrong.fragment or self.right.fragment) or any(SMALL in file.shown for file in files)
