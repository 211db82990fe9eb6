"""Break the engine in many places, one at a time, and tell by what each was caught."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutations.choice import chosen, equivalent, sites_of
from tests.mutations.sites import Site
from tests.mutations.tree import ROOT, copied, run_in

SECONDS = 1800


def verdict(tree: Path, site: Site, seed: int, pairs: int, cases: int) -> tuple[str, str]:
    """What became of one change, in a tree of its own: `killed`, `survived` or `senseless`, and by what."""
    path = tree / "src" / "slakit" / site.path
    text = path.read_text(encoding="utf-8")
    path.write_text(site.applied(text), encoding="utf-8")
    try:
        found = run_in(tree, "tests.mutations.check", site.path, str(seed), str(pairs), str(cases), seconds=SECONDS)
    except subprocess.TimeoutExpired:
        return "killed", f"more than {SECONDS} s"
    finally:
        path.write_text(text, encoding="utf-8")
    state = {0: "survived", 1: "killed"}.get(found.returncode, "senseless")
    said = found.stdout.strip().splitlines() or (found.stderr.strip().splitlines() if found.returncode else [])
    return state, said[-1] if said else "by everything"


def main(arguments: Sequence[str] | None = None) -> int:
    """Mutate; the exit code is 1 if a change survived that is not known to be none."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what is chosen (default: 1)")
    parser.add_argument("--count", type=int, default=40, help="how many changes (default: 40)")
    parser.add_argument("--pairs", type=int, default=300, help="random pairs per change (default: 300)")
    parser.add_argument("--cases", type=int, default=1000, help="hand-worked cases of other areas (default: all)")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time (default: 1)")
    parser.add_argument("--file", default="", help="only in files whose name contains this")
    parser.add_argument("--list", action="store_true", help="only say what there is to change")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        trees: Queue[Path] = Queue()
        for number in range(options.jobs):
            trees.put(copied(ROOT, Path(folder) / str(number)))
        every = [site for site in sites_of(Path(folder) / "0") if options.file in site.path]
        kinds = Counter(site.kind for site in every)
        print(f"{len(every)} places:", ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())))
        if options.list:
            print(*(site.description for site in every), sep="\n")
            return 0

        def judged(site: Site) -> tuple[Site, str, str]:
            tree = trees.get()
            try:
                return site, *verdict(tree, site, options.seed, options.pairs, options.cases)
            finally:
                trees.put(tree)

        results: Counter[str] = Counter()
        order = iter(chosen(every, options.seed))
        with ThreadPoolExecutor(options.jobs) as pool:
            while (missing := options.count - results["killed"] - results["survived"]) > 0:
                batch = [site for site, _ in zip(order, range(min(missing, options.jobs * 2)), strict=False)]
                if not batch:
                    break
                for site, state, by in pool.map(judged, batch):
                    reason = equivalent(site) if state == "survived" else None
                    state = "no change" if reason else state
                    results[state] += 1
                    if state != "senseless":
                        print(f"{state}: {site.description}\n    {reason or by}", flush=True)
    seconds = time.monotonic() - begun
    print(
        f"{results['killed']} killed, {results['survived']} survived, {results['no change']} known to change nothing "
        f"({results['senseless']} that did not run were passed over) in {seconds:.0f} s"
    )
    return 1 if results["survived"] else 0


if __name__ == "__main__":
    sys.exit(main())
