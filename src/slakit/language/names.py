"""The names an agreement declares, known before anything is bound, so that one mistake is one finding."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from slakit.diagnostics import Code, declare
from slakit.language.meant import id_meant
from slakit.language.nodes import Mapping, Scalar, Sequence
from slakit.language.spelling import nearest
from slakit.model import ALWAYS, BUILT_IN_FIELDS

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What a name may refer to: the code of an unknown one, the words for it, and the sections that declare it."""

    code: Code
    one: str
    many: str
    sections: tuple[str, ...]
    built_in: tuple[str, ...] = ()


PARTY = Kind(declare("SLA301", "Unknown party"), "a party", "parties", ("parties",))
EVENT = Kind(declare("SLA302", "Unknown event"), "an event", "events and stages", ("events", "stages"))
FIELD = Kind(declare("SLA303", "Unknown field"), "a field", "fields", ("fields",), tuple(BUILT_IN_FIELDS))
CALENDAR = Kind(declare("SLA304", "Unknown calendar"), "a calendar", "calendars", ("calendars",), (ALWAYS,))
STAGE = Kind(declare("SLA305", "Unknown stage"), "a stage", "stages", ("stages",))
MEASURE = Kind(declare("SLA306", "Unknown measure"), "a measure", "measures", ("measures",))
_COMMITMENT = declare("SLA307", "Unknown commitment")
RESPONSE = Kind(_COMMITMENT, "a response", "responses", ("responses",))
CLOCK = Kind(_COMMITMENT, "a response or cadence", "responses and cadences", ("responses", "cadences"))
GOAL = Kind(_COMMITMENT, "a goal", "goals", ("goals",))
COMMITMENT = Kind(
    _COMMITMENT,
    "a commitment",
    "commitments",
    ("responses", "cadences", "quotas", "goals"),
)


class Names:
    """The ids under each section of one agreement, in the order of the file."""

    def __init__(self, root: Mapping) -> None:
        self._sections: dict[str, tuple[str, ...]] = {}
        self._broken: set[str] = set()
        self._known: dict[Kind, dict[str, None]] = {}
        self._meant: dict[tuple[str, ...], frozenset[str]] = {}
        self._events = root.get("events")
        self._words: dict[str, str] | None = None
        for entry in root:
            if isinstance(entry.value, Mapping) and entry.value.entries:
                self._sections[entry.key] = tuple(entry.value.entries)
            else:
                self._broken.add(entry.key)

    def add(self, section: str, names: Iterable[str]) -> None:
        """Know `names` as if they stood under `section`: those of an agreement that another file speaks of."""
        self._sections[section] = tuple(dict.fromkeys((*self.section(section), *names)))
        self._known.clear()
        self._meant.clear()

    def of(self, kind: Kind) -> Collection[str]:
        """Every name of `kind`, declared ones first, each once."""
        known = self._known.get(kind)
        if known is None:
            declared = (name for section in kind.sections for name in self._sections.get(section, ()))
            known = self._known[kind] = dict.fromkeys((*declared, *kind.built_in))
        return known.keys()

    def broken(self, kind: Kind) -> bool:
        """Whether a section that would declare names of `kind` is there but declares none: reported where it stands."""
        return not self._broken.isdisjoint(kind.sections)

    def meant(self, name: str, kind: Kind) -> bool:
        """Whether a name of `kind` is declared that is no id but stands for `name`: reported where it is declared."""
        if kind.sections not in self._meant:
            misspelt = (known for known in self.of(kind) if not _ID.match(known))
            self._meant[kind.sections] = frozenset(map(id_meant, misspelt))
        return name in self._meant[kind.sections]

    def event_of(self, word: str) -> str | None:
        """The first event that is declared to be rows with this word in the log."""
        if self._words is None:
            self._words = {}
            for entry in self._events if isinstance(self._events, Mapping) else ():
                words = entry.value.get("event") if isinstance(entry.value, Mapping) else None
                for item in words.items if isinstance(words, Sequence) else (words,):
                    if isinstance(item, Scalar):
                        self._words.setdefault(item.text, entry.key)
        return self._words.get(word)

    def section(self, section: str) -> tuple[str, ...]:
        """The ids that one section declares."""
        return self._sections.get(section, ())


def instead_of(name: str, kind: str, candidates: Iterable[str], limit: int = 8) -> str:
    """What to write instead of `name`: the nearest candidate, else the candidates there are."""
    known = list(candidates)
    if near := nearest(name, known):
        return f"did you mean '{near}'?"
    if not known:
        return f"no {kind} are declared"
    shown = ", ".join(known[:limit])
    return f"the {kind} are {shown}" + (f" and {len(known) - limit} more" if len(known) > limit else "")
