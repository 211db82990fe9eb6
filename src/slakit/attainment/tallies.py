"""Outcomes counted: by commitment and state, with their causes and targets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from slakit.attainment.scorecard import Counts
from slakit.connection import Connection
from slakit.outcomes import ROWS, STATES


@dataclass(kw_only=True, slots=True)
class Tallied:
    """The outcomes of one commitment, counted. `targets` are those of single leads."""

    states: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    targets: set[str] = field(default_factory=set)

    def add(self, other: "Tallied") -> None:
        """Count the other's outcomes, too."""
        self.states += other.states
        self.causes += other.causes
        self.targets |= other.targets

    @property
    def counts(self) -> Counts:
        """By state."""
        return Counts(**{state: self.states[state] for state in STATES})

    @property
    def ranked_causes(self) -> tuple[tuple[str, int], ...]:
        """Causes of breaches, the most frequent first, then by name."""
        return tuple(sorted(self.causes.items(), key=lambda item: (-item[1], item[0])))


Key = tuple[str, frozenset[str], int]
"""A commitment, who made it, and the number of the version by which it was judged."""


def parties_of(text: str) -> frozenset[str]:
    """Who makes a promise, from the text of an outcome."""
    return frozenset(text.split("+"))


def tally(connection: Connection) -> dict[Key, Tallied]:
    """The outcomes of every commitment that has some, in one pass."""
    found: dict[Key, Tallied] = {}
    rows: Sequence[tuple[str, str, int, str, str | None, str | None, int]] = connection.execute(
        f"""SELECT commitment, party, version_no, state, CASE WHEN state = 'breached' THEN cause END AS why,
  CASE WHEN period_start IS NULL THEN target END AS wanted, count(*)
FROM {ROWS} GROUP BY commitment, party, version_no, state, why, wanted"""  # noqa: S608 - constants only
    ).fetchall()
    for commitment, party, version, state, cause, target, number in rows:
        tallied = found.setdefault((commitment, parties_of(party), version), Tallied())
        tallied.states[state] += number
        if cause is not None:
            tallied.causes[cause] += number
        if target is not None:
            tallied.targets.add(target)
    return found
