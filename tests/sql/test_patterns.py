"""Patterns are read as RE2 reads them: spelled anew they find the same."""

import duckdb
import pytest

from slakit.engine.dialects.pattern_text import JAVA, POSTGRES, SNOWFLAKE, Flavour
from slakit.language.patterns import pattern_problem
from slakit.sql.patterns import UntranslatableError
from tests.sql.patterns import PATTERNS, TEXTS

RE2 = Flavour(point=r"\x{{{:x}}}", looks_around=False)
"""The new spelling as RE2 itself reads it, which cannot look around."""


def found_by_re2(patterns: tuple[str, ...] | list[str]) -> dict[str, list[str]]:
    """The texts in which the embedded engine finds each pattern."""
    with duckdb.connect() as connection:
        query = "SELECT coalesce(list(t) FILTER (regexp_matches(t, ?)), []) FROM (SELECT unnest(?::VARCHAR[]) AS t)"
        return {
            pattern: sorted((connection.execute(query, [pattern, list(TEXTS)]).fetchone() or ([],))[0])
            for pattern in patterns
        }


def around(pattern: str) -> bool:
    """Whether the pattern can be said only by looking around."""
    return any(sign in pattern for sign in (r"\b", "(?m)"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_is_one_of_the_language(pattern: str) -> None:
    assert pattern_problem(pattern) is None


def test_spelled_anew_they_find_the_same() -> None:
    plain = [pattern for pattern in PATTERNS if not around(pattern)]
    expected = found_by_re2(plain)
    spelled = {pattern: RE2.text(pattern) for pattern in plain}
    found = found_by_re2(list(spelled.values()))
    assert {pattern: found[spelled[pattern]] for pattern in plain} == expected


@pytest.mark.parametrize(
    ("pattern", "java", "postgres"),
    [
        ("^a.$", r"\Aa[\x{0}-\x{9}\x{b}-\x{10ffff}]\z", r"\Aa[\u0001-\u0009\u000b-\U0010ffff]\Z"),
        (r"(?i)ab+", r"[Aa](?:[Bb]){1,}", r"[Aa](?:[Bb]){1,}"),
        ("a{300}", "(?:a){300}", "(?:a){255}(?:a){45}"),
        ("a{0,300}", "(?:a){0,300}", "(?:a){0,255}(?:a){0,45}"),
        ("a{2,300}", "(?:a){2,300}", "(?:a){2,255}(?:a){0,45}"),
    ],
)
def test_spellings(pattern: str, java: str, postgres: str) -> None:
    assert JAVA.text(pattern) == java
    assert POSTGRES.text(pattern) == postgres


@pytest.mark.parametrize(
    ("flavour", "pattern"),
    [
        (SNOWFLAKE, r"\bok"),
        (SNOWFLAKE, "(?m)^a"),
        (JAVA, r"\p{Greek}"),
        (JAVA, r"\C"),
        (JAVA, r"\p{Cs}"),
        (JAVA, r"[^\x00-\x{10ffff}]"),
    ],
)
def test_what_cannot_be_said_is_refused(flavour: Flavour, pattern: str) -> None:
    with pytest.raises(UntranslatableError):
        flavour.text(pattern)
