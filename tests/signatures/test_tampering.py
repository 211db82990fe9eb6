"""Whatever is done to a signed agreement or its signatures is found, and nothing else is."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.signatures.conftest import AT, Project

Act = Callable[[Project], object]
ARMOUR = "-----BEGIN SSH SIGNATURE-----"


def renamed(project: Project) -> None:
    """Another version is said to have been signed."""
    project.change("version: 1.0.0", "version: 1.1.0")
    project.signatures.rename(project.folder / "signatures" / "north-1.1.0")


def for_another_agreement(project: Project) -> None:
    project.change("name: north,", "name: south,")
    project.signatures.rename(project.folder / "signatures" / "south-1.0.0")


def copied(project: Project) -> None:
    """One person's signature in the place of another's."""
    for suffix in (".json", ".sig"):
        shutil.copy(project.signatures / f"cmo{suffix}", project.signatures / f"cro{suffix}")


def restated(project: Project) -> None:
    """A statement with the digest of what the agreement has become."""
    statement = project.signatures / "cro.json"
    project.change("2 days", "3 days")
    digest = json.loads(project.verify("--format", "json").out)["agreement"]["digest"]
    held = json.loads(statement.read_text())
    statement.write_text(statement.read_text().replace(held["digest"], digest))


def by_mallory(project: Project) -> None:
    """The whole signed anew, with a key that is nobody's."""
    assert project.sign("CRO", "mallory").code == 0


def with_a_colleagues_key(project: Project) -> None:
    assert project.sign("CRO", "dana").code == 0


def in_another_namespace(project: Project) -> None:
    statement = project.signatures / "cro.json"
    (project.signatures / "cro.sig").unlink()
    key = str(project.keys / "lee")
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "git", str(statement)], check=True)
    (project.signatures / "cro.json.sig").rename(project.signatures / "cro.sig")


def of_other_clauses(project: Project) -> None:
    """The right digest with a list of clauses that is not the agreement's, signed by the right person."""
    signed_by_hand(project, lambda held: held["clauses"].pop())


def of_another_digest(project: Project) -> None:
    """The agreement's clauses with a digest that is of something else, signed by the right person."""
    signed_by_hand(project, lambda held: held.update(digest="0" * 64))


def of_another_digest_in_another_order(project: Project) -> None:
    signed_by_hand(project, lambda held: (held.update(digest="0" * 64), held["clauses"].reverse()))


def signed_by_hand(project: Project, edit: Callable[[dict[str, Any]], object]) -> None:
    statement = project.signatures / "cro.json"
    held = json.loads(statement.read_text())
    edit(held)
    statement.write_text(json.dumps(held, indent=2, ensure_ascii=False) + "\n")
    (project.signatures / "cro.sig").unlink()
    key = str(project.keys / "lee")
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "slakit", str(statement)], check=True)
    (project.signatures / "cro.json.sig").rename(project.signatures / "cro.sig")


def renumbered(project: Project) -> None:
    """A version that begins earlier appears, whose promise has the number of one that was signed."""
    text = project.agreement.read_text().replace("version: 1.0.0", "version: 0.9.0").replace("2027", "2026")
    (project.folder / "earlier.yaml").write_text(
        text.replace("first_attempt: {title: First attempt", "call: {title: Call")
    )


def limited(limit: str) -> Act:
    """A limit on Lee's key."""

    def act(project: Project) -> None:
        dana, lee = project.allowed.read_text().splitlines()
        project.allow(dana, lee.replace('namespaces="slakit"', f'namespaces="slakit",{limit}'))

    return act


def key_for_git_only(project: Project) -> None:
    project.allow(*project.allowed.read_text().replace('namespaces="slakit"', 'namespaces="git"').splitlines())


def outside(name: str) -> Act:
    """A file of a signature that is a link to one outside of the project."""

    def act(project: Project) -> None:
        file = project.signatures / name
        elsewhere = project.folder.parent / name
        file.rename(elsewhere)
        file.symlink_to(elsewhere)

    return act


def whole_folder_outside(project: Project) -> None:
    shutil.move(project.signatures, project.folder.parent / "stolen")
    project.signatures.symlink_to(project.folder.parent / "stolen")


def written(name: str, content: bytes) -> Act:
    return lambda project: (project.signatures / name).write_bytes(content)


def edited(name: str, before: str, after: str) -> Act:
    def act(project: Project) -> None:
        file = project.signatures / name
        text = file.read_text()
        assert before in text
        file.write_text(text.replace(before, after, 1))

    return act


def piped(project: Project) -> None:
    (project.signatures / "cro.sig").unlink()
    os.mkfifo(project.signatures / "cro.sig")


def a_folder(project: Project) -> None:
    (project.signatures / "cro.sig").unlink()
    (project.signatures / "cro.sig").mkdir()


TAMPERINGS: dict[str, tuple[Act, set[str]]] = {
    "a digit of the agreement": (lambda p: p.change("2 days", "3 days"), {"SLA721"}),
    "a letter of a clause": (lambda p: p.change("30 days'", "30 day's"), {"SLA721"}),
    "a new version": (lambda p: p.change("1.0.0", "1.0.1"), {"SLA720"}),
    "the folder renamed to a new version": (renamed, {"SLA724"}),
    "the folder renamed to another agreement": (for_another_agreement, {"SLA724"}),
    "a signature copied": (copied, {"SLA724"}),
    "a signatory removed": (
        lambda p: p.change(", signatories: [{role: CRO, name: Lee Park, email: lee@north.example}]", ""),
        {"SLA721", "SLA725", "SLA726"},
    ),
    "a signatory exchanged": (lambda p: p.change("Lee Park", "Max Moll"), {"SLA721", "SLA724"}),
    "a signatory's role exchanged": (lambda p: p.change("role: CRO", "role: COO"), {"SLA720", "SLA721", "SLA726"}),
    "a statement with another digest": (restated, {"SLA721", "SLA722"}),
    "a statement with another time": (edited("cro.json", "2027-01-04", "2027-01-03"), {"SLA722"}),
    "a statement with another name": (edited("cro.json", "Lee Park", "Leo Park"), {"SLA722"}),
    "a statement with white space": (edited("cro.json", "{", "{ "), {"SLA722"}),
    "a statement of other clauses": (of_other_clauses, {"SLA722"}),
    "a statement of another digest": (of_another_digest, {"SLA722"}),
    "a statement of another digest in another order": (of_another_digest_in_another_order, {"SLA722"}),
    "promises under other numbers": (renumbered, {"SLA728"}),
    "a key of nobody": (by_mallory, {"SLA723"}),
    "a colleague's key": (with_a_colleagues_key, {"SLA723"}),
    "a key that has expired": (limited('valid-before="20270101"'), {"SLA723"}),
    "a key that is not valid yet": (limited('valid-after="20270201"'), {"SLA723"}),
    "a key for git only": (key_for_git_only, {"SLA723"}),
    "a signature for git": (in_another_namespace, {"SLA722"}),
    "no key at all": (lambda p: p.allow(), {"SLA723"}),
    "a file of keys that is none": (lambda p: p.allow("\x00\x1b[2Jno keys", "more"), {"SLA723"}),
    "a signature removed": (lambda p: [(p.signatures / f"cro{one}").unlink() for one in (".sig", ".json")], {"SLA720"}),
    "all signatures removed": (lambda p: shutil.rmtree(p.signatures), {"SLA720"}),
    "a statement removed": (lambda p: (p.signatures / "cro.json").unlink(), {"SLA722"}),
    "a signature without its statement": (lambda p: (p.signatures / "cro.sig").unlink(), {"SLA722"}),
    "a signature cut short": (
        lambda p: p.signatures.joinpath("cro.sig").write_text(ARMOUR + "\nU1NIU0lH\n"),
        {"SLA722"},
    ),
    "a signature of a few bytes": (
        lambda p: p.signatures.joinpath("cro.sig").write_text(
            f"{ARMOUR}\nU1NIU0lHAAAAAf////8=\n-----END SSH SIGNATURE-----\n"
        ),
        {"SLA722"},
    ),
    "an empty signature": (written("cro.sig", b""), {"SLA722"}),
    "garbage": (written("cro.sig", bytes(range(256)) * 9), {"SLA722"}),
    "orders to a terminal": (written("cro.sig", b"\x1b[2J\x1b]0;owned\x07::error::x\n##[error]"), {"SLA722"}),
    "a huge signature": (written("cro.sig", b"A" * 1_000_000), {"SLA727"}),
    "a huge statement": (written("cro.json", b" " * (16 * 1024 * 1024 + 1)), {"SLA727"}),
    "a statement that is none": (written("cro.json", b"[" * 100_000), {"SLA722"}),
    "a signature outside": (outside("cro.sig"), {"SLA727"}),
    "a statement outside": (outside("cro.json"), {"SLA727"}),
    "all signatures outside": (whole_folder_outside, {"SLA727"}),
    "a pipe": (piped, {"SLA727"}),
    "a folder": (a_folder, {"SLA727"}),
    "a link to nothing": (
        lambda p: [(p.signatures / "cro.sig").unlink(), (p.signatures / "cro.sig").symlink_to("cro.sig")],
        {"SLA727"},
    ),
    "one signature too many": (
        lambda p: shutil.copy(p.signatures / "cro.sig", p.signatures / "\x1b[31mceo.sig"),
        {"SLA726"},
    ),
}
REASONS = {
    "a signature copied": "in the place of Lee Park (CRO) is the signature of Dana Reyes, CMO",
    "the folder renamed to a new version": "what Lee Park (CRO) signed is 'north' version 1.0.0, not ",
    "a statement with another digest": "the signature of Lee Park (CRO) is not one of cro.json",
    "a statement of other clauses": "lists other clauses than the agreement has",
    "promises under other numbers": "Lee Park (CRO) signed: 'First attempt' was S-1, is S-2",
    "a key of nobody": "at 2027-01-04T14:00:00Z: .slakit/allowed_signers does not have it",
    "a colleague's key": "it is the key of dana@north.example",
    "a key that has expired": ": .slakit/allowed_signers:2: key has expired",
    "a key that is not valid yet": ": .slakit/allowed_signers:2: key is not yet valid",
    "a key for git only": ": .slakit/allowed_signers:2: key is not permitted for use in signature namespace",
    "a signature for git": "namespace does not match",
    "a huge signature": "it is larger than 65,536 bytes",
    "a signature outside": "it leads out of the project",
    "a pipe": "it is not a plain file",
}
"""What is said of some."""


@pytest.mark.parametrize("name", TAMPERINGS)
def test_it_is_found(name: str, project: Project) -> None:
    act, codes = TAMPERINGS[name]
    act(project)
    done = project.verify("--format", "json")
    told = json.loads(done.out)
    assert {finding["code"] for finding in told["findings"]} == codes, done.out
    assert (done.code, told["signed"]) == ((0, True) if codes <= {"SLA726", "SLA728"} else (1, False))
    if codes == {"SLA721"}:
        assert all(one["state"] == "outdated" and one["changes"]["changed"] for one in told["signatures"])
    shown = project.verify()
    assert not {"\x1b", "\x07"} & set(shown.out + shown.err)
    assert shown.code == done.code
    assert REASONS.get(name, "") in shown.out


def test_the_order_of_parties_is_found(project: Project) -> None:
    head, sales = project.agreement.read_text().split("  sales:", 1)
    before, marketing = head.split("  marketing:", 1)
    rest, after = sales.split("clauses:", 1)
    project.agreement.write_text(f"{before}  sales:{rest}  marketing:{marketing}clauses:{after}")
    done = project.verify()
    assert done.code == 1
    assert "the order of the parties, stages or clauses has changed" in done.out
    assert "its clauses are as signed, in another order" in done.out


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_are_none_of_it(ends: str, project: Project) -> None:
    """Git may write files with the line ends of another system."""
    for file in (project.agreement, *project.signatures.iterdir()):
        file.write_bytes(file.read_bytes().replace(b"\n", ends.encode()))
    assert project.verify().code == 0


def test_a_signature_says_when(project: Project) -> None:
    first = json.loads(project.verify("--format", "json").out)["signatures"][0]
    assert AT == "2027-01-04T09:00:00-05:00"
    assert (first["state"], first["signed_at"]) == ("signed", "2027-01-04T14:00:00Z")
