"""Volume without quality.

Whoever promises a number of leads, and nothing about how good they are, is paid for passing on anything.
A share or ratio promised by the same party, or a stage with `ready`, keeps the number honest.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Leads, Ratio, Share
from slakit.usage import measured

CODE = declare("SLA431", "Volume without quality", Severity.WARNING)
WHOLE = True

WRONG = """
quotas:
  handoffs: {by: sales, measure: mqls, at_least: 5, per: month}
"""
RIGHT = """
measures:
  won: {share: customer, of: [customer, lost]}
quotas:
  handoffs: {by: sales, measure: mqls, at_least: 5, per: month}
  quality: {by: sales, measure: won, at_least: 20%, per: month}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    careful = {party for stage in agreement.stages.values() if stage.ready is not None for party in stage.by}
    for promise in measured(agreement):
        if isinstance(agreement.measures.get(promise.measure), Share | Ratio):
            careful.update(promise.by)
    for quota in agreement.quotas.values():
        counts_leads = isinstance(agreement.measures.get(quota.measure), Leads)
        if counts_leads and quota.bound.operator == "at_least" and not careful.intersection(quota.by):
            yield diagnostic(
                CODE,
                quota.span,
                f"'{quota.id}' promises a number of leads, and {' and '.join(quota.by)} nothing about their quality",
                "add a quota on a share or ratio (such as acceptance), or 'ready' to a stage of the same party",
            )
