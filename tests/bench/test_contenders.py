"""All contenders do the same job: their verdicts are slakit's, row by row."""

from pathlib import Path

import duckdb
import pytest
from contest import log_of
from cost import Cost, Limits, run
from jobs import FLOOR, SLAKIT, TWO, Contender
from same_rows import checksum, differences

OTHERS = [one for one in TWO.contenders if one.name not in (SLAKIT, FLOOR)]
VERDICTS = 2 * (13_000 // 13)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The log, and slakit's outcomes of it as `OURS`."""
    folder = tmp_path_factory.mktemp("bench")
    found = {**log_of(TWO, "13K", folder), "OURS": str(folder / "ours.csv")}
    judge(next(one for one in TWO.contenders if one.name == SLAKIT), found, Path(found["OURS"]))
    return found


def judge(one: Contender, places: dict[str, str], out: Path) -> None:
    """Let it write its verdicts."""
    done = run(one.filled({**places, "OUT": str(out)}), allowed=one.allowed, limits=Limits(seconds=300))
    assert isinstance(done, Cost), done


@pytest.mark.parametrize("one", OTHERS, ids=lambda one: one.name)
def test_a_contender_comes_to_the_same_verdicts(one: Contender, places: dict[str, str], tmp_path: Path) -> None:
    if one.missing():
        pytest.skip(one.missing())
    judge(one, places, tmp_path / "theirs.csv")
    assert differences(Path(places["OURS"]), tmp_path / "theirs.csv") == (VERDICTS, 0, 0)


def test_a_different_verdict_is_seen(places: dict[str, str], tmp_path: Path) -> None:
    head, first, *others = Path(places["OURS"]).read_text(encoding="utf-8").splitlines()
    assert ",met," in first
    changed = "\n".join([head, first.replace(",met,", ",breached,"), others[0], *others]) + "\n"
    (tmp_path / "changed.csv").write_text(changed, encoding="utf-8")
    assert differences(Path(places["OURS"]), tmp_path / "changed.csv") == (VERDICTS, 1, 2)


def test_every_state_and_edge_is_in_the_log(places: dict[str, str]) -> None:
    text = Path(places["OURS"]).read_text(encoding="utf-8")
    assert all(f",{word}," in text for word in ("met", "breached", "late", "too-few"))


@pytest.mark.parametrize(
    ("query", "same"),
    [("FROM range(3)", True), ("FROM range(4)", False), ("FROM range(3) ORDER BY range DESC", False)],
    ids=["the same", "one more", "another order"],
)
def test_parquet_files_are_compared_in_their_order(query: str, same: bool, tmp_path: Path) -> None:
    for name, rows in (("ours", "FROM range(3)"), ("theirs", query)):
        duckdb.connect().execute(f"COPY ({rows}) TO '{tmp_path / name}.parquet'")
    assert (checksum(tmp_path / "ours.parquet") == checksum(tmp_path / "theirs.parquet")) is same
