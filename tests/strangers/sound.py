"""A sound agreement to put strange things into, and its log."""

AGREEMENT = """\
apiVersion: slakit/v1
kind: Agreement
metadata: {name: strange, title: TITLE, version: 1.0.0, description: DESCRIPTION}
term: {from: 2027-01-01, through: 2027-12-31, timezone: America/New_York}
parties: {sales: {title: PARTY}}
calendars: {business: {timezone: America/New_York, hours: {mon-fri: ["09:00-17:00"]}}}
fields: {note: {type: string}, grade: {type: enum, values: [GRADE, b]}}
events: {handoff: {event: ASSIGNED}, attempt: {event: call}}
responses:
  first_attempt:
    {title: RESPONSE, by: sales,
     starts: handoff, stops: attempt, within: 6 business hours, when: {grade: GRADE, note: WHEN}}
clauses: {end: {title: CLAUSE, text: TEXT}}
"""
ORDINARY = {
    "TITLE": "A title",
    "DESCRIPTION": "What it is about.",
    "PARTY": "Sales",
    "GRADE": "a",
    "ASSIGNED": "assigned",
    "RESPONSE": "First attempt",
    "WHEN": "{is_not: none}",
    "CLAUSE": "Termination",
    "TEXT": "Either may leave.",
}
LOG = """\
lead_id,event,at,grade,note,owner
L1,assigned,2027-01-04T15:00:00Z,a,x,ann
L1,call,2027-01-04T16:00:00Z,,,
"""


def agreement(**strange: str) -> str:
    """The agreement with other YAML at some of the places of `ORDINARY`."""
    text = AGREEMENT
    for name, value in {**ORDINARY, **strange}.items():
        text = text.replace(name, value)
    return text


def with_lines(lines: str) -> str:
    """The agreement with lines after its own."""
    return f"{agreement()}{lines}"
