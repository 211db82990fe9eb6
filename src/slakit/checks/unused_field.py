"""A field that nothing looks at.

A field that no condition, package, measure or cadence looks at asks the log for data that nobody needs.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import BUILT_IN_FIELDS, Agreement
from slakit.usage import used_fields

CODE = declare("SLA433", "A field that nothing looks at", Severity.WARNING)
WHOLE = True

WRONG = """
fields:
  region: {type: string}
"""
RIGHT = """
fields:
  region: {type: string}
responses:
  first_attempt: {when: {region: {present: true}}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    used = used_fields(agreement)
    for id_, field in agreement.fields.items():
        if id_ not in used and id_ not in BUILT_IN_FIELDS:
            instead = "look at it in a condition or a stage's package, or remove it"
            yield diagnostic(CODE, field.span, f"nothing uses the field '{id_}'", instead)
