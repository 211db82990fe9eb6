"""Spark Connect, where its packages are: the same scorecard and the same bytes, through a server."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.examples.running import run
from tests.spark.both import exported, northwind
from tests.spark.cluster import connect_server, missing


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server."""
    if reason := missing():
        pytest.skip(reason)
    if any(find_spec(name) is None for name in ("grpc", "grpc_status", "pandas", "pyarrow")):
        pytest.skip("Spark Connect needs more packages: pip install 'pyspark[connect]'")
    with connect_server() as url:
        yield url


def test_a_server_gives_the_same(server: str, tmp_path: Path) -> None:
    arguments = [*northwind(), "--only", "lead_feedback"]
    local = run(*arguments, "--outcomes", tmp_path / "local.csv")
    there = run(*arguments, "--outcomes", tmp_path / "there", "--engine", "spark", "--master", server)
    assert (there.code, there.out) == (local.code, local.out), there.err
    assert exported(tmp_path / "there", tmp_path / "there.csv") == (tmp_path / "local.csv").read_bytes()


def test_what_paths_stand_for_is_told_there_too(server: str, tmp_path: Path) -> None:
    good = "lead_id,event,at\nL1,inquiry,2027-01-05T09:00Z\n"
    for name, text in (
        ("2027/a.csv", good),
        (".checkpoints/a.csv", good),
        ("b[1].csv", good.replace("at", "when")),
        ("b1.csv", good),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for path, said in (
        ("*/*.csv", "the hidden folder .checkpoints"),
        ("**/*.csv", "'**' stands for one level"),
        ("b[1].csv", "no column 'at'"),
    ):
        done = run(*northwind(["--events", tmp_path / path]), "--engine", "spark", "--master", server)
        assert (done.code, said in done.out + done.err) == (2, True), done
