"""Every page's examples are run: the wrong one has its finding and no other, the right one has none."""

from dataclasses import replace
from pathlib import Path

import pytest

from slakit import codes
from slakit.codes import Page
from slakit.diagnostics import Code, Severity
from tests.codes.examples import found
from tests.house.test_codes import codes as declared

JUDGEMENTS = {f"SLA{number}" for number in (420, 423, 424, 428, 430, 443, 445, 446, 449, 451, 534, 816)}
"""Errors with which an agreement can be evaluated all the same."""
LOG = """lead_id,event,at,stage,offer,score
L1,stage_changed,2027-01-04T09:00:00-05:00,mql,webinar,60
L1,assigned,2027-01-04T10:00:00-05:00,,,
L1,call,2027-01-05T16:00:00-05:00,,,
L1,stage_changed,2027-02-04T09:00:00-05:00,customer,,
"""


def page(id_: str) -> Page:
    found = codes.find(id_)
    assert found is not None
    return found


@pytest.mark.parametrize("id_", codes.ids())
def test_the_wrong_example_is_found(id_: str, tmp_path: Path) -> None:
    one = page(id_)
    done, told = found(one, one.wrong, tmp_path)
    assert told == {id_}, done.out + done.err


@pytest.mark.parametrize("id_", codes.ids())
def test_the_right_example_is_clean(id_: str, tmp_path: Path) -> None:
    one = page(id_)
    done, told = found(one, one.right, tmp_path)
    assert told == set(), done.out + done.err
    assert done.code in (0, 1), done.err


@pytest.mark.parametrize("code", declared(), ids=lambda code: code.id)
def test_every_code_has_a_page(code: Code) -> None:
    one = page(code.id)
    assert (one.title, one.severity) == (code.title, code.severity)
    assert one.what.endswith((".", ".)"))
    assert len(one.why.split()) >= 8
    assert one.wrong != one.right


def test_every_page_is_of_a_code() -> None:
    assert set(codes.ids()) == {code.id for code in declared()}


def test_errors_that_are_a_matter_of_judgement() -> None:
    silenced = {id_ for id_ in codes.ids() if page(id_).may_be_silenced}
    assert {id_ for id_ in silenced if page(id_).severity is Severity.ERROR} == JUDGEMENTS
    assert {id_ for id_ in codes.ids() if page(id_).severity is Severity.WARNING} <= silenced


@pytest.mark.parametrize("id_", sorted(JUDGEMENTS))
@pytest.mark.parametrize("command", ["evaluate agreement.yaml --events log.csv", "render agreement.yaml"])
def test_what_may_be_silenced_can_be_evaluated(id_: str, command: str, tmp_path: Path) -> None:
    (tmp_path / "slakit.toml").write_text(f'[severity]\n{id_} = "off"\n', encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    one = page(id_)
    done, _ = found(one, replace(one.wrong, command=f"slakit {command}"), tmp_path)
    assert done.code in (0, 1), done.err
    assert done.out
