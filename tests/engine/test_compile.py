"""The SQL that each kind of commitment compiles to, as text to read, and what narrows it."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from slakit.commitments.promise import kinds
from slakit.engine.compile import compile_agreement, is_selected
from slakit.engine.dialects.duckdb import DuckDB
from slakit.loading import load_agreement
from slakit.model import Agreement, People
from slakit.sql.plan import Plan
from tests.engine.case import DEFAULTS, dumped

AS_OF = 1_800_000_000

KINDS = {
    "response": """
responses:
  first: {by: sales, starts: handoff, stops: attempt, pauses: waiting, resumes: back, cancels: churned,
          targets: [{when: {offer: demo_request}, within: 15 business minutes}, {within: 2 hours}]}
""",
    "cadence": """
cadences:
  persistence:
    {by: sales, starts: handoff, attempts: {event: attempt, at_least: 3}, within: 5 days, first_within: 1 day,
     spacing: {at_least: 2 hours, at_most: 2 days}, distinct: {field: channel, at_least: 2}, stops: connected}
""",
    "stage": """
stages:
  inquiry: {by: marketing, next: [mql]}
  mql: {by: marketing, ready: {score: {at_least: 50}}, package: [email], closes: won, dwell: {within: 3 days}}
""",
    "quota": """
measures: {meetings: {count: team_meeting}, handed: {leads: handoff, first: true}}
quotas:
  weekly_meeting: {by: [sales, marketing], measure: meetings, at_least: 1, per: week}
  handed_over: {by: marketing, measure: handed, at_least: 5, per: month, for_each: segment}
""",
    "objective": """
responses:
  first: {by: sales, starts: handoff, stops: attempt, within: 2 hours, objective: {at_least: 95%, per: quarter}}
""",
    "goal": """
measures: {meetings: {count: team_meeting}, bookings: {sum: amount, of: churned}}
goals:
  revenue: {measure: bookings, target: 1000, due: 2027-03-31, by: sales, owners: [Lee Park], baseline: {value: 900}}
""",
}


def agreement_with(text: str, folder: Path) -> Agreement:
    """The default agreement of the cases with the sections of `text`."""
    sections = [yaml.load(part, Loader=yaml.BaseLoader) for part in (DEFAULTS.read_text("utf-8"), text)]  # noqa: S506
    path = folder / "agreement.yaml"
    path.write_text(dumped(sections[0] | sections[1]), encoding="utf-8")
    agreement, findings = load_agreement(str(path))
    assert agreement is not None, "\n".join(map(str, findings))
    return agreement


def nobody(people: People, first: date, after: date) -> dict[str, int]:
    """An empty roster."""
    return {}


def compiled(agreement: Agreement, *, only: tuple[str, ...] = (), leads: tuple[str, ...] = ()) -> Plan:
    return compile_agreement([agreement], as_of=AS_OF, dialect=DuckDB(), roster_days=nobody, only=only, leads=leads)


def test_every_kind_is_shown() -> None:
    assert sorted(KINDS) == list(kinds())


@pytest.mark.parametrize("kind", KINDS)
def test_sql(kind: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    only = {"response": "first", "cadence": "persistence", "stage": "mql", "goal": "revenue"}.get(kind)
    only = {"objective": "first.objective", "quota": "handed_over"}.get(kind, only)
    plan = compiled(agreement_with(KINDS[kind], tmp_path), only=(only,) if only else ())
    shown = "\n\n".join(f"-- {relation.name}\n{relation.sql}" for relation in plan.relations)
    assert shown == snapshot


def test_only_leaves_out_what_was_not_asked_for(tmp_path: Path) -> None:
    agreement = agreement_with(KINDS["response"] + KINDS["cadence"], tmp_path)
    names = [relation.name for relation in compiled(agreement, only=("first",)).relations]
    assert any(name.startswith("response__first") for name in names)
    assert not any("persistence" in name or "weekly_meeting" in name for name in names)


def test_a_lead_leaves_out_the_periods(tmp_path: Path) -> None:
    agreement = agreement_with(KINDS["objective"], tmp_path)
    plan = compiled(agreement, leads=("it's",))
    assert not any(relation.name.startswith(("quota__", "objective__")) for relation in plan.relations)
    scans = [relation for relation in plan.relations if "FROM log" in relation.sql and relation.name != "owners"]
    assert {relation.name for relation in scans} == {"lead_owner", "facts"}
    assert all("lead_id IN ('it''s')" in relation.sql for relation in scans)


@pytest.mark.parametrize(
    ("commitment", "only", "selected"),
    [
        ("mql.ready", (), True),
        ("mql.ready", ("mql",), True),
        ("mql.ready.objective", ("mql",), True),
        ("mql.ready.objective", ("mql.ready",), True),
        ("mql.ready", ("mql.ready.objective",), False),
        ("mqls", ("mql",), False),
    ],
)
def test_selection(commitment: str, only: tuple[str, ...], selected: bool) -> None:
    assert is_selected(commitment, only) is selected
