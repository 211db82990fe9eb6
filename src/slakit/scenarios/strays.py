"""Events of a scenario that the agreement does not know: what only sets fields explains why nothing came of it.

An event that sets no field, or is nearly one that there is, was refused before.
"""

from collections.abc import Iterator, Sequence

from slakit.model import Agreement
from slakit.timeline.model import Row, Timeline

MOST = 3
"""How many such events are told of at once."""


def strays(versions: Sequence[Agreement], timeline: Timeline | None) -> str:
    """Which events of a lead are no event of any version; nothing if all are."""
    found = dict.fromkeys(_strays(versions, timeline.rows if timeline is not None else ()))
    return "; ".join(list(found)[:MOST])


def _strays(versions: Sequence[Agreement], rows: tuple[Row, ...]) -> Iterator[str]:
    words = {word for one in versions for pattern in one.events.values() for word in pattern.events}
    for row in rows:
        if not row.matches and row.event not in words:
            yield f"no event of the agreement is '{row.event}' in the log"
