"""`slakit schema`."""

import json

import jsonschema
import pytest

from slakit.cli import main
from slakit.language.schema_files import names


@pytest.mark.parametrize("kind", names())
def test_every_kind_is_printed_complete(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["$id"] == f"{kind}.json"


def test_agreement_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Agreement"
