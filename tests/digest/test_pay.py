"""Every value of pay counts: change one, and the digest of its plan or pool changes, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from slakit.digest import canonical_form
from slakit.loading import load_agreement
from slakit.model import Agreement, Compensation, Credit
from tests.binding import bound
from tests.digest.independent import members
from tests.digest.test_every_value import changes
from tests.language.sections.test_gates import PLAN

FILE = Path(__file__).parents[1] / "cases" / "valid" / "pay.yaml"


def paying() -> tuple[Agreement, Compensation]:
    found, findings = load_agreement(str(FILE))
    assert found is not None, findings
    assert findings == ()
    assert found.compensation is not None
    return found, found.compensation


AGREEMENT, PAY = paying()
WAS = members(canonical_form(AGREEMENT))
PARTS = [(section, id_) for section in ("plans", "pools") for id_ in getattr(PAY, section)]


@pytest.mark.parametrize(("section", "id_"), PARTS)
def test_a_changed_value_changes_its_part_alone(section: str, id_: str) -> None:
    held = getattr(PAY, section)
    count = 0
    for changed in changes(held[id_]):
        if changed.id != id_:
            continue
        pay = replace(PAY, **{section: {**held, id_: changed}})
        now = members(canonical_form(replace(AGREEMENT, compensation=pay)))
        assert {key for key in {*WAS, *now} if WAS.get(key) != now.get(key)} == {f"compensation.{section}.{id_}"}
        count += 1
    assert count >= 9


def test_every_key_stands_under_its_own_name() -> None:
    plan = WAS["compensation.plans.executive"]
    assert plan["kickers"]["over_target"] == {
        "title": "Over target",
        "if": {"quality": {"at_least": "0.25"}},
        "attainment": {"bookings": "1.2"},
        "amount": "250000",
    }
    assert plan["spifs"]["webinar_push"]["from"] == "2027-02-01"
    assert plan["spifs"]["spring"] == {
        "event": "customer", "from": "2027-03-01", "through": "2027-05-31", "rate": "0.01", "of": "amount"
    }  # fmt: skip
    assert plan["pays_at_most"] == "2.5"
    assert plan["release"] == {"booking": "0.5", "cash": "0.5", "event": "payment", "sum": "collected", "of": "amount"}
    assert WAS["compensation.pools.by_role"]["weights"] == {"rep": "1", "manager": "2.5"}


def test_one_person_stands_as_the_name_of_a_field_and_several_as_a_list() -> None:
    credit = {id_: WAS[f"compensation.plans.{id_}"]["credit"] for id_ in PAY.plans}
    assert credit["manager"] == {"to": "owner", "event": "customer", "rolls_up_to": "manager", "overlay": True}
    assert credit["development"]["team"] == {"people": {"party": ["sales"], "role": ["rep"]}}
    assert credit["executive"]["to"] == [{"field": "owner", "share": "0.7"}, {"field": "engineer", "share": "0.3"}]
    assert credit["partner_manager"]["to"][1] == {"field": "partner", "share_field": "partner_share"}


def test_the_order_of_the_persons_counts_as_the_first_takes_what_is_left() -> None:
    plan = PAY.plans["executive"]
    assert isinstance(plan.credit, Credit)
    turned = replace(plan, credit=replace(plan.credit, to=tuple(reversed(plan.credit.to))))
    pay = replace(PAY, plans={**PAY.plans, plan.id: turned})
    assert members(canonical_form(replace(AGREEMENT, compensation=pay))) != WAS


@pytest.mark.parametrize("to", ["owner", "{owner: 100%}", "{owner: 1}"])
def test_the_whole_to_one_person_is_the_same_however_it_is_written(to: str, tmp_path: Path) -> None:
    pay = PLAN.replace("to: owner", f"to: {to}")
    assert canonical_form(bound(pay, tmp_path))["compensation"] == canonical_form(bound(PLAN, tmp_path))["compensation"]


def test_the_quantum_of_a_currency_is_written_out() -> None:
    assert WAS["compensation.rounding"] == {"mode": "half_even", "quantum": "1", "at": "line"}
