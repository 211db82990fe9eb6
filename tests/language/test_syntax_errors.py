"""What is said of text that is not YAML, in plain words and at the right place."""

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.language.yaml_reader import parse

BROKEN = (
    "a: b: c",
    "a:\n\tb: 1",
    'a: "\\."',
    'a: "\\u12"',
    "a: 'x",
    "a: 1\nb: [1, 2\nc: 3",
    "a: {b: 1\nc: 2",
    "a: {b: 1, c: [2}",
    "a: @x",
    "a: %x",
    "a: 1\n b: 2",
    "a:\n  b: 1\n c: 2",
    "a: 1\nb\nc: 2",
    "- a\nb: 1",
    "a: 1\n- b",
    "a: - b",
    "a: *",
    "a: &",
    "%YAML 3.0\n---\na: 1",
    "a: 'x\n---\nb: 1",
    "a: |x\n  b",
    "a: ]",
    'a: "x" y',
    "a: [b]]",
    "a: !e!x 1",
)


def test_syntax_errors(snapshot: SnapshotAssertion) -> None:
    said = []
    for text in BROKEN:
        root, findings = parse(text, "f.yaml")
        assert root is None, text
        (finding,) = findings
        assert finding.code.id == "SLA105"
        said.append(f"{text!r}\n  {finding.span.line}:{finding.span.column} {finding.message} | {finding.help}")
    assert "\n".join(said) == snapshot


@pytest.mark.parametrize("text", BROKEN)
def test_none_is_left_to_the_words_of_the_parser(text: str) -> None:
    assert "this is not YAML" not in parse(text, "f.yaml")[1][0].message
