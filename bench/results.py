"""What was measured: entries in results.json, and the ratios and medians that are read from them."""

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cost import Cost

RESULTS = Path(__file__).with_name("results.json")
_UNITS = {"K": 1_000, "M": 1_000_000}


@dataclass(frozen=True, kw_only=True)
class Where:
    """On what it was measured: the machine, and the versions of what was run."""

    machine: Mapping[str, str]
    versions: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One job at one size: each contender's cost in each round, in the order in which they took turns.

    `stopped` has those that have no result, with the reason. Round *n* of one contender is comparable with
    round *n* of any other: they ran one after the other.
    """

    job: str
    size: str
    events: int
    date: str
    where: Where
    rounds: Mapping[str, Sequence[Cost]]
    stopped: Mapping[str, str] = field(default_factory=dict)

    def median(self, contender: str, what: str) -> float:
        """The median over the rounds of `cpu`, `wall` or `peak`."""
        values: list[float] = [getattr(cost, what) for cost in self.rounds[contender]]
        return statistics.median(values)

    def ratio(self, contender: str, other: str, what: str = "cpu") -> float:
        """How many times the other's `cpu` or `wall` it takes: the median of the rounds' ratios."""
        pairs = zip(self.rounds[contender], self.rounds[other], strict=False)
        return statistics.median(getattr(ours, what) / getattr(theirs, what) for ours, theirs in pairs)

    def added(self, contender: str, before: str, unit: str) -> float:
        """The CPU that it takes beyond `before`, in `unit`s: the median of the rounds'."""
        triples = zip(self.rounds[contender], self.rounds[before], self.rounds[unit], strict=False)
        return statistics.median((ours.cpu - less.cpu) / one.cpu for ours, less, one in triples)


def number(size: str) -> int:
    """How many events a size such as `10M` or `13K` is."""
    return int(size[:-1]) * _UNITS[size[-1]] if size[-1] in _UNITS else int(size)


def exponent(small: Entry, large: Entry, contender: str) -> float:
    """The power of the number of events with which CPU grows: 1 is in proportion."""
    growth = large.median(contender, "cpu") / small.median(contender, "cpu")
    return math.log(growth) / math.log(large.events / small.events)


def load(path: Path = RESULTS) -> tuple[Entry, ...]:
    """All entries, none if there is no file."""
    if not path.exists():
        return ()
    return tuple(_entry(one) for one in json.loads(path.read_text(encoding="utf-8"))["entries"])


def save(entry: Entry, path: Path = RESULTS) -> None:
    """Put the entry in the place of the one of its job and size."""
    kept = [one for one in load(path) if (one.job, one.size) != (entry.job, entry.size)]
    entries = sorted([*kept, entry], key=lambda one: (one.job, one.events))
    text = json.dumps({"entries": [_plain(one) for one in entries]}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _entry(read: dict[str, object]) -> Entry:
    where, rounds, stopped = (read.pop(key) for key in ("where", "rounds", "stopped"))
    assert isinstance(where, dict)
    assert isinstance(rounds, dict)
    assert isinstance(stopped, dict)
    costs = {name: [Cost(cpu=cpu, wall=wall, peak=peak) for cpu, wall, peak in runs] for name, runs in rounds.items()}
    return Entry(where=Where(**where), rounds=costs, stopped=stopped, **read)  # type: ignore[arg-type]


def _plain(entry: Entry) -> dict[str, object]:
    rounds = {
        name: [[round(cost.cpu, 3), round(cost.wall, 3), round(cost.peak, 1)] for cost in costs]
        for name, costs in entry.rounds.items()
    }
    return {**asdict(entry), "rounds": rounds}
