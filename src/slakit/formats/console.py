"""Text laid out for a screen of a certain width, with colours only where they are wanted."""

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.text import Text

from slakit.formats.setting import Setting
from slakit.formats.terminal import safe

NARROWEST = 60
WIDEST = 120
"""Text is laid out for a terminal between these widths."""


def printed(parts: Iterable[RenderableType], setting: Setting) -> str:
    """The parts as lines of at most the setting's width; escape sequences only with its `colour`."""
    into = io.StringIO()
    console = Console(
        file=into,
        width=max(NARROWEST, min(setting.width, WIDEST)),
        force_terminal=setting.colour,
        color_system="standard" if setting.colour else None,
        no_color=not setting.colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in into.getvalue().splitlines())


def shown(text: str, style: str = "") -> Text:
    """Text of users in a style: literal, and folded where a word is longer than the line."""
    return Text(safe(text), style=style, overflow="fold")
