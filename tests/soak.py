"""Compare the engine with the oracle on many random pairs of an agreement and a log, every byte of the outcomes.

`python -m tests.soak --pairs 20000` takes that many seeds, `--minutes 10` as many as there is time for; `--first SEED`
begins elsewhere than at 2000 (the tests of every day use those below). Each pair is handed over in a way of its own:
rows shuffled, dealt out over files, as CSV, JSON Lines or Parquet, to one thread or two, the agreement written at once
or as an extension of a base. A pair that differs is printed with its seed, made small, and the soak goes on; the exit
code is then 1. `--coverage` tells, at the end, which lines and branches of the engine no pair reached.
"""

import argparse
import itertools
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext

from tests.coverage_of_engine import Measured

FIRST = 2000


def differing(seed: int) -> tuple[int, list[str]]:
    """What differs on the pair of one seed."""
    from tests.engine.against_oracle import compare_seed  # only now: what is measured must not be there before

    return seed, compare_seed(seed)


def seeds_of(first: int, pairs: int | None, minutes: float) -> Iterator[int]:
    """So many seeds from the first on, or as many as there is time for."""
    if pairs is not None:
        yield from range(first, first + pairs)
        return
    deadline = time.monotonic() + 60 * minutes
    yield from itertools.takewhile(lambda _: time.monotonic() < deadline, itertools.count(first))


def soak(found: Iterator[tuple[int, list[str]]], say: Callable[[str], None], every: int = 1000) -> tuple[int, int]:
    """Tell of every pair that differs and, now and then, how far it is; the numbers of pairs and of those."""
    pairs = differ = 0
    begun = time.monotonic()
    for seed, problems in found:
        pairs += 1
        if problems:
            differ += 1
            say("\n  ".join([f"seed {seed} differs:", *problems]))
            from tests.engine.against_oracle import shrunk

            say(shrunk(seed))
        if pairs % every == 0:
            say(f"{pairs} pairs, {differ} differ, {pairs / (time.monotonic() - begun):.1f} a second")
    return pairs, differ


def in_batches(pool: "multiprocessing.pool.Pool", seeds: Iterator[int]) -> Iterator[tuple[int, list[str]]]:
    """The results of the seeds, which are drawn as they are worked off, so that time can run out."""
    while batch := list(itertools.islice(seeds, 64)):
        yield from pool.imap_unordered(differing, batch, chunksize=2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=None, help="how many pairs")
    parser.add_argument("--minutes", type=float, default=5, help="how long, if not so many pairs (default: 5)")
    parser.add_argument("--first", type=int, default=FIRST, metavar="SEED", help=f"the first seed (default: {FIRST})")
    parser.add_argument("--jobs", type=int, default=None, help="how many processes (default: one per core)")
    parser.add_argument("--coverage", action="store_true", help="measure the engine's branches, in one process")
    options = parser.parse_args(arguments)
    begun, work = time.monotonic(), time.process_time()
    seeds = seeds_of(options.first, options.pairs, options.minutes)

    def say(text: str) -> None:
        print(text, flush=True)

    with Measured() if options.coverage else nullcontext() as measured:
        if options.coverage or options.jobs == 1:
            pairs, differ = soak(map(differing, seeds), say)
        else:
            with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
                pairs, differ = soak(in_batches(pool, seeds), say)
    if measured is not None:
        say(measured.report())
    seconds = time.monotonic() - begun
    spent = f", {time.process_time() - work:.0f} s of processor time" if options.coverage or options.jobs == 1 else ""
    say(
        f"{pairs} pairs of an agreement and a log (seeds {options.first} to {options.first + pairs - 1}) "
        f"in {seconds:.0f} s{spent} ({pairs / seconds:.1f} a second): {differ} differences"
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
