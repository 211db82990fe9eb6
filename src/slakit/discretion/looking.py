"""Whether there is anything to decide by: most projects have no settings, most files no ignores."""

import os
from pathlib import Path

OWN, SHARED = "slakit.toml", "pyproject.toml"
MOST = 4 * 1024 * 1024
"""Bytes above which a file is none of the language's: a log, say."""

_ROOT_MARKS = (".git", SHARED)


def speaks(file: str) -> bool:
    """Whether a file says anything to slakit in a comment; False for one that cannot be read or is no file."""
    path = Path(file)
    try:
        return path.is_file() and path.stat().st_size <= MOST and b"slakit:" in path.read_bytes()
    except (OSError, ValueError):  # told by whoever needs the file; ValueError: a NUL in the path
        return False


def settings_files(folder: str) -> tuple[Path | None, Path | None]:
    """The `slakit.toml` nearest to `folder` and the `pyproject.toml` that speaks of slakit.

    Looked for upwards to the project's root: the nearest folder with `.git` or `pyproject.toml`, else the working
    directory. A link that leads out of it is not followed: what is wrong with settings is shown, and that file's
    text is nobody's business.
    """
    own: Path | None = None
    start, working = Path(os.path.realpath(folder)), Path.cwd()
    folders = (start, *start.parents)
    marked = next((one for one in folders if any((one / mark).exists() for mark in _ROOT_MARKS)), None)
    root = marked or (working if start.is_relative_to(working) else start)
    for one in folders:
        if own is None and _is_file_in(root, one / OWN):
            own = one / OWN
        if one == root:
            break
    shared = root / SHARED
    return own, shared if _is_file_in(root, shared) and _is_spoken_to(shared) else None


def _is_file_in(root: Path, path: Path) -> bool:
    return path.is_file() and Path(os.path.realpath(path)).is_relative_to(root)


def _is_spoken_to(shared: Path) -> bool:
    """Whether `pyproject.toml` may hold settings: most do not, and reading TOML takes its time."""
    try:
        with shared.open("rb") as opened:
            content = opened.read(MOST)
    except OSError:
        return False
    return b"slakit" in content and b"severity" in content
