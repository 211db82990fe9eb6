"""Small logs are read by one thread, large ones by as many as there are."""

from pathlib import Path

import duckdb
import pytest

from slakit.log import load
from slakit.log.load import load_log

ROW = "lead_id,event,at\nL1,call,2027-01-04T09:00:00Z\n"


def _threads(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT current_setting('threads')").fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    ("few", "meanwhile"),
    [
        (2 * len(ROW) + 1, 1),
        (2 * len(ROW), 2),  # two files of half of it each are not few
    ],
)
def test_all_files_together_count(few: int, meanwhile: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "FEW_BYTES", few)
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(ROW, encoding="utf-8")
    seen = []
    with duckdb.connect(config={"threads": 2}) as connection:

        def progress(done: int, files: int) -> None:
            seen.append((done, files, _threads(connection)))

        load_log(connection, [str(path) for path in paths], fields={}, progress=progress)
    assert seen == [(0, 2, meanwhile), (1, 2, meanwhile), (2, 2, 2)]
