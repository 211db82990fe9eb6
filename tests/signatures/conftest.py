"""A project with an agreement and people with keys, made once, copied for each test."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.examples.running import Ran, run

AGREEMENT = """\
apiVersion: slakit/v1
kind: Agreement
metadata: {name: north, title: North, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: America/New_York}
parties:
  marketing: {title: Marketing, signatories: [{role: CMO, name: Dana Reyes, email: dana@north.example}]}
  sales: {title: Sales, signatories: [{role: CRO, name: Lee Park, email: lee@north.example}]}
clauses:
  notice: {title: Notice, text: Either party may end this agreement with 30 days' notice.}
events: {handoff: {event: assigned}, attempt: {event: call}}
responses:
  first_attempt: {title: First attempt, by: sales, for: marketing, starts: handoff, stops: attempt, within: 2 days}
  briefing: {title: Briefing, by: marketing, for: sales, starts: handoff, stops: attempt, within: 3 days}
"""
AT = "2027-01-04T09:00:00-05:00"
KEYS = {"dana": "ed25519", "lee": "ecdsa", "mallory": "ed25519"}


@dataclass(frozen=True, kw_only=True)
class Project:
    """A folder with `agreement.yaml`, keys beside it, and the command line run in it."""

    folder: Path
    keys: Path

    @property
    def signatures(self) -> Path:
        return self.folder / "signatures" / "north-1.0.0"

    @property
    def allowed(self) -> Path:
        return self.folder / ".slakit" / "allowed_signers"

    @property
    def agreement(self) -> Path:
        return self.folder / "agreement.yaml"

    def public(self, name: str) -> str:
        return " ".join((self.keys / f"{name}.pub").read_text().split()[:2])

    def allow(self, *lines: str) -> None:
        self.allowed.parent.mkdir(exist_ok=True)
        self.allowed.write_text("".join(f"{line}\n" for line in lines))

    def run(self, *arguments: str | Path) -> Ran:
        return run(*arguments, folder=self.folder)

    def sign(self, role: str, key: str, *more: str) -> Ran:
        return self.run("sign", "agreement.yaml", "--as", role, "--key", self.keys / key, "--at", AT, *more)

    def verify(self, *more: str) -> Ran:
        return self.run("verify", "agreement.yaml", *more)

    def change(self, before: str, after: str) -> None:
        text = self.agreement.read_text()
        assert before in text
        self.agreement.write_text(text.replace(before, after, 1))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen")
    folder = tmp_path_factory.mktemp("keys")
    for name, kind in KEYS.items():
        command = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def signed_once(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everybody has signed; not to be changed."""
    project = Project(folder=tmp_path_factory.mktemp("signed"), keys=keys)
    (project.folder / ".git").mkdir()
    project.agreement.write_text(AGREEMENT)
    project.allow(*(f'{name}@north.example namespaces="slakit" {project.public(name)}' for name in ("dana", "lee")))
    for role, key in (("CMO", "dana"), ("CRO", "lee")):
        done = project.sign(role, key)
        assert done.code == 0, done.err
    return project.folder


@pytest.fixture
def project(signed_once: Path, keys: Path, tmp_path: Path) -> Project:
    """A copy of the signed project, one's own."""
    folder = tmp_path / "project"
    shutil.copytree(signed_once, folder)
    return Project(folder=folder, keys=keys)


@pytest.fixture
def unsigned(project: Project) -> Project:
    """The same without signatures."""
    shutil.rmtree(project.folder / "signatures")
    return project
