"""Which relations of a plan Spark keeps: what would be computed more than once, and what would grow too large."""

import re
from collections import Counter
from collections.abc import Sequence

from slakit.outcomes import IN_ORDER, RELATION, ROWS
from slakit.sql.plan import Plan, Relation

LARGEST = 12
"""How many relations may be put together into one query."""

_READ = re.compile(r"\b(?:FROM|JOIN)\s+([A-Za-z_]\w*)")


def kept(plan: Plan) -> frozenset[str]:
    """The names of the relations to keep; all others are views, computed within what reads them."""
    relations = {relation.name: relation for relation in plan.relations}
    reads = {name: _reads(relation.sql, relations) for name, relation in relations.items()}
    found = {ROWS}
    times = Counter({RELATION: 1, IN_ORDER: 1})
    for tally in plan.tallies:
        times.update(_reads(tally.sql, relations))
    for relation in reversed(plan.relations):
        if relation.keep and times[relation.name] > 1:
            found.add(relation.name)
        each = 1 if relation.name in found else times[relation.name]
        for name, number in reads[relation.name].items():
            times[name] += each * number
    return frozenset(found | _too_large(plan.relations, reads, found))


def _too_large(relations: Sequence[Relation], reads: dict[str, Counter[str]], found: set[str]) -> set[str]:
    """Further relations without which one query would be put together from more than `LARGEST` of them."""
    sizes: dict[str, int] = {}
    more: set[str] = set()
    for relation in relations:
        name = relation.name
        size = 1 + sum(sizes[read] * number for read, number in reads[name].items())
        if size > LARGEST and name in found:  # a union of everything
            more.update(read for read in reads[name] if sizes[read] > 1)
        if name in found:
            size = 0
        elif size > LARGEST:
            more.add(name)
            size = 0
        sizes[name] = size
    return more


def _reads(sql: str, relations: dict[str, Relation]) -> Counter[str]:
    return Counter(name for name in _READ.findall(sql) if name in relations)
