"""Copies of the project to break things in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "schema", "pyproject.toml")


def copied(root: Path, target: Path) -> Path:
    """A copy of what a check needs, without anything compiled."""
    target.mkdir(parents=True)
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "__snapshots__"))
        else:
            shutil.copy(root / name, target / name)
    return target


def run_in(tree: Path, module: str, *arguments: str, seconds: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a module of the tree, and only of it; nothing compiled is kept, since a change may be seconds old."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(tree / "src"), str(tree)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
