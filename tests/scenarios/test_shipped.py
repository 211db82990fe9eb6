"""The scenarios of policies and examples hold, and reach everything."""

from fractions import Fraction

import pytest

from slakit.scenarios.run import Options, run
from tests.house.pages import ROOT


@pytest.mark.long
def test_the_scenarios_of_policies_and_examples_reach_everything() -> None:
    found = run([str(ROOT / "policies"), str(ROOT / "examples")], Options(coverage=True, fail_under=Fraction(1)))
    assert found.passed, [scenario.name for scenario in found.failed]
    for coverage in found.coverage or ():
        assert coverage.missed == (), coverage.agreement
        assert coverage.scenarios
