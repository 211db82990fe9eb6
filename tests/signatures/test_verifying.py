"""`slakit verify`: who has signed what and when, and what has changed since."""

import json
import re
import subprocess

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.formats import FORMATS
from slakit.language import schema_files
from tests.signatures.conftest import Project

AS_OF_SIGNING = "2027-01-04T14:00:00Z"


def without_keys(project: Project, text: str) -> str:
    """The text with the names of people for their keys, which are new in every run."""
    for name in ("dana", "lee", "mallory"):
        command = ["ssh-keygen", "-l", "-f", str(project.keys / f"{name}.pub")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        text = text.replace(told.split()[1], f"({name}'s key)").replace(project.public(name), f"({name}'s public key)")
    return re.sub(r"\b[0-9a-f]{64}\b", "(digest)", text)


def limit(project: Project, limit: str) -> None:
    """Write a limit on Lee's key into the file of keys."""
    dana, lee = project.allowed.read_text().splitlines()
    project.allow(dana, lee.replace('namespaces="slakit"', f'namespaces="slakit",{limit}'))


def changed(project: Project) -> None:
    """A promise changed, one added, one removed, a clause added."""
    project.change("within: 2 days", "within: 36 hours")
    project.change("briefing: {title: Briefing", "greeting: {title: Greeting")
    project.change("clauses:\n", "clauses:\n  law: {title: Law, text: The law of Delaware applies.}\n")


def test_everybody_has_signed(project: Project, snapshot: SnapshotAssertion) -> None:
    done = project.verify()
    assert (done.code, done.err) == (0, "signed by 2 of 2\n")
    assert without_keys(project, done.out) == snapshot


def test_what_has_changed_since(project: Project, snapshot: SnapshotAssertion) -> None:
    changed(project)
    assert project.sign("CMO", "dana").code == 0
    done = project.verify()
    assert (done.code, done.err) == (1, "signed by 1 of 2\n")
    assert without_keys(project, done.out) == snapshot


def test_nobody_has_signed(unsigned: Project, snapshot: SnapshotAssertion) -> None:
    done = unsigned.verify()
    assert (done.code, done.err) == (1, "signed by 0 of 2\n")
    assert done.out == snapshot


def test_a_strangers_key(project: Project, snapshot: SnapshotAssertion) -> None:
    assert project.sign("CRO", "dana").code == 0
    assert project.sign("CMO", "mallory").code == 0
    assert without_keys(project, project.verify().out) == snapshot


def test_clauses_that_did_not_change_keep_their_signatures(project: Project) -> None:
    changed(project)
    assert project.sign("CMO", "dana").code == 0
    told = json.loads(project.verify("--format", "json").out)
    jsonschema.validate(told, schema_files.load("verification"))
    signed_by = {clause["path"]: clause["signed_by"] for clause in told["clauses"]}
    new = {"responses.first_attempt", "responses.greeting", "clauses.law"}
    assert {path for path, signers in signed_by.items() if signers == ["cmo"]} == new
    assert all(signers == ["cmo", "cro"] for path, signers in signed_by.items() if path not in new)
    changes = told["signatures"][1]["changes"]
    assert {kind: [one["path"] for one in changes[kind]] for kind in ("added", "removed", "changed")} == {
        "added": ["clauses.law", "responses.greeting"],
        "removed": ["responses.briefing"],
        "changed": ["responses.first_attempt"],
    }
    assert changes["unchanged"] == len(signed_by) - 3
    assert told["signed"] is False


def test_keys_are_asked_for_at_the_time_of_signing(project: Project) -> None:
    """A key that expires later was good when it signed; of a later time it may be asked all the same."""
    limit(project, 'valid-before="20270301"')
    assert project.verify().code == 0
    assert project.verify("--as-of", "2027-02-01").code == 0
    done = project.verify("--as-of", "2027-03-01")
    assert done.code == 1
    assert "SLA723" in done.out
    assert ".slakit/allowed_signers:2: key has expired" in done.out
    assert "have Lee Park (CRO) sign with a key that may" in done.out


def test_the_zone_of_the_machine_does_not_matter(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(project, 'valid-before="20270104140001"')
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        assert project.verify().code == 0


def test_later_signatures_are_not_there_yet(project: Project) -> None:
    done = project.verify("--as-of", "2027-01-04T13:59:59Z")
    assert done.code == 1
    assert f"had not signed at 2027-01-04T13:59:59Z, only at {AS_OF_SIGNING}" in done.out
    assert project.verify("--as-of", AS_OF_SIGNING).code == 0


def test_a_revoked_key(project: Project) -> None:
    (project.folder / "revoked").write_text(f"{project.public('lee')}\n")
    done = project.verify("--revoked-keys", "revoked")
    assert done.code == 1
    assert ": it is revoked in revoked" in done.out
    (project.folder / "revoked").write_text(f"{project.public('mallory')}\n")
    assert project.verify("--revoked-keys", "revoked").code == 0


def test_keys_by_pattern_and_by_address_in_capitals(project: Project) -> None:
    project.allow(f"*@north.example {project.public('dana')}", f"lee@* {project.public('lee')}")
    assert project.verify().code == 0


def test_without_a_file_of_keys(project: Project) -> None:
    project.allowed.unlink()
    done = project.verify()
    assert (done.code, done.out) == (2, "")
    assert "there is no file .slakit/allowed_signers of those who may sign" in done.err
    assert project.verify("--allowed-signers", "nothing").code == 2
    assert project.verify("--revoked-keys", "nothing").code == 2


def test_a_file_of_keys_outside_of_the_project(project: Project) -> None:
    elsewhere = project.folder.parent / "elsewhere"
    project.allowed.rename(elsewhere)
    project.allowed.symlink_to(elsewhere)
    assert "leads out of the project" in project.verify().err
    assert project.verify("--allowed-signers", str(elsewhere)).code == 0


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - {"text", "json"}))
def test_other_formats_show_what_is_wrong(format_: str, project: Project) -> None:
    project.change("2 days", "3 days")
    done = project.verify("--format", format_)
    assert done.code == 1
    assert "SLA721" in done.out


def test_an_agreement_with_errors_is_not_verified(project: Project) -> None:
    project.change("stops: attempt", "stops: atempt")
    done = project.verify()
    assert (done.code, done.out) == (1, "")
    assert "no signature was checked: 1 error" in done.err


def test_signatories_of_a_base(project: Project) -> None:
    """What an agreement inherits is signed with it, and its signatures lie beside it."""
    text = project.agreement.read_text().replace("agreement.yaml", "")
    (project.folder / "below").mkdir()
    (project.folder / "below" / "base.yaml").write_text(text)
    project.agreement.write_text("apiVersion: slakit/v1\nkind: Agreement\nextends: below/base.yaml\n")
    assert project.verify().code == 0
    done = project.run("verify", "below/base.yaml")
    assert (done.code, done.err) == (1, "signed by 0 of 2\n")


def test_the_limit_of_a_key_is_told_before_its_owner(project: Project) -> None:
    dana, _ = project.allowed.read_text().splitlines()
    project.allow(dana, f'*@north.example namespaces="git" {project.public("lee")}')
    assert "key is not permitted for use in signature namespace" in project.verify().out
