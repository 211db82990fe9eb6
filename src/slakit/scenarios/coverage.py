"""What scenarios reach of an agreement: its commitments, the targets of its responses, the states they can come to.

Something is reached when a row of `expect` matched an outcome that shows it. What merely happens in a scenario,
without being expected, is not: periods without an event would reach every quota. Only an exempt target, of which
there is never an outcome, is reached by a start that falls to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from slakit.commitments.promise import Promise, promises
from slakit.diagnostics import Span
from slakit.model import (
    DEFAULT_AT_RISK,
    Again,
    Agreement,
    Cadence,
    Commitment,
    Objective,
    Quota,
    Response,
    Stage,
    Target,
)
from slakit.scenarios.result import Coverage, Item
from slakit.usage import commitment_ids
from slakit.wording.speech import Speech

Key = tuple[str, str, str]
"""Commitment, part and name of an item."""


@dataclass(kw_only=True)
class Tally:
    """What the scenarios of one agreement have reached so far."""

    versions: Sequence[Agreement]
    scenarios: int = 0
    reached: set[Key] = field(default_factory=set)

    def add(self, keys: Iterable[Key]) -> None:
        """Count one more scenario, which reaches `keys`."""
        self.scenarios += 1
        self.reached.update(keys)

    def coverage(self) -> Coverage:
        """All items of all versions in declared order, each with whether it was reached."""
        spans = {key: span for version in self.versions for key, span in _items(version)}
        items = tuple(
            Item(commitment=key[0], part=key[1], name=key[2], clause=span, reached=key in self.reached)
            for key, span in spans.items()
        )
        last = self.versions[-1]
        return Coverage(agreement=last.id, span=last.span, scenarios=self.scenarios, items=items)


def clause_of(agreement: Agreement, commitment: str) -> Span:
    """Where the agreement declares a commitment: an objective at itself, a stage's part at the stage."""
    found = commitment_ids(agreement)[commitment]
    objective = _objective(found, commitment)
    return found.span if objective is None else objective.span


def target_key(agreement: Agreement, response: Response, target: Target) -> Key:
    """The item of a response's target: how it is written, and when it applies."""
    within = "exempt" if target.within is None else str(target.within)
    when = "" if target.when is None else f" if {Speech(agreement).phrase(target.when)}"
    return response.id, "target", f"{within}{when}"


def _items(agreement: Agreement) -> Iterator[tuple[Key, Span]]:
    declared = commitment_ids(agreement)
    order = list(declared)
    offered = sorted(promises(agreement), key=lambda promise: order.index(promise.id))
    for promise in offered:
        commitment, span = declared[promise.id], clause_of(agreement, promise.id)
        yield (promise.id, "commitment", ""), span
        if isinstance(commitment, Response) and promise.kind == "response":
            for target in commitment.targets:
                yield target_key(agreement, commitment, target), target.span
        for state in _states(agreement, promise, commitment):
            yield (promise.id, "state", state), span


def _states(agreement: Agreement, promise: Promise, commitment: Commitment) -> Iterator[str]:
    """The states to be shown: kept, broken, and what the clause's own words lead to."""
    objective = _objective(commitment, promise.id)
    if isinstance(commitment, Stage) and promise.kind == "transition":
        yield from _transitions(agreement, commitment)
        return
    yield from ("met", "breached")
    if objective is not None:
        sample = objective.minimum_sample
    else:
        sample = commitment.minimum_sample if isinstance(commitment, Quota) else None
        yield from _on_the_way(promise, commitment)
    if sample is not None:
        yield "not_applicable"


def _on_the_way(promise: Promise, commitment: Commitment) -> Iterator[str]:
    match commitment:
        case Response() | Cadence():
            at_risk = commitment.at_risk
            if isinstance(commitment, Response) and commitment.pauses:
                yield "paused"
            if commitment.cancels or commitment.again is Again.RESTART:
                yield "cancelled"
        case Stage(dwell=dwell) if dwell is not None and promise.kind == "dwell":
            at_risk = dwell.at_risk
        case _:
            return
    if at_risk != DEFAULT_AT_RISK:
        yield "at_risk"


def _transitions(agreement: Agreement, stage: Stage) -> Iterator[str]:
    """Met if another stage leads here, breached if another one does not."""
    others = [other for other in agreement.stages.values() if other.id != stage.id]
    judged = [other for other in others if other.next is not None or other.closes]
    if any(stage.id in (other.next or ()) for other in judged):
        yield "met"
    if any(stage.id not in (other.next or ()) for other in judged):
        yield "breached"


def _objective(commitment: Commitment, id_: str) -> Objective | None:
    """The objective that the id names, if it names one."""
    if not id_.endswith(".objective"):
        return None
    match commitment:
        case Stage():
            return commitment.objectives[id_.split(".")[1]]
        case Response() | Cadence():
            return commitment.objective
        case _:
            return None
