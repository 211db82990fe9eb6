"""What is signed: its bytes, and that nothing else is read as it."""

import json
from pathlib import Path

import jsonschema
import pytest

from slakit.language import schema_files
from slakit.loading import load_agreement
from slakit.signatures.signers import signers
from slakit.signatures.statement import Statement, StatementError, read, spelled, statement_of
from tests.house.pages import ROOT
from tests.signatures.conftest import AGREEMENT

LOADED, _ = load_agreement(str(ROOT / "policies" / "northwind.yaml"))
assert LOADED is not None
STATEMENT = statement_of(LOADED, signers(LOADED)[0], 1_799_071_200)
SPELLED = spelled(STATEMENT)


def test_it_is_read_as_it_is_written_and_as_its_schema_says() -> None:
    assert read(SPELLED) == STATEMENT
    jsonschema.validate(json.loads(SPELLED), schema_files.load("signature"))


def test_its_beginning_is_this(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    agreement, _ = load_agreement(str(tmp_path / "agreement.yaml"))
    assert agreement is not None
    lines = spelled(statement_of(agreement, signers(agreement)[1], 0)).decode().splitlines()
    assert lines[:10] == [
        "{",
        '  "form": "slakit/signature/1",',
        '  "agreement": "north",',
        '  "version": "1.0.0",',
        '  "title": "North",',
        '  "party": "sales",',
        '  "role": "CRO",',
        '  "name": "Lee Park",',
        '  "email": "lee@north.example",',
        '  "signed_at": "1970-01-01T00:00:00Z",',
    ]


def test_every_clause_is_in_it_with_its_reference() -> None:
    found = {clause.path: (clause.reference, clause.title) for clause in STATEMENT.clauses}
    assert found["responses.first_attempt"][1] == "First attempt"
    assert found["responses.first_attempt"][0].startswith("S-")
    assert found["goals.revenue"][0] == "G-1"
    assert found["clauses.termination"] == ("C-1", "Termination")
    assert found["stages.mql"][0].startswith("M-")
    assert found["quotas.won_share"][0].startswith("J-")
    assert found["term"] == ("", "Term")
    assert found["fields.score"] == ("", "Score")
    assert found["compensation.plans.account_executive"][1] == "Account executive"


def other(change: str, to: str) -> bytes:
    text = SPELLED.decode()
    assert change in text
    return text.replace(change, to, 1).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"form": ' + b"9" * 10_000 + b"}",
        SPELLED + b"\n",
        SPELLED.replace(b"  ", b" "),
        other("slakit/signature/1", "slakit/signature/2"),
        other('"role": "CMO"', '"role": null'),
        other('"role": "CMO"', '"role": "CMO", "role": "CMO"'),
        other('"role": "CMO"', '"role": "\\ud800"'),
        other("Dana", "\\u0044ana"),
        other(STATEMENT.digest, STATEMENT.digest[:-1]),
        other(STATEMENT.digest, STATEMENT.digest.upper()),
        other("T1", " 1"),
        other("2027-", "2027-13-"),
        other("2027-", "0001-"),
        other('"reference": ""', '"reference": 1'),
        other('"clauses": [', '"clauses": [null, '),
    ],
    ids=range(21),
)
def test_nothing_else_is_one(content: bytes) -> None:
    assert content != SPELLED
    with pytest.raises(StatementError):
        read(content)


def test_a_statement_is_a_value() -> None:
    assert isinstance(STATEMENT, Statement)
    assert STATEMENT.signed_at == 1_799_071_200
