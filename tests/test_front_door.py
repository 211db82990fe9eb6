"""What `import slakit` offers, and that it costs nothing until it is used."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

import slakit
from tests.house.pages import ROOT

CRM = ROOT / "examples" / "crm_history"
NORTHWIND = ROOT / "examples" / "northwind"
BROKEN = ROOT / "tests" / "cases" / "broken" / "unknown_event.yaml"


def test_all_is_what_is_visible() -> None:
    assert dir(slakit) == sorted(slakit.__all__)
    for name in slakit.__all__:
        assert getattr(slakit, name).__name__ == name


def test_nothing_else_is_offered() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = slakit.nothing


def test_importing_it_is_cheap() -> None:
    program = "import sys, slakit; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("slakit")] == ["slakit"]
    assert not {"click", "duckdb", "yaml", "jinja2"} & set(loaded)


def test_load_validate_and_render() -> None:
    agreement, findings = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None
    assert findings == slakit.validate(str(NORTHWIND / "agreement.yaml")) == ()
    assert slakit.render(agreement).startswith("# Northwind Sales and Marketing Agreement\n")


def test_findings_are_returned() -> None:
    agreement, findings = slakit.load(str(BROKEN))
    assert agreement is None
    assert [finding.code.id for finding in findings] == ["SLA302"]
    assert slakit.validate(str(BROKEN)) == findings


def test_evaluate() -> None:
    agreement, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None
    as_of = datetime(2027, 3, 31, 21, tzinfo=UTC)
    people, log = str(NORTHWIND / "people.csv"), str(NORTHWIND / "events.csv")
    result = slakit.evaluate(agreement, [log], people=people, as_of=as_of, only=["first_attempt"])
    assert result.scorecard is not None
    states = Counter(outcome.state for outcome in result.outcomes if outcome.kind == "response")
    assert (states["met"], states["met"] + states["breached"]) == (366, 385)


def test_rows_that_cannot_be_read_leave_no_outcomes() -> None:
    agreement, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None
    people, log = str(NORTHWIND / "people.csv"), str(NORTHWIND / "messy.csv")
    refused = slakit.evaluate(agreement, [log], people=people)
    assert (refused.outcomes, refused.scorecard, refused.quarantined) == ((), None, 6)
    end = datetime(2027, 3, 31, tzinfo=UTC)
    assert slakit.evaluate(agreement, [log], people=people, max_bad=6, as_of=end).outcomes


def test_a_naive_instant_is_a_mistake_of_the_caller() -> None:
    agreement, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None
    with pytest.raises(ValueError, match="no time zone"):
        slakit.evaluate(agreement, [], as_of=datetime(2027, 3, 31))  # noqa: DTZ001 - that is the point


def test_an_export_is_read_through_its_source() -> None:
    agreement, _ = slakit.load(str(CRM / "agreement.yaml"))
    assert agreement is not None
    export, source = str(CRM / "hubspot_property_history.csv"), str(CRM / "hubspot.yaml")
    assert slakit.evaluate(agreement, [export], source=source).outcomes
    with pytest.raises(ValueError, match="not a file of kind: Source"):
        slakit.evaluate(agreement, [export], source=str(CRM / "agreement.yaml"))


def test_a_commitment_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    agreement, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None
    with pytest.raises(ValueError, match="no commitment 'first_atempt'"):
        slakit.evaluate(agreement, [], only=["first_atempt"])


def test_a_base_is_neither_evaluated_nor_rendered(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    parties = "parties: {marketing: {}, sales: {}}"
    base.write_text(
        f"apiVersion: slakit/v1\nkind: Agreement\nmetadata: {{name: base, title: Base, version: '1'}}\n{parties}\n",
        encoding="utf-8",
    )
    agreement, findings = slakit.load(str(base))
    assert agreement is not None, findings
    with pytest.raises(ValueError, match="no term"):
        slakit.evaluate(agreement, [])
    with pytest.raises(ValueError, match="SLA701"):
        slakit.render(agreement)


def test_versions_waivers_and_what_was_known(tmp_path: Path) -> None:
    first, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert first is not None
    text = (
        "apiVersion: slakit/v1\nkind: Waivers\nagreement: northwind_live\nwaivers:\n"
        "  quarter: {commitments: [first_attempt], until: 2027-04-01, because: Trial,"
        " approved_by: {sales: Lee, marketing: Dana}}\n"
    )
    (tmp_path / "waivers.yaml").write_text(text, encoding="utf-8")
    result = slakit.evaluate(
        [first],
        [str(NORTHWIND / "events.csv")],
        people=str(NORTHWIND / "people.csv"),
        waivers=[str(tmp_path / "waivers.yaml")],
        known_by=datetime(2027, 3, 1, tzinfo=UTC),
        only=["first_attempt"],
    )
    states = Counter(outcome.state for outcome in result.outcomes if outcome.kind == "response")
    assert states["waived"] > 0
    assert states["breached"] == 0


def test_waivers_of_another_agreement_and_of_one_id(tmp_path: Path) -> None:
    agreement, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None
    text = (
        "apiVersion: slakit/v1\nkind: Waivers\nagreement: northwind_live\nwaivers:\n"
        "  quarter: {commitments: [first_attempt], until: 2027-04-01, because: Trial,"
        " approved_by: {sales: Lee, marketing: Dana}}\n"
    )
    first, second, other = (tmp_path / f"{name}.yaml" for name in ("first", "second", "other"))
    for path, written in ((first, text), (second, text), (other, text.replace("northwind_live", "northwind"))):
        path.write_text(written, encoding="utf-8")

    def codes(*waivers: Path) -> list[str]:
        events, people = [str(NORTHWIND / "events.csv")], str(NORTHWIND / "people.csv")
        given = [str(path) for path in waivers]
        result = slakit.evaluate(agreement, events, people=people, waivers=given, only=["first_attempt"])
        return [finding.code.id for finding in result.diagnostics if finding.code.id in ("SLA308", "SLA544")]

    assert codes(other) == ["SLA308"]
    assert codes(first, second) == ["SLA544"]
    assert codes(first, first) == []


def test_agreements_of_two_names_are_a_mistake_of_the_caller() -> None:
    agreements = [slakit.load(str(ROOT / "policies" / f"{name}.yaml"))[0] for name in ("northwind", "small_team")]
    with pytest.raises(ValueError, match="one agreement is evaluated at a time, not 2"):
        slakit.evaluate([agreement for agreement in agreements if agreement], [])


def test_outcomes_are_not_written_to_a_name_that_is_not_utf_8() -> None:
    agreement, _ = slakit.load(str(ROOT / "policies" / "small_team.yaml"))
    assert agreement is not None
    with pytest.raises(ValueError, match="is not UTF-8"):
        slakit.evaluate(agreement, [], outcomes=os.fsdecode(b"o\xff.csv"))
