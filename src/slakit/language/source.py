"""One file of the language: bytes to nodes, with every limit that §1 of the language sets."""

import os
from pathlib import Path

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.language import extends
from slakit.language.characters import FORBIDDEN, spelled
from slakit.language.nodes import Mapping, Scalar
from slakit.language.yaml_reader import CHARACTER, parse

MAX_BYTES = 4 * 1024 * 1024
"""A file is at most 4 MiB."""

UNREADABLE = declare("SLA101", "A file that cannot be read")
TOO_BIG = declare("SLA102", "A file above 4 MiB")
ENCODING = declare("SLA103", "A file that is not UTF-8")
NOT_A_MAPPING = declare("SLA113", "A file that is not a mapping")

_OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_PACKED = (b"%PDF-", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""How files begin that have no lines: a PDF, a packed one of a word processor, Parquet, gzip and zstd."""
_START = "start with 'apiVersion: slakit/v1' and 'kind: Agreement'"


def read(path: str, text: bytes | None = None) -> tuple[Mapping | None, list[Diagnostic]]:
    """The nodes of one file and what is wrong with it as a file and as YAML.

    `path` is shown in every span as given; `text` stands for the file's content where it is known
    already (then the file is not opened). A UTF-8 byte-order mark and CRLF are accepted. The mapping is
    None when nothing can be said about the content; otherwise the findings leave the rest usable.
    """
    if text is None:
        content = _bytes(path)
        if isinstance(content, Diagnostic):
            return None, [content]
        text = content
    if len(text) > MAX_BYTES:
        return None, [_too_big(path)]
    decoded = _decode(path, text)
    if isinstance(decoded, Diagnostic):
        return None, [decoded]
    if bad := FORBIDDEN.search(decoded.replace("\r\n", "\n\n")):
        return None, [_control(path, decoded, bad.start(), bad[0])]
    root, findings = parse(decoded, path)
    if isinstance(root, Mapping):
        return root, findings
    if not any(finding.severity == "error" for finding in findings):
        findings.append(_no_mapping(path, root))
    return None, findings


def resolve(path: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """The nodes of one file with its `extends` applied: `read`, then each base below it.

    Every value keeps the span of the file it came from, and the findings of bases are included.
    """
    root, findings = read(path)
    if root is None:
        return None, findings
    resolved, more = extends.apply(root, path, read)
    return resolved, [*findings, *more]


def lines(path: str) -> tuple[str, ...]:
    """The lines of a file as spans count them, for excerpts.

    None if it cannot be read, is too large or has no lines (a PDF), or is a link that leads out of its project: what it
    leads to, a branch of a stranger's has chosen, and it is not shown to him.
    """
    if Path(path).is_symlink() and not Path(os.path.realpath(path)).is_relative_to(extends.project_root(path)):
        return ()
    content = _bytes(path)
    if isinstance(content, Diagnostic) or len(content) > MAX_BYTES or content.startswith(_PACKED):
        return ()
    text = content.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


def _bytes(path: str) -> bytes | Diagnostic:
    try:
        if _is_pipe(path):
            return diagnostic(UNREADABLE, Span(path), "this is a pipe, not a file", "name a file")
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return diagnostic(UNREADABLE, Span(path), "there is no such file", "check the path")
    except IsADirectoryError:
        return diagnostic(UNREADABLE, Span(path), "this is a folder, not a file", "name a file in it")
    except PermissionError:
        return diagnostic(UNREADABLE, Span(path), "the file may not be read", "ask for permission to read it")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        return diagnostic(UNREADABLE, Span(path), f"the file cannot be read: {reason}", "check the path and the disk")


def _is_pipe(path: str) -> bool:
    """Whether reading might wait for ever; what the shell hands over in /dev is written by whoever calls."""
    return not path.startswith("/dev/") and (Path(path).is_fifo() or Path(path).is_socket())


def _too_big(path: str) -> Diagnostic:
    return diagnostic(TOO_BIG, Span(path), "the file is larger than 4 MiB", "split it; an agreement is a few kilobytes")


def _decode(path: str, content: bytes) -> str | Diagnostic:
    for mark, name in _OTHER_ENCODINGS:
        if content.startswith(mark):
            return diagnostic(ENCODING, Span(path), f"the file is {name}, not UTF-8", "save it as UTF-8")
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        return diagnostic(
            ENCODING,
            _place(path, before),
            f"the byte 0x{content[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        )


def _control(path: str, text: str, offset: int, character: str) -> Diagnostic:
    return diagnostic(
        CHARACTER,
        _place(path, text[:offset]),
        f"the file holds the control character {spelled(character)}",
        "remove it; only line breaks and tabs are allowed",
    )


def _place(path: str, before: str) -> Span:
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Span(path, line, column, line, column + 1)


def _no_mapping(path: str, root: object) -> Diagnostic:
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return diagnostic(NOT_A_MAPPING, Span(path), "the file is empty", _START)
    found = "text" if isinstance(root, Scalar) else "a list"
    span = getattr(root, "span", Span(path))
    return diagnostic(NOT_A_MAPPING, span, f"the file is {found}, not keys with values", _START)
