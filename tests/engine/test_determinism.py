"""Equal inputs give equal bytes: whatever the order of the rows, the number of files, the threads, the format read."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from slakit.engine.run import Request, evaluation
from slakit.loading import load_agreement
from slakit.log.people import read_people
from slakit.outcomes import WRITERS

EXAMPLE = Path(__file__).parents[2] / "examples" / "northwind"


def written(logs: list[Path], folder: Path) -> dict[str, bytes]:
    """The outcomes of the example over `logs`, in every file format."""
    agreement, findings = load_agreement(str(EXAMPLE / "agreement.yaml"))
    assert agreement is not None, findings
    roster, problems = read_people(str(EXAMPLE / "people.csv"))
    assert roster is not None, problems
    with evaluation(Request(versions=[agreement], log=[str(log) for log in logs], roster=roster)) as result:
        assert not result.has_errors, result.diagnostics
        for suffix, write in WRITERS.items():
            write(result.connection, str(folder / f"outcomes.{suffix}"))
    return {suffix: (folder / f"outcomes.{suffix}").read_bytes() for suffix in WRITERS}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    found = written([EXAMPLE / "events.csv"], tmp_path_factory.mktemp("expected"))
    assert all(found.values())
    return found


def test_a_second_run_is_the_same(expected: dict[str, bytes], tmp_path: Path) -> None:
    assert written([EXAMPLE / "events.csv"], tmp_path) == expected


def test_rows_in_any_order_over_any_files(expected: dict[str, bytes], tmp_path: Path) -> None:
    with (EXAMPLE / "events.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    random.Random(3).shuffle(rows)  # noqa: S311 - no secret depends on it
    logs = []
    for number in range(3):
        logs.append(tmp_path / f"part_{number}.csv")
        with logs[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows[number::3]])
    assert written(logs, tmp_path) == expected


@pytest.mark.parametrize("threads", [1, 5])
def test_any_number_of_threads(
    threads: int, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect: Callable[..., duckdb.DuckDBPyConnection] = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda path: connect(path, config={"threads": threads}))
    assert written([EXAMPLE / "events.csv"], tmp_path) == expected


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_the_same_log_in_another_format(suffix: str, expected: dict[str, bytes], tmp_path: Path) -> None:
    log = tmp_path / f"events.{suffix}"
    options = "FORMAT json" if suffix == "jsonl" else "FORMAT parquet"
    source = f"read_csv('{EXAMPLE / 'events.csv'}', all_varchar = true, header = true)"
    duckdb.connect().execute(f"COPY (SELECT * FROM {source}) TO '{log}' ({options})")  # noqa: S608 - our own paths
    assert written([log], tmp_path) == expected
