"""How much memory this process may use: the least of what the machine has and what limits it."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_V1: tuple[str, ...] = ("memory.limit_in_bytes",)
_V2: tuple[str, ...] = ("memory.max", "memory.high")


def usable_memory(root: Path = Path("/")) -> int | None:
    """Bytes of memory that this process may use, None where nothing says.

    The least of physical memory, the limits of the process's control groups (versions 1 and 2, every level) and the
    limit of its address space. `root` is where `proc` and `sys` are looked for.
    """
    known = [*_control_groups(root), *_address_space(), *_physical(root)]
    return min((amount for amount in known if amount > 0), default=None)


def _physical(root: Path) -> Iterator[int]:
    with contextlib.suppress(OSError, ValueError):
        for line in (root / "proc/meminfo").read_text(encoding="ascii").splitlines():
            name, _, amount = line.partition(":")
            if name == "MemTotal":
                yield int(amount.split()[0]) * 1024
                return
    if sys.platform == "win32":
        yield _windows_memory()
    else:
        with contextlib.suppress(OSError, ValueError):
            yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _windows_memory() -> int:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("physical", ctypes.c_uint64),
            ("others", ctypes.c_uint64 * 6),
        )

    status = Status(length=ctypes.sizeof(Status))
    if sys.platform == "win32" and ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return int(status.physical)
    return 0


def _address_space() -> Iterator[int]:
    if sys.platform == "win32":
        return
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        yield soft


def _control_groups(root: Path) -> Iterator[int]:
    """The limits of the groups that this process is in. A container sees its own group at the top, or by its path."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0" and not controllers:
            top, names = root / "sys/fs/cgroup", _V2
        elif "memory" in controllers.split(","):
            top, names = root / "sys/fs/cgroup/memory", _V1
        else:
            continue
        inner = PurePosixPath(path).relative_to("/") if path.startswith("/") else PurePosixPath(path)
        for level in (inner, *inner.parents):
            for name in names:
                yield from _limit(top / level / name)


def _limit(file: Path) -> Iterator[int]:
    """The number in the file; `max`, no number and no file are no limit."""
    with contextlib.suppress(OSError, ValueError):
        yield int(file.read_text(encoding="ascii"))
