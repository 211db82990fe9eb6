"""Binding a Source: what it may name, at the place where it names it."""

from dataclasses import replace

import pytest

from slakit.language import source as source_file
from slakit.log.source import bind_source, format_problem
from slakit.model import Agreement, Condition, Equals, Field, FieldType
from tests.log import case

HEAD = "apiVersion: slakit/v1\nkind: Source\nagreement: northwind\n"


def findings(text: str) -> list[str]:
    root, problems = source_file.read("s.yaml", text.encode())
    assert root is not None
    assert not problems
    bound, found = bind_source(root, [case.reference()])
    assert (bound is None) == bool(found)
    return [f"{item.span.line}:{item.span.column} {item.code.id} {item.message} | {item.help}" for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rows: [{event: {value: call}, at: {column: t}}]", []),
        (
            "rows:\n- event: {value: cal}\n  at: {column: t}",
            ["5:10 SLA521 'cal' is not a word that an event of the agreement has | did you mean 'call'?"],
        ),
        (
            "rows:\n- event: {column: t, map: {C: call, M: mql}}\n  at: {column: t}",
            ["5:19 SLA521 'mql' is not a word that an event of the agreement has | the words are assigned,"],
        ),
        ("rows:\n- event: {value: stage_changed}\n  at: {column: t}\n  set: {score: {column: s}}", []),
        (
            "rows:\n- event: {column: e, map: {C: call, S: stage_changed}}\n  at: {column: t}",
            [
                (
                    "5:19 SLA521 no event of the agreement takes rows of 'stage_changed' without 'stage', which is not"
                    " set | set what the event asks for, for example set: {stage: {column: ...}}"
                ),
            ],
        ),
        (
            "rows:\n- event: {value: call}\n  at: {column: t}\n  set: {scor: {column: s}}",
            ["7:9 SLA521 'scor' is not a field of the agreement | did you mean 'score'?"],
        ),
        (
            "rows:\n- event: {value: stage_changed}\n  at: {column: t}\n  set: {stage: {column: s, map: {M: mqll}}}",
            ["7:37 SLA521 'mqll' is not a stage of the agreement | did you mean 'mql'?"],
        ),
        (
            (
                "rows:\n- event: {value: call}\n  at: {column: t}\n"
                "  set: {channel: {value: phone}, score: {value: many}, automated: {value: yes}}"
            ),
            [
                "7:26 SLA522 'phone' is not a value of 'channel' | the values are call, email, meeting",
                "7:49 SLA522 'score' is of type integer; found 'many' | write a whole number",
                "7:75 SLA522 'automated' is of type boolean; found 'yes' | write true or false",
            ],
        ),
        (
            (
                "rows:\n- when: {A: {at_least: 5}, B: {matches: '('}, C: {like: x}}\n"
                "  event: {value: call}\n  at: {column: t}"
            ),
            [
                "5:14 SLA524 'at_least' compares numbers and times, but every column of an export is text | use is_not",
                "5:41 SLA524 the pattern cannot be read",
                "5:51 SLA524 'like' is not an operator | the operators are is_not, present, contains, matches",
            ],
        ),
        (
            (
                "rows:\n- when: {A: '', B: [x, ''], C: {is_not: ''}, any: [{D: ''}]}\n"
                "  event: {column: t, map: {'': call, C: call}}\n  at: {column: t}\n"
                "  set: {channel: {column: c, map: {'': call}}}"
            ),
            [
                "6:28 SLA527 a map never finds the empty text: an empty cell is a missing value | leave it out;",
                "8:36 SLA527",
                "5:13 SLA524 'A' is never the empty text: an empty cell is a missing value | write present: false",
                "5:24 SLA524 'B' is never the empty text: an empty cell is a missing value | write any: [{B: x}, {B:",
                "5:41 SLA524 'C' is never the empty text: an empty cell is a missing value | write present: true",
                "5:56 SLA524 'D' is never the empty text: an empty cell is a missing value | write present: false",
            ],
        ),
        (
            "timezone: EST\nrows: [{event: {value: call}, at: {column: t}}]",
            ["4:11 SLA319"],
        ),
        (
            "time_format: '%d/%m/%Y'\nrows: [{event: {value: call}, at: {column: t}}]",
            ["4:14 SLA523 the time format has no offset (%z) and the file names no timezone | add timezone:"],
        ),
    ],
)
def test_findings(text: str, expected: list[str]) -> None:
    found = findings(HEAD + text)
    assert len(found) == len(expected), found
    for item, start in zip(found, expected, strict=True):
        assert item.startswith(start)


def test_a_stage_that_the_agreement_declares_by_its_own_words() -> None:
    text = f"{HEAD}rows:\n- event: {{value: stage_changed}}\n  at: {{column: t}}\n  set: {{stage: {{value: %s}}}}"
    agreement = case.reference()
    qualified = Equals(field="stage", values=("Marketing Qualified",), span=agreement.span)

    def told(stage: str, where: Condition | None) -> list[str]:
        root, _ = source_file.read("s.yaml", (text % stage).encode())
        assert root is not None
        pattern = replace(agreement.events["mql"], where=where)
        _, found = bind_source(root, [replace(agreement, events={**agreement.events, "mql": pattern})])
        return [item.message for item in found]

    assert not told("Marketing Qualified", qualified)
    assert told("mql", qualified) == ["'mql' is not what 'events' has for that stage"]
    assert told("New", qualified) == ["'New' is not a stage of the agreement"]
    assert not told("New", None)


@pytest.mark.parametrize(
    ("event", "stage", "told"),
    [
        ("{value: stage_changed}", "{column: S, map: {MQL: mqll, Accepted: sal}}", ["mqll"]),
        ("{value: stage_changed}", "{column: S, map: {MQL: mql, Accepted: sal}}", []),
        ("{value: stage_changed}", "{value: inquiry}", ["inquiry"]),
        ("{value: stage_changed}", "{column: S}", []),
        ("{column: T, map: {Status: stage_changed, New: created}}", "{value: mqll}", ["mqll"]),
        ("{column: T, map: {Update: crm_update, New: created}}", "{value: Working}", []),
        ("{column: T}", "{value: mqll}", ["mqll"]),
        ("{value: created}", "{value: New}", []),
    ],
)
def test_stages_where_the_agreement_declares_one_by_its_own_word(event: str, stage: str, told: list[str]) -> None:
    agreement = case.reference()
    created = replace(agreement.events["inquiry"], events=("created",), where=None)
    found = findings_of_stages(event, stage, replace(agreement, events={**agreement.events, "inquiry": created}))
    assert [item.split("'")[1] for item in found] == told


@pytest.mark.parametrize(
    ("event", "stage", "told"),
    [
        ("{value: stage_changed}", "{value: sall}", ["sall"]),
        ("{value: stage_changed}", "{value: Qualified}, offer: {column: O}", []),
        ("{value: stage_changed}", "{value: mql}", ["mql"]),
    ],
)
def test_stages_where_the_agreement_declares_one_by_another_field(event: str, stage: str, told: list[str]) -> None:
    """Only rows that have the field may have anything in `stage`."""
    agreement = case.reference()
    asked = Equals(field="offer", values=("webinar",), span=agreement.span)
    mql = replace(agreement.events["mql"], where=asked)
    found = findings_of_stages(event, stage, replace(agreement, events={**agreement.events, "mql": mql}))
    assert [item.split("'")[1] for item in found] == told


def test_what_is_said_of_a_stage_that_events_declares_by_its_own_word() -> None:
    agreement = case.reference()
    created = replace(agreement.events["inquiry"], events=("created",), where=None)
    agreement = replace(agreement, events={**agreement.events, "inquiry": created})
    (found,) = findings_of_stages("{value: stage_changed}", "{value: inquiry}", agreement)
    assert found == "'inquiry' is not what 'events' has for that stage | its rows are those with event: created"


def test_stages_of_every_version_where_the_event_is_not_mapped() -> None:
    agreement = case.reference()

    def version(word: str) -> Agreement:
        where = Equals(field="stage", values=(word.title(),), span=agreement.span)
        return replace(
            agreement, events={**agreement.events, "mql": replace(agreement.events["mql"], events=(word,), where=where)}
        )

    versions = [version("qualified"), version("upgraded")]
    assert not findings_of_stages("{column: T}", "{column: S, map: {A: Qualified, B: Upgraded}}", *versions)
    (found,) = findings_of_stages("{column: T}", "{column: S, map: {A: Qualifed, B: Upgraded}}", *versions)
    assert "did you mean 'Qualified'?" in found


def test_an_agreement_without_stages_has_none_to_compare_with() -> None:
    agreement = replace(case.reference(), stages={})
    assert not findings_of_stages("{value: handoff}", "{column: S, map: {A: closedlost}}", agreement)


def test_a_stage_that_is_mapped_to_the_empty_text_is_missing() -> None:
    assert not findings_of_stages("{value: stage_changed}", "{column: S, map: {A: '', B: mql}}", case.reference())


def findings_of_stages(event: str, stage: str, *agreements: Agreement) -> list[str]:
    text = f"{HEAD}rows:\n- event: {event}\n  at: {{column: t}}\n  set: {{stage: {stage}}}"
    root, _ = source_file.read("s.yaml", text.encode())
    assert root is not None
    _, found = bind_source(root, agreements)
    return [f"{item.message} | {item.help}" for item in found]


def test_another_agreement() -> None:
    text = HEAD.replace("northwind", "northwnd") + "rows: [{event: {value: call}, at: {column: t}}]"
    assert findings(text) == ["3:12 SLA520 'northwnd' is not an agreement given here | did you mean 'northwind'?"]


@pytest.mark.parametrize(
    ("time_format", "problem"),
    [
        ("%m/%d/%Y %H:%M", None),
        ("%d %b, %y %I:%M %p", None),
        ("%Y-%m-%d %Q", "'%Q' is not a code of a time format"),
        ("%Y-%m-%d %", "'%' is not a code of a time format"),
        ("%H:%M", "the time format has no year and no month and no day"),
        ("iso", "the time format has no year and no month and no day"),
    ],
)
def test_time_formats(time_format: str, problem: str | None) -> None:
    found = format_problem(time_format, zoned=True)
    assert (found and found[0]) == problem


TIMED = """timezone: America/New_York
time_format: '%m/%d/%Y %H:%M'
rows:
- event: {value: call}
  at: {value: AT}
  set: {renewal: {column: r, map: {A: RENEWAL, B: ''}}, seen: {value: SEEN}}
"""


@pytest.mark.parametrize(
    ("at", "renewal", "seen", "expected"),
    [
        ("01/05/2027 09:00", "2027-01-31", "01/05/2027 09:00", []),
        (
            "2027-01-05T09:00:00Z",
            "01/31/2027",
            "'01/05/1899 09:00'",
            [
                "at: '2027-01-05T09:00:00Z' does not fit the time_format '%m/%d/%Y %H:%M'",
                "renewal: '01/31/2027' is not a date such as 2027-01-31",
                "seen: '01/05/1899 09:00' is not in the years 1900 to 2199",
            ],
        ),
        ("''", "2027-02-30", "soon", ["at: missing", "renewal: '2027-02-30'", "seen: 'soon' does not fit"]),
    ],
)
def test_fixed_times_are_read_as_the_exports_are(at: str, renewal: str, seen: str, expected: list[str]) -> None:
    found = timed(TIMED.replace("AT", at).replace("RENEWAL", renewal).replace("SEEN", seen))
    assert len(found) == len(expected), found
    for item, start in zip(found, expected, strict=True):
        assert item.startswith(start)


def test_fixed_times_without_a_format() -> None:
    text = "rows:\n- event: {value: call}\n  at: {value: 2027-01-05 09:00}\n  recorded_at: {value: 2027-01-05T09:00Z}"
    assert [item.partition(":")[0] for item in timed(text)] == ["at"]
    assert not timed("timezone: UTC\n" + text)


def timed(text: str) -> list[str]:
    """The messages for a Source of an agreement with a date and an instant among its fields."""
    root, problems = source_file.read("s.yaml", (HEAD + text).encode())
    assert root is not None
    assert not problems
    reference = case.reference()
    more = {
        name: Field(id=name, span=reference.span, type=kind)
        for name, kind in (("renewal", FieldType.DATE), ("seen", FieldType.TIMESTAMP))
    }
    _, found = bind_source(root, [replace(reference, fields={**reference.fields, **more})])
    return [item.message for item in found]
