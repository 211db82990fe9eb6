"""Nothing that a user wrote acts on the terminal."""

import pytest

from slakit.formats.terminal import RED, painted, safe, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, ä, 日本 and 👍", "plain, ä, 日本 and 👍"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\r\nb\tc", "a\\x0d\\x0ab\\x09c"),
        ("\x9b31m", "\\x9b31m"),
        ("\x7f", "\\x7f"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u2066b\u200bc", "a\\u2066b\\u200bc"),
        ("\udcff", "\\udcff"),
        ("::set-output name=x::y", "\\x3a:set-output name=x\\x3a:y"),
        ("a ::error::b::c", "a \\x3a:error\\x3a:b\\x3a:c"),
        ("Sales :: Accepted, 17::30", "Sales :: Accepted, 17::30"),
        ("##[add-mask]x", "\\x23#[add-mask]x"),
        ("##vso[x]", "\\x23#vso[x]"),
        ("## heading [x]", "## heading [x]"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_painted() -> None:
    assert painted("x", RED, colour=True) == "\x1b[1;31mx\x1b[0m"
    assert painted("x", RED, colour=False) == "x"
    assert painted("", RED, colour=True) == ""


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("ä", 1)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
