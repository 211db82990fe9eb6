"""A time measured of targets of several kinds.

The accrued time of a response is business time where its targets are, elapsed time elsewhere. A median of
both together, or a bound of the other kind, would compare what cannot be compared.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis, Duration
from slakit.model import Agreement, Response, ResponseTime

CODE = declare("SLA436", "Times of several kinds")

WRONG = """
measures:
  speed: {median: first_attempt}
quotas:
  response_speed: {by: sales, measure: speed, at_most: 4 hours, per: month}
"""
RIGHT = """
measures:
  speed: {median: first_attempt}
quotas:
  response_speed: {by: sales, measure: speed, at_most: 4 business hours, per: month}
"""

_SPOKEN = {Basis.OPEN_TIME: "business minutes or hours", Basis.ELAPSED: "elapsed time"}


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for measure in agreement.measures.values():
        response = agreement.responses.get(measure.response) if isinstance(measure, ResponseTime) else None
        if isinstance(measure, ResponseTime) and response is not None and len(_kinds(response)) > 1:
            yield diagnostic(
                CODE,
                measure.place(measure.statistic),
                f"'{response.id}' has targets in business time and in elapsed time, which cannot be measured together",
                "give all its targets units of one kind, or measure another response",
            )
    for quota in agreement.quotas.values():
        measure_ = agreement.measures.get(quota.measure)
        response = agreement.responses.get(measure_.response) if isinstance(measure_, ResponseTime) else None
        if response is None or not isinstance(quota.bound.value, Duration):
            continue
        kinds = _kinds(response)
        if len(kinds) == 1 and quota.bound.value.basis not in kinds:
            yield diagnostic(
                CODE,
                quota.place(quota.bound.operator),
                f"'{response.id}' is measured in {_SPOKEN[min(kinds)]}, this bound is {quota.bound.value}",
                f"write the bound in {_SPOKEN[min(kinds)]}",
            )


def _kinds(response: Response) -> set[Basis]:
    """What the response's time accrues in: business days accrue elapsed time."""
    bases = {target.within.basis for target in response.targets if target.within is not None}
    return {Basis.OPEN_TIME if basis is Basis.OPEN_TIME else Basis.ELAPSED for basis in bases}
