"""What checking costs: a repository of 200 agreements, and the start of one, beside Python with its two libraries.

    python bench/validate.py --runs 5

The agreements are copies of the three of policies/, each under a name of its own: about 30,000 lines. Each figure is the median of runs in turn, CPU seconds of the whole process.
"""

import argparse
import re
import statistics
import sys
import tempfile
from pathlib import Path

from cost import Cost, run

POLICIES = Path(__file__).parents[1] / "policies"
MOST_SECONDS = 3.0
MOST_TIMES = 3.0


def repository(folder: Path, count: int) -> int:
    """`count` agreements in `folder`; how many lines they have."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(POLICIES.glob("*.yaml"))]
    lines = 0
    for number in range(count):
        text = re.sub(r"\bname: (\w+)", rf"name: \1_{number}", texts[number % len(texts)], count=1)
        (folder / f"{number:03}.yaml").write_text(text, encoding="utf-8")
        lines += text.count("\n")
    return lines


def cpu(command: list[str]) -> float:
    """The CPU seconds of a run."""
    cost = run(command)
    if not isinstance(cost, Cost):
        raise SystemExit(f"{' '.join(command)}: {cost.why}")
    return cost.cpu


def main() -> int:
    """Measure and print; 1 if a figure is above what it may be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--agreements", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="slakit-bench-") as name:
        folder = Path(name)
        lines = repository(folder, options.agreements)
        slakit = [sys.executable, "-m", "slakit", "validate"]
        commands = {
            "python -c 'import click, yaml'": [sys.executable, "-c", "import click, yaml"],
            "one agreement": [*slakit, str(POLICIES / "small_team.yaml")],
            f"{options.agreements} agreements, {lines:,} lines": [*slakit, str(folder)],
        }
        taken: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(options.runs):
            for what, command in commands.items():
                taken[what].append(cpu(command))
    libraries, one, all_ = (statistics.median(seconds) for seconds in taken.values())
    for what, seconds in taken.items():
        print(f"{what}: {statistics.median(seconds):.3f} s (best {min(seconds):.3f})")
    print(f"one agreement is {one / libraries:.2f} times the libraries, of {MOST_TIMES:g} allowed")
    return 1 if all_ > MOST_SECONDS or one > MOST_TIMES * libraries else 0


if __name__ == "__main__":
    sys.exit(main())
