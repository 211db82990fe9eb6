"""Run hand-worked cases and random pairs on the tree at hand until one fails, and say which.

`python -m tests.mutations.check FILE SEED PAIRS CASES`: the cases that have to do with the file come first, then so
many of the others. The exit code is 0 if nothing fails, 1 if something does, and 3 if the engine does not run at all
(a change that makes no sense).
"""

import os
import random
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from tests.engine.against_oracle import compare_seed
from tests.engine.case import CASES, check, read_case

FIRST = 100_000
ENDLESS = 120
"""Seconds; a check takes less than one."""

SENSELESS = ("ParserException", "SyntaxError", "NameError", "BinderException", "CatalogException")


def main(name: str, seed: int, pairs: int, others: int) -> int:
    """Run everything until something fails; the exit code."""
    broken = 0
    for what, problems in watched(checks(name, seed, pairs, others)):
        if not problems:
            continue
        if any(word in problems[0] for word in SENSELESS):
            broken += 1
            if broken < 3:
                continue
            print(problems[0][:200])
            return 3
        print(what)
        return 1
    return 3 if broken else 0


def watched(found: Iterator[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """The same, but a query that does not end is a failure too."""
    count = 0
    while True:
        watch = threading.Timer(ENDLESS, _give_up, [f"check number {count + 1} did not end within {ENDLESS} s"])
        watch.daemon = True
        watch.start()
        result = next(found, None)
        watch.cancel()
        if result is None:
            return
        count += 1
        yield result


def _give_up(said: str) -> None:
    print(said, flush=True)
    os._exit(1)


def checks(name: str, seed: int, pairs: int, others: int) -> Iterator[tuple[str, list[str]]]:
    """What was run and what was wrong: cases of the area, half of the pairs, other cases, other pairs."""
    chosen = random.Random(seed)  # noqa: S311 no secret depends on it
    parts = Path(name).with_suffix("").parts
    cases = chosen.sample(CASES, len(CASES))
    near = [path for path in cases if any(path.parent.name.startswith(part[:6]) for part in parts)]
    far = [path for path in cases if path not in near]
    seeds = [FIRST + seed * 10_000 + number for number in range(pairs)]
    if own := own_tests(name):
        yield own, _tests(own)
    yield from (_case(path) for path in near[:60])
    yield from (_pair(one) for one in seeds[: pairs // 2])
    yield from (_case(path) for path in [*near[60:], *far[:others]])
    yield from (_pair(one) for one in seeds[pairs // 2 :])


def own_tests(name: str) -> str:
    """The tests of a module, if it has any: what an evaluation asks of it is not all that it can.

    Not those of snapshots, which notice any other word.
    """
    path = Path(name)
    if path.parts[0] == "calendars":
        return "tests/calendars"
    if name == "sql/outcome.py":  # pairs and cases compare the sorted outcomes; scorecards read the others
        return "tests/attainment/test_scorecard.py"
    tests = Path("tests") / path.with_name(f"test_{path.name}")
    return str(tests) if tests.exists() and "snapshot" not in tests.read_text(encoding="utf-8") else ""


def _tests(path: str) -> list[str]:
    with redirect_stdout(StringIO()) as said:
        failed = pytest.main(["-q", "-x", "-p", "no:cacheprovider", path])
    return said.getvalue().splitlines()[-1:] if failed else []


def _case(path: Path) -> tuple[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        return f"case {path.parent.name}/{path.stem}", _tried(lambda: check(read_case(path), Path(folder)))


def _pair(seed: int) -> tuple[str, list[str]]:
    return f"pair of seed {seed}", compare_seed(seed)


def _tried(run: Callable[[], list[str]]) -> list[str]:
    """What it returns; an exception is a problem too."""
    try:
        return run()
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
