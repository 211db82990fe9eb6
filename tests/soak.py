"""Compare the engine with the oracle on random cases for a while, on every core.

`python -m tests.soak --minutes 10` prints each seed that differs, with what differs; exit code 1 if any does.
`--from SEED` begins elsewhere than at 1000; the tests of every day use the first sixty.
"""

import argparse
import itertools
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence

from tests.engine.against_oracle import compare_seed


def differing(seed: int) -> tuple[int, list[str]]:
    """What differs on the cases of one seed."""
    return seed, compare_seed(seed)


def until(deadline: float, first: int) -> Iterator[int]:
    """Seeds from `first`, as long as there is time."""
    yield from itertools.takewhile(lambda _: time.monotonic() < deadline, itertools.count(first))


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5, help="how long (default: 5)")
    parser.add_argument("--from", dest="first", type=int, default=1000, metavar="SEED", help="the first seed")
    parser.add_argument("--processes", type=int, default=None, help="how many at a time (default: one per core)")
    options = parser.parse_args(arguments)
    cases = differ = 0
    seeds = until(time.monotonic() + 60 * options.minutes, options.first)
    with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        while batch := list(itertools.islice(seeds, 32)):
            for seed, problems in pool.imap_unordered(differing, batch):
                cases += 1
                if problems:
                    differ += 1
                    print(f"seed {seed}", *problems, sep="\n  ", flush=True)
    print(f"{cases} seeds, two cases each, from seed {options.first}, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
