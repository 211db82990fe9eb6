"""A measure that nothing uses.

A measure that no quota, goal, ratio or pay rule names is computed for nobody.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.usage import used_measures

CODE = declare("SLA434", "A measure that nothing uses", Severity.WARNING)
WHOLE = True

WRONG = """
measures:
  attempts: {count: attempt}
"""
RIGHT = """
measures:
  attempts: {count: attempt}
quotas:
  activity: {by: sales, measure: attempts, at_least: 100, per: week}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    used = used_measures(agreement)
    for id_, measure in agreement.measures.items():
        if id_ not in used:
            instead = f"promise it with a quota (measure: {id_}), or remove it"
            yield diagnostic(CODE, measure.span, f"nothing uses the measure '{id_}'", instead)
