"""An event that nothing uses.

A pattern that no clock, measure or pay rule refers to is a promise forgotten, or a name misspelt elsewhere.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.usage import used_events

CODE = declare("SLA432", "An event that nothing uses", Severity.WARNING)
WHOLE = True

WRONG = """
events:
  demo: {event: demo_held}
"""
RIGHT = """
events:
  demo: {event: demo_held}
responses:
  first_attempt: {stops: [attempt, demo]}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    used = used_events(agreement)
    for id_, event in agreement.events.items():
        if id_ not in used:
            instead = f"use it (such as stops: {id_}), or remove it"
            yield diagnostic(CODE, event.span, f"nothing uses the event '{id_}'", instead)
