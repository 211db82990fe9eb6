"""What is made from the program is current."""

import subprocess
import sys

from tests.house.pages import ROOT


def test_the_pages_are_current() -> None:
    program = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
