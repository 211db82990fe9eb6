"""The schemas, and the walk that reads them: it must judge as jsonschema does, in better words."""

import copy
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from syrupy.assertion import SnapshotAssertion

from slakit.language.discriminators import KEYWORDS
from slakit.language.nodes import Mapping, Node, Scalar, Sequence
from slakit.language.schema import check
from slakit.language.schema_files import KINDS, bundled, load, names
from slakit.language.source import read
from slakit.numbers import parse_number

ROOT = Path(__file__).parents[2]
COMPANIONS = {
    "source": """
        apiVersion: slakit/v1
        kind: Source
        agreement: northwind
        timezone: America/New_York
        time_format: "%m/%d/%Y %H:%M"
        rows:
          - when: {Field: Status, any: [{Old Value: {is_not: x}}, {New: [a, b]}]}
            lead_id: {column: LeadId}
            event: {value: stage_changed}
            at: {column: CreatedDate}
            set: {stage: {column: NewValue, map: {MQL: mql, Accepted: sal}}, owner: {column: OwnerId}}
    """,
    "waivers": """
        apiVersion: slakit/v1
        kind: Waivers
        agreement: northwind
        waivers:
          crm_outage: {commitments: [first_attempt, mql.ready], from: 2027-02-03T13:00:00-05:00, until: 2027-02-04,
            because: CRM outage, approved_by: {sales: Lee Park}, leads: [L1], when: {a: {above: 1}}}
    """,
    "scenario": """
        apiVersion: slakit/v1
        kind: Scenario
        agreement: northwind
        as_of: 2027-01-08T12:00:00-05:00
        people: [{person: ann, party: sales, role: rep, from: 2027-01-01, territory: east}]
        events:
          - {lead_id: L1, event: assigned, at: 2027-01-04T16:50:00-05:00, offer: webinar, owner: ann, score: 50}
        expect:
          - {commitment: first_attempt, lead_id: L1, episode: 1, state: met, due_at: 2027-01-05T15:20:00Z, cause: ""}
    """,
}


def nodes(text: str) -> Mapping:
    root, findings = read("f.yaml", text.encode())
    assert findings == []
    assert root is not None
    return root


def view(node: Node) -> Any:
    """The node as JSON has it."""
    match node:
        case Mapping():
            return {entry.key: view(entry.value) for entry in node}
        case Sequence():
            return [view(item) for item in node]
        case Scalar(is_null=True):
            return None
        case Scalar(boolean=bool()):
            return node.boolean
    number = parse_number(node.text) if node.plain else None
    if number is None:
        return node.text
    return int(number) if number.denominator == 1 else number


def plain(part: Any) -> Any:
    return str(float(part)) if isinstance(part, Fraction) else part


def registry() -> Registry[Any]:
    files = [(f"{name}.json", Resource.from_contents(dict(load(name)))) for name in names()]
    return Registry().with_resources(files)


REGISTRY = registry()


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(load(name), registry=REGISTRY)


def sections() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Small files: each section of the reference agreement with the header, and each companion."""
    root, _ = read(str(ROOT / "policies" / "northwind.yaml"))
    assert root is not None
    whole = view(root)
    head = {key: whole[key] for key in ("apiVersion", "kind", "metadata", "term")}
    for key in whole:
        yield key, "agreement", {**head, key: whole[key]}
    for name, text in COMPANIONS.items():
        yield name, name, view(nodes(text))


def places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


VALUES: tuple[Any, ...] = (
    None, "", " ", "x y", "word", "Word", 7, -1, 0, 101, Fraction(1, 2), True, False, [], {}, ["a"], ["a", "a"],
    [1, {}], {"zz": 1}, {"at_least": 5}, {"column": "A"}, "12 days", "6h", "1 business days",
    "95%", "1/3", "010", "4_800",
    "2027-01-01", "09:00-17:00", "America/New_York", "month", "all", "mon-fri", "a@b.c", "2027-01-01T00:00:00Z",
)  # fmt: skip


KEYS = ("zz", "at_most", "within", "when", "Bad Id", "all", "any", "title", "goal", "of")


def mutated(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The document with one thing changed at random: a value replaced, a key removed, added or renamed."""
    changed = copy.deepcopy(document)
    path = chance.choice([place for place in places(changed) if place and place not in (("kind",), ("term",))])
    part: Any = changed
    for step in path[:-1]:
        part = part[step]
    match chance.randrange(4):
        case 0:
            del part[path[-1]]
        case 1 if isinstance(part, dict):
            part[chance.choice(KEYS)] = chance.choice(VALUES)
        case 2 if isinstance(part, dict):
            part[f"{path[-1]}x"] = part.pop(path[-1])
        case _:
            part[path[-1]] = chance.choice(VALUES)
    return changed


@pytest.mark.parametrize(("section", "name", "document"), [pytest.param(*case, id=case[0]) for case in sections()])
def test_the_walk_judges_as_jsonschema_does(section: str, name: str, document: dict[str, Any]) -> None:
    chance = random.Random(section)  # noqa: S311 - a fixed sequence is wanted
    judge = validator(name)
    for candidate in [document, *(mutated(document, chance) for _ in range(120))]:
        if "kind" not in candidate or ("term" not in candidate and name == "agreement"):
            continue
        text = json.dumps(candidate, default=plain)
        text = text.replace('"0.5"', "0.5")
        root = nodes(text)
        errors = [f"{error.json_path}: {error.message}" for error in judge.iter_errors(view(root))]
        findings = check(root)
        assert bool(findings) == bool(errors), f"{text}\n{[str(f) for f in findings]}\n{errors}"


@pytest.mark.parametrize("name", names())
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(load(name))
    jsonschema.Draft202012Validator.check_schema(bundled(name))


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from parts(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from parts(value, f"{path}/{index}")


@pytest.mark.parametrize("name", names())
def test_every_key_is_described(name: str) -> None:
    for path, part in parts(load(name)):
        holder = path.split("/")
        if (
            len(holder) < 2
            or holder[-2] not in ("properties", "$defs")
            or any(word in path for word in ("/then/", "/if/"))
        ):
            continue
        shared = "$ref" in part and "description" in target(part["$ref"], name)
        assert part is True or "description" in part or shared, path


def target(reference: str, name: str) -> Any:
    file, _, definition = reference.partition("#/$defs/")
    return load(file.removesuffix(".json") or name)["$defs"][definition]


@pytest.mark.parametrize("name", KINDS.values())
def test_mappings_are_closed_and_sorts_told_by_simple_means(name: str) -> None:
    for path, part in parts(load(name)):
        if part.get("type") == "object" and "properties" in part and "/if" not in path:
            assert "additionalProperties" in part, path
        assert "oneOf" not in part, path
        for keyword in ("if", "not") if not path.endswith("/properties") else ():
            for inner, tested in parts(part.get(keyword, {})):
                if not inner.endswith("/properties"):
                    assert set(tested) <= KEYWORDS, f"{path}/{keyword}{inner}"


@pytest.mark.parametrize("name", names())
def test_a_bundled_schema_stands_alone(name: str) -> None:
    whole = bundled(name)
    for path, part in parts(whole):
        if isinstance(reference := part.get("$ref"), str):
            assert reference.startswith("#/$defs/"), path
            assert whole["$defs"][reference.removeprefix("#/$defs/")], path


@pytest.mark.parametrize("name", COMPANIONS)
def test_a_bundled_schema_judges_as_its_parts_do(name: str) -> None:
    document = view(nodes(COMPANIONS[name]))
    alone = jsonschema.Draft202012Validator(bundled(name))
    assert alone.is_valid(document)
    chance = random.Random(name)  # noqa: S311
    for _ in range(60):
        candidate = mutated(document, chance)
        assert alone.is_valid(candidate) == validator(name).is_valid(candidate)


def files() -> list[Path]:
    return sorted(
        path for folder in ("policies", "examples", "tests/cases/valid") for path in (ROOT / folder).rglob("*.yaml")
    )


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_files_are_well_formed(path: Path) -> None:
    root, findings = read(str(path))
    assert findings == []
    assert root is not None
    assert [str(finding) for finding in check(root)] == []


def test_messages(snapshot: SnapshotAssertion) -> None:
    root, _ = read("f.yaml", (Path(__file__).parent / "broken_in_many_ways.yaml").read_bytes())
    assert root is not None
    assert "\n".join(f"{finding}\n    {finding.help}" for finding in check(root)) == snapshot


def test_a_base_may_leave_things_out_but_not_misspell_them() -> None:
    base = "apiVersion: slakit/v1\nkind: Agreement\nresponses: {r: {by: sales, withn: 1 hour}}\n"
    assert [finding.code.id for finding in check(nodes(base))] == ["SLA202"]
    assert [finding.code.id for finding in check(nodes(f"extends: a.yaml\nterm: {{}}\n{base}"))] == ["SLA202"]
    whole = [finding.code.id for finding in check(nodes(f"term: {{from: 2027-01-01, timezone: UTC}}\n{base}"))]
    assert sorted(whole) == ["SLA201", "SLA201", "SLA201", "SLA202"]


def test_findings_end_somewhere() -> None:
    text = "apiVersion: slakit/v1\nkind: Agreement\n" + "".join(f"zz{n}: 1\n" for n in range(3000))
    assert len(check(nodes(text))) == 1000
