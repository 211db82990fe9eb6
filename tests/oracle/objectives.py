"""Objectives: the share of a clock's episodes that are met, over the episodes started in a period."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.bounds import Bound, divided, target_text
from tests.oracle.measures import Item
from tests.oracle.outcome import OPEN, Outcome
from tests.oracle.periods import Period, periods
from tests.oracle.setting import Setting
from tests.oracle.verdicts import Clocks


def objective_outcomes(setting: Setting, clocks: Clocks) -> list[Outcome]:
    """The outcomes of the objectives of responses, cadences and stages."""
    agreement = setting.agreement
    found = []
    for name, declared in (*agreement.get("responses", {}).items(), *agreement.get("cadences", {}).items()):
        if "objective" in declared:
            found += _objective(setting, clocks, name, declared["by"], declared["objective"])
    for stage, declared in agreement.get("stages", {}).items():
        for part, objective in declared.get("objective", {}).items():
            found += _objective(setting, clocks, f"{stage}.{part}", declared["by"], objective)
    return found


def _objective(
    setting: Setting, clocks: Clocks, name: str, by: str | Sequence[str], declared: Mapping[str, Any]
) -> list[Outcome]:
    outcomes = []
    bound = Bound.of(declared, "share")
    for period in periods(setting, declared["per"]):
        begun = [
            outcome
            for outcome in clocks[name]
            if outcome.version == setting.place
            and outcome.started_at is not None
            and period.holds(outcome.started_at)
            and outcome.state in ("met", "breached", *OPEN)
        ]
        as_items = [
            Item(
                lead=outcome.lead,
                owner=outcome.owner,
                state=setting.states.at(outcome.lead or "", outcome.started_at or 0),
                side=outcome.state,
            )
            for outcome in begun
        ]
        for dimension, _, kept in divided(setting, declared.get("for_each"), as_items, period):
            met = sum(item.side == "met" for item in kept)
            breached = sum(item.side == "breached" for item in kept)
            state = _objective_state(setting, declared, bound, period, met, breached, len(kept))
            cause = ("below-target" if bound.least else "above-target") if state == "breached" else None
            outcomes.append(
                Outcome(
                    version=setting.place,
                    commitment=f"{name}.objective",
                    kind="objective",
                    party=setting.party(by),
                    dimension=dimension,
                    period_start=period.start,
                    period_end=period.end,
                    state=state,
                    target=target_text(declared, "share", bound),
                    value=Fraction(met, met + breached) if met + breached else None,
                    cause=cause,
                )
            )
    return outcomes


def _objective_state(
    setting: Setting,
    declared: Mapping[str, Any],
    bound: Bound,
    period: Period,
    met: int,
    breached: int,
    all_: int,
) -> str:
    if setting.as_of < period.ends_at:
        return "pending"
    if all_ == 0 or all_ < int(declared.get("minimum_sample", 0)):
        return "not_applicable"
    if_breached, if_met = Fraction(met, all_), Fraction(all_ - breached, all_)
    verdicts = {bound.met_by(if_breached), bound.met_by(if_met)}
    if len(verdicts) == 2:
        return "pending"
    return "met" if verdicts == {True} else "breached"
