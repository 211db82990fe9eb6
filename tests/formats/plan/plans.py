"""Plans to show: of policies, of Northwind with its log, and one whose every text was written by a stranger."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from slakit.engine.run import Request, evaluation
from slakit.loading import load_agreement
from slakit.log.people import read_people
from slakit.model import Agreement
from slakit.planning import Planned, planned
from slakit.planning.putting_together import Evidence
from tests.engine.case import instant, read_case, read_model
from tests.house.pages import ROOT
from tests.planning.case import FOLDER, merged

AS_OF = "2027-03-10T12:00:00-05:00"
NORTHWIND = ROOT / "examples" / "northwind"


@cache
def of_policy(name: str) -> Planned:
    """The plan of a policy, without a log; paths are from the repository's root."""
    path = ROOT / "policies" / f"{name}.yaml"
    agreement, findings = load_agreement(str(path))
    assert agreement is not None, findings
    return planned(agreement)


@cache
def running() -> Planned:
    """The plan of Northwind on 10 March, at noon."""
    agreement, findings = load_agreement(str(NORTHWIND / "agreement.yaml"))
    assert agreement is not None, findings
    roster, _ = read_people(str(NORTHWIND / "people.csv"))
    assert roster is not None
    evidence = Evidence([agreement], 0, roster=roster)
    request = Request(
        versions=[agreement],
        log=[str(NORTHWIND / "events.csv")],
        roster=roster,
        as_of=instant(AS_OF),
        only=evidence.only,
    )
    with evaluation(request, also=evidence.ask) as found:
        return planned(agreement, roster=roster, shown=evidence.read(found))


@cache
def plain_agreement() -> Agreement:
    """One whose plan falls short."""
    case = read_case(FOLDER / "people_that_the_plan_counts.yaml")
    with TemporaryDirectory() as folder:
        tree = merged(read_case(FOLDER / "_defaults.yaml"), case["agreement"])
        return read_model(Path(folder) / "agreement.yaml", tree)


def strange(text: str) -> Planned:
    """A plan that falls short, each of its texts being `text`, whatever a file could hold."""
    agreement = plain_agreement()
    goal = agreement.goals["revenue"]
    assert goal.baseline is not None
    goal = replace(goal, title=text, statement=text, baseline=replace(goal.baseline, source=text))
    stages = {name: replace(stage, title=text) for name, stage in agreement.stages.items()}
    quotas = {name: replace(quota, title=text) for name, quota in agreement.quotas.items()}
    return planned(replace(agreement, title=text, version=text, stages=stages, quotas=quotas, goals={"revenue": goal}))


def is_exact(number: dict[str, str]) -> bool:
    """Whether the decimal of a number in JSON is its fraction, rounded to six places."""
    return abs(Fraction(number["exact"]) - Fraction(number["decimal"])) <= Fraction(1, 2 * 10**6)
