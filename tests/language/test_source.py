"""Files: bytes, encodings, sizes."""

import time
from pathlib import Path

import pytest

from slakit.language.nodes import Mapping
from slakit.language.source import MAX_BYTES, lines, read

GOOD = "a: ä\nb: 2\n"


def codes(content: bytes) -> list[tuple[str, int, int]]:
    _, findings = read("f.yaml", content)
    return [(finding.code.id, finding.span.line, finding.span.column) for finding in findings]


@pytest.mark.parametrize(
    "content",
    [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode(), f"---\n{GOOD}...\n".encode()],
    ids=["plain", "byte-order mark", "CRLF", "document marks"],
)
def test_ways_to_write_one_file(content: bytes) -> None:
    root, findings = read("f.yaml", content)
    assert findings == []
    assert isinstance(root, Mapping)
    assert list(root.entries) == ["a", "b"]
    assert root.entries["a"].span.column == 1
    assert root.entries["a"].value.span.end_column == 5


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"a: 1\nb: \xe4\n", ("SLA103", 2, 4)),
        (GOOD.encode("utf-16"), ("SLA103", 1, 1)),
        (GOOD.encode("utf-32"), ("SLA103", 1, 1)),
        (b"a: 1\nb: x\0\n", ("SLA104", 2, 5)),
        (b"a: \x1b[2J\n", ("SLA104", 1, 4)),
        (b"a: 1\rb: 2\r", ("SLA104", 1, 5)),
        ("a: x\u2028y\n".encode(), ("SLA104", 1, 5)),
        (b"", ("SLA113", 1, 1)),
        (b"# nothing\n", ("SLA113", 1, 1)),
        (b"just text\n", ("SLA113", 1, 1)),
        (b"- a\n", ("SLA113", 1, 1)),
        (b"x" * (MAX_BYTES + 1), ("SLA102", 1, 1)),
    ],
)
def test_what_is_refused(content: bytes, found: tuple[str, int, int]) -> None:
    assert codes(content) == [found]


def test_a_file_of_4_mib_is_read() -> None:
    assert codes(b"a: 1\n" + b"#" * (MAX_BYTES - 5)) == []


@pytest.mark.parametrize(("name", "message"), [("no.yaml", "no such file"), (".", "a folder"), ("a\0b", "null byte")])
def test_what_cannot_be_opened(tmp_path: Path, name: str, message: str) -> None:
    root, findings = read(str(tmp_path / name))
    assert root is None
    assert [finding.code.id for finding in findings] == ["SLA101"]
    assert message in findings[0].message


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(40_000_000)
    assert [finding.code.id for finding in read(str(huge))[1]] == ["SLA102"]
    assert lines(str(huge)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "x," * 1_000_000 + "]",
        "a: 1\n" * 500_000,
        "a: '" + "x\n" * 1_000_000,
        "k" * 4_000_000 + ": 1",
        "".join(f"k{n}: &a{n} x\n" for n in range(200_000)),
        "a: {" + "? " * 1_000_000,
    ],
    ids=["items", "repeats", "open quote", "long key", "anchors", "question marks"],
)
def test_hostile_files_take_no_time(text: str) -> None:
    started = time.process_time()
    assert read("f.yaml", text.encode())[1]
    assert time.process_time() - started < 2


def test_lines_are_counted_as_spans_count_them(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\n\r\nb: \xff\n")
    assert lines(str(file)) == ("a: 1", "", "b: �", "")
