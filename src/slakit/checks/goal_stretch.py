"""A target far above its baseline.

A goal should be attainable. A target beyond `stretch` times the baseline (150% unless it says otherwise)
asks for a growth that is rarely reached; who means it, writes a larger `stretch`.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.numbers import percent, plain

CODE = declare("SLA442", "A baseline overstretched", Severity.WARNING)

WRONG = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: sales, measure: won, target: 300, due: 2027-06-30, owners: [Lee Park], baseline: {value: 100}}
"""
RIGHT = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth:
    {by: sales, measure: won, target: 300, due: 2027-06-30, owners: [Lee Park], baseline: {value: 100, stretch: 300%}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        baseline = goal.baseline
        if baseline is None or goal.target <= baseline.value * baseline.stretch:
            continue
        reached = f"{percent(goal.target / baseline.value)} of" if baseline.value > 0 else "above"
        yield diagnostic(
            CODE,
            goal.place("target"),
            f"the target is {reached} the baseline {plain(baseline.value)}, beyond {percent(baseline.stretch)}",
            "lower the target, or say with 'stretch' in the baseline how far it may go",
        )
