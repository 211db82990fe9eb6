"""Which files a log consists of: paths, globs and standard input, told apart by their first bytes."""

import glob
import gzip
import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Literal

from slakit.connection import can_name
from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.log.zstd_frames import is_whole
from slakit.record import record

UNREADABLE = declare("SLA501", "A log file cannot be opened")
EMPTY = declare("SLA502", "A log file is empty")
NOT_UTF8 = declare("SLA503", "A log file is not UTF-8 text")
DAMAGED = declare("SLA504", "A log file is damaged or of an unknown form")

CHANGED = declare("SLA511", "A log file changed while it was read")

AGAIN = "export or download it again"
RUN_AGAIN = "run again once nothing writes to it"

Form = Literal["csv", "jsonl", "parquet"]
Compression = Literal["none", "gzip", "zstd"]

HEAD = 1 << 20
"""How much of a file is looked at to tell what it is, and the most that a CSV header may take."""

_MAGIC_GLOB = set("*?[")
_JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
_OBJECT = re.compile(rb'\{\s*["}]')
_LIST = re.compile(rb"\[\s*[{\]]")
"""How JSON begins, and no header of a CSV, whose names may be in brackets: `[Lead Id],[Event]`."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@record
class LogFile:
    """A file of the log. `name` is what people call it, `path` where it is read.

    `head` is its decompressed beginning, without a byte-order mark; empty for Parquet and zstd.
    """

    name: str
    path: str
    form: Form
    compression: Compression = "none"
    head: bytes = b""

    @property
    def span(self) -> Span:
        """The file's first line."""
        return Span(self.name)

    @property
    def size(self) -> int:
        """Its bytes as they lie there; 0 where it is gone."""
        try:
            return Path(self.path).stat().st_size
        except OSError:
            return 0


@record
class InPlace:
    """A file that is read more than once, and what tells that it is still the same."""

    name: str
    path: str
    size: int
    modified: int
    """Nanoseconds."""
    inode: int


def in_place(file: LogFile) -> InPlace:
    """The file as it is now."""
    found = Path(file.path).stat()
    return InPlace(name=file.name, path=file.path, size=found.st_size, modified=found.st_mtime_ns, inode=found.st_ino)


def changed(files: Sequence[InPlace]) -> Iterator[Diagnostic]:
    """A finding for each of `files` that is no longer what it was, so that no two passes over it need agree."""
    for file in files:
        try:
            now = Path(file.path).stat()
        except OSError:
            yield diagnostic(CHANGED, Span(file.name), "the file was removed while it was read", RUN_AGAIN)
            continue
        if (now.st_size, now.st_mtime_ns, now.st_ino) != (file.size, file.modified, file.inode):
            yield diagnostic(CHANGED, Span(file.name), "the file was written to while it was read", RUN_AGAIN)


def locate(
    paths: Sequence[str], spool: Path, stdin: BinaryIO | None = None
) -> tuple[tuple[LogFile, ...], list[Diagnostic]]:
    """The files behind `paths`, each once, in the order given; a glob's in the order of their names.

    `-` is standard input, copied into the folder `spool`. What cannot be read becomes a diagnostic.
    """
    files: list[LogFile] = []
    findings: list[Diagnostic] = []
    seen: set[Path] = set()
    for index, (name, path) in enumerate(_expand(paths, spool, stdin, findings)):
        resolved = Path(os.path.realpath(path))  # Path.resolve refuses links in a circle
        if resolved in seen:
            continue
        seen.add(resolved)
        found = identify(name, path)
        if isinstance(found, LogFile) and not can_name(str(resolved)):
            found = _not_named_in_utf8(name, resolved)
        if isinstance(found, Diagnostic):
            findings.append(found)
        else:
            files.append(_safely_named(found, spool, index))
    return tuple(files), findings


def _expand(
    paths: Sequence[str], spool: Path, stdin: BinaryIO | None, findings: list[Diagnostic]
) -> Iterator[tuple[str, Path]]:
    for path in dict.fromkeys(paths):
        if path == "-":
            yield "<stdin>", _copy_stdin(stdin or sys.stdin.buffer, spool)
        elif Path(path).exists() or not _MAGIC_GLOB & set(path):
            yield path, Path(path)
        else:
            found = glob.glob(path, recursive=True)  # noqa: PTH207 - Path.glob refuses absolute patterns
            matches = sorted(match for match in found if Path(match).is_file())
            if not matches:
                findings.append(diagnostic(UNREADABLE, Span(path), "no file matches this pattern"))
            yield from ((match, Path(match)) for match in matches)


def _not_named_in_utf8(name: str, path: Path) -> Diagnostic:
    what = "a folder that the file is in" if can_name(path.name) else "the file"
    help_ = "rename it, or copy the file to a place whose names are UTF-8"
    return diagnostic(UNREADABLE, Span(name), f"the name of {what} is not UTF-8", help_)


def _copy_stdin(stdin: BinaryIO, spool: Path) -> Path:
    target = spool / "stdin"
    with target.open("wb") as copy:
        shutil.copyfileobj(stdin, copy, 1 << 20)
    return target


def _safely_named(file: LogFile, spool: Path, index: int) -> LogFile:
    """The engine expands wildcards in every path, so a file whose name has some is read through a link."""
    path = Path(file.path).resolve()
    if _MAGIC_GLOB & set(str(path)):
        link = spool / f"input{index}"
        link.symlink_to(path)
        path = link
    return LogFile(name=file.name, path=str(path), form=file.form, compression=file.compression, head=file.head)


def identify(name: str, path: Path) -> LogFile | Diagnostic:
    """What the file at `path` is, by its first bytes and its suffix; `name` is what people call it."""
    span = Span(name)
    if not name:
        return diagnostic(UNREADABLE, Span("''"), "this is no name of a file", "name a file")
    if path.is_dir():
        help_ = f"write {name.rstrip('/')}/*.csv to read the files in it"
        return diagnostic(UNREADABLE, span, "this is a folder, not a file", help_)
    try:
        with path.open("rb") as stream:
            start = stream.read(16)
            if not path.is_file():
                return diagnostic(UNREADABLE, span, "this is not a regular file", "use '-' to read standard input")
    except OSError as error:
        return diagnostic(UNREADABLE, span, f"the file cannot be opened: {error.strerror or error}")
    if not start:
        return diagnostic(EMPTY, span, "the file is empty; expected at least a header line")
    if start.startswith(b"PAR1"):
        return LogFile(name=name, path=str(path), form="parquet")
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        if not is_whole(str(path)):
            return diagnostic(DAMAGED, span, "the file is cut off: its zstd data do not end", AGAIN)
        return LogFile(name=name, path=str(path), form=_form_of(name, b""), compression="zstd")
    compression: Compression = "gzip" if start.startswith(b"\x1f\x8b") else "none"
    return _identify_text(name, path, compression)


def _identify_text(name: str, path: Path, compression: Compression) -> LogFile | Diagnostic:
    span = Span(name)
    try:
        with open_bytes(path, compression) as stream:
            head = stream.read(HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return damaged(span, error)
    if problem := _not_a_log(span, head):
        return problem
    head = head.removeprefix(b"\xef\xbb\xbf")
    if not head.strip():
        return diagnostic(EMPTY, span, "the file holds nothing but blank lines; expected at least a header line")
    form = _form_of(name, head)
    if problem := _wrong_suffix(span, form, head):
        return problem
    return LogFile(name=name, path=str(path), form=form, compression=compression, head=head)


def _wrong_suffix(span: Span, form: Form, head: bytes) -> Diagnostic | None:
    """The finding for a file that plainly holds another form than its name says."""
    first = head.lstrip().splitlines()[0]
    if form == "csv" and first.startswith(b'{"') and first.rstrip().endswith(b"}"):
        message = "the file is called CSV, but holds JSON Lines: its first line is an object"
        return diagnostic(DAMAGED, span, message, "give it a name that ends in .jsonl")
    if form == "jsonl" and b"," in first and not any(mark in head for mark in (b"{", b"[")):
        message = "the file is called JSON, but holds no object; it looks like CSV"
        return diagnostic(DAMAGED, span, message, "give it a name that ends in .csv")
    return None


def _not_a_log(span: Span, head: bytes) -> Diagnostic | None:
    if head.startswith(_UTF16) or (b"\0" in head[:4] and head[:1] in (b"\0", b"l", b"{", b"[", b"i", b'"')):
        return diagnostic(NOT_UTF8, span, "the file is UTF-16; expected UTF-8", "save it as CSV UTF-8")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = "the file is a workbook or an archive; expected CSV, JSON Lines or Parquet"
        return diagnostic(DAMAGED, span, message, "save the sheet as CSV UTF-8")
    if span.file.endswith(".parquet"):
        return diagnostic(DAMAGED, span, "the file is not Parquet: it does not begin with PAR1")
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"[") and (_stem(span.file).endswith(_JSON_SUFFIXES) or _LIST.match(begin)):
        message = "the file is one JSON list; expected JSON Lines, one object per line"
        return diagnostic(DAMAGED, span, message, "convert it, for example with: jq -c '.[]'")
    return None


def _form_of(name: str, head: bytes) -> Form:
    """By the suffix where it says so, else by the first bytes."""
    stem = _stem(name)
    if stem.endswith(_JSON_SUFFIXES):
        return "jsonl"
    return "jsonl" if _OBJECT.match(head.lstrip()) and not stem.endswith(".csv") else "csv"


def _stem(name: str) -> str:
    return name.lower().removesuffix(".gz").removesuffix(".zst")


def open_bytes(path: str | Path, compression: Compression) -> BinaryIO:
    """The file's decompressed bytes; zstd only where the Python has it (`compression.zstd`, 3.14)."""
    match compression:
        case "none":
            return Path(path).open("rb")
        case "gzip":
            return gzip.open(path, "rb")  # type: ignore[return-value]
        case "zstd":
            from compression import zstd  # type: ignore[import-not-found,unused-ignore]

            return zstd.open(path, "rb")  # type: ignore[no-any-return,unused-ignore]


def has_zstd() -> bool:
    """Whether this Python reads zstd itself (3.14); before that it lacks the package around it too."""
    return find_spec("compression") is not None and find_spec("compression.zstd") is not None


def damaged(span: Span, error: Exception) -> Diagnostic:
    """The finding for a file whose bytes cannot be decoded to the end."""
    first = str(error).strip().splitlines()[0]
    reason = re.sub(r"^(IO|Invalid Input|Invalid) Error: |File '.*' (?=too)|(:| in file)? '?/\S*", "", first).strip()
    return diagnostic(DAMAGED, span, f"the file is damaged or cut off: {reason}", AGAIN)
