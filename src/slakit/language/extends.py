"""`extends`: an agreement laid over its base, every value keeping the place it was written at."""

import os.path
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from slakit.language.spelling import suggestion
from slakit.language.yaml_reader import MAX_NODES

EXTENDS = declare("SLA120", "A base that cannot be used")
CYCLE = declare("SLA121", "A file that extends itself")
NOTHING_TO_REMOVE = declare("SLA122", "Nothing to remove")

MOST_BASES = 16
"""Files one below the other; MAX_NODES of `yaml_reader` holds for all of them together."""

Read = Callable[[str], tuple[Mapping | None, list[Diagnostic]]]

_ROOT_MARKS = (".git", "pyproject.toml")


def apply(root: Mapping, path: str, read: Read) -> tuple[Mapping, list[Diagnostic]]:
    """`root`, read from `path`, over the base it names, and so on down; without the key `extends`.

    A base that cannot be used is reported at the `extends` that names it; the key then stays, a sign that the
    agreement is not complete. Order is the base's, then what the extending file adds. Only agreements extend: other
    kinds are returned as they are.
    """
    kind = root.get("kind")
    if "extends" not in root or not (isinstance(kind, Scalar) and kind.text == "Agreement"):
        return root, []
    return _apply(root, path, read, project_root(path), (_real(path),), _size(root))


def _apply(
    root: Mapping, path: str, read: Read, project: Path, chain: tuple[Path, ...], nodes: int
) -> tuple[Mapping, list[Diagnostic]]:
    named = root.get("extends")
    if named is None:
        return root, []
    if isinstance(named, Scalar) and named.is_null:  # told at the key, where structure misses a value too
        return root, [_not_one_file(root.entries["extends"].span)]
    own = replace(root, entries={key: entry for key, entry in root.entries.items() if key != "extends"})
    base_path = _base_path(named, path, project, chain)
    if isinstance(base_path, Diagnostic):
        return root, [base_path]
    base, findings = read(base_path)
    if base is None:
        return root, _unusable(named, base_path, findings)
    kind = base.get("kind")
    if not (isinstance(kind, Scalar) and kind.text == "Agreement"):
        message = f"'{base_path}' is not an agreement"
        return root, [*findings, diagnostic(EXTENDS, named.span, message, "extend a file with 'kind: Agreement'")]
    nodes += _size(base)
    if nodes > MAX_NODES:
        message = f"with its bases the agreement holds more than {MAX_NODES:,} keys and values"
        return root, [*findings, diagnostic(EXTENDS, named.span, message, "write less into the bases")]
    below, more = _apply(base, base_path, read, project, (*chain, _real(base_path)), nodes)
    merged, removals = _merge(below, own)
    return merged, [*findings, *more, *removals]


def _unusable(named: Node, base_path: str, findings: list[Diagnostic]) -> list[Diagnostic]:
    unreadable = next((f for f in findings if f.code.id == "SLA101"), None)
    if unreadable is None:
        return findings
    help_ = "the path is relative to the folder of the file that extends"
    return [diagnostic(EXTENDS, named.span, f"'{base_path}': {unreadable.message}", help_)]


def _base_path(named: Node, path: str, project: Path, chain: tuple[Path, ...]) -> str | Diagnostic:
    """The path to read, as it is shown; or why it may not be read."""
    if not isinstance(named, Scalar) or not named.text:
        return _not_one_file(named.span)
    if PurePosixPath(named.text).is_absolute() or Path(named.text).is_absolute():
        return diagnostic(EXTENDS, named.span, f"'{named.text}' is not relative", "write it relative to this file")
    if "\0" in named.text:
        return _not_one_file(named.span)
    if len(chain) > MOST_BASES:
        message = f"this is the base of more than {MOST_BASES - 1} others, one below the other"
        return diagnostic(EXTENDS, named.span, message, "put bases together")
    shown = _shown(path, named.text)
    real = _real(shown)
    if not real.is_relative_to(project):
        message = f"'{named.text}' lies outside the project, '{project}'"
        help_ = "keep the base inside the project: the folder with .git or pyproject.toml, else the one slakit runs in"
        return diagnostic(EXTENDS, named.span, message, help_)
    if real in chain:
        return diagnostic(CYCLE, named.span, f"'{named.text}' extends this file in turn", "break the circle")
    return shown


def _not_one_file(span: Span) -> Diagnostic:
    return diagnostic(EXTENDS, span, "'extends' names one file", "write a path such as 'base.yaml'")


def _shown(path: str, relative: str) -> str:
    return os.path.normpath(Path(path).parent / relative)


def _real(path: str) -> Path:
    return Path(os.path.realpath(path))


def project_root(path: str) -> Path:
    """The folder that no base of the file at `path` may lie outside of."""
    folder = _real(str(Path(path).parent))
    for candidate in (folder, *folder.parents):
        if any((candidate / mark).exists() for mark in _ROOT_MARKS):
            return candidate
    return _real(".")


def _size(node: Node) -> int:
    """Keys and values below a node, itself included; aliases count as often as they stand."""
    match node:
        case Scalar():
            return 1
        case Sequence():
            return 1 + sum(map(_size, node))
        case Mapping():
            return 1 + sum(1 + _size(entry.value) for entry in node)


# --- merging --------------------------------------------------------------------------------------


def _merge(base: Mapping, own: Mapping) -> tuple[Mapping, list[Diagnostic]]:
    """`own` over `base`: maps by key, all else replaced, null removes."""
    entries = dict(base.entries)
    findings: list[Diagnostic] = []
    for key, entry in own.entries.items():
        below = base.entries.get(key)
        if isinstance(entry.value, Scalar) and entry.value.is_null:
            if below is None:
                findings.append(_nothing_to_remove(entry, base))
            entries.pop(key, None)
        elif below is not None and isinstance(below.value, Mapping) and isinstance(entry.value, Mapping):
            merged, more = _merge(below.value, entry.value)
            findings += more
            entries[key] = Entry(key=key, span=entry.span, value=merged)
        else:
            entries[key] = entry
    return Mapping(entries=entries, span=own.span, key_span=own.key_span), findings


def _nothing_to_remove(entry: Entry, base: Mapping) -> Diagnostic:
    return diagnostic(
        NOTHING_TO_REMOVE,
        entry.span,
        f"the base has no '{entry.key}' to remove",
        suggestion(entry.key, base.entries) or "remove this line, or give the key a value",
    )
