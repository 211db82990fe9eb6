"""A real cluster and the embedded engine: the same outcomes, the same bytes, the same scorecard."""

import subprocess
import sys
from pathlib import Path

import duckdb

from tests.examples.running import EXAMPLES, ROOT, run
from tests.spark import LARGE
from tests.spark.both import exported, northwind

EVENTS = 1_000_000 if LARGE else 20_000


def test_northwind_is_judged_alike(master: str, tmp_path: Path) -> None:
    arguments = northwind()
    local = run(*arguments, "--outcomes", tmp_path / "local.csv")
    there = run(*arguments, "--outcomes", tmp_path / "there", "--engine", "spark", "--master", master)
    assert (there.code, there.out) == (local.code, local.out), there.err
    assert exported(tmp_path / "there", tmp_path / "there.csv") == (tmp_path / "local.csv").read_bytes()


def test_shuffled_rows_and_many_files_give_the_same(master: str, tmp_path: Path) -> None:
    lines = (EXAMPLES / "northwind" / "events.csv").read_text(encoding="utf-8").splitlines()
    for number in range(3):
        rows = lines[1 + number :: 3][::-1]
        (tmp_path / f"part{number}.csv").write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM '{tmp_path}/part2.csv') TO '{tmp_path}/part2.parquet'")
    (tmp_path / "part2.csv").unlink()
    logs = ["--events", tmp_path / "part*.csv", "--events", tmp_path / "part2.parquet"]
    arguments = northwind(logs=logs)
    local = run(*northwind(), "--only", "first_attempt", "--outcomes", tmp_path / "local.csv")
    there = run(*arguments, "--only", "first_attempt", "--outcomes", tmp_path / "there", "--engine", "spark")
    assert there.code == local.code, there.out + there.err
    assert exported(tmp_path / "there", tmp_path / "there.csv") == (tmp_path / "local.csv").read_bytes()


def test_many_events_give_the_same_bytes(master: str, tmp_path: Path) -> None:
    log = tmp_path / "log.parquet"
    subprocess.run([sys.executable, ROOT / "bench" / "make_log.py", str(EVENTS), str(log)], check=True)
    arguments = ["evaluate", ROOT / "bench" / "two_commitments.yaml", "--events", log]
    local = run(*arguments, "--outcomes", tmp_path / "local.csv")
    there = run(*arguments, "--outcomes", tmp_path / "there", "--engine", "spark")
    assert (there.code, there.out) == (local.code, local.out), there.err
    assert exported(tmp_path / "there", tmp_path / "there.csv") == (tmp_path / "local.csv").read_bytes()
