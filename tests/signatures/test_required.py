"""`evaluate --require-signed`, and the same from Python."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import slakit
from tests.signatures.conftest import Project

LOG = "lead_id,event,at\nL1,assigned,2027-01-05T15:00:00Z\nL1,call,2027-01-05T16:00:00Z\n"


@pytest.fixture
def logged(project: Project) -> Project:
    (project.folder / "events.csv").write_text(LOG)
    return project


def evaluate(project: Project, *more: str) -> tuple[int, str, str]:
    done = project.run("evaluate", "agreement.yaml", "--events", "events.csv", *more)
    return done.code, done.out, done.err


def test_what_is_signed_is_judged(logged: Project) -> None:
    with_signatures = evaluate(logged, "--require-signed")
    assert with_signatures[0] == 0
    assert with_signatures == evaluate(logged)


def test_what_is_not_signed_is_not_judged(logged: Project) -> None:
    logged.change("2 days", "3 days")
    assert evaluate(logged)[0] == 0
    code, out, err = evaluate(logged, "--require-signed", "--outcomes", "outcomes.csv")
    assert code == 2
    assert "SLA721" in out
    assert "changed S-1 First attempt (responses.first_attempt)" in out
    assert "there is no verdict: version 1.0.0 of 'north' is not signed" in err
    assert not (logged.folder / "outcomes.csv").exists()
    code, out, _ = evaluate(logged, "--require-signed", "--format", "json")
    assert code == 2
    assert json.loads(out)["because"] == "version 1.0.0 of 'north' is not signed"


def test_each_version_is_asked_for(logged: Project) -> None:
    logged.change("through: 2027-12-31", "through: 2027-06-30")
    later = logged.agreement.read_text().replace("1.0.0", "2.0.0").replace("from: 2027-01-01", "from: 2027-07-01")
    (logged.folder / "later.yaml").write_text(later.replace("2027-06-30", "2027-12-31"))
    for role, key in (("CMO", "dana"), ("CRO", "lee")):
        assert logged.sign(role, key).code == 0
    code, _, err = evaluate(logged, "later.yaml", "--require-signed")
    assert code == 2
    assert "version 2.0.0 of 'north' is not signed" in err
    logged.change("2 days", "1 day")
    assert "versions 1.0.0, 2.0.0 of 'north' are not signed" in evaluate(logged, "later.yaml", "--require-signed")[2]


def test_with_other_keys(logged: Project) -> None:
    keys = logged.folder / "keys"
    logged.allowed.rename(keys)
    code, _, err = evaluate(logged, "--require-signed")
    assert code == 2
    assert "there is no file .slakit/allowed_signers" in err
    assert evaluate(logged, "--require-signed", "--allowed-signers", "keys")[0] == 0
    code, _, err = evaluate(logged, "--allowed-signers", "keys")
    assert code == 2
    assert "--allowed-signers is for --require-signed" in err


def test_from_python(logged: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(logged.folder)
    agreement, _ = slakit.load("agreement.yaml")
    assert agreement is not None
    found = slakit.verify(agreement, as_of=datetime(2027, 2, 1, tzinfo=UTC))
    assert found.is_signed
    assert found.digest == slakit.digest_of(agreement)
    assert slakit.evaluate(agreement, ["events.csv"], require_signed=True).outcomes
    (logged.signatures / "cro.sig").write_text("")
    refused = slakit.evaluate(agreement, ["events.csv"], require_signed=True)
    assert (refused.outcomes, refused.scorecard) == ((), None)
    assert [finding.code.id for finding in refused.diagnostics] == ["SLA722"]
    Path(".slakit/allowed_signers").unlink()
    with pytest.raises(FileNotFoundError):
        slakit.verify(agreement)
