"""What a timeline says a lead brings to a promise over a period: all leads together bring what the outcome has."""

import os
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from slakit.engine.run import Evaluation, evaluation
from slakit.model import Agreement, Count, Leads, Measure, Ratio, Share, Sum
from slakit.numbers import plain
from slakit.outcomes import Outcome, read
from slakit.sql.compilation import Shared
from slakit.timeline.counting import Counting
from slakit.timeline.lead import lead_timeline
from slakit.timeline.probe import Probe
from tests.engine.case import CASES, case_request, read_case

AREAS = ("goals", "measures", "objectives", "quotas", "versions", "waivers")
OF_PERIODS = [path for path in CASES if path.parent.name in AREAS]
SOME = OF_PERIODS if os.environ.get("SLAKIT_LARGE") else OF_PERIODS[::7]
"""All of them take a minute."""

Key = tuple[str, str, str, str | None]
"""A row of the outcomes: commitment, period, dimension."""


@pytest.mark.parametrize("path", SOME, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_leads_together_bring_the_value(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    if case.get("refuse") == "true" or case.get("known_by"):
        return
    probe, counting, request = Probe(), Counting(), case_request(case, tmp_path)

    def ask(shared: Shared) -> None:
        probe.ask(shared)
        counting.ask(shared)

    with evaluation(request, also=ask) as found:
        assert not found.has_errors, found.diagnostics
        outcomes = list(read(found.connection))
        brought = _brought(found, probe, counting)
        agreements = {version.agreement.version: version.agreement for version in probe.versions}
    alone = any(not row.get("lead_id") for row in case["events"] or ())
    problems = list(_differences(outcomes, brought, agreements, alone=alone))
    assert not problems, "\n".join([str(path), *problems])


def _brought(found: Evaluation, probe: Probe, counting: Counting) -> dict[Key, dict[str, Fraction]]:
    """What the leads bring to each row of the outcomes, added up by name."""
    sums: dict[Key, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for (lead_id,) in found.connection.execute("SELECT lead_id FROM lead ORDER BY lead_id").fetchall():
        timeline = lead_timeline(found, probe, str(lead_id), counting=counting)
        for promise in timeline.periods:
            for part in promise.parts:
                key = (promise.commitment, part.start.isoformat(), part.end.isoformat(), part.dimension)
                for name, amount in part.amounts:
                    sums[key][name] += amount
    return sums


def _differences(
    outcomes: list[Outcome],
    brought: dict[Key, dict[str, Fraction]],
    agreements: dict[str, Agreement],
    *,
    alone: bool,
) -> Iterator[str]:
    left = dict(brought)
    for outcome in outcomes:
        if outcome.period_start is None:
            continue
        key = (outcome.commitment or "", outcome.period_start, outcome.period_end or "", outcome.dimension)
        mine = left.pop(key, {})
        expected = _value(agreements[outcome.version or ""], outcome, mine)
        if alone and outcome.kind != "objective":
            continue  # rows without a lead count, too
        if expected is not None and (outcome.value is None or plain(Fraction(outcome.value)) != plain(expected)):
            yield f"{key}: {mine} make {expected}, the outcome has {outcome.value}"
    yield from (f"{key}: {mine}, and there is no such outcome" for key, mine in left.items())


def _value(agreement: Agreement, outcome: Outcome, mine: dict[str, Fraction]) -> Fraction | None:
    """What the amounts come to; None if they do not tell: of times, and where nothing is divided."""
    if outcome.kind == "objective":
        return _divided(mine.get("met", Fraction(0)), mine.get("met", Fraction(0)) + mine.get("breached", Fraction(0)))
    id_ = outcome.commitment or ""
    promise = agreement.quotas.get(id_) or agreement.goals[id_]
    measure = agreement.measures[promise.measure]
    if isinstance(measure, Ratio):
        sides = (measure.ratio, measure.of)
        above, below = (_plain_value(agreement.measures[side], mine, f"{side} ") for side in sides)
        return None if above is None or below is None else _divided(above, below)
    return _plain_value(measure, mine, "")


def _plain_value(measure: Measure, mine: dict[str, Fraction], prefix: str) -> Fraction | None:
    def amount(name: str) -> Fraction:
        return mine.get(f"{prefix}{name}", Fraction(0))

    match measure:
        case Count():
            return amount("count")
        case Leads():
            return amount("lead")
        case Sum():
            return amount("sum")
        case Share():
            return _divided(amount("share"), amount("of"))
        case _:
            return None


def _divided(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below else None
