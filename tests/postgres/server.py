"""A PostgreSQL server of its own for the tests: made in a temporary folder, on a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_locks_per_transaction": "4096",
    "work_mem": "64MB",
}


class NoServerError(Exception):
    """Why no server can be started here."""


def binaries() -> Path:
    """The folder of `initdb` and `pg_ctl`, of the newest version found. Raises `NoServerError`."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found and not folders else folders
    folders = [folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    if not folders:
        raise NoServerError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return folders[-1]


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give its connection string; it and its folder are gone afterwards.

    The database orders text by the rules of a language where the machine has one, as a team's does. A server does
    not run as root: root runs it as `postgres`, or as `nobody`.
    """
    programs = binaries()
    user = _user()
    # Below /tmp, so that the path of the socket is short.
    with tempfile.TemporaryDirectory(prefix="slakit-pg-", dir="/tmp") as name:
        folder = Path(name)
        if user is not None:
            shutil.chown(folder, user)
        data, log = folder / "data", folder / "log"
        _run(user, programs / "initdb", "-D", data, "-U", "slakit", "-A", "trust", "-E", "UTF8", "-N", *_locale())
        settings = {**SETTINGS, "unix_socket_directories": str(folder)}
        options = " ".join(f"-c {key}='{value}'" for key, value in settings.items())
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield f"host={folder} user=slakit dbname=postgres"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _locale() -> list[str]:
    found = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    wanted = [name for name in ("en_US.utf8", "en_US.UTF-8", "C.utf8", "C.UTF-8") if name in found]
    return ["--locale", wanted[0]] if wanted else ["--no-locale"]


def _user() -> str | None:
    """Whom to run as; None for the user at hand."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _run(user: str | None, *command: str | Path) -> None:
    words = [str(word) for word in command]
    if user is not None:
        words = ["runuser", "-u", user, "--", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/", stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise NoServerError(f"{Path(str(command[0])).name} failed: {done.stderr.strip() or done.stdout.strip()}")
