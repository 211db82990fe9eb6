"""Cases worked by hand, and random ones, in one Spark session: every column as the embedded engine has it."""

from pathlib import Path

import pytest

from tests.engine.case import CASES, case_request, read_case, request
from tests.oracle.strategies import generate
from tests.spark import LARGE
from tests.spark.both import embedded, on_spark

FOLDERS = sorted({path.parent for path in CASES})
CHOSEN = [path for folder in FOLDERS for path in [one for one in CASES if one.parent == folder][2:3]][
    :: 1 if LARGE else 4
]
"""One of every folder (of every fourth, where time is short); all hold in the embedded engine (tests/engine)."""


@pytest.mark.parametrize("path", CHOSEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_holds_on_spark_too(path: Path, master: str, tmp_path: Path) -> None:
    asked = case_request(read_case(path), tmp_path)
    assert on_spark(asked) == embedded(asked)


@pytest.mark.parametrize("seed", range(1000, 1020 if LARGE else 1002))
def test_random_logs_are_judged_alike(seed: int, master: str, tmp_path: Path) -> None:
    case = generate(seed)
    asked = request(
        tmp_path,
        case.versions,
        [*case.rows, *case.bad],
        people=case.people,
        as_of=case.as_of,
        known_by=case.known_by,
        waivers=case.waivers,
    )
    assert on_spark(asked) == embedded(asked)
