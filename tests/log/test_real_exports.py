"""Real exports, where they are at hand: shapes of three CRMs and a marketplace's funnel."""

import os
from pathlib import Path

import duckdb
import pytest

from slakit.log.contract import LoadedLog
from slakit.log.load import load_log
from tests.log import case

DATA = Path(os.environ.get("SLAKIT_DATA", case.ROOT / ".." / "shared" / "data"))
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real exports are not at hand")

HEAD = "apiVersion: slakit/v1\nkind: Source\nagreement: northwind\n"


def load(file: str, source: str) -> tuple[LoadedLog, duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    fields = case.reference().fields
    return load_log(connection, [str(DATA / file)], fields=fields, source=case.source(HEAD + source)), connection


def test_marketo_changes_with_a_byte_order_mark() -> None:
    log, connection = load(
        "fivetran/marketo/marketo_activity_change_data_value_data.csv",
        """
timezone: UTC
rows:
  - when: {primary_attribute_value: Contact Type}
    lead_id: {column: lead_id}
    id: {column: id}
    event: {value: assigned}
    at: {column: activity_date}
    set: {owner: {column: new_value}}
""",
    )
    assert not log.diagnostics
    assert (log.rows, log.quarantined) == (100, 0)
    assert log.events + log.not_mapped == 100
    assert connection.execute("SELECT count(*) FROM log WHERE lead_id IS NULL").fetchone() == (0,)


def test_hubspot_hours_with_one_digit() -> None:
    log, _ = load(
        "fivetran/hubspot/deal_stage_data.csv",
        """
timezone: UTC
rows:
  - lead_id: {column: deal_id}
    event: {value: stage_changed}
    at: {column: date_entered}
    recorded_at: {column: _fivetran_synced}
    set: {reason: {column: value}}
""",
    )
    assert (log.has_errors, log.quarantined, log.has_recorded_at) == (False, 0, True)
    assert log.rows == log.events > 0


def test_olist_day_first_dates_and_local_stamps() -> None:
    mqls, connection = load(
        "olist/olist_marketing_qualified_leads_dataset.csv",
        """
timezone: America/Sao_Paulo
time_format: "%d-%m-%Y"
rows:
  - lead_id: {column: mql_id}
    event: {value: assigned}
    at: {column: first_contact_date}
    set: {segment: {column: origin}}
""",
    )
    assert (mqls.events, mqls.quarantined) == (8000, 0)
    assert connection.execute("SELECT count(*) FROM log WHERE segment IS NULL").fetchone() == (60,)
    deals, _ = load(
        "olist/olist_closed_deals_dataset.csv",
        """
timezone: America/Sao_Paulo
rows:
  - {lead_id: {column: mql_id}, event: {value: call}, at: {column: won_date}, set: {owner: {column: sr_id}}}
""",
    )
    assert (deals.events, deals.quarantined) == (842, 0)


def test_bank_with_offsets_and_milliseconds() -> None:
    log, connection = load(
        "bpic2012/bpic2012_events.csv.gz",
        """
rows:
  - lead_id: {column: lead_id}
    event: {value: call}
    at: {column: timestamp}
    actor: {column: actor}
    set: {amount: {column: amount_req}}
""",
    )
    assert (log.rows, log.events, log.quarantined) == (262_200, 262_200, 0)
    assert connection.execute("SELECT count(DISTINCT lead_id), count(*) - count(actor) FROM log").fetchone() == (
        13_087,
        18_010,
    )


@pytest.mark.parametrize("folder", ["hubspot", "salesforce", "marketo"])
def test_every_table_of_a_crm_can_be_opened(folder: str) -> None:
    files = sorted((DATA / "fivetran" / folder).glob("*.csv"))
    assert files
    for file in files:
        log = load_log(duckdb.connect(), [str(file)], fields={})
        assert {item.code.id for item in log.diagnostics} <= {"SLA506", "SLA509", "SLA510"}, (file, log.diagnostics)
