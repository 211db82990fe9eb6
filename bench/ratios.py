"""The two ratios that slakit is held to, whole process against whole process, in one alternating run.

`python bench/ratios.py [--runs N] [--events N] [--rows FILE.parquet]` prints, as medians of CPU seconds (user and
system, of the process and its children) and of the pairwise ratios:

- `slakit validate policies/northwind.yaml` against `python -c "import click, yaml"` (at most 3)
- `slakit evaluate bench/two_commitments.yaml` on a Parquet log against the same two by hand in DuckDB (at most 3)

The machine may be shared and noisy: the ratio of each pair is taken, so that a slow moment slows both.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from cost import Cost, Stopped, run

HERE = Path(__file__).parent
PYTHON = sys.executable


def cost(command: list[str], allowed: tuple[int, ...]) -> Cost:
    """What the command costs. Ends the program if it fails."""
    found = run(command, allowed=allowed)
    if isinstance(found, Stopped):
        sys.exit(f"{' '.join(command)}: {found.why}")
    return found


def compare(name: str, ours: list[str], theirs: list[str], *, runs: int, limit: float) -> bool:
    """Run the two in turn and print medians; whether the median ratio of CPU is within `limit`."""
    cost(ours, (0, 1))
    cost(theirs, (0,))
    pairs = [(cost(ours, (0, 1)), cost(theirs, (0,))) for _ in range(runs)]
    ratios = [a.cpu / b.cpu for a, b in pairs]
    print(f"{name}: {runs} pairs")
    for label, costs in (("slakit", [a for a, _ in pairs]), ("compared with", [b for _, b in pairs])):
        cpu, wall, peak = (statistics.median(getattr(one, key) for one in costs) for key in ("cpu", "wall", "peak"))
        print(f"  {label:14} CPU {cpu:6.3f} s   wall {wall:6.3f} s   peak {peak:7.1f} MB")
    middle = statistics.median(ratios)
    span = f"from {min(ratios):.2f} to {max(ratios):.2f}"
    print(f"  ratio of CPU   {middle:.2f} ({span}), at most {limit:g}: {middle <= limit}")
    return middle <= limit


def main() -> int:
    """Run both comparisons; 0 if both are within their limits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rows", type=Path, help="a log made before by make_log.py")
    options = parser.parse_args()
    slakit = [PYTHON, "-m", "slakit"]
    with tempfile.TemporaryDirectory() as folder:
        log = options.rows or Path(folder) / "log.parquet"
        if options.rows is None:  # in another process: what this one holds would count as its children's peak
            subprocess.run([PYTHON, str(HERE / "make_log.py"), str(options.events), str(log)], check=True)
        start = compare(
            "validate",
            [*slakit, "validate", str(HERE.parent / "policies" / "northwind.yaml")],
            [PYTHON, "-c", "import click, yaml"],
            runs=options.runs,
            limit=3,
        )
        agreement = str(HERE / "two_commitments.yaml")
        evaluation = compare(
            "evaluate",
            [*slakit, "evaluate", agreement, "--events", str(log), "--outcomes", f"{folder}/ours.csv"],
            [PYTHON, str(HERE / "by_hand.py"), str(log), f"{folder}/by_hand.csv"],
            runs=options.runs,
            limit=3,
        )
    return 0 if start and evaluation else 1


if __name__ == "__main__":
    sys.exit(main())
