"""Layout, key order, comments, aliases, the spelling of numbers and files that extend files: none of it counts."""

import random
from pathlib import Path

import pytest
import yaml

from slakit.digest import digest_of
from slakit.loading import load_agreement
from slakit.numbers import NUMBER
from tests.house.pages import ROOT

NORTHWIND = ROOT / "policies" / "northwind.yaml"
COUNTS = {"attempts", "distinct", "minimum_sample", "periods"}
"""What takes whole numbers, which have no decimals."""
IN_ORDER = {"parties", "stages", "clauses"}
HEAD = "apiVersion: slakit/v1\nkind: Agreement\n"


def tree() -> yaml.MappingNode:
    node = yaml.compose(NORTHWIND.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(node, yaml.MappingNode)
    return node


def shuffle(node: yaml.Node, chance: random.Random, key: str = "") -> None:
    """Mappings in another order, in another style; numbers spelled in another way."""
    if isinstance(node, yaml.MappingNode):
        if key not in IN_ORDER:
            chance.shuffle(node.value)
        node.flow_style = chance.random() < 0.5
        for name, value in node.value:
            if name.value not in {"version", *COUNTS}:
                shuffle(value, chance, name.value)
    elif isinstance(node, yaml.SequenceNode):
        node.flow_style = chance.random() < 0.5
        for item in node.value:
            shuffle(item, chance)
    elif node.style is None and NUMBER.match(node.value):
        node.value = chance.choice([node.value, node.value + ("0" if "." in node.value else ".0")])
        node.style = chance.choice([None, "'", '"'])
    elif node.style is None and node.value.endswith("%"):
        node.value = chance.choice([node.value, f"{int(node.value[:-1]) / 100:.2f}", f"{node.value[:-1]}.0%"])


def share(node: yaml.Node, seen: dict[str, yaml.Node], chance: random.Random) -> yaml.Node:
    """Equal collections as one node, which is written once and referred to by an alias."""
    if isinstance(node, yaml.MappingNode):
        node.value = [(key, share(value, seen, chance)) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        node.value = [share(item, seen, chance) for item in node.value]
    else:
        return node
    found = seen.setdefault(yaml.serialize(node, Dumper=yaml.BaseDumper), node)
    return found if chance.random() < 0.7 else node


def written(node: yaml.Node, chance: random.Random) -> str:
    lines = yaml.serialize(
        node, Dumper=yaml.BaseDumper, allow_unicode=True, width=chance.choice([60, 200])
    ).splitlines()
    ends = [index for index, line in enumerate(lines) if line and not line.startswith((" ", "-"))]
    lines.insert(chance.choice(ends), "# a comment with 'anything': [in it")
    return "\n".join(lines) + chance.choice(["", "\n", "\n\n# the end\n"])


def digest_in(folder: Path) -> str:
    found, findings = load_agreement(str(folder / "agreement.yaml"))
    assert found is not None, findings
    return digest_of(found)


EXPECTED = digest_of(load_agreement(str(NORTHWIND))[0])  # type: ignore[arg-type]
CHANCES = pytest.mark.parametrize("chance", [random.Random(seed) for seed in range(6)], ids=range(6))  # noqa: S311 - no secret


@CHANCES
def test_layout_does_not_count(chance: random.Random, tmp_path: Path) -> None:
    node = tree()
    shuffle(node, chance)
    (tmp_path / "agreement.yaml").write_text(written(share(node, {}, chance), chance), encoding="utf-8")
    assert digest_in(tmp_path) == EXPECTED


@CHANCES
def test_where_a_value_is_inherited_from_does_not_count(chance: random.Random, tmp_path: Path) -> None:
    """Sections go to a base at random, with what the agreement then takes back or says otherwise."""
    (tmp_path / "pyproject.toml").touch()
    node = tree()
    body = [pair for pair in node.value if pair[0].value not in ("apiVersion", "kind")]
    base, own = [], []
    for key, value in body:
        (base if key.value != "term" and chance.random() < 0.5 else own).append((key, value))
    scalar = yaml.ScalarNode("tag:yaml.org,2002:str", "null")
    if chance.random() < 0.5:
        base.append((yaml.ScalarNode(scalar.tag, "term"), next(value for key, value in own if key.value == "term")))
    for key, value in own:
        if key.value in ("quotas", "measures", "events") and chance.random() < 0.7:
            stray = (yaml.ScalarNode(scalar.tag, "stray"), yaml.MappingNode("tag:yaml.org,2002:map", [value.value[0]]))
            base.append((key, yaml.MappingNode(value.tag, [stray])))
            value.value = [*value.value, (yaml.ScalarNode(scalar.tag, "stray"), scalar)]
    for name, pairs, head in (("base", base, HEAD), ("agreement", own, f"{HEAD}extends: base.yaml\n")):
        body_text = yaml.serialize(
            yaml.MappingNode("tag:yaml.org,2002:map", pairs), Dumper=yaml.BaseDumper, allow_unicode=True
        )
        text = head + (body_text if pairs else "")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert digest_in(tmp_path) == EXPECTED
