"""Hostile input: names, values and paths stay data; the database touches no other file."""

from pathlib import Path

import duckdb
import pytest

from slakit.log.load import load_log
from tests.log import case

NASTY = "x\"; DROP TABLE log; --' || 1"


def test_names_and_values_are_quoted(tmp_path: Path) -> None:
    quoted = '"' + NASTY.replace('"', '""') + '"'
    path = tmp_path / f"{NASTY[:10]}'.csv".replace("/", "_")
    path.write_text(
        f"lead_id,event,at,offer,{quoted}\n{quoted},call,2027-01-04T09:00:00Z,{quoted},{quoted}\n", encoding="utf-8"
    )
    fields = case.fields({"offer": {"type": "enum", "values": [NASTY]}})
    connection = duckdb.connect()
    log = load_log(connection, [str(path)], fields=fields)
    assert log.undeclared == (NASTY,)
    assert case.rows(connection, "log", ["lead_id", "offer"]) == [{"lead_id": NASTY, "offer": NASTY}]


def test_names_of_a_source_are_quoted(tmp_path: Path) -> None:
    quoted = "'" + NASTY.replace("'", "''") + "'"
    text = f"""
apiVersion: slakit/v1
kind: Source
agreement: northwind
rows:
  - when: {{all: [{{{quoted}: {quoted}}}, {{{quoted}: {{contains: {quoted}}}}}]}}
    event: {{value: call}}
    lead_id: {{column: {quoted}, map: {{{quoted}: {quoted}}}}}
    at: {{column: at}}
"""
    cell = '"' + NASTY.replace('"', '""') + '"'
    (tmp_path / "a.csv").write_text(f"at,{cell}\n2027-01-04T09:00:00Z,{cell}\n", encoding="utf-8")
    connection = duckdb.connect()
    load_log(connection, [str(tmp_path / "a.csv")], fields={}, source=case.source(text))
    assert case.rows(connection, "log", ["lead_id"]) == [{"lead_id": NASTY}]


@pytest.mark.parametrize("key", ["a.b", "a/b", "a~b", "$", "*", 'q"q', "", " "])
def test_keys_of_json(key: str, tmp_path: Path) -> None:
    escaped = key.replace('"', '\\"')
    line = f'{{"lead_id": "L1", "event": "call", "at": "2027-01-04T09:00:00Z", "{escaped}": "v"}}\n'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    text = f"""
apiVersion: slakit/v1
kind: Source
agreement: northwind
rows: [{{event: {{value: call}}, lead_id: {{column: {"'" + key + "'" if key else "lead_id"}}}, at: {{column: at}}}}]
"""
    connection = duckdb.connect()
    load_log(connection, [str(tmp_path / "a.jsonl")], fields={}, source=case.source(text))
    assert case.rows(connection, "log", ["lead_id"]) == [{"lead_id": "v" if key else "L1"}]


def test_no_other_file_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lead_id,event,at\nL1,call\nL1,call,2027-01-04T09:00:00Z\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("secret\n", encoding="utf-8")
    connection = duckdb.connect()
    log = load_log(connection, [str(tmp_path / "a.csv")], fields={}, writable=[str(tmp_path / "out.parquet")])
    assert (log.events, log.quarantined) == (1, 1)
    connection.execute(f"COPY log TO '{tmp_path}/out.parquet' (FORMAT parquet)")
    for statement in (
        f"FROM read_csv('{tmp_path}/b.csv')",
        f"COPY log TO '{tmp_path}/other.parquet' (FORMAT parquet)",
        f"ATTACH '{tmp_path}/x.db'",
        "INSTALL httpfs",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(statement)


def test_no_extension_is_loaded_by_itself(tmp_path: Path) -> None:
    connection = duckdb.connect()
    load_log(connection, [], fields={})
    settings = "current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')"
    assert connection.execute(f"SELECT {settings}").fetchone() == (False, False)
