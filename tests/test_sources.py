"""A Source that cannot work is found before any export is read: its conditions, leads, words and values."""

from pathlib import Path

import pytest

from slakit.language import source as source_file
from slakit.sources import sound_source
from tests.binding import load_fragment

HEAD = "apiVersion: slakit/v1\nkind: Source\nagreement: minimal\nrows:\n"
FRAGMENT = """fields: {score: {type: integer, min: 0, max: 100}, automated: {type: boolean}}
events: {attempt: {event: [call, email], where: {automated: {is_not: true}}}, meeting: {event: meeting}}
"""
TEXTS = "'A' is never the empty text: an empty cell is a missing value | write "


def entry(event: str = "{value: call}", when: str = "", lead: str = "lead_id: {column: Lead}, ", more: str = "") -> str:
    condition = f"when: {when}, " if when else ""
    return f"  - {{{condition}{lead}event: {event}, at: {{column: T}}{more}}}\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (entry(when="{A: x, B: {matches: y}, none: [{A: {is_not: x}}]}"), []),
        (
            entry(when="{all: [{A: x}, {A: y}]}"),
            ["SLA524 the tests of 'A' exclude each other: this one and what stands beside it"],
        ),
        (
            entry(when="{A: {present: false, matches: x}}"),
            ["SLA524 the tests of 'A' exclude each other: this one and what stands beside it"],
        ),
        (
            entry(when="{A: x, none: [{A: {present: true}}]}"),
            ["SLA524 nothing can satisfy this together with what stands beside it"],
        ),
        (entry(when="{A: [x, '', y]}"), [f"SLA524 {TEXTS}any: [{{A: [x, y]}}, {{A: {{present: false}}}}]"]),
        (entry(when="{A: {is_not: [x, '']}}"), [f"SLA524 {TEXTS}{{is_not: [x], present: true}}"]),
        (entry(event="{column: E, map: {C: call, W: ''}}"), ["SLA522 'event' is never the empty text"]),
        (entry(event="{value: ''}", more=", set: {score: {value: 1}}"), ["SLA522 'event' is never the empty text"]),
        (entry(more=", set: {score: {value: 100}}"), []),
        (entry(more=", set: {score: {value: 101}}"), ["SLA522 'score' has min 0 and max 100; found 101"]),
        (entry(more=", set: {score: {column: S, map: {low: -1}}}"), ["SLA522 'score' has min 0 and max 100; found -1"]),
        (entry(lead="lead_id: {value: ''}, "), ["SLA522 the event 'call' needs a lead, and 'lead_id' is always"]),
        (entry(lead=""), ["SLA522 the event 'call' needs a lead, and 'lead_id' is always missing here"]),
        (entry("{value: meeting}", lead=""), []),
        (entry("{column: E, map: {C: call, M: meeting}}", lead=""), []),
        (entry("{column: E}", lead=""), []),
        (entry(lead="", more=", set: {automated: {column: A}}"), []),  # those that are automated are no attempt
    ],
)
def test_findings(row: str, expected: list[str], tmp_path: Path) -> None:
    agreement, problems = load_fragment(FRAGMENT, tmp_path)
    assert agreement is not None, problems
    root, _ = source_file.read("s.yaml", (HEAD.replace("minimal", agreement.id) + row).encode())
    assert root is not None
    bound, findings = sound_source(root, [agreement])
    assert (bound is None) == bool(findings)
    found = [f"{item.code.id} {item.message} | {item.help}" for item in findings]
    assert [one[: len(start)] for one, start in zip(found, expected, strict=True)] == expected
