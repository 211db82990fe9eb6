"""`python -m tests.robustness --times 50`: kill a run again and again and tell what was found."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.robustness.kills import kill_often


def main() -> int:
    """Kill as often as asked; 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.robustness", description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--leads", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="slakit-kills-") as folder:
        report = kill_often(Path(folder), times=options.times, leads=options.leads, seed=options.seed)
    found = ", ".join(f"{what} {count} times" for what, count in sorted(report.found.items()))
    print(f"{options.times} kills, SIGKILL and SIGINT in turn; under the final name: {found}")
    for wrong in report.wrong:
        print(f"WRONG: {wrong}")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
