"""`slakit sign`: what it writes, with which keys, and what it refuses."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.signatures.conftest import AT, Project


def keygen(*arguments: str | Path) -> None:
    subprocess.run(["ssh-keygen", "-q", *map(str, arguments)], check=True, stdin=subprocess.DEVNULL)


def test_it_writes_a_statement_and_its_signature(unsigned: Project) -> None:
    done = unsigned.sign("CRO", "lee")
    assert (done.code, done.out) == (0, "")
    assert sorted(file.name for file in unsigned.signatures.iterdir()) == ["cro.json", "cro.sig"]
    digest = json.loads((unsigned.signatures / "cro.json").read_text())["digest"]
    assert done.err.splitlines()[0] == f"Lee Park (CRO) signed North, version 1.0.0: digest {digest}, 9 clauses"
    assert "with the ECDSA key SHA256:" in done.err
    assert "written to signatures/north-1.0.0/cro.json and .sig: commit both" in done.err
    assert "needs the line" not in done.err


def test_others_verify_it_without_slakit(project: Project) -> None:
    allowed = ["-f", ".slakit/allowed_signers", "-I", "dana@north.example"]
    with (project.signatures / "cmo.json").open("rb") as statement:
        done = subprocess.run(
            ["ssh-keygen", "-Y", "verify", *allowed, "-n", "slakit", "-s", str(project.signatures / "cmo.sig")],
            stdin=statement,
            cwd=project.folder,
            capture_output=True,
        )
    assert done.returncode == 0, done.stderr
    assert b'Good "slakit" signature for dana@north.example' in done.stdout


def test_the_line_that_allows_a_key_is_shown_until_it_is_there(unsigned: Project) -> None:
    unsigned.allowed.unlink()
    done = unsigned.sign("CRO", "lee")
    line = f'lee@north.example namespaces="slakit" {unsigned.public("lee")}'
    assert f".slakit/allowed_signers needs the line\n  {line}\n" in done.err
    unsigned.allow(f'lee@north.example namespaces="slakit" {unsigned.public("dana")}')
    done = unsigned.sign("CRO", "lee")
    assert "this key may not sign for lee@north.example yet: .slakit/allowed_signers does not have it" in done.err
    unsigned.allow(line)
    assert "needs the line" not in unsigned.sign("CRO", "lee").err
    assert [one["state"] for one in json.loads(unsigned.verify("--format", "json").out)["signatures"]] == [
        "missing",
        "signed",
    ]


def test_without_a_time_it_is_now(unsigned: Project) -> None:
    before = int(time.time())
    assert unsigned.run("sign", "agreement.yaml", "--as", "cro", "--key", unsigned.keys / "lee").code == 0
    said = json.loads((unsigned.signatures / "cro.json").read_text())["signed_at"]
    assert before <= int(time.mktime(time.strptime(said, "%Y-%m-%dT%H:%M:%SZ")) - time.timezone) <= before + 60


def test_signing_again_replaces_what_was_signed(project: Project) -> None:
    project.change("2 days", "3 days")
    assert project.verify().code == 1
    assert [project.sign(role, key).code for role, key in (("CMO", "dana"), ("CRO", "lee"))] == [0, 0]
    assert project.verify().code == 0


def test_a_passphrase_is_asked_for_by_ssh_keygen(unsigned: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    key = unsigned.folder / "locked"
    keygen("-t", "ed25519", "-N", "open sesame", "-f", key)
    ask = unsigned.folder / "ask"
    ask.write_text("#!/bin/sh\necho open sesame\n")
    ask.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(ask))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    assert unsigned.run("sign", "agreement.yaml", "--as", "CRO", "--key", "locked", "--at", AT).code == 0
    ask.write_text("#!/bin/sh\necho open barley\n")
    done = unsigned.run("sign", "agreement.yaml", "--as", "CMO", "--key", "locked", "--at", AT)
    assert done.code == 2
    assert "ssh-keygen made no signature with the key locked" in done.err
    assert not (unsigned.signatures / "cmo.sig").exists()


@pytest.mark.skipif(shutil.which("ssh-agent") is None, reason="there is no ssh-agent")
def test_a_key_of_the_agent(unsigned: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    socket = unsigned.folder.parent / "agent"
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL) as agent:
        try:
            for _ in range(200):
                if socket.exists():
                    break
                time.sleep(0.05)
            monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
            key = unsigned.folder / "held"
            keygen("-t", "ed25519", "-N", "", "-f", key)
            subprocess.run(["ssh-add", "-q", str(key)], check=True)
            key.unlink()
            done = unsigned.run("sign", "agreement.yaml", "--as", "CRO", "--key", "held.pub", "--at", AT)
            assert done.code == 0, done.err
        finally:
            agent.terminate()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--as", "CFO"],
            "is called so; those who sign are Dana Reyes (CMO) of marketing (cmo); Lee Park",
        ),
        (["--as", "../cro"], "nobody who signs 'north' is called so"),
        (["--at", "2027-01-04"], "write the time too, with its offset"),
        (["--at", "2027-01-04T09:00:00"], "has no offset"),
        (["--key", "nothing"], "'nothing' does not exist"),
        (["--key", "agreement.yaml"], "ssh-keygen made no signature with the key agreement.yaml"),
        (["--key", "keys.pub"], "ssh-keygen made no signature with the key keys.pub"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_signed(arguments: list[str], said: str, unsigned: Project) -> None:
    (unsigned.folder / "keys.pub").write_text(unsigned.public("mallory"))  # its other half is not here
    usual = {"--as": "CRO", "--key": str(unsigned.keys / "lee"), "--at": AT}
    usual[arguments[0]] = arguments[1]
    done = unsigned.run("sign", "agreement.yaml", *(part for pair in usual.items() for part in pair))
    assert done.code == 2
    assert said in done.err
    assert not unsigned.signatures.exists() or not list(unsigned.signatures.iterdir())


def test_two_of_one_role(unsigned: Project) -> None:
    unsigned.change("role: CMO", "role: CRO")
    done = unsigned.sign("CRO", "lee")
    assert done.code == 2
    assert "--as CRO means several: Dana Reyes (CRO) of marketing (marketing-cro); Lee Park (CRO)" in done.err
    assert unsigned.sign("sales: CRO", "lee").code == 0
    assert (unsigned.signatures / "sales-cro.sig").exists()


def test_what_has_errors_is_not_signed(unsigned: Project) -> None:
    unsigned.change("stops: attempt", "stops: atempt")
    done = unsigned.sign("CRO", "lee")
    assert (done.code, done.out) == (1, "")
    assert "SLA302" in done.err
    assert "nothing was signed: 1 error" in done.err


def test_a_base_is_not_signed(unsigned: Project) -> None:
    text = unsigned.agreement.read_text()
    unsigned.agreement.write_text("".join(line for line in text.splitlines(keepends=True) if "term:" not in line))
    assert "SLA701" in unsigned.sign("CRO", "lee").err
    assert unsigned.verify().code == 1


@pytest.mark.parametrize("name", ["signatures", "signatures/north-1.0.0", "signatures/north-1.0.0/cro.sig"])
def test_nothing_is_written_through_a_link(name: str, project: Project) -> None:
    elsewhere = project.folder.parent / "elsewhere"
    path = project.folder / name
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes() if elsewhere.is_file() else None
    done = project.sign("CRO", "lee")
    assert done.code == 2
    assert "leads out of the project" in done.err
    if before is not None:
        assert elsewhere.read_bytes() == before
    inside = project.folder / "inside"
    path.unlink()
    elsewhere.rename(inside)
    path.symlink_to(inside)
    assert "is a link" in project.sign("CRO", "lee").err


def test_another_folder_for_signatures(unsigned: Project) -> None:
    elsewhere = str(unsigned.folder.parent / "kept")
    for role, key in (("CRO", "lee"), ("CMO", "dana")):
        assert unsigned.sign(role, key, "--signatures", elsewhere).code == 0
    assert unsigned.verify().code == 1
    assert unsigned.verify("--signatures", elsewhere).code == 0


@pytest.mark.parametrize("verb", ["sign", "verify"])
def test_without_ssh_keygen(verb: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    done = project.sign("CRO", "lee") if verb == "sign" else project.verify()
    assert done.code == 2
    assert "ssh-keygen is not found: install OpenSSH 8.9 or later" in done.err
