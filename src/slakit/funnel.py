"""The funnel as a graph: where leads begin, which stages they can reach, which reach an end."""

from collections.abc import Mapping

from slakit.model import Stage


def successors(stages: Mapping[str, Stage], stage: Stage) -> tuple[str, ...]:
    """The stages that may follow: `next`; none after one that closes; any after one that says neither."""
    if stage.next is not None:
        return stage.next
    return () if stage.closes else tuple(stages)


def reachable(stages: Mapping[str, Stage]) -> set[str]:
    """The stages that leads get to without breaking a promise, from the initial ones (else the first)."""
    begins = [stage.id for stage in stages.values() if stage.initial] or list(stages)[:1]
    reached: set[str] = set()
    while begins:
        name = begins.pop()
        if name not in reached and name in stages:
            reached.add(name)
            begins.extend(successors(stages, stages[name]))
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
