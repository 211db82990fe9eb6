"""Gates and modifiers: which commitments they may name, and what a factor may be."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.binding import bound

PLAN = """compensation:
  plans:
    executive:
      people: {role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: mql}
      components:
        leads: {weight: 100%, measure: mqls, quota: 15, mode: marginal, tiers: [{rate: 1}]}
"""


@pytest.mark.parametrize(("written", "factor"), [("1.05", "21/20"), ("105%", "21/20"), ("3/2", "3/2"), ("0", "0")])
def test_a_factor_is_a_rate(written: str, factor: str, tmp_path: Path) -> None:
    modifiers = f"      modifiers: [{{if: {{first_attempt: {{at_least: 90%}}}}, factor: {written}}}]\n"
    compensation = bound(PLAN + modifiers, tmp_path).compensation
    assert compensation is not None
    assert compensation.plans["executive"].modifiers[0].factor == Fraction(factor)


@pytest.mark.parametrize("name", ["first_attempt", "mql_volume", "mql.ready", "customer.transition"])
def test_a_gate_names_what_is_promised(name: str, tmp_path: Path) -> None:
    bound_ = "at_least: 5" if name == "mql_volume" else "at_least: 90%"
    gates = f"      gates: [{{unless: {{{name}: {{{bound_}}}}}, cap: {{leads: 100%}}}}]\n"
    compensation = bound(PLAN + gates, tmp_path).compensation
    assert compensation is not None
    assert list(compensation.plans["executive"].gates[0].unless) == [name]
