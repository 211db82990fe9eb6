"""Equal inputs give equal bytes: whatever the order of the rows, the number of files, the threads, the format read."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from slakit.engine.run import Request, evaluation
from slakit.loading import load_agreement
from slakit.log.people import read_people
from slakit.outcomes import WRITERS
from tests.engine.case import request
from tests.engine.ways import PLAIN, Way, working_in, write_log
from tests.oracle.strategies import Case, generate

EXAMPLE = Path(__file__).parents[2] / "examples" / "northwind"

WAYS = [
    Way(threads=2),
    Way(threads=5),
    Way(seed=3, files=3),
    Way(seed=4, files=2, threads=2),
    Way(suffix="csv.gz", seed=5),
    Way(suffix="jsonl"),
    Way(suffix="jsonl", seed=6, files=2, threads=2),
    Way(suffix="jsonl.gz", seed=7),
    Way(suffix="parquet"),
    Way(suffix="parquet", seed=8, files=3, threads=2),
    Way(seed=9, threads=2, in_parts=2**27),
]


def said(way: Way) -> str:
    """A way in a word or two."""
    order = "as it is" if way.seed is None else "shuffled"
    return f"{way.suffix} in {way.files}, {way.threads} threads, {order}{', sorted in parts' if way.in_parts else ''}"


def outcomes(asked: Request, folder: Path, way: Way) -> dict[str, bytes]:
    """The outcomes of an evaluation in every file format."""
    with working_in(way), evaluation(asked) as result:
        assert not result.has_errors, result.diagnostics
        for suffix, write in WRITERS.items():
            write(result.connection, str(folder / f"outcomes.{suffix}"))
    return {suffix: (folder / f"outcomes.{suffix}").read_bytes() for suffix in WRITERS}


def of_the_example(logs: Sequence[Path], folder: Path, way: Way = PLAIN) -> dict[str, bytes]:
    """The outcomes of the example over `logs`."""
    agreement, findings = load_agreement(str(EXAMPLE / "agreement.yaml"))
    assert agreement is not None, findings
    roster, problems = read_people(str(EXAMPLE / "people.csv"))
    assert roster is not None, problems
    asked = Request(versions=[agreement], log=[str(log) for log in logs], roster=roster)
    return outcomes(asked, folder, way)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    found = of_the_example([EXAMPLE / "events.csv"], tmp_path_factory.mktemp("expected"))
    assert set(found) == {"csv", "jsonl", "parquet"}
    assert all(found.values())
    return found


def test_a_second_run_is_the_same(expected: dict[str, bytes], tmp_path: Path) -> None:
    assert of_the_example([EXAMPLE / "events.csv"], tmp_path) == expected


@pytest.mark.parametrize("way", WAYS, ids=said)
def test_the_example_in_any_way(way: Way, expected: dict[str, bytes], tmp_path: Path) -> None:
    with (EXAMPLE / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert of_the_example(write_log(tmp_path, rows, way), tmp_path, way) == expected


@pytest.mark.parametrize("seed", [11, 12, 16, 18])
def test_random_pairs_in_any_way(seed: int, tmp_path: Path) -> None:
    case, found = generate(seed), []
    for number, way in enumerate((PLAIN, WAYS[3], WAYS[7], WAYS[9])):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(outcomes(requested(case, folder, way), folder, way))
    assert found[1:] == found[:1] * 3


def requested(case: Case, folder: Path, way: Way) -> Request:
    """The case as it is asked for in a way; nothing in it is refused."""
    return request(
        folder,
        case.versions,
        case.rows,
        way=way,
        people=case.people,
        as_of=case.as_of,
        known_by=case.known_by,
        waivers=case.waivers,
    )
