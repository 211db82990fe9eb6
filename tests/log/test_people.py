"""The roster: rows, selectors, days, and everything that is wrong with a people file in one run."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.log.people import Roster, read_people

HEADER = "person,party,role,from,through,region\n"


def roster(text: str, folder: Path, name: str = "people.csv") -> Roster:
    (folder / name).write_text(text, encoding="utf-8")
    found, findings = read_people(str(folder / name))
    assert found is not None, findings
    return found


def test_rows_in_order_with_attributes(tmp_path: Path) -> None:
    people = roster(HEADER + "bob,sales,rep,2027-01-01,,west\nann,sales,rep,2027-02-01,2027-02-28,\n", tmp_path)
    assert [(row.person, row.from_, row.through, dict(row.attributes)) for row in people.rows] == [
        ("ann", date(2027, 2, 1), date(2027, 2, 28), {}),
        ("bob", date(2027, 1, 1), None, {"region": "west"}),
    ]
    assert people.columns == ("person", "party", "role", "from", "through", "region")


def test_json_lines_and_gzip_say_the_same(tmp_path: Path) -> None:
    line = '{"person": 17, "party": "sales", "role": "rep", "from": "2027-01-01", "through": null, "senior": true}'
    plain = roster(line + "\n\n", tmp_path, "people.jsonl")
    (tmp_path / "people.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    packed, _ = read_people(str(tmp_path / "people.jsonl.gz"))
    assert packed is not None
    for found in (plain, packed):
        assert [(row.person, row.through, dict(row.attributes)) for row in found.rows] == [
            ("17", None, {"senior": "true"})
        ]


def test_select_compares_exactly(tmp_path: Path) -> None:
    text = "ann,sales,rep,2027-01-01,,west\nbob,sales,Rep,2027-01-01,,east\ncy,sales,rep,2027-01-01,,\n"
    people = roster(HEADER + text, tmp_path)

    def chosen(*where: tuple[str, tuple[str, ...]]) -> list[str]:
        return [row.person for row in people.select(where)]

    assert chosen(("party", ("sales",)), ("role", ("rep",))) == ["ann", "cy"]
    assert chosen(("region", ("west", "east"))) == ["ann", "bob"]
    assert chosen(("nothing", ("x",))) == []
    assert chosen() == ["ann", "bob", "cy"]


@pytest.mark.parametrize(
    ("stays", "days"),
    [
        ("x,sales,rep,2027-01-01,,\n", 31),
        ("x,sales,rep,2027-01-31,,\n", 1),
        ("x,sales,rep,2027-02-01,,\n", 0),
        ("x,sales,rep,2027-01-05,9999-12-31,\n", 27),
        ("x,sales,rep,2026-01-01,2027-01-01,\n", 1),
        ("x,sales,rep,2026-01-01,2026-12-31,\n", 0),
        ("x,sales,rep,2027-01-10,2027-01-10,\n", 1),
        ("x,sales,rep,2027-01-01,2027-01-10,\nx,sales,rep,2027-01-11,,\n", 31),
        ("x,sales,rep,2027-01-01,2027-01-10,\nx,sales,lead,2027-01-05,2027-01-12,\n", 12),
        ("x,sales,rep,2027-01-01,2027-01-20,\nx,sales,lead,2027-01-05,2027-01-07,\n", 20),
    ],
)
def test_distinct_days(stays: str, days: int, tmp_path: Path) -> None:
    people = roster(HEADER + stays, tmp_path)
    assert people.days(people.rows, date(2027, 1, 1), date(2027, 2, 1)) == days


FILES = {
    "missing_cells.csv": HEADER
    + ",sales,rep,2027-01-01,,\nann,,rep,2027-01-01,,\nann,sales,,2027-01-01,,\nann,sales,rep,,,\n",
    "bad_dates.csv": HEADER
    + "ann,sales,rep,1/1/2027,,\nbob,sales,rep,2027-02-29,,\ncy,sales,rep,2027-01-01,20270131,\n",
    "through_before_from.csv": HEADER + "ann,sales,rep,2027-01-02,2027-01-01,\n",
    "overlaps.csv": HEADER
    + "ann,sales,rep,2027-01-01,,\nann,sales,rep,2027-06-01,2027-06-02,\nann,sales,lead,2027-01-01,,\n"
    + "bob,sales,rep,2027-01-31,,\nbob,sales,rep,2027-01-01,2027-01-31,\n"
    + "cy,sales,rep,2027-01-31,,\ncy,sales,rep,2027-01-01,2027-01-30,\n",
    "short_row.csv": HEADER + "ann,sales,rep,2027-01-01\n",
    "open_quote.csv": HEADER + 'ann,"sales,rep,2027-01-01,,\n',
    "columns_missing.csv": "Person,team,role,from\nann,sales,rep,2027-01-01\n",
    "column_twice.csv": "person,person\nann,ann\n",
    "misspelt.csv": "person,party,role,from,Through,through\nann,sales,rep,2027-01-01,2027-02-01,\n",
    "until.csv": "person,party,role,from,Until\nann,sales,rep,2027-01-01,2027-02-01\n",
    "end-date.jsonl": '{"person": "ann", "party": "sales", "role": "rep", "from": "2027-01-01", "through": null}\n'
    '{"person": "bob", "party": "sales", "role": "rep", "from": "2027-01-01", "End-Date": "2027-01-31"}\n',
    "through_empty.csv": "person,party,role,from,to,through\n"
    "ann,sales,rep,2027-01-01,,\nbob,sales,rep,2027-01-01,1/31/2027,\n",
    "through_null.jsonl": '{"person": "ann", "party": "sales", "role": "rep", "from": "2027-01-01", "through": null, '
    '"end_date": "2027-01-31"}\n{"person": "bob", "party": "sales", "role": "rep", "from": "2027-01-01"}\n',
    "alike.csv": HEADER
    + "ann,sales,rep,2027-01-01,,\nann ,sales,rep,2027-01-01,,\nbob,sales,rep,2027-01-01,,\n"
    + "ann ,sales,rep,2028-01-01,,\n"
    + "\N{NO-BREAK SPACE}bob,sales,lead,2026-01-01,2026-01-31,\ncy  lee,sales,rep,2027-01-01,,\n"
    + "cy\N{NO-BREAK SPACE}lee\N{ZERO WIDTH SPACE},sales,rep,2027-01-01,,\n",
    "since.csv": "person,party,role,since,through\nann,sales,rep,2027-01-01,\n",
    "spaces_before_quotes.csv": HEADER + 'ann,sales, "rep",2027-01-01,,\n',
    "week_date.csv": HEADER + "ann,sales,rep,2027-W01-1,,\n",
    "twice.jsonl": '{"person": "ann", "party": "sales", "role": "rep", "from": "2027-01-01", "person": "bob"}\n',
    "nan.jsonl": '{"person": NaN, "party": "sales", "role": "rep", "from": "2027-01-01"}\n',
    "half.jsonl": '{"person": "\\ud800", "party": "sales", "role": "rep", "from": "2027-01-01"}\n',
    "deep.jsonl": '{"person": ' + "[" * 100_000 + "\n",
    "empty.csv": "",
    "not_json.jsonl": '{"person": \n["ann"]\n',
}


@pytest.mark.parametrize("name", FILES)
def test_findings(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found, findings = read_people(name)
    assert found is None
    assert [str(finding) for finding in findings] == snapshot


def test_a_missing_file() -> None:
    found, findings = read_people("nobody.csv")
    assert found is None
    assert [str(finding) for finding in findings] == [
        "nobody.csv:1:1: error SLA501: the file cannot be opened: No such file or directory"
    ]


def test_a_folder(tmp_path: Path) -> None:
    _, (found,) = read_people(str(tmp_path))
    assert (found.message, found.help) == ("this is a folder, not a file", "name the one file with the people")


def test_a_file_with_a_header_only_is_an_empty_roster(tmp_path: Path) -> None:
    assert roster(HEADER, tmp_path).rows == ()


HAS_LEFT = "bob,sales,rep,2027-01-01,2027-01-31"


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        ("end_date", ["ann,sales,rep,2027-01-01,,2027-12-31", f"{HAS_LEFT},2027-02-28"]),
        ("contract_end", ["ann,sales,rep,2027-01-01,,2027-12-31"]),
        ("to", ["ann,sales,rep,2027-01-01,,the board"]),
        ("end_date", ["ann,sales,rep,2027-01-01,,"]),
        ("expiration", ["ann,sales,rep,2027-01-01,,2027-12-31"]),
    ],
)
def test_another_end_beside_the_one_that_is_read(column: str, rows: list[str], tmp_path: Path) -> None:
    """The end of a contract, say, or no day at all: it is an attribute."""
    head = f"person,party,role,from,through,{column}"
    people = roster("\n".join([head, *rows, ""]), tmp_path)
    values = [row.rpartition(",")[2] for row in rows]
    assert [row.attributes.get(column, "") for row in people.rows] == values


@pytest.mark.parametrize("day", ["20271231", "31-Dec-2027", '"Dec 31, 2027"', " 2027-12-31", "46752", "31.12.27"])
def test_a_last_day_in_any_form_beside_an_empty_through(day: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"person,party,role,from,through,end_date\nann,sales,rep,2027-01-01,,{day}\n", encoding="utf-8")
    found, findings = read_people(str(path))
    assert found is None
    assert [finding.code.id for finding in findings] == ["SLA532"]


@pytest.mark.parametrize(("column", "values"), [("left", ["false", ""]), ("to", ["VP Sales", "the board"])])
def test_words_are_no_last_days(column: str, values: list[str], tmp_path: Path) -> None:
    rows = [f"{name},sales,rep,2027-01-01,{value}" for name, value in zip(("ann", "bob"), values, strict=True)]
    people = roster("\n".join([f"person,party,role,from,{column}", *rows, ""]), tmp_path)
    assert [row.attributes.get(column, "") for row in people.rows] == values


@pytest.mark.parametrize("other", ["Ann", "anna", "an n", "bob", "an\N{ZERO WIDTH NON-JOINER}n"])
def test_people_who_are_spelled_otherwise_are_others(other: str, tmp_path: Path) -> None:
    people = roster(f"{HEADER}ann,sales,rep,2027-01-01,,\n{other},sales,rep,2027-01-01,,\n", tmp_path)
    assert len(people.rows) == 2


def test_cells_beyond_the_header_and_columns_without_a_name(tmp_path: Path) -> None:
    row = "ann,sales,rep,2027-01-01,,west"
    people = roster(f"{HEADER}{row},\nbob{row[3:]},,\n", tmp_path)
    assert [dict(row.attributes) for row in people.rows] == [{"region": "west"}] * 2
    text = f"{HEADER.rstrip()},,\n{row},,\nbob{row[3:]},,boss\n"
    assert roster(text, tmp_path).unnamed == ("column 8 (which has no name)",)
    line = '{"person": "ann", "party": "sales", "role": "rep", "from": "2027-01-01", "": "x"}\n'
    found = roster(line, tmp_path, "people.jsonl")
    assert (found.unnamed, found.columns) == (("'' (which is no name)",), ("person", "party", "role", "from"))
