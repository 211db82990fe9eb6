"""Patterns of the lead record in words."""

from slakit.model import AllOf, Condition, Equals, EventPattern
from slakit.wording.phrases import capitalised, listed, quoted
from slakit.wording.speech import Speech


def event_words(speech: Speech, event: EventPattern) -> str:
    """What counts as one: `An entry “call” for which result is “connected”`, after its description if there is one."""
    text = f"an entry {listed([quoted(one) for one in event.events], 'or')}"
    if event.where is not None:
        where = speech.phrase(event.where)
        text += f" that is {where.removeprefix('it is ')}" if _is_mark(event.where) else f" for which {where}"
    return f"{event.description} ({text})" if event.description else capitalised(text)


def _is_mark(where: Condition) -> bool:
    """Whether the condition is a yes or no about the entry itself, and nothing else."""
    if isinstance(where, AllOf) and len(where.items) == 1:
        return _is_mark(where.items[0])
    return isinstance(where, Equals) and len(where.values) == 1 and isinstance(where.values[0], bool)
