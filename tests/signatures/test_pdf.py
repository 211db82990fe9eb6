"""Signatures inside a PDF: signed by certificate, verified, tampered with."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("pyhanko")
pytest.importorskip("typst")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

import slakit
from slakit.signatures import pdf
from slakit.signatures.signers import signers
from tests.signatures.conftest import AGREEMENT, Project

OPEN = "open sesame"
PEOPLE = {"dana": "Dana Reyes", "lee": "Lee Park", "mallory": "Mallory"}
NOW = dt.datetime.now(dt.UTC)


def certificate(name: str, key: ec.EllipticCurvePrivateKey, *, until: dt.datetime) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, PEOPLE[name])])
    uses = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=9))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, key_cert_sign=True, **uses), critical=True
        )
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(f"{name}@north.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )


def identity(folder: Path, name: str, *, passphrase: str = "", until: dt.datetime | None = None) -> str:
    """A key with a certificate of its own; the certificate in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = certificate(name, key, until=until or NOW + dt.timedelta(days=9))
    locked = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    (folder / f"{name}.p12").write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, locked))
    return made.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a rendered document that both have signed; not to be changed."""
    project = Project(folder=tmp_path_factory.mktemp("pdf"), keys=tmp_path_factory.mktemp("identities"))
    (project.folder / ".git").mkdir()
    project.agreement.write_text(AGREEMENT)
    (project.folder / ".slakit").mkdir()
    trusted = [identity(project.folder, name) for name in ("dana", "lee")]
    identity(project.folder, "mallory")
    (project.folder / ".slakit" / "trusted_certificates.pem").write_text("".join(trusted))
    assert project.run("render", "agreement.yaml", "-o", "agreement.pdf").code == 0
    (project.folder / "unsigned.pdf").write_bytes((project.folder / "agreement.pdf").read_bytes())
    for role, key in (("CMO", "dana"), ("CRO", "lee")):
        done = sign(project, role, key)
        assert done == (0, ""), done
    return project.folder


@pytest.fixture
def project(signed: Path, tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    shutil.copytree(signed, folder)
    return Project(folder=folder, keys=folder)


def sign(project: Project, role: str, key: str) -> tuple[int, str]:
    done = project.run("sign", "agreement.yaml", "--as", role, "--pdf", "agreement.pdf", "--key", f"{key}.p12")
    return done.code, done.err if done.code else ""


def verify(project: Project, *more: str) -> tuple[int, str]:
    done = project.run("verify", "agreement.yaml", "--pdf", "agreement.pdf", *more)
    assert "Traceback" not in done.err
    return done.code, done.out + done.err


def document(project: Project) -> Path:
    return project.folder / "agreement.pdf"


def start_again(project: Project) -> None:
    document(project).write_bytes((project.folder / "unsigned.pdf").read_bytes())


def test_it_is_signed_by_both(project: Project) -> None:
    code, told = verify(project)
    assert code == 0, told
    assert "✓ Dana Reyes (CMO) for Marketing: signed at 20" in told
    assert "with X.509 SHA256:" in told
    unsigned = (project.folder / "unsigned.pdf").read_bytes()
    assert document(project).read_bytes().startswith(unsigned)


def edited(project: Project) -> None:
    """A byte of a page is another."""
    content = bytearray(document(project).read_bytes())
    content[content.index(b"stream\n") + 40] ^= 1
    document(project).write_bytes(content)


def appended(project: Project) -> None:
    """A page is turned in a revision of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(document(project).read_bytes()))
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.NameObject("/Rotate")] = generic.NumberObject(180)
    writer.update_container(page)
    turned = BytesIO()
    writer.write(turned)
    document(project).write_bytes(turned.getvalue())


def written_behind(project: Project) -> None:
    """Something stands behind the last revision."""
    document(project).write_bytes(document(project).read_bytes() + b"\n% and more\n%%EOF\n")


def covered(project: Project, name: str = "cro2", box: tuple[int, int, int, int] | None = (50, 50, 300, 300)) -> None:
    """A further signature, which shows something over the text."""
    holder = SimpleSigner.load_pkcs12_data((project.folder / "mallory.p12").read_bytes(), [], None)
    signer = PdfSigner(PdfSignatureMetadata(field_name=name), holder, new_field_spec=SigFieldSpec(name, box=box))
    made = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(document(project).read_bytes())))
    document(project).write_bytes(made.getvalue())


def signed_for_lee(project: Project, key: str) -> None:
    """The words and the field of Lee Park's signature, by another program and with the key of somebody else."""
    agreement, _ = slakit.load(str(project.agreement))
    assert agreement is not None
    lee = next(one for one in signers(agreement) if one.file == "cro")
    holder = SimpleSigner.load_pkcs12_data((project.folder / f"{key}.p12").read_bytes(), [], None)
    said = PdfSignatureMetadata(field_name=lee.file, reason=str(pdf.reason(agreement, lee)))
    made = PdfSigner(said, holder).sign_pdf(IncrementalPdfFileWriter(BytesIO(document(project).read_bytes())))
    document(project).write_bytes(made.getvalue())


def by_mallory(project: Project) -> None:
    start_again(project)
    assert sign(project, "CMO", "dana")[0] == 0
    signed_for_lee(project, "mallory")


def by_a_colleague(project: Project) -> None:
    start_again(project)
    signed_for_lee(project, "dana")


def test_nobody_signs_with_the_certificate_of_somebody_else(project: Project) -> None:
    start_again(project)
    before = document(project).read_bytes()
    code, told = sign(project, "CRO", "dana")
    assert code == 2
    assert "dana.p12 holds the certificate of dana reyes, dana@north.example, not of lee@north.example" in told
    assert document(project).read_bytes() == before


def with_other_words(project: Project) -> None:
    start_again(project)
    covered(project, "cro", None)


def garbage(project: Project) -> None:
    document(project).write_bytes(b"%PDF-1.7\n\x1b[2J" + bytes(range(256)) * 50)


def cut_short(project: Project) -> None:
    document(project).write_bytes(document(project).read_bytes()[:-2_000])


def a_link_outside(project: Project) -> None:
    elsewhere = project.folder.parent / "elsewhere.pdf"
    document(project).rename(elsewhere)
    document(project).symlink_to(elsewhere)


TAMPERINGS: dict[str, tuple[Callable[[Project], object], set[str]]] = {
    "an edited page": (edited, {"SLA722"}),
    "a page changed in a further revision": (appended, {"SLA722"}),
    "something behind the last revision": (written_behind, {"SLA727"}),
    "a further signature over the text": (covered, {"SLA727"}),
    "a signatory's signature over the text": (lambda p: [start_again(p), covered(p, "cro")], {"SLA727"}),
    "a certificate that is not trusted": (by_mallory, {"SLA723"}),
    "a colleague's certificate": (by_a_colleague, {"SLA720", "SLA723"}),
    "a signature that says something else": (with_other_words, {"SLA720", "SLA724"}),
    "not signed": (start_again, {"SLA720"}),
    "garbage": (garbage, {"SLA727"}),
    "cut short": (cut_short, {"SLA727", "SLA722"}),
    "a link outside": (a_link_outside, {"SLA727"}),
    "a changed agreement": (lambda p: p.change("2 days", "3 days"), {"SLA721"}),
    "another version": (lambda p: p.change("1.0.0", "1.0.1"), {"SLA724"}),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(name: str, project: Project) -> None:
    act, codes = TAMPERINGS[name]
    act(project)
    code, told = verify(project)
    found = set(re.findall(r"error (SLA\d{3})", told))
    assert code == 1
    assert found == codes or (name == "cut short" and found and found < codes), told
    assert "\x1b" not in told


def test_a_signed_document_is_not_stale_but_one_to_which_anything_else_was_added_is(project: Project) -> None:
    check = "render", "agreement.yaml", "--check", "-o", "agreement.pdf"
    assert project.run(*check).code == 0
    for act in (appended, written_behind, covered, edited):
        shutil.copy(document(project), project.folder / "kept.pdf")
        act(project)
        assert project.run(*check).code == 1, act
        shutil.move(project.folder / "kept.pdf", document(project))
    project.change("2 days", "3 days")
    assert project.run(*check).code == 1


def test_signatures_are_not_written_over(project: Project) -> None:
    signed_ = document(project).read_bytes()
    done = project.run("render", "agreement.yaml", "-o", "agreement.pdf")
    assert (done.code, document(project).read_bytes()) == (0, signed_)
    assert "agreement.pdf is this already, and signed: it stays as it is" in done.err
    project.change("2 days", "3 days")
    done = project.run("render", "agreement.yaml", "-o", "agreement.pdf")
    assert (done.code, document(project).read_bytes()) == (2, signed_)
    assert "agreement.pdf has signatures, of another text: move it away first, or name another file" in done.err
    document(project).write_bytes((project.folder / "unsigned.pdf").read_bytes())
    assert project.run("render", "agreement.yaml", "-o", "agreement.pdf").code == 0


def test_a_certificate_that_has_expired(project: Project) -> None:
    start_again(project)
    trusted = [identity(project.folder, name, until=NOW - dt.timedelta(days=1)) for name in ("dana", "lee")]
    (project.folder / ".slakit" / "trusted_certificates.pem").write_text("".join(trusted))
    for role, key in (("CMO", "dana"), ("CRO", "lee")):
        sign(project, role, key)
    code, told = verify(project)
    assert code == 1
    assert "'s signature is not valid at 20" in told


def test_certificates_at_another_time(project: Project) -> None:
    later = (NOW + dt.timedelta(days=30)).isoformat(timespec="seconds")
    before = (NOW - dt.timedelta(days=1)).isoformat(timespec="seconds")
    assert "'s signature is not valid at 20" in verify(project, "--as-of", later)[1]
    assert "had not signed at" in verify(project, "--as-of", before)[1]


def test_only_what_is_rendered_is_signed(project: Project) -> None:
    project.change("2 days", "3 days")
    code, said = sign(project, "CMO", "dana")
    assert code == 2
    assert "agreement.pdf is not what agreement.yaml says now: run 'slakit render agreement.yaml -o" in said
    start_again(project)
    edited(project)
    assert sign(project, "CMO", "dana")[0] == 2


def test_a_passphrase(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    start_again(project)
    identity(project.folder, "dana", passphrase=OPEN)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "open barley")
    code, said = sign(project, "CMO", "dana")
    assert code == 2
    assert "dana.p12 cannot be opened" in said
    monkeypatch.setattr("click.prompt", lambda *_, **__: OPEN)
    assert sign(project, "CMO", "dana") == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--trusted", "nothing"], "there is no file nothing of certificates"),
        (["--trusted", "agreement.yaml"], "holds no certificate"),
        (["--allowed-signers", "keys"], "--pdf goes with --trusted, and without"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_cannot_be_done(arguments: list[str], said: str, project: Project) -> None:
    code, told = verify(project, *arguments)
    assert code == 2
    assert said in told
    assert project.run("verify", "agreement.yaml", "--trusted", "x").code == 2
    assert project.run("verify", "agreement.yaml", "--pdf", "nothing.pdf").code == 2


def test_signing_twice(project: Project) -> None:
    code, said = sign(project, "CMO", "dana")
    assert code == 2
    assert "the PDF cannot be signed" in said


def test_without_pyhanko(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.signatures.pdf.find_spec", lambda _: None)
    for code, told in (verify(project), sign(project, "CMO", "dana")):
        assert code == 2
        assert "signatures in a PDF need pyHanko: pip install 'slakit[pdf]'" in told
