"""The engine and the oracle on one random case: the same rows, in the same order, or a list of what differs.

`python -m tests.engine.against_oracle FIRST COUNT` compares the cases of many seeds, of one version and of several.
"""

import sys
import tempfile
from pathlib import Path
from random import Random

from slakit.engine.run import evaluation
from slakit.outcomes import read
from tests.engine.case import differences, request, row_text
from tests.oracle import Refused
from tests.oracle.strategies import Case, VersionsCase, generate, generate_versions


def compare(case: Case | VersionsCase, folder: Path, *, files: int = 1) -> list[str]:
    """What differs between the two on `case`, its log split over `files` files."""
    if isinstance(case, Case):
        case = VersionsCase([case.agreement], case.rows, case.people, case.as_of, [], None)
    try:
        expected = case.outcomes()
    except Refused as refusal:
        return [] if engine_rows(case, folder, files) is None else [f"the oracle refuses: {refusal}"]
    rows = engine_rows(case, folder, files)
    if rows is None:
        return ["the engine refuses, the oracle does not"]
    if rows == expected:
        return []
    return differences(rows, expected) or ["the rows are the same but their order is not"]


def engine_rows(case: VersionsCase, folder: Path, files: int) -> list[dict[str, str | None]] | None:
    """The engine's outcomes as text, or None if it refuses the log."""
    asked = request(
        folder,
        case.versions,
        case.rows,
        files=files,
        people=case.people,
        as_of=case.as_of,
        known_by=case.known_by,
        waivers=case.waivers,
    )
    with evaluation(asked) as result:
        if result.has_errors or result.log.quarantined:
            return None
        return [row_text(outcome) for outcome in read(result.connection)]


def compare_seed(seed: int) -> list[str]:
    """What differs on the cases of a seed: an exception is a difference too."""
    problems = []
    for make in (generate, generate_versions):
        with tempfile.TemporaryDirectory() as folder:
            files = Random(seed).choice((1, 1, 2, 3))  # noqa: S311 - no secret depends on it
            try:
                problems += [f"{make.__name__}: {found}" for found in compare(make(seed), Path(folder), files=files)]
            except Exception as error:  # noqa: BLE001, RUF100 - every failure is a finding here
                problems.append(f"{make.__name__}: {type(error).__name__}: {str(error)[:600]}")
    return problems


def main(first: int, count: int) -> int:
    """Compare `count` seeds from `first`; the number of seeds that differ."""
    failures = 0
    for seed in range(first, first + count):
        if problems := compare_seed(seed):
            failures += 1
            print(f"seed {seed}", *problems, sep="\n  ", flush=True)  # noqa: T201, RUF100 - a command
    print(f"{count} seeds from {first}, {failures} differ")  # noqa: T201, RUF100
    return failures


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]), int(sys.argv[2])) else 0)
