"""`python -m tests.strangers --count 1000 --seed 1`: change good agreements at random and tell what became of them."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.strangers.survival import survive


def main() -> int:
    """Change as often as asked; 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.strangers", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many agreements (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="which (default: 1)")
    parser.add_argument("--keep", type=Path, help="a folder for those that something was wrong with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="slakit-changed-") as folder:
        found = survive(options.keep or Path(folder), count=options.count, seed=options.seed)
    print(
        f"{found.with_errors} with errors, {found.clean} clean, {found.bases} bases; "
        f"the slowest took {found.slowest:.2f} s of CPU"
    )
    for wrong in found.wrong:
        print(f"WRONG: {wrong}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
