"""An agreement said as a base and what extends it."""

from copy import deepcopy
from random import Random
from typing import Any

IN_ORDER = ("stages", "parties", "reasons", "fields", "hours")
"""Mappings whose order means something or is simply kept: their keys stay in the base."""

Tree = dict[str, Any]


def apart(agreement: Tree, random: Random) -> tuple[Tree, Tree]:
    """A base and an extension that give the agreement when merged: keys moved, replaced, and added to be removed."""
    base = deepcopy(agreement)
    over = _parted(base, random, movable=True)
    for key in ("apiVersion", "kind"):
        base[key] = over[key] = agreement[key]
    if random.random() < 0.5 and "responses" in base:
        first = next(iter(base["responses"].values()))
        base["responses"]["of_the_base"] = deepcopy(first)
        over.setdefault("responses", {})["of_the_base"] = None
    if random.random() < 0.3 and "scope" not in agreement:
        base["scope"], over["scope"] = {"owner": "nobody"}, None
    return base, over


def _parted(base: Tree, random: Random, *, movable: bool) -> Tree:
    """Take some things out of the base, or change them there, and say them in what is returned."""
    over: Tree = {}
    for key, value in list(base.items()):
        if isinstance(value, dict):
            inner = _parted(value, random, movable=key not in IN_ORDER)
            if inner:
                over[key] = inner
        elif movable and len(base) > 1 and random.random() < 0.1:
            over[key] = base.pop(key)
        elif isinstance(value, list) and random.random() < 0.2:
            over[key], base[key] = value, [*value, *value]
    return over
