"""Amounts finer than money.

Amounts of a currency have a smallest unit: a cent, a yen, a fils. A `quantum` that is no multiple of it makes amounts
that nobody can pay. (A coarser one, such as 0.05 of francs, is fine.)
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.language.currencies import minor_unit
from slakit.model import Agreement
from slakit.numbers import plain

CODE = declare("SLA824", "Amounts finer than money", Severity.WARNING)

_REST = """
term: {currency: USD}
measures:
  won: {leads: customer}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
        deals: {weight: 100%, measure: won, quota: 12, mode: marginal, tiers: [{rate: 1}]}
"""
WRONG = f'{_REST}  rounding: {{quantum: "0.001"}}\n'
RIGHT = f'{_REST}  rounding: {{quantum: "0.01"}}\n'


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    compensation, term = agreement.compensation, agreement.term
    if compensation is None or term is None or term.currency is None:
        return
    unit, quantum = minor_unit(term.currency), compensation.rounding.quantum
    if quantum % unit != 0:
        yield diagnostic(
            CODE,
            compensation.rounding.quantum_span or compensation.span,
            f"amounts are rounded to {plain(quantum)}, and the smallest unit of {term.currency} is {plain(unit)}",
            f'write quantum: "{plain(unit)}", or a multiple of it',
        )
