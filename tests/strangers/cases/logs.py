"""Logs, rosters and Source files out of all measure."""

import gzip
from pathlib import Path

from tests.strangers.running import Case
from tests.strangers.sound import LOG, agreement

_HEADER = "lead_id,event,at,grade,note,owner\n"


def _log(
    folder: Path, content: bytes | str, *says: str, code: int | tuple[int, ...] = 2, name: str = "log.csv"
) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return Case(arguments=("evaluate", "a.yaml", "--events", name), says=says, code=code)


def a_million_columns(folder: Path) -> Case:
    return _log(folder, "lead_id,event,at," + ",".join(f"c{n}" for n in range(1_000_000)) + "\n", "SLA505", "columns")


def a_thousand_columns(folder: Path) -> Case:
    names = ",".join(f"c{n}" for n in range(1_000))
    return _log(folder, f"lead_id,event,at,{names}\nL,assigned,2027-01-04T15:00:00Z{',x' * 1_000}\n", code=(0, 1))


def a_line_of_a_hundred_megabytes(folder: Path) -> Case:
    return _log(folder, _HEADER.encode() + b"x" * 100_000_000 + b"\n", "log.csv:2:1: error SLA512")


def a_cell_of_a_hundred_megabytes(folder: Path) -> Case:
    row = b"L1,assigned,2027-01-04T15:00:00Z,a," + b"x" * 100_000_000 + b",ann\n"
    return _log(folder, _HEADER.encode() + row, "log.csv:2:1: error SLA512")


def a_cell_of_seven_megabytes(folder: Path) -> Case:
    row = b"L1,assigned,2027-01-04T15:00:00Z,a," + b"x" * 7_000_000 + b",ann\n"
    return _log(folder, _HEADER.encode() + row, code=(0, 1))


def a_hundred_megabytes_of_json(folder: Path) -> Case:
    row = b'{"lead_id": "L", "event": "assigned", "at": "2027-01-04T15:00:00Z", "note": "'
    return _log(folder, row + b"x" * 100_000_000 + b'"}\n', "log.jsonl:1:1: error SLA512", name="log.jsonl")


def a_header_of_a_hundred_megabytes(folder: Path) -> Case:
    return _log(folder, b"x" * 100_000_000 + b"\n")


def quotes_that_nothing_closes(folder: Path) -> Case:
    return _log(folder, _HEADER + '"L1,assigned,2027-01-04T15:00:00Z,a,x,ann\n' * 20_000)


def one_quote_before_a_long_log(folder: Path) -> Case:
    return _log(folder, _HEADER + 'L1,assigned,2027-01-04T15:00:00Z,a,"x,ann\n' + LOG.partition("\n")[2] * 40_000)


def nothing_but_quotes(folder: Path) -> Case:
    return _log(folder, _HEADER + '"' * 3_000_000)


def nothing_but_commas(folder: Path) -> Case:
    return _log(folder, _HEADER + "," * 3_000_000)


def nul_characters(folder: Path) -> Case:
    return _log(folder, _HEADER.encode() + b"\x00" * 3_000_000)


def bytes_of_every_kind(folder: Path) -> Case:
    return _log(folder, _HEADER.encode() + bytes(range(256)) * 10_000)


def a_bomb_of_gzip(folder: Path) -> Case:
    bomb = gzip.compress(_HEADER.encode()) + gzip.compress(b"x" * 10_000_000, 6) * 90
    return _log(folder, bomb, "SLA512", name="log.csv.gz")


def a_bomb_of_gzip_in_rows(folder: Path) -> Case:
    rows = b"L1,assigned,no instant,a,x,ann\n" * 200_000
    return _log(folder, gzip.compress(_HEADER.encode() + rows), name="log.csv.gz")


def gzip_that_is_cut_off(folder: Path) -> Case:
    return _log(folder, gzip.compress(LOG.encode() * 1_000)[:-20], name="log.csv.gz")


def deep_json(folder: Path) -> Case:
    row = '{"lead_id": "L", "event": "assigned", "at": "2027-01-04T15:00:00Z", "note": '
    return _log(folder, row + "[" * 200_000 + "]" * 200_000 + "}\n", name="log.jsonl")


def json_with_one_key_often(folder: Path) -> Case:
    return _log(folder, '{"lead_id": "L", ' + '"event": "assigned", ' * 100_000 + '"at": "x"}\n', name="log.jsonl")


def json_with_long_numbers(folder: Path) -> Case:
    row = '{"lead_id": %s, "event": "assigned", "at": "2027-01-04T15:00:00Z"}\n'
    return _log(folder, row % ("9" * 1_000_000), code=(0, 1, 2), name="log.jsonl")


def something_that_only_looks_like_parquet(folder: Path) -> Case:
    return _log(folder, b"PAR1" + b"\xff" * 100_000 + b"PAR1", name="log.parquet")


def a_roster_with_formulas_and_steering(folder: Path) -> Case:
    (folder / "people.csv").write_text("person,party,role,from,through\n=1\x1b[31m\u202e,sales,rep,x,y\n")
    case = _log(folder, LOG, code=2)
    return Case(arguments=(*case.arguments, "--people", "people.csv"), code=2)


def a_roster_of_a_hundred_thousand_bad_rows(folder: Path) -> Case:
    (folder / "people.csv").write_text("person,party,role,from,through\n" + "a,sales,rep,x,\n" * 20_000)
    case = _log(folder, LOG, code=2)
    return Case(arguments=(*case.arguments, "--people", "people.csv"), code=2)


def a_source_of_a_thousand_entries(folder: Path) -> Case:
    entry = "{lead_id: {column: lead_id}, event: {value: assigned}, at: {column: at}}"
    source = f"apiVersion: slakit/v1\nkind: Source\nagreement: strange\nrows: [{', '.join([entry] * 1_000)}]\n"
    (folder / "source.yaml").write_text(source)
    case = _log(folder, LOG, code=(0, 1, 2))
    return Case(arguments=(*case.arguments, "--source", "source.yaml"), code=(0, 1, 2))


def a_scenario_of_ten_thousand_events(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    event = '  - {lead_id: L%s, event: call, at: 2027-01-04T16:50:00Z, grade: a, note: "=x\u202e"}\n'
    scenario = "apiVersion: slakit/v1\nkind: Scenario\nagreement: strange\nas_of: 2027-02-01T00:00:00Z\nevents:\n"
    scenario += "".join(event % n for n in range(4_000))
    (folder / "s.yaml").write_text(f"{scenario}expect: []\n", encoding="utf-8")
    return Case(arguments=("test", "."), code=(0, 1))
