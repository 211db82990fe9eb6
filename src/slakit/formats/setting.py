"""Where a result will be read: the width and colours of a screen, the text of files, and their repository."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from slakit.record import record

Lines = Callable[[str], Sequence[str]]
"""The lines of a file by its path; none where it cannot be read."""

_OF_AGREEMENTS = (".yaml", ".yml", ".md", ".toml")
"""How the names of files end that hold agreements and what stands beside them, their documents, and settings."""


def no_lines(_: str) -> Sequence[str]:
    """Of no file anything is known."""
    return ()


def as_named(path: str) -> str:
    """The path as it stands, with slashes."""
    return path.replace("\\", "/")


@record
class Setting:
    """What a format may know of the place where its result is read.

    `width` is in columns; with `colour` text may hold escape sequences. `lines` gives the lines of a file for excerpts
    and columns, `place` the path of a file from the root of its repository, with slashes; a path that lies elsewhere
    is absolute. `limit` is how many bytes of UTF-8 a page of Markdown may take.
    """

    width: int = 80
    colour: bool = False
    lines: Lines = no_lines
    place: Callable[[str], str] = as_named
    limit: int = 65_536

    @property
    def public(self) -> "Setting":
        """The same where everybody may read it: of logs and rosters, which name people, no line is shown."""
        return replace(self, lines=lambda path: self.lines(path) if path.endswith(_OF_AGREEMENTS) else ())
