"""Sizes as they are written, and what an evaluation does with them."""

from pathlib import Path

import duckdb
import pytest

from slakit.engine import memory
from slakit.engine.memory import MINIMUM, PER_THREAD, Resources, ShortageError, parse_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500MB", 500_000_000),
        ("2GB", 2_000_000_000),
        ("2GiB", 2 * 2**30),
        ("1.5gb", 1_500_000_000),
        (" 2 GB ", 2_000_000_000),
        ("1TB", 10**12),
        ("300000KB", 300_000_000),
        ("0.3GB", 300_000_000),
        ("200MB", MINIMUM),
    ],
)
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "lots", "2G", "2 000MB", "1e9B", "2GBs", "２GB", "500", "-2GB", ".5GB"]
)
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a size; write for example 500MB, 2GB or 1\.5GiB"):
        parse_size(text)


@pytest.mark.parametrize("text", ["0MB", "199MB", "0.1GB"])
def test_what_is_too_little(text: str) -> None:
    with pytest.raises(ValueError, match="is too little; give at least 200 MB"):
        parse_size(text)


def test_the_database_is_held_to_it(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        assert Resources(memory=2 * PER_THREAD).configure(connection, tmp_path) == 144_000_000
        row = connection.execute("SELECT current_setting('memory_limit'), current_setting('threads')").fetchone()
    assert row is not None
    assert row[0] == "137.3 MiB"
    assert row[1] <= 2


def test_the_default_is_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "usable_memory", lambda: 1_000_000_000)
    with duckdb.connect() as connection:
        assert Resources().configure(connection, tmp_path) == 432_000_000
    monkeypatch.setattr(memory, "usable_memory", lambda: 100_000_000)
    with duckdb.connect() as connection:
        assert Resources().configure(connection, tmp_path) == 144_000_000


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShortageError, match=r"cannot be written in .*nowhere: No such file") as raised:
        Resources(temp_dir=str(tmp_path / "nowhere")).folder().__enter__()
    assert raised.value.of == "temp_dir"


def test_no_system_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", none)
    with pytest.raises(ShortageError, match="no folder for temporary files can be written"):
        Resources().folder().__enter__()


def test_nothing_is_left(tmp_path: Path) -> None:
    with Resources(temp_dir=str(tmp_path)).folder() as folder:
        (folder / "spill").mkdir()
        (folder / "spill" / "block").write_bytes(b"x")
    assert not list(tmp_path.iterdir())
