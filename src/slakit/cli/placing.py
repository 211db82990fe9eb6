"""Files added to a folder: none is replaced, none lands outside of it, and all of them are written or none."""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from slakit import scratch
from slakit.cli.exits import Failure


def in_the_way(folder: Path, names: Iterable[str]) -> list[str]:
    """What lies where the files `names` of `folder` would go: files, whatever they are, and what is no real folder.

    A link on the way is in the way wherever it leads: nothing is written through one.
    """
    found: dict[str, None] = {}
    for name in names:
        for parent in reversed(PurePosixPath(name).parents[:-1]):
            path = folder / parent
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                found[f"{parent}{' (a link)' if path.is_symlink() else ''}"] = None
                break
        else:
            if os.path.lexists(folder / name):
                found[name] = None
    return list(found)


def add(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths in `folder`, which is made if it is missing, its parents too.

    Each file is whole from the moment that it has its name. If one cannot be written, or the run is stopped, those
    written before are taken back. Raises `Failure` if there is something in the way or the disk refuses.
    """
    made: list[Path] = []
    target = folder.resolve()
    try:
        _make_folder(target, made)
        if blocking := in_the_way(target, files):
            raise Failure("\n  ".join(["nothing was written; in the way are", *blocking]))
        with scratch.folder(target) as aside:
            for number, content in enumerate(files.values()):
                (aside / f"{number}.new").write_bytes(content)
                scratch.settle(aside / f"{number}.new")
            for number, name in enumerate(files):
                _make_folder((target / name).parent, made)
                _give_name(aside / f"{number}.new", target / name, made)
        scratch.settle_names(target)
    except OSError as error:
        _take_back(made)
        raise Failure(f"{folder} cannot be written: {error.strerror or error}") from error
    except BaseException:
        _take_back(made)
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
        made.append(path)


def _give_name(aside: Path, target: Path, made: list[Path]) -> None:
    """Let `aside` be known as `target` too, which must not be there."""
    try:
        target.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        with target.open("xb") as opened:
            made.append(target)
            opened.write(aside.read_bytes())
    else:
        made.append(target)


def _take_back(made: Iterable[Path]) -> None:
    for path in reversed(list(made)):
        with contextlib.suppress(OSError):  # a folder that somebody else has put something into stays
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()
