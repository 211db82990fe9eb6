"""Waivers files: what is bound, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from slakit.diagnostics import Diagnostic
from slakit.language.source import resolve
from slakit.loading import load_agreement
from slakit.model import Agreement, Equals, Moment, Waiver
from slakit.waivers import bind_waivers

POLICY = Path(__file__).parents[1] / "policies" / "northwind.yaml"
HEADER = "apiVersion: slakit/v1\nkind: Waivers\nagreement: northwind\nwaivers:\n"
BOTH = "approved_by: {sales: Lee Park, marketing: Dana Reyes}"


@pytest.fixture(scope="module")
def northwind() -> Agreement:
    agreement, findings = load_agreement(str(POLICY))
    assert agreement is not None, findings
    return agreement


def bound(text: str, agreement: Agreement, folder: Path) -> tuple[tuple[Waiver, ...], tuple[Diagnostic, ...]]:
    path = folder / "waivers.yaml"
    path.write_text(HEADER + text, encoding="utf-8")
    root, findings = resolve(str(path))
    assert root is not None, findings
    return bind_waivers(root, [agreement])


def test_everything_that_is_written(northwind: Agreement, tmp_path: Path) -> None:
    text = (
        "  crm_outage: {commitments: [first_attempt, first_attempt.objective], from: 2027-02-03T13:00:00-05:00,"
        f" until: 2027-02-04, because: CRM outage, {BOTH}, leads: [L1, L2], when: {{segment: smb}}}}\n"
    )
    (waiver,), findings = bound(text, northwind, tmp_path)
    assert not findings
    assert (waiver.id, waiver.commitments) == ("crm_outage", ("first_attempt", "first_attempt.objective"))
    # 13:00 in New York is 18:00 UTC; 4 February is a day of the version that judges
    assert (waiver.from_, waiver.until) == (Moment(at=1801677600), Moment(at=date(2027, 2, 4)))
    assert waiver.because == "CRM outage"
    assert waiver.approved_by == (("sales", "Lee Park"), ("marketing", "Dana Reyes"))
    assert waiver.leads == ("L1", "L2")
    assert isinstance(waiver.when, Equals)
    assert waiver.is_narrowed


def test_without_from_it_has_no_beginning(northwind: Agreement, tmp_path: Path) -> None:
    text = f"  early: {{commitments: [quality], until: 2027-02-04, because: No data, {BOTH}}}\n"
    (waiver,), _ = bound(text, northwind, tmp_path)
    assert waiver.from_ is None
    assert not waiver.is_narrowed


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        (
            "commitments: [first_attempt], until: 2027-02-04, because: Why, approved_by: {sales: Lee Park}",
            "SLA540",
            "'first_attempt' concerns marketing, who has not approved",
        ),
        (
            f"commitments: [quality], from: 2027-02-04, until: 2027-02-04, because: Why, {BOTH}",
            "SLA541",
            "'until' is not after 'from'",
        ),
        (f"commitments: [qualty], until: 2027-02-04, because: Why, {BOTH}", "SLA307", "'qualty' is not a commitment"),
        (f"commitments: [quality], until: soon, because: Why, {BOTH}", "SLA3", "'soon' is not an instant"),
    ],
)
def test_what_is_refused(body: str, code: str, said: str, northwind: Agreement, tmp_path: Path) -> None:
    waivers, findings = bound(f"  wrong: {{{body}}}\n", northwind, tmp_path)
    assert waivers == ()
    assert any(finding.code.id.startswith(code) and said in finding.message for finding in findings), findings
