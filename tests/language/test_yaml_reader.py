"""YAML 1.2 core with exact places."""

import pytest

from slakit.diagnostics import Span
from slakit.language.nodes import Mapping, Scalar, Sequence
from slakit.language.yaml_reader import MAX_LEVELS, MAX_NODES, parse


def mapping(text: str) -> Mapping:
    root, findings = parse(text, "f.yaml")
    assert findings == []
    assert isinstance(root, Mapping)
    return root


def only(text: str) -> tuple[str, int, int, str]:
    _, findings = parse(text, "f.yaml")
    assert len(findings) == 1, findings
    return findings[0].code.id, findings[0].span.line, findings[0].span.column, findings[0].message


def at(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


@pytest.mark.parametrize(
    ("written", "null", "boolean"),
    [
        ("true", False, True),
        ("false", False, False),
        ("null", True, None),
        ("~", True, None),
        ("", True, None),
        *(
            (word, False, None)
            for word in ("yes", "on", "no", "off", "True", "NULL", "17:30", "2027-01-02", "010", "1e3")
        ),
        ('"true"', False, None),
        ("'null'", False, None),
        ('""', False, None),
    ],
)
def test_only_the_words_of_yaml_1_2_are_more_than_text(written: str, null: bool, boolean: bool | None) -> None:
    value = mapping(f"a: {written}").get("a")
    assert isinstance(value, Scalar)
    assert (value.is_null, value.boolean) == (null, boolean)
    assert value.text == written.strip("\"'")


def test_keys_and_values_have_their_places() -> None:
    root = mapping("é: x\nlist:\n  - [a, bb]\n  - {k: v}\ntext: |\n  one\n  two\n")
    assert at(root.entries["é"].span) == (1, 1, 1, 2)
    assert at(root.entries["é"].value.span) == (1, 4, 1, 5)
    items = root.get("list")
    assert isinstance(items, Sequence)
    assert at(items.span) == (3, 3, 4, 11)
    assert at(items.items[0].span) == (3, 5, 3, 12)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert at(inner.key_span) == at(inner.span) == (4, 5, 4, 11)  # in a list: its own place
    assert root.get("text") == Scalar(text="one\ntwo\n", plain=False, span=root.entries["text"].value.span)


def test_a_mapping_knows_the_key_it_stands_under() -> None:
    outer = mapping("a: 1\nouter:\n  inner: {k: v}\n").get("outer")
    assert isinstance(outer, Mapping)
    assert at(outer.key_span)[:2] == (2, 1)
    inner = outer.get("inner")
    assert isinstance(inner, Mapping)
    assert at(inner.key_span)[:2] == (3, 3)


def test_an_alias_is_the_node_it_names() -> None:
    root = mapping("a: &x {k: [v]}\nb: *x\n")
    first, second = root.get("a"), root.get("b")
    assert isinstance(first, Mapping)
    assert isinstance(second, Mapping)
    assert second.get("k") is first.get("k")
    assert second.key_span.line == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", ("SLA106", 3, 1, "'a' is given twice; the first is on line 1")),
        ("a: {b: 1, b: 2}\n", ("SLA106", 1, 11, "'b' is given twice; the first is on line 1")),
        ("a: !!int 1\n", ("SLA107", 1, 4, "tags such as '!!int' are not part of the language")),
        ("a: ! 1\n", ("SLA107", 1, 4, "tags such as '!' are not part of the language")),
        ("<<: {a: 1}\n", ("SLA108", 1, 1, "merge keys ('<<') are not part of the language")),
        ("a: 1\n---\nb: 1\n", ("SLA109", 2, 1, "a second document starts here; a file holds one")),
        ("a: 1\n? [b]\n: 2\n", ("SLA111", 2, 3, "a key must be a plain name, not a list, a mapping or an alias")),
        ("a: &x b\n*x : 1\n", ("SLA111", 2, 1, "a key must be a plain name, not a list, a mapping or an alias")),
        ("?\n: 2\n", ("SLA111", 1, 2, "a key is missing before the ':'")),
        ("a: *x\n", ("SLA112", 1, 4, "no anchor '&x' stands before this")),
        ("a: &x [*x]\n", ("SLA112", 1, 8, "'*x' contains itself")),
        ('a: "\\0"\n', ("SLA104", 1, 4, "the text holds the control character U+0000")),
    ],
)
def test_what_is_refused(text: str, found: tuple[str, int, int, str]) -> None:
    assert only(text) == found


def test_the_rest_of_a_file_with_a_repeated_key_is_kept() -> None:
    root, findings = parse("a: 1\na: 2\nb: 3\n", "f.yaml")
    assert isinstance(root, Mapping)
    assert [(key, entry.value.text) for key, entry in root.entries.items() if isinstance(entry.value, Scalar)] == [
        ("a", "1"),
        ("b", "3"),
    ]
    assert len(findings) == 1


def test_a_quoted_merge_key_is_a_key() -> None:
    assert "<<" in mapping('"<<": 1')


def nested(levels: int) -> str:
    return f"a: {'[' * (levels - 1)}{']' * (levels - 1)}"


def test_levels_end_at_the_limit() -> None:
    assert parse(nested(MAX_LEVELS), "f.yaml")[1] == []
    assert only(nested(MAX_LEVELS + 1))[0] == "SLA110"


def test_levels_count_through_aliases() -> None:
    chain = "a: &a " + "[" * 40 + "]" * 40 + "\n"
    assert parse(chain + "b: " + "[" * 23 + "*a" + "]" * 23, "f.yaml")[1] == []
    assert only(chain + "b: " + "[" * 24 + "*a" + "]" * 24)[0] == "SLA110"


def test_nodes_end_at_the_limit() -> None:
    def listed(items: int) -> str:
        return f"a: [{'x,' * items}]"

    assert parse(listed(MAX_NODES - 3), "f.yaml")[1] == []  # the list, its key and the root make up the rest
    assert only(listed(MAX_NODES - 2))[0] == "SLA110"


def test_nodes_count_through_aliases() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    root, findings = parse("\n".join(lines), "f.yaml")
    assert root is None
    assert [finding.code.id for finding in findings] == ["SLA110"]


def test_no_depth_breaks_the_reader() -> None:
    for text in ("[" * 100_000, "a: " + "{b: " * 100_000, "- " * 100_000):
        assert parse(text, "f.yaml")[1][0].code.id == "SLA110"
