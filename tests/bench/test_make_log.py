"""The made logs: the same rows every time, and all that the agreements speak of."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from jobs import HERE, NEEDED, NORTHWIND

import slakit
from slakit.engine.compile import known_commitments

EVENTS = 13_000


def make(folder: Path, *, zone: str = "UTC") -> tuple[Path, Path]:
    """Both logs, made by a process in that zone."""
    folder.mkdir()
    two, reference = folder / "two.parquet", folder / "reference.parquet"
    for log, more in ((two, []), (reference, ["--reference", str(folder / "people.csv")])):
        command = [sys.executable, str(HERE / "make_log.py"), str(EVENTS), str(log), *more]
        subprocess.run(command, check=True, env={**os.environ, "TZ": zone})
    return two, reference


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make(tmp_path_factory.mktemp("made") / "once")


def rows(path: Path) -> list[tuple[object, ...]]:
    """The rows in their order."""
    return (
        duckdb.connect()
        .execute('SELECT * REPLACE (epoch_us("at") AS "at") FROM read_parquet(?)', [str(path)])
        .fetchall()
    )


def test_equal_arguments_give_equal_rows(made: tuple[Path, Path], tmp_path: Path) -> None:
    again = make(tmp_path / "again", zone="Asia/Kathmandu")
    for first, second in zip(made, again, strict=True):
        assert rows(first) == rows(second)
    assert (made[1].parent / "people.csv").read_bytes() == (again[1].parent / "people.csv").read_bytes()


def test_a_lead_has_thirteen_events(made: tuple[Path, Path]) -> None:
    for path in made:
        per_lead = "SELECT count(*) AS n FROM read_parquet(?) WHERE lead_id IS NOT NULL GROUP BY lead_id"
        assert set(duckdb.connect().execute(per_lead, [str(path)]).fetchall()) == {(13,)}


def test_the_reference_log_has_about_as_many_rows_as_asked(made: tuple[Path, Path]) -> None:
    assert EVENTS - 13 < len(rows(made[1])) <= EVENTS


def test_every_column_of_the_reference_log_is_used(made: tuple[Path, Path]) -> None:
    counted = ", ".join(f'count(DISTINCT "{name}")' for name in NEEDED)
    ((*counts,),) = duckdb.connect().execute(f"SELECT {counted} FROM read_parquet(?)", [str(made[1])]).fetchall()  # noqa: S608
    assert {name for name, count in zip(NEEDED, counts, strict=True) if count < 2} == set()


def test_the_reference_agreement_is_judged_in_every_part(made: tuple[Path, Path]) -> None:
    agreement, _ = slakit.load(NORTHWIND)
    assert agreement is not None
    done = slakit.evaluate(agreement, [str(made[1])], people=str(made[1].parent / "people.csv"))
    judged = {outcome.commitment for outcome in done.outcomes}
    assert judged == {promise.id for promise in known_commitments([agreement])}
    assert {"met", "breached", "cancelled"} <= {outcome.state for outcome in done.outcomes}
