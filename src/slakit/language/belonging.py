"""Whether a file found in a folder is meant for slakit, told by its top keys as bytes: it may be no YAML at all."""

import re
from collections.abc import Iterator

from slakit.language.schema_files import KINDS
from slakit.language.spelling import nearest

_OURS = "slakit"
_KINDS = frozenset(kind.encode() for kind in KINDS)
_MARK = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)"
"""A byte-order mark of UTF-8 or UTF-16."""
_BEFORE = re.compile(_MARK + rb"?(?:[ \t]*(?:#[^\n]*|%[^\n]*|---[ \t]*)?\r?\n|---[ \t]+)*+([ \t]*+)(\{?)")
"""What stands before the first key: comments and marks of documents, how far it is set in, a brace."""
_KEY = rb"""["']?(?i:(?P<version>api[_-]?ver\w*)|kind)(?=["']?\s*:\s*["']?(?P<value>[^\s"'#,}]*))"""
"""The value is looked at only: where one is missing, the next key stands in its place."""
_IN_BRACES = re.compile(rb"(?<![\w-])" + _KEY)


def is_meant_for_slakit(text: bytes) -> bool:
    """Whether the keys at the top of a file say so, misspelt or not: what is wrong with them is told when it is read.

    They do with an `apiVersion` that names slakit or nearly does, in any case and of any number, and with a `kind` of
    slakit's, unless an `apiVersion` names somebody else (`example.org/v1`). They are seen in UTF-16 as well.
    """
    kinds, versions = set[bytes](), set[str]()
    for key in _keys(text.replace(b"\0", b"")):
        if key["version"]:
            versions.add(key["value"].decode("ascii", "replace").lower())
        else:
            kinds.add(key["value"])
    if any(_names_slakit(version) for version in versions):
        return True
    return not kinds.isdisjoint(_KINDS) and not any("/" in version for version in versions)


def _keys(text: bytes) -> Iterator[re.Match[bytes]]:
    """The keys at the top. In braces a version anywhere, and a kind that no list or mapping stands before."""
    before = _BEFORE.match(text)
    place, brace = before.groups() if before else (b"", b"")
    if not brace:
        yield from re.finditer(rb"^" + _MARK + rb"?(?:---[ \t]+)?(?:" + place + rb")?" + _KEY, text, re.MULTILINE)
        return
    start = before.end() if before else 0
    nested = re.search(rb"[{\[]", text[start:])
    flat = start + nested.start() if nested else len(text)
    yield from (key for key in _IN_BRACES.finditer(text, start) if key["version"] or key.start() < flat)


def _names_slakit(version: str) -> bool:
    group, slash, _ = version.partition("/")
    return _OURS in version or bool(slash and nearest(group, (_OURS,)))
