"""Measure slakit beside everything that could do its job, and write the table.

    python bench/run.py                                   # all of it: hours
    python bench/run.py --jobs two_commitments --sizes 1M --runs 5
    python bench/run.py --check                           # no measuring: does everybody come to the same verdicts?
    python bench/run.py --runs 0 --write docs/benchmarks.md

Contenders take turns, round by round (ABCABC), each as a process of its own, so that a slow moment slows all of them. An entry
(job and size) replaces the one of before in bench/results.json, after every round; the page is made from that file alone.
"""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks_page import page
from contest import check, measure
from cost import Limits
from jobs import JOBS, Job
from machine import here
from results import RESULTS, Entry, load, number, save


def names(text: str) -> list[str]:
    """A list with commas."""
    return [name for name in text.split(",") if name]


def arguments() -> argparse.Namespace:
    """What the command takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=names, default=list(JOBS), help=f"of {','.join(JOBS)}")
    parser.add_argument("--sizes", type=names, default=["100K", "1M", "10M"], help="of the two commitments")
    parser.add_argument(
        "--reference-sizes", type=names, default=["1M", "10M", "50M"], help="of the reference agreement"
    )
    parser.add_argument("--step-sizes", type=names, default=["10M"], help="at which each commitment's cost is measured")
    parser.add_argument("--runs", type=int, default=5, help="rounds of each entry; 0 measures nothing")
    parser.add_argument("--only", type=names, default=[], help="only these contenders")
    parser.add_argument("--seconds", type=float, default=1800, help="a run may take on the clock")
    parser.add_argument("--memory-limit", type=float, default=20, help="GB that a run may take")
    parser.add_argument("--logs", type=Path, help="a folder that keeps the logs (and holds outcomes while it runs)")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--write", type=Path, metavar="PAGE.md", help="write the page from the results")
    parser.add_argument("--check", action="store_true", help="only compare verdicts, on a small log")
    options = parser.parse_args()
    for size in (*options.sizes, *options.reference_sizes, *options.step_sizes):
        number(size)
    for job in options.jobs:
        if job not in JOBS:
            parser.error(f"there is no job {job}: {', '.join(JOBS)}")
    return options


def measured(job: Job, options: argparse.Namespace, folder: Path) -> bool:
    """Measure a job at its sizes; whether everybody comes to slakit's verdicts on a small log."""
    tell = partial(print, file=sys.stderr, flush=True)
    failed = check(job, folder, options.only, tell)
    sizes = {"two_commitments": options.sizes, "reference": options.reference_sizes, "steps": options.step_sizes}
    for size in sizes[job.name] if options.runs and not options.check else ():
        blank = Entry(
            job=job.name,
            size=size,
            events=number(size),
            date=datetime.now(UTC).date().isoformat(),
            where=here(),
            rounds={},
        )
        limits = Limits(seconds=options.seconds, memory=options.memory_limit * 1e9)
        keep = partial(save, path=options.results)
        measure(job, blank, runs=options.runs, folder=folder, limits=limits, only=options.only, save=keep, tell=tell)
    return not failed


def main() -> int:
    """Check, measure and write, as asked; 1 if a contender fails on the small log."""
    options = arguments()
    sound = True
    if options.runs or options.check:
        with tempfile.TemporaryDirectory(prefix="slakit-bench-") as temporary:
            folder = options.logs or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            for name in options.jobs:
                sound = measured(JOBS[name], options, folder) and sound
    if options.write:
        options.write.write_text(page(load(options.results)), encoding="utf-8", newline="\n")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
