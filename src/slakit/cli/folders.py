"""Folders that a verb writes: complete or not at all, as files are (`slakit.cli.writing`)."""

from collections.abc import Mapping
from pathlib import Path

from slakit import scratch
from slakit.cli.exits import Failure


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths in it, to a `folder` that is new or empty. Raises `Failure` if it cannot be."""
    target = folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Failure(f"{folder} cannot be written: it is not empty; name a new folder")
    if not target.parent.is_dir():
        raise Failure(f"{folder} cannot be written: there is no folder {folder.parent}")
    try:
        with scratch.folder(target.parent) as aside:
            whole = aside / "whole"
            for name, content in files.items():
                file = whole / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                scratch.settle(file)
            whole.replace(target)
        scratch.settle_names(target.parent)
    except OSError as error:
        raise Failure(f"{folder} cannot be written: {error.strerror or error}") from error
