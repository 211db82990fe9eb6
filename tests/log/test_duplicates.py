"""Which rows repeat, whatever a field is called: none of the loader's own words may get in its way."""

import re
from pathlib import Path

from slakit.log.contract import contract
from tests.log import case

LOADER = Path(case.ROOT / "src" / "slakit" / "log")
HIDDEN = {"rowid", "filename", "file_row_number", "file_index"}  # columns that DuckDB adds where none has the name


def words() -> list[str]:
    """Every word of the loader's code that a field could be called."""
    taken = {column.name for column in contract({})} | {"all", "any", "none"}
    found = {word for file in LOADER.rglob("*.py") for word in re.findall(r"[a-z][a-z0-9_]*", file.read_text())}
    return sorted((found | HIDDEN) - taken)


def test_no_name_of_a_field_changes_which_rows_repeat(tmp_path: Path) -> None:
    names = words()
    assert {"n", "first", "rowid", "file"} <= set(names)
    same = ",".join(["7"] * len(names))
    rows = [
        ("a", "L1", "09:00"),
        ("b", "L1", "10:00"),
        ("a", "L1", "09:00"),
        ("c", "L2", "09:00"),
        ("", "L2", "09:00"),
        ("", "L2", "09:00"),
    ]
    header = ",".join(["id,lead_id,event,at", *names])
    lines = [header, *(f"{id_},{lead},call,2027-01-04T{at}:00Z,{same}" for id_, lead, at in rows)]
    given = {"files": {"log.csv": "\n".join(lines)}, "fields": {name: {"type": "integer"} for name in names}}
    log, connection = case.loaded(tmp_path, given)
    assert (log.events, log.duplicates, log.diagnostics) == (5, 1, ())
    kept = connection.execute("SELECT lead_id, count(*) FROM log GROUP BY ALL ORDER BY ALL").fetchall()
    assert kept == [("L1", 2), ("L2", 3)]


def test_no_name_of_a_field_hides_a_conflict(tmp_path: Path) -> None:
    names = words()
    same = ",".join(["7"] * len(names))
    header = ",".join(["id,lead_id,event,at", *names])
    lines = [header, *(f"a,L1,call,2027-01-0{day}T09:00:00Z,{same}" for day in (4, 5))]
    given = {"files": {"log.csv": "\n".join(lines)}, "fields": {name: {"type": "integer"} for name in names}}
    log, _ = case.loaded(tmp_path, given)
    assert [found.code.id for found in log.diagnostics] == ["SLA508"]


def test_a_row_that_repeats_in_another_file_is_counted_where_it_is_read_second(tmp_path: Path) -> None:
    row = "id,lead_id,event,at\na,L1,call,2027-01-04T09:00:00Z\n"
    log, _ = case.loaded(tmp_path, {"files": {"one.csv": row, "two.csv": row}})
    assert [(file.events, file.duplicates) for file in log.files] == [(1, 0), (0, 1)]
