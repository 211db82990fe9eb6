"""Which comments speak to slakit: those that YAML takes for comments."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.discretion.comments import comments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1  # slakit: ignore[X] y", [(1, 17, "ignore[X] y")]),
        ("a: 1  #slakit:ignore[X] y", [(1, 15, "ignore[X] y")]),
        ("a: 1  # as agreed # slakit: ignore[X] y", [(1, 29, "ignore[X] y")]),
        ("# slakit: ignore[X] y\na: 1", [(1, 11, "ignore[X] y")]),
        ("a: 1# slakit: no", []),
        ('a: "1  # slakit: no"', []),
        ("a: '1  # slakit: no'", []),
        ("a: 'one\n  # slakit: no\n  two'  # slakit: yes", [(3, 19, "yes")]),
        ('a: "1  # slakit: no"  # slakit: yes', [(1, 33, "yes")]),
        (
            "a: |  # slakit: yes\n  # slakit: no\n  text # slakit: no\nb: 1 # slakit: too",
            [(1, 17, "yes"), (4, 16, "too")],
        ),
        ("a: >-\n  # slakit: no\n\n# slakit: yes\nb: 1", [(4, 11, "yes")]),
        ("a: [1,  # slakit: one\n  2]  # slakit: two", [(1, 19, "one"), (2, 17, "two")]),
        ("a: ü  # slakit: yes", [(1, 17, "yes")]),
        ('a: "1  # slakit: never closed', []),
        ("a: 1  # says slakit: no", []),
    ],
)
def test_comments(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(one.line, one.column, one.said) for one in comments(text.split("\n"))] == expected


def test_a_comment_alone_on_its_line_is_known() -> None:
    assert [one.alone for one in comments(["a: 1  # slakit: x", "  # slakit: y"])] == [False, True]


_PIECES = ("a: 1", "b: 'x", "y'", 'c: "x', 'y"', "d: |", "e: >-", "  text", "  - f", "  g: [1,", "  2]", "{", "}", "")
_COMMENTS = ("", "  # slakit: ignore[X] y", " # z # slakit: x", "# slakit: x", "  # slakit: 'x\"", "\t# slakit: x")
_LINES = st.lists(st.builds(str.__add__, st.sampled_from(_PIECES), st.sampled_from(_COMMENTS)), max_size=8)


@settings(max_examples=400, deadline=None)
@given(lines=_LINES)
def test_a_comment_means_nothing_to_yaml(lines: list[str]) -> None:
    try:
        whole = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    except yaml.YAMLError:
        comments(lines)
        return
    for comment in comments(lines):
        without = list(lines)
        line = without[comment.line - 1]
        without[comment.line - 1] = line[: line.rindex("#", 0, comment.column)]
        assert yaml.load("\n".join(without), Loader=yaml.BaseLoader) == whole  # noqa: S506 - as above
