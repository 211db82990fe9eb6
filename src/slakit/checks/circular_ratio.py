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
    entered: set[str] = set()
    for name in agreement.measures:
        open_ = {name: _parts(agreement, name)} if name not in entered else {}  # from a measure to what it is made of
        entered.add(name)
        while open_:
            measure, parts = next(reversed(open_.items()))
            key, part = next(parts, ("", None))
            if part is None:
                open_.popitem()
            elif part in open_:
                yield _circle(agreement, measure, key, part)
            elif part not in entered:
                entered.add(part)
                open_[part] = _parts(agreement, part)


def _parts(agreement: Agreement, name: str) -> Iterator[tuple[str, str]]:
    """What a measure is made of: each part with the key it stands under."""
    measure = agreement.measures.get(name)
    return iter((("ratio", measure.ratio), ("of", measure.of)) if isinstance(measure, Ratio) else ())


def _circle(agreement: Agreement, measure: str, key: str, part: str) -> Diagnostic:
    itself = f"'{measure}' is made of itself"
    return diagnostic(
        CODE,
        agreement.measures[measure].place(key),
        itself if part == measure else f"'{measure}' is made of '{part}', which is made of '{measure}'",
        "name a measure that does not depend on this one",
    )
