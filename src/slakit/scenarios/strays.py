"""Events of a scenario that the agreement does not know: what is misspelt explains why nothing came of it."""

from collections.abc import Iterator, Sequence

from slakit.language.spelling import suggestion
from slakit.model import Agreement
from slakit.timeline.model import Row, Timeline

MOST = 3
"""How many such events are told of at once."""


def strays(versions: Sequence[Agreement], timeline: Timeline | None) -> str:
    """What is wrong with the events of a lead that are no event and no stage of any version; nothing if none is."""
    found = dict.fromkeys(_strays(versions, timeline.rows if timeline is not None else ()))
    return "; ".join(list(found)[:MOST])


def _strays(versions: Sequence[Agreement], rows: tuple[Row, ...]) -> Iterator[str]:
    words = dict.fromkeys(word for one in versions for pattern in one.events.values() for word in pattern.events)
    staged = {word for one in versions for stage in one.stages for word in one.events[stage].events}
    stages = dict.fromkeys(stage for one in versions for stage in one.stages)
    for row in rows:
        stage = dict(row.values).get("stage")
        if row.matches:
            continue
        if row.event in stages and row.event not in words:
            yield f"'{row.event}' is a stage: write event: stage_changed, stage: {row.event}"
        elif row.event in staged and stage is not None and stage not in stages:
            yield _said(f"the agreement has no stage '{stage}'", suggestion(stage, stages))
        elif row.event not in words:
            said = f"no event of the agreement is '{row.event}' in the log"
            yield _said(said, suggestion(row.event, (*words, *stages)))


def _said(what: str, meant: str) -> str:
    return f"{what}; {meant}" if meant else what
