"""The funnel as a graph: where leads begin, which stages they can reach, which reach an end."""

from collections.abc import Iterable, Mapping

from slakit.model import Stage


def successors(stages: Mapping[str, Stage], stage: Stage) -> tuple[str, ...]:
    """The stages that may follow: `next`; none after one that closes; any after one that says neither."""
    if stage.next is not None:
        return stage.next
    return () if stage.closes else tuple(stages)


def reachable(stages: Mapping[str, Stage]) -> set[str]:
    """The stages that leads get to without breaking a promise, from the initial ones (else the first)."""
    begins = [stage.id for stage in stages.values() if stage.initial] or list(stages)[:1]
    return _followed(stages, begins)


def reached_from(stages: Mapping[str, Stage], stage: str) -> set[str]:
    """The stages that leads get to from one, itself only if it is on the way, without breaking a promise."""
    return _followed(stages, successors(stages, stages[stage]))


def _followed(stages: Mapping[str, Stage], begins: Iterable[str]) -> set[str]:
    """The stages named, and all that follow them."""
    reached: set[str] = set()
    ahead = list(begins)
    while ahead:
        name = ahead.pop()
        if name not in reached and name in stages:
            reached.add(name)
            ahead.extend(successors(stages, stages[name]))
    return reached


def ending(stages: Mapping[str, Stage]) -> set[str]:
    """The stages from which one that closes can be reached, those included."""
    found = {stage.id for stage in stages.values() if stage.closes}
    grew = True
    while grew:
        more = {stage.id for stage in stages.values() if found.intersection(successors(stages, stage))}
        grew = not more <= found
        found |= more
    return found
