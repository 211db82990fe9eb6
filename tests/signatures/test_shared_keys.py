"""One key that stands for several people."""

import pytest

from slakit.diagnostics import Span
from slakit.signatures.shared_keys import shared_keys
from slakit.signatures.signers import Signer
from slakit.signatures.ssh import Key
from slakit.signatures.standing import Standing, State
from tests.signatures.conftest import Project

BY_PATTERN = '*@north.example namespaces="slakit" {lee}'
IN_TWO_LINES = 'dana@north.example namespaces="slakit" {lee}\nlee@north.example namespaces="slakit" {lee}'
IN_ONE_LINE = 'dana@north.example,lee@north.example namespaces="slakit" {lee}'


@pytest.mark.parametrize("allowed", [BY_PATTERN, IN_TWO_LINES, IN_ONE_LINE], ids=["pattern", "two lines", "one line"])
def test_one_key_for_both_is_a_warning(project: Project, allowed: str) -> None:
    project.allow(allowed.format(lee=project.public("lee")))
    assert project.sign("CMO", "lee").code == 0
    done = project.verify()
    assert (done.code, done.err) == (0, "signed by 2 of 2\n")
    assert "warning SLA729: Dana Reyes (CMO) and Lee Park (CRO) have signed with one key, SHA256:" in done.out


def test_also_where_the_agreement_has_changed_since(project: Project) -> None:
    project.allow(BY_PATTERN.format(lee=project.public("lee")))
    assert project.sign("CMO", "lee").code == 0
    project.change("within: 2 days", "within: 36 hours")
    assert "SLA729" in project.verify().out


def test_a_pattern_with_which_each_signs_by_their_own_key_is_none(project: Project) -> None:
    project.allow(*(f'*@north.example namespaces="slakit" {project.public(name)}' for name in ("dana", "lee")))
    done = project.verify()
    assert (done.code, "SLA729" in done.out) == (0, False)


def standing(name: str, email: str, key: str = "k", role: str = "", line: int = 3) -> Standing:
    span = Span("a", line)
    signer = Signer(party="p", party_title="P", role=role, name=name, email=email, file=role or "f", span=span)
    found = Key(kind="ED25519", fingerprint=key, public="") if key else None
    return Standing(signer=signer, state=State.SIGNED, file="f", key=found)


DANA = standing("Dana Reyes", "dana@x.example")


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([standing("Lee Park", "lee@x.example")], ["Dana Reyes and Lee Park have"]),
        ([standing("Lee Park", "dana@x.example")], ["Dana Reyes and Lee Park have"]),  # a mailbox that both read
        ([standing("dana  REYES", "d.reyes@y.example")], []),
        ([standing("", "DANA@x.example", role="CFO")], []),
        ([standing("", "", role="CFO")], ["Dana Reyes and CFO have"]),
        ([standing("Lee Park", "lee@x.example", key="other")], []),
        ([standing("Lee Park", "lee@x.example", key="")], []),
        (
            [standing("Lee Park", "l"), standing("Lee Park", "l"), standing("Max Moll", "m")],
            ["Dana Reyes, Lee Park and Max Moll have"],
        ),
        (
            [standing("A", "a", key="2"), standing("B", "b", key="2"), standing("C", "c")],
            ["Dana Reyes and C have", "A and B have"],
        ),
    ],
)
def test_who_is_somebody_else(others: list[Standing], told: list[str]) -> None:
    found = [one.message for one in shared_keys([DANA, *others])]
    assert len(found) == len(told)
    assert all(message.startswith(start) for message, start in zip(found, told, strict=True))


def test_offices_of_which_nobody_is_named_are_not_one_person() -> None:
    (found,) = shared_keys([standing("", "", role="CFO", line=3), standing("", "", role="COO", line=8)])
    assert found.message.startswith("CFO and COO have")
    assert found.span.line == 8
