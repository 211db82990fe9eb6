"""Agreements changed at random: a node renamed, deleted, swapped or given another type."""

import random
from pathlib import Path

import yaml

from tests.strangers.running import ROOT

CHANGES = (1, 1, 1, 1, 2, 3)
_WORDS = ("sales", "mql", "business", "score", "first_attempt", "always", "x", "_", "Ünïcode", "all", "on", "term", "")
_SCALARS: tuple[str, ...] = (
    "0",
    "-1",
    "1e3",
    "150%",
    "1/3",
    "2027-02-30",
    "0001-01-01",
    "9999-12-31",
    "25:00",
    "6 business hours",
    "0 days",
)
_SCALARS += (
    "99999999999999999999999999999",
    "4_800",
    "true",
    "null",
    "~",
    "''",
    "x" * 300,
    "Europe/Nowhere",
    "[",
    "\u202e",
)

_Place = tuple[yaml.CollectionNode, int]


def originals() -> list[tuple[str, str]]:
    """The sound agreements of the repository by name: policies, examples and the valid cases."""
    found = [*sorted((ROOT / "policies").glob("*.yaml")), *sorted((ROOT / "examples").glob("*/agreement.yaml"))]
    found += sorted((ROOT / "tests" / "cases" / "valid").glob("*.yaml"))
    texts = [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in found]
    return [(name, text) for name, text in texts if "kind: Agreement" in text and "\nextends:" not in text]


def changed(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """The agreement with a few changes, and what they are."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError("an agreement is a mapping")
    done = [_change(root, chance) for _ in range(chance.choice(CHANGES))]
    written = yaml.serialize(root, allow_unicode=True, width=110)
    if not isinstance(written, str):
        raise TypeError("serialize gives text")
    return written, done


def _change(root: yaml.MappingNode, chance: random.Random) -> str:
    places = list(_places(root, set()))
    if not places:
        return "nothing is left to change"
    kind = chance.choice(("rename", "delete", "swap", "retype", "replace", "copy"))
    parent, index = chance.choice(places)
    match kind:
        case "rename" if isinstance(parent, yaml.MappingNode):
            key = parent.value[index][0]
            key.value, old = _renamed(key.value, chance), key.value
            return f"rename {old!r} to {key.value!r}"
        case "delete":
            gone = parent.value.pop(index)
            return f"delete {_shown(gone)}"
        case "swap":
            other, there = chance.choice(places)
            mine, theirs = _value(parent, index), _value(other, there)
            if not _holds(mine, other) and not _holds(theirs, parent):
                _put(parent, index, theirs)
                _put(other, there, mine)
            return f"swap {_shown(mine)} and {_shown(theirs)}"
        case "copy":
            other, there = chance.choice(places)
            taken = yaml.compose(yaml.serialize(_value(other, there)), Loader=yaml.SafeLoader)
            if taken is not None:
                _put(parent, index, taken)
            return f"copy {_shown(taken)}"
        case "retype":
            _put(parent, index, _retyped(_value(parent, index), chance))
        case _:
            _put(parent, index, _scalar(chance.choice(_SCALARS + _WORDS)))
    return f"{kind} by {_shown(_value(parent, index))}"


def _places(node: yaml.Node, seen: set[int]) -> list[_Place]:
    """Every value in a list or mapping, as its parent and index; shared nodes once."""
    if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
        return []
    seen.add(id(node))
    found: list[_Place] = []
    for index in range(len(node.value)):
        found += [(node, index), *_places(_value(node, index), seen)]
    return found


def _value(parent: yaml.CollectionNode, index: int) -> yaml.Node:
    held = parent.value[index]
    found: yaml.Node = held[1] if isinstance(parent, yaml.MappingNode) else held
    return found


def _put(parent: yaml.CollectionNode, index: int, node: yaml.Node) -> None:
    parent.value[index] = (parent.value[index][0], node) if isinstance(parent, yaml.MappingNode) else node


def _holds(node: yaml.Node, wanted: yaml.Node) -> bool:
    return node is wanted or any(parent is wanted for parent, _ in _places(node, set()))


def _retyped(node: yaml.Node, chance: random.Random) -> yaml.Node:
    match chance.choice(("list", "mapping", "scalar", "empty list", "empty mapping")):
        case "list":
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [node], flow_style=True)
        case "mapping":
            key = _scalar(chance.choice(_WORDS[:-1]))
            return yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], flow_style=True)
        case "empty list":
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [], flow_style=True)
        case "empty mapping":
            return yaml.MappingNode("tag:yaml.org,2002:map", [], flow_style=True)
        case _:
            return _scalar(chance.choice(_SCALARS))


def _renamed(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name) + 1)
    return chance.choice((name[:at] + name[at + 1 :], f"{name[:at]}x{name[at:]}", chance.choice(_WORDS), name.upper()))


def _scalar(text: str) -> yaml.ScalarNode:
    """A plain scalar where it can be one."""
    found = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return yaml.ScalarNode(found, text)


def _shown(node: object) -> str:
    if isinstance(node, tuple):
        return f"{node[0].value}: {_shown(node[1])}"
    if isinstance(node, yaml.ScalarNode):
        return repr(node.value[:40])
    return f"a {'mapping' if isinstance(node, yaml.MappingNode) else 'list'}"


def saved(folder: Path, text: str) -> Path:
    """The file in `folder` that holds the text."""
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path
