"""A ratio that is made of itself.

A ratio divides one measure by another. One that comes back to itself, directly or through other ratios,
has no value.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Ratio

CODE = declare("SLA438", "A ratio made of itself")

WRONG = """
measures:
  effort: {ratio: effort, of: mqls}
quotas:
  efficiency: {by: sales, measure: effort, at_least: 2, per: month}
"""
RIGHT = """
measures:
  attempts: {count: attempt}
  effort: {ratio: attempts, of: mqls}
quotas:
  efficiency: {by: sales, measure: effort, at_least: 2, per: month}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for measure in agreement.measures.values():
        if not isinstance(measure, Ratio):
            continue
        for key, part in (("ratio", measure.ratio), ("of", measure.of)):
            if measure.id in _made_of(agreement, part):
                yield diagnostic(
                    CODE,
                    measure.place(key),
                    f"'{measure.id}' is made of '{part}', which is made of '{measure.id}'"
                    if part != measure.id
                    else f"'{measure.id}' is made of itself",
                    "name a measure that does not depend on this one",
                )
                break


def _made_of(agreement: Agreement, name: str) -> set[str]:
    """`name` and every measure it depends on."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        measure = agreement.measures.get(each)
        if each not in found and isinstance(measure, Ratio):
            waiting += [measure.ratio, measure.of]
        found.add(each)
    return found
