"""The test vectors that docs/signing.md points to: slakit and a program written from that page agree with them."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from slakit.digest import canonical_form, digest_of, parts
from slakit.digest.canonical_json import canonical
from slakit.loading import load_agreement
from tests.digest import independent
from tests.house.pages import ROOT

VECTORS = Path(__file__).parent / "vectors"
SPELLINGS = json.loads((VECTORS / "json.json").read_text(encoding="utf-8"))
AGREEMENTS = [json.loads((VECTORS / name).read_text(encoding="utf-8")) for name in ("small.json", "northwind.json")]


@pytest.mark.parametrize("one", SPELLINGS, ids=lambda one: one["about"])
def test_a_value_has_one_spelling(one: dict[str, Any]) -> None:
    assert canonical(one["value"]) == one["canonical"].encode() == independent.canonical(one["value"]).encode()


def test_half_a_character_has_none() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical({"a": "\ud800"})


@pytest.mark.parametrize("one", AGREEMENTS, ids=lambda one: one["agreement"])
def test_an_agreement_has_this_form_and_these_digests(one: dict[str, Any]) -> None:
    agreement, findings = load_agreement(str(ROOT / one["agreement"]))
    assert agreement is not None, findings
    assert canonical_form(agreement) == one["form"]
    assert digest_of(agreement) == one["digest"]
    assert {part.path: part.digest for part in parts(agreement)} == one["parts"]


@pytest.mark.parametrize("one", AGREEMENTS, ids=lambda one: one["agreement"])
def test_another_program_comes_to_the_same(one: dict[str, Any]) -> None:
    assert independent.digest(one["form"]) == one["digest"]
    assert independent.parts(one["form"]) == one["parts"]


def test_the_digest_is_sha_256_of_the_spelling() -> None:
    assert independent.digest({"a": "b"}) == sha256(b'{"a":"b"}').hexdigest()
