"""A scratch git repository that `slakit init` has begun, and pull requests to it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from slakit.cli import main

_SETTINGS = ("-c", "user.name=Kim", "-c", "user.email=kim@example.com", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """What git prints. Raises `CalledProcessError` if it fails."""
    done = subprocess.run(["git", *_SETTINGS, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def begin(folder: Path) -> Path:
    """Make the repository, with one commit on `main`."""
    assert main(["init", str(folder), "--name", "acme"]) == 0
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    return folder


def commit(folder: Path, subject: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", subject)


def pull_request(folder: Path, name: str, changes: Mapping[str, Mapping[str, str]], **files: str) -> None:
    """Check out a new branch off `main` in which each file has its replacements, and further files."""
    git(folder, "checkout", "--quiet", "-b", name, "main")
    for file, replaced in changes.items():
        text = (folder / file).read_text(encoding="utf-8")
        for before, after in replaced.items():
            assert before in text, before
            text = text.replace(before, after)
        (folder / file).write_text(text, encoding="utf-8")
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    commit(folder, name)
