"""Who must sign, what they are called, and what their files are called."""

from pathlib import Path

import pytest

from slakit.diagnostics import Span
from slakit.loading import load_agreement
from slakit.model import Agreement, Party, Signatory
from slakit.signatures.signers import called, folder_name, signers, unnamed
from tests.house.pages import ROOT

HERE = Span("agreement.yaml")
LOADED, _ = load_agreement(str(ROOT / "policies" / "northwind.yaml"))
assert LOADED is not None
NORTHWIND = LOADED


def one(role: str | None, name: str | None = None, email: str | None = None) -> Signatory:
    return Signatory(role=role, name=name, email=email, span=HERE)


def agreement(version: str = "1.0.0", **parties: Party | tuple[Signatory, ...]) -> Agreement:
    found = {
        id_: held if isinstance(held, Party) else Party(id=id_, span=HERE, signatories=held)
        for id_, held in parties.items()
    }
    return Agreement(id="north", span=HERE, version=version, term=NORTHWIND.term, parties=found)


def files(**parties: Party | tuple[Signatory, ...]) -> list[str]:
    return [signer.file for signer in signers(agreement(**parties))]


def test_signatories_sign_in_the_order_of_the_parties() -> None:
    found = signers(NORTHWIND)
    assert [(signer.party, signer.role, signer.file, signer.principal, str(signer)) for signer in found] == [
        ("marketing", "CMO", "cmo", "dana@northwind.example", "Dana Reyes (CMO)"),
        ("sales", "CRO", "cro", "lee@northwind.example", "Lee Park (CRO)"),
    ]


def test_without_a_signatory_the_accountable_signs_and_without_either_nobody() -> None:
    found = agreement(sales=Party(id="sales", span=HERE, accountable="Lee Park"), legal=())
    (signer,) = signers(found)
    assert (signer.name, signer.file, signer.principal) == ("Lee Park", "lee-park", "lee-park")
    assert [party.id for party in unnamed(found)] == ["legal"]


@pytest.mark.parametrize(
    ("role", "file"),
    [
        ("CMO", "cmo"),
        ("VP, Sales (EMEA)", "vp-sales-emea"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "signatory"),
        ("/", "signatory"),
        ("a\\b", "a-b"),
        ("\x1b[31mred", "31mred"),
        ("Geschäftsführerin", "geschäftsführerin"),
        ("最高营销官", "最高营销官"),
        (".hidden", "hidden"),
        ("C:con", "c-con"),
        ("x" * 500, "x" * 80),
        ("ü" * 500, "ü" * 40),
        ("\u202eevil", "evil"),
    ],
)
def test_a_role_is_a_safe_name(role: str, file: str) -> None:
    assert files(sales=(one(role),)) == [file]


def test_names_are_told_apart() -> None:
    assert files(marketing=(one("VP"),), sales=(one("vp"),)) == ["marketing-vp", "sales-vp"]
    assert files(sales=(one("VP", "A"), one("V P", "B"), one("V.P.", "C"))) == ["vp", "sales-v-p", "sales-v-p-2"]
    assert files(sales=(one("VP"), one("VP"), one("VP"))) == ["sales-vp", "sales-vp-2", "sales-vp-3"]
    assert len(set(files(sales=(one("VP"), one("VP"), one("sales VP 2"), one("Sales VP"))))) == 4
    assert files(sales=(one(None, "Lee Park"), one(None, None, "a@b"))) == ["lee-park", "a-b"]


@pytest.mark.parametrize("name", ["CMO", "cmo", " cmo ", "Dana Reyes", "DANA@northwind.example", "marketing: CMO"])
def test_signers_are_called_by_role_name_address_or_file(name: str) -> None:
    assert [signer.party for signer in called(signers(NORTHWIND), name)] == ["marketing"]


def test_others_are_not() -> None:
    found = signers(agreement(marketing=(one("VP"),), sales=(one("VP"),)))
    assert len(called(found, "vp")) == 2
    assert [signer.party for signer in called(found, "sales: VP")] == ["sales"]
    assert [signer.party for signer in called(found, "marketing-vp")] == ["marketing"]
    assert not called(found, "sales: CMO")
    assert not called(found, "")


@pytest.mark.parametrize("email", ["*@north.example", "a,b@north.example", '"a"@b', "!a@b", "?@b"])
def test_an_address_that_means_something_to_ssh_is_no_principal(email: str) -> None:
    (signer,) = signers(agreement(sales=(one("CRO", "Lee", email),)))
    assert signer.principal == "cro"


@pytest.mark.parametrize(
    ("version", "name"),
    [("1.2.0", "north-1.2.0"), ("2027/Q1", "north-2027-Q1"), ("../../x", "north-..-..-x"), ("", "north-")],
)
def test_a_version_is_a_safe_folder(version: str, name: str) -> None:
    assert folder_name(agreement(version)) == name
    assert (Path("signatures") / name).parent == Path("signatures")
