"""A condition of pay that every value meets.

A share is never below 0% or above 100%, and a count never below 0. A gate that asks for that never closes, and a
modifier or kicker always applies: the condition reads like one and is none.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Count, Leads, Ratio, Share
from slakit.numbers import percent
from slakit.reasoning.pay_bounds import Question, is_clock, measure_of, questions
from slakit.usage import pay_plans

CODE = declare("SLA810", "A condition of pay that every value meets", Severity.WARNING)

_PLAN = """
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
WRONG = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 0%}}}}, cap: {{deals: 100%}}}}]\n"
RIGHT = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 90%}}}}, cap: {{deals: 100%}}}}]\n"

_SO = {"gate": "the gate never closes", "modifier": "the factor always applies", "kicker": "it asks for nothing"}
_BESIDE = {"gate": "it never closes the gate", "modifier": "it asks for nothing", "kicker": "it asks for nothing"}


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for question in questions(plan):
            if _is_always_reached(agreement, question):
                so = (_SO if question.alone else _BESIDE)[question.kind]
                message = f"every value of '{question.commitment}' reaches this bound: {so}"
                out = f"leave the {question.kind} out" if question.alone else "leave it out"
                yield diagnostic(CODE, question.span, message, f"write the bound that is to be reached, or {out}")
        for kicker in plan.kickers.values():
            for name, bound in kicker.attainment.items():
                if bound == 0:
                    message = f"every attainment reaches {percent(bound)}: {_SO['kicker']}"
                    out = "it" if kicker.if_ or len(kicker.attainment) > 1 else "the kicker"
                    instead = f"write the attainment that is to be reached, or leave {out} out"
                    yield diagnostic(CODE, kicker.place(f"attainment.{name}"), message, instead)


def _is_always_reached(agreement: Agreement, question: Question) -> bool:
    """Whether no value can fail the bound. A sum can be negative."""
    bound, measure = question.bound, measure_of(agreement, question.commitment)
    is_share = isinstance(measure, Share) or is_clock(agreement, question.commitment)
    if bound.operator == "at_most":
        return is_share and bound.value == 1
    counts = isinstance(measure, Count | Leads) or (isinstance(measure, Ratio) and _counts(agreement, measure))
    return (is_share or counts) and bound.value == 0


def _counts(agreement: Agreement, ratio: Ratio) -> bool:
    """Whether the ratio is one of counts, which is never negative."""
    return all(isinstance(agreement.measures.get(each), Count | Leads) for each in (ratio.ratio, ratio.of))
