"""Names of columns: what is nearly one that is read is told, and shown so that it can be told apart."""

import gzip
from pathlib import Path

import pytest

from slakit.log.headers import shown
from slakit.log.people import read_people
from tests.log import case


@pytest.mark.parametrize(
    ("column", "seen"),
    [
        ("Owner", "'Owner'"),
        (" owner ", "' owner '"),
        ("owner\u00a0", "'owner<U+00A0>'"),
        ("ow\u200bner", "'ow<U+200B>ner'"),
        ("ｏwner", "'ｏwner'"),
    ],
)
def test_a_column_that_is_nearly_one_that_is_read(column: str, seen: str, tmp_path: Path) -> None:
    for name, content in (
        ("log.csv", f"lead_id,event,at,{column}\nL1,call,2027-01-04T09:00:00Z,ann\n"),
        ("log.jsonl", f'{{"lead_id":"L1","event":"call","at":"2027-01-04T09:00:00Z","{column}":"ann"}}\n'),
    ):
        log, _ = case.loaded(tmp_path, {"files": {name: content}})
        assert [(item.code.id, item.message) for item in log.diagnostics] == [
            ("SLA513", f"the column {seen} is ignored: names are compared exactly; did you mean 'owner'?")
        ]


def test_nothing_is_said_of_others(tmp_path: Path) -> None:
    content = "lead_id,event,at,owner,Owner,owner_id\nL1,call,2027-01-04T09:00:00Z,ann,Ann,7\n"
    log, _ = case.loaded(tmp_path, {"files": {"log.csv": content}})
    assert not log.diagnostics
    assert log.undeclared == ("Owner", "owner_id")


SOURCE = """apiVersion: slakit/v1
kind: Source
agreement: northwind
rows: [{lead_id: {column: Lead Id}, event: {value: call}, at: {column: Appelé}}]
"""


def test_gzip_padded_with_zeros(tmp_path: Path) -> None:
    """As gunzip reads it, which passes over them."""
    csv = b"lead_id,event,at\nL1,call,2027-01-04T09:00:00Z\n"
    jsonl = b'{"lead_id":"L2","event":"call","at":"2027-01-04T09:00:00Z"}\n'
    for zeros in (1, 512):
        for name, content in (("log.csv.gz", csv), ("log.jsonl.gz", jsonl)):
            (tmp_path / name).write_bytes(gzip.compress(content) + bytes(zeros))
            log, _ = case.loaded(tmp_path, {"files": {}, "paths": [name]})
            assert (log.diagnostics, log.events) == ((), 1)


def test_names_that_look_alike_can_be_told_apart(tmp_path: Path) -> None:
    content = "Lead\u00a0Id,Appele\u0301\nL1,2027-01-04T09:00:00Z\n"
    log, _ = case.loaded(tmp_path, {"files": {"log.csv": content}, "source": SOURCE})
    found = sorted((item.message.partition("has no column ")[2], item.help) for item in log.diagnostics)
    assert found == [
        ("'Appelé'", "did you mean 'Appele<U+0301>'?"),
        ("'Lead Id'", "did you mean 'Lead<U+00A0>Id'?"),
    ]


def test_what_is_composed_is_left_as_it_is() -> None:
    assert shown("Appelé") == "'Appelé'"
    assert shown("Appele\u0301") == "'Appele<U+0301>'"
    assert shown("tab\there") == "'tab<U+0009>here'"


def test_people(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("person,party,role,from,\u200bthrough\nann,sales,rep,2027-01-01,\n", encoding="utf-8")
    roster, found = read_people(str(path))
    assert roster is None
    assert [item.message for item in found] == [
        "the column '<U+200B>through' is not 'through': names are compared exactly"
    ]


@pytest.mark.parametrize("above", ["Leads of January", "sep=,", "Report,January,,"])
def test_what_stands_above_the_header(above: str, tmp_path: Path) -> None:
    content = f"{above}\nLead Id,Appelé\nL1,2027-01-04T09:00:00Z\n"
    plain, _ = case.loaded(tmp_path, {"files": {"log.csv": content}})
    (found,) = plain.diagnostics
    assert found.code.id == "SLA506"
    assert str(found.help).endswith("remove what stands above the header: it must be the first line")
    mapped, _ = case.loaded(tmp_path, {"files": {"log.csv": content}, "source": SOURCE})
    assert all("remove what stands above the header" in str(item.help) for item in mapped.diagnostics)
    half, _ = case.loaded(tmp_path, {"files": {"log.csv": "lead_id,x\nL1,y\n"}})
    assert "header" not in str(half.diagnostics[0].help)
