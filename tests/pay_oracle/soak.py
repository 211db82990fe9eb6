"""Compare slakit's pay with the oracle's on many random pairs: `python -m tests.pay_oracle.soak --pairs 2000`.

`--first SEED` begins elsewhere than at 1000 (the tests of every day use those below). Each pair that differs is
printed with its seed; the exit code is then 1.
"""

import argparse
import sys
from collections.abc import Sequence

FIRST = 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the soak."""
    from tests.pay.against_oracle import compare_seed

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=FIRST)
    options = parser.parse_args(arguments)
    differ = 0
    for seed in range(options.first, options.first + options.pairs):
        try:
            problems = compare_seed(seed)
        except Exception as error:
            problems = [f"{type(error).__name__}: {error}"]
        if problems:
            differ += 1
            print("\n  ".join([f"seed {seed} differs:", *problems]), flush=True)
    print(f"{options.pairs} pairs, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
