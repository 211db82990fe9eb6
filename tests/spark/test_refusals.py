"""What a cluster cannot be asked for is said in one line, with code 2, before or instead of work."""

import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from slakit.engine.spark import session
from tests.examples.running import EXAMPLES, run

AGREEMENT = EXAMPLES / "northwind" / "agreement.yaml"
PEOPLE = ("--people", EXAMPLES / "northwind" / "people.csv")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--events", "log.jsonl"], "JSON Lines are not read on Spark"),
        (["--events", "log.csv.zst"], "Spark does not read zstd"),
        (["--events", "-"], "standard input is not on the cluster"),
        (["--events", "log.csv", "--source", "source.yaml"], "--source is not applied on Spark"),
        (["--events", "log.csv", "--memory", "2GB"], "--memory and --temp-dir are DuckDB's"),
        (["--events", "log.csv", "--outcomes", "out.csv"], "Spark writes a folder of Parquet files"),
    ],
)
def test_what_a_cluster_does_not_do(arguments: list[str], said: str) -> None:
    done = run("evaluate", AGREEMENT, *PEOPLE, "--engine", "spark", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_master_is_for_spark() -> None:
    done = run("evaluate", AGREEMENT, *PEOPLE, "--events", "log.csv", "--master", "local[2]")
    assert done.code == 2
    assert "--master is for --engine spark" in done.err


def test_without_pyspark_it_says_what_to_install() -> None:
    with mock.patch.object(session, "find_spec", return_value=None):
        done = run("evaluate", AGREEMENT, *PEOPLE, "--events", "log.csv", "--engine", "spark")
    assert done.code == 2
    assert "pip install 'slakit[spark]'" in done.err


def test_a_pyspark_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", SimpleNamespace(__version__="3.5.4"))
    with mock.patch.object(session, "find_spec", return_value=object()), pytest.raises(session.ClusterError) as caught:
        session.require()
    assert "3.5.4 is too old, 4.1 is needed" in str(caught.value)


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("JAVA_HOME", "PYSPARK_GATEWAY_PORT"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(session.ClusterError, match="needs Java 17"):
        session.require_java()


@pytest.mark.parametrize(
    "url", ["spark://127.0.0.1:{}", "spark://127.0.0.1:{0},127.0.0.1:{0}", "sc://127.0.0.1:{}/;a=b"]
)
def test_nobody_answers(url: str) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        url = url.format(found.getsockname()[1])
        with pytest.raises(session.ClusterError, match=r"cannot be reached: Connection refused"):
            session.answers(url, "the master")


def test_nothing_is_at_the_path(master: str, tmp_path: Path) -> None:
    done = run("evaluate", AGREEMENT, *PEOPLE, "--events", tmp_path / "none.parquet", "--engine", "spark")
    assert done.code == 2
    assert "the cluster sees nothing at this path" in done.out


def test_wrong_columns_are_named(master: str, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("lead,event,at\nL1,assigned,2027-01-05T09:00:00Z\n", encoding="utf-8")
    done = run("evaluate", AGREEMENT, *PEOPLE, "--events", tmp_path / "log.csv", "--engine", "spark")
    assert done.code == 2
    assert "the log at this path has no column 'lead_id'" in done.out


@pytest.mark.parametrize("header", ["lead,event,at", "lead_id,event,event"])
def test_a_quarantine_file_hides_nothing(header: str, master: str, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(f"{header}\nL1,assigned,2027-01-05T09:00:00Z\n", encoding="utf-8")
    arguments = ["evaluate", AGREEMENT, *PEOPLE, "--events", tmp_path / "log.csv", "--engine", "spark"]
    without = run(*arguments)
    done = run(*arguments, "--quarantine", tmp_path / "bad.csv")
    assert (done.code, done.out) == (2, without.out)
    assert "error SLA" in done.out
    assert (tmp_path / "bad.csv").read_text(encoding="utf-8") == "file,row,line,cause,raw\n"


def test_what_is_no_outcomes_is_not_overwritten(master: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep me", encoding="utf-8")
    (tmp_path / "log.csv").write_text("lead_id,event,at\nL1,assigned,2027-01-05T09:00:00Z\n", encoding="utf-8")
    arguments = ["--events", tmp_path / "log.csv", "--only", "inquiry", "--outcomes", tmp_path / "out"]
    done = run("evaluate", AGREEMENT, *PEOPLE, "--engine", "spark", *arguments)
    assert done.code == 2
    assert "there is something at this path that is no outcomes" in done.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
