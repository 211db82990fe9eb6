"""Binding on its own: what structure should have refused is still no agreement, and never a crash."""

import pytest

from slakit.agreement import bind_agreement
from slakit.language.source import read

HEADER = b"""apiVersion: slakit/v1
kind: Agreement
metadata: {name: a, title: A, version: 1}
term: {from: 2027-01-01, timezone: UTC}
"""


@pytest.mark.parametrize(
    "section",
    [
        "parties: [sales]",
        "parties: {sales: 5}",
        "calendars: {c: {hours: {mon: {}}}}",
        "responses: {r: {by: x}}",
        "responses: {r: [1]}",
        "cadences: {c: {attempts: 5}}",
        "measures: {m: {of: x}}",
        "measures: {m: {sum: {a: 1, b: 2}, of: x}}",
        "quotas: {q: {at_least: 1, at_most: 2}}",
        "goals: {g: {baseline: 5}}",
        "scope: []",
        "scope: {all: {}}",
        "events: {e: {event: []}}",
        "compensation: {plans: {p: {}}}",
        "plan: {goal: {}}",
        "stages: {s: {dwell: {}}}",
    ],
)
def test_a_misfit_is_told_when_nothing_else_is(section: str) -> None:
    root, findings = read("a.yaml", HEADER + section.encode())
    assert root is not None
    assert findings == []
    agreement, found = bind_agreement(root)
    assert agreement is None
    assert found
    assert all(finding.span.line >= 1 for finding in found)


def test_a_misfit_has_a_code_and_a_place() -> None:
    root, _ = read("a.yaml", HEADER + b"parties: [sales]")
    assert root is not None
    ((finding),) = bind_agreement(root)[1]
    assert (finding.code.id, finding.span.line, finding.span.column) == ("SLA300", 5, 10)


def test_what_structure_has_said_is_not_said_again() -> None:
    root, _ = read("a.yaml", HEADER + b"parties: {sales: {}}\nresponses: {r: {by: sails, starts: 5}}")
    assert root is not None
    _, found = bind_agreement(root)
    places = [finding.span for finding in found]
    assert {finding.code.id for finding in found} == {"SLA301", "SLA302"}
    agreement, again = bind_agreement(root, flagged=places)
    assert agreement is None
    assert again == ()


def test_a_hostile_number_of_unknown_names_takes_no_time() -> None:
    events = "".join(f"  event_{i}: {{event: e{i}}}\n" for i in range(2000))
    responses = "".join(
        f"  r{i}: {{by: sales, starts: evnt_{i}, stops: event_{i}, within: 1 day}}\n" for i in range(2000)
    )
    text = f"parties: {{sales: {{}}}}\nevents:\n{events}responses:\n{responses}"
    root, _ = read("a.yaml", HEADER + text.encode())
    assert root is not None
    _, found = bind_agreement(root)
    assert len(found) == 2000
    assert all(finding.help for finding in found)
