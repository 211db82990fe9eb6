"""Which functions of the engine an evaluation in DuckDB goes through: printed as `file line`, one a line.

`python -m tests.mutations.reached` runs some hand-worked cases and pairs for it.
"""

import random
import sys
import tempfile
import types
from pathlib import Path

from tests.engine.against_oracle import compare_in_a_folder
from tests.engine.case import CASES, check, read_case
from tests.engine.ways import PLAIN
from tests.oracle.strategies import generate


def main() -> None:
    """Print every function that was entered."""
    found: set[tuple[str, int]] = set()

    def profile(frame: types.FrameType, event: str, _: object) -> None:
        if event == "call" and "slakit" in frame.f_code.co_filename:
            found.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

    sys.setprofile(profile)
    for path in random.Random(1).sample(CASES, 30):  # noqa: S311 no secret depends on it
        with tempfile.TemporaryDirectory() as folder:
            check(read_case(path), Path(folder))
    for seed in range(25):
        compare_in_a_folder(generate(seed), PLAIN)
    sys.setprofile(None)
    for name, line in sorted(found):
        print(name, line)


if __name__ == "__main__":
    main()
