"""Patterns: what is let through, RE2 reads; what RE2 lacks is refused with a word on what to write."""

import duckdb
import pytest

from slakit.language.patterns import pattern_problem

READ = [
    r"@(gmail|yahoo)\.", r"^a+?$", r"\d{3}-\d{4}", r"(?i)abc", r"(?P<n>x)", r"\pL+", r"\p{Greek}", r"\x{41}", r"\x41",
    r"[[:alpha:]]+", r"\Aab\z", r"\Qa.b(\E", r"a{1000}", r"a(?i)b", r"(?s-i:x)", r"(?i-s)x", r"a|", r"()", r"[]a]",
    r"[(?=]", r"\[x", r"[\d\w-]", r"[a\]b]", r"(?U)a+", r"(?m)^a$", r"é+", r"\@", r"[a&&b]", r"\\(a)",
    r"\p{L}+", r"\x{61}+", r"[^}]}+", r"\\Qa", r"C:\\Queue", r"\\(?i)q", r"\\\Qa.\E", r"a\\E", r"\\x", r"[\d-a]",
    r"(\Q)\E)", r"[+--]", r"\x{41}{2}", r"a{,2}+", r"\Qab", r"\Q++\E", r"\+\+",
    r"(a{10}){100}", "a\nb", r"[:<:]", r"[[:a]b", r"[(?-s)]", r"[x(?i:]", r"\Q[\E(a)", r"[-\pL]", r"\(?=x", r"(\(?:)",
    r"a{0}b", r"a{10,20}", r"[-[:alnum:]]+@", r"[_\-[:alnum:]]", r"[a-z-[:digit:]]",
]  # fmt: skip
REFUSED = {
    r"(?=x)": "lookaround",
    r"(?!x)": "lookaround",
    r"(?<=x)y": "lookaround",
    r"(a)\1": "backreference",
    r"(?P<n>a)(?P=n)": "backreference",
    r"(?>a)": "atomic group",
    r"a++": "possessive",
    r"a{2}+": "possessive",
    r"(?#c)a": "comment",
    r"(?<n>x)": "named group",
    r"a\Z": "escape",
    r"\\Qa\E": "ends no quotation",
    r"a{2}{3}": "repeats a repeat",
    r"\p{L}++": "possessive",
    r"\€": "means nothing",
    r"\x{110000}": "no character",
    r"[z-a]": "no range",
    r"[a-\d]": "no range",
    "[^]": "cannot be read",
    "[[:alpha:]": "cannot be read",
    "[[:a]b:]": "name of a class",
    r"\u0041": "escape",
    r"(?x) a": "flag",
    r"a{1001}": "1001 times",
    r"((a{100}){100}){100}": "1000000 times",
    r"[[:letter:]]": "class of characters",
    r"\p{Klingon}": "class of characters",
    r"\h+": "means nothing",
    r"(a": "cannot be read",
    r"a)": "cannot be read",
    r"[a-": "cannot be read",
    r"*a": "cannot be read",
    r"[[:<:]]ok": "name of a class",
    r"[[::]": "name of a class",
    r"\Q[\E(?!a)b]": "lookaround",
    r"[\b]": "between [ and ]",
    r"[\z]": "between [ and ]",
    r"[a\C]": "between [ and ]",
    r"\x\pL\x{41}": "lacks its number",
    r"[a-\pL]": "cannot be read",
    r"[)-(?-s)]": "cannot be read",
    r"\[a{2}+]": "possessive",
    r"(?[:alpha:])": "kind of group",
    "": "empty",
    "a" * 1001: "1001 characters",
}


@pytest.fixture(scope="module")
def re2() -> duckdb.DuckDBPyConnection:
    """An engine whose regular expressions are RE2's."""
    return duckdb.connect()


@pytest.mark.parametrize("pattern", READ)
def test_read(pattern: str, re2: duckdb.DuckDBPyConnection) -> None:
    assert pattern_problem(pattern) is None
    re2.execute("SELECT regexp_matches('x', ?)", [pattern]).fetchall()


@pytest.mark.parametrize("pattern", REFUSED)
def test_refused(pattern: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    message, instead = problem
    assert REFUSED[pattern] in message
    assert instead


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a(?i){2}", "repeat of flags"),
        ("(?:)b", "empty group"),
        ("b(?i:)", "empty group"),
        ("(?-s)+a", "repeat of flags"),
        (r"a\Q\E*", "is empty"),
        (r"(?:\Q\E)a", "is empty"),
        (r"a\Q", "is empty"),
        (r"\Ba", "within a letter"),
        ("^*a", "repeats a place ('^*'), which slakit does not read"),
        (r"a\b?", "repeats a place"),
        ("[0-9]{03}", "beginning with 0"),
        ("a{2,03}", "beginning with 0"),
        ("^[>-[:alpha:](]$)", "no class"),
        ("[.-[:alnum:]]+@", "no class"),
    ],
)
def test_refused_though_re2_reads_it(pattern: str, message: str) -> None:
    assert message in (pattern_problem(pattern) or ("", ""))[0]


@pytest.mark.parametrize("pattern", [pattern for pattern in REFUSED if 0 < len(pattern) <= 1000])
def test_refused_for_a_reason(pattern: str, re2: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error):
        re2.execute("SELECT regexp_matches('x', ?)", [pattern]).fetchall()
