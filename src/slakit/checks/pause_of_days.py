"""A pause in business days.

Business days are counted in dates, not in time that runs, so there is nothing that a pause could hold.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis
from slakit.model import Agreement

CODE = declare("SLA422", "A pause in business days")

WRONG = """
events:
  waiting: {event: snoozed}
  back: {event: unsnoozed}
responses:
  decision: {by: sales, starts: handoff, stops: customer, pauses: waiting, resumes: back, within: 2 business days}
"""
RIGHT = """
events:
  waiting: {event: snoozed}
  back: {event: unsnoozed}
responses:
  decision: {by: sales, starts: handoff, stops: customer, pauses: waiting, resumes: back, within: 16 business hours}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for response in agreement.responses.values():
        days = [t.within for t in response.targets if t.within and t.within.basis is Basis.OPEN_DAYS]
        if response.pauses and days:
            yield diagnostic(
                CODE,
                response.place("pauses"),
                f"'{response.id}' pauses, but its target of {days[0]} counts dates, which cannot be paused",
                "write the target in business hours or in hours, or leave the pauses out",
            )
