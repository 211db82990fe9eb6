"""A compiled evaluation: seeds (small tables made in Python) and relations, in the order they are built."""

from collections.abc import Mapping, Sequence

from slakit.record import record


@record
class Seed:
    """A table of literals: equal-length columns by name, with their SQL types."""

    name: str
    types: Mapping[str, str]
    columns: Mapping[str, Sequence[int | str | None]]


@record
class Relation:
    """A named query. `keep` asks for a table (read more than once, or a memory boundary); else a view does."""

    name: str
    sql: str
    keep: bool = True


@record
class Tally:
    """A figure for the summary that is no outcome: a sentence with its count query (hidden when 0)."""

    subject: str
    says: str
    sql: str


@record
class Plan:
    """Everything an engine has to do: build `seeds`, then `relations`; `outcomes` is the name of the result."""

    seeds: tuple[Seed, ...]
    relations: tuple[Relation, ...]
    outcomes: str
    tallies: tuple[Tally, ...]
    is_read_by_others: bool = False
    """Whether its relations are read from outside, so that each has to be there in the end."""
