"""What a path of the log stands for on a cluster: how Spark is to be given it, and what it should not stand for."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from slakit.engine.spark.session import is_remote
from slakit.record import record

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_GLOB = re.compile(r"[*?\[\]{}\\]")
_HIDDEN = re.compile(r"\.|_(?!.*=)|.*\._COPYING_\Z")
"""The names of files that Spark leaves out without a word."""

_NO_LOGS = re.compile(
    r"_SUCCESS|_metadata|_common_metadata|_(started|committed)_[0-9]+|\..*\.crc|\._.*|\.DS_Store|\.git(ignore|keep)|\.keep"
)
"""Those files among them that are no part of a log: what Spark and others write beside one."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?")
_SPELL_OUT = "rename it, or write a path that does not stand for it"


@record
class Problem:
    """Why a path is refused, and what to write instead."""

    message: str
    help: str = ""


@record
class _Match:
    """What a path stands for: the names of folders that wildcards stand for, its own, and whether it is a folder."""

    folders: tuple[str, ...]
    name: str
    is_folder: bool


def as_spark_reads(session: "SparkSession", path: str) -> str | Problem:
    """The path as Spark is to be given it. Raises what Spark raises where it cannot look.

    A file or folder of the very name comes before what the name would stand for as a glob, as in the embedded engine.
    """
    named = [_Match(folders=(), name=(_parts(path) or [""])[-1], is_folder=False)]
    if not _GLOB.search(path):
        return _hidden(named) or path
    if _is_there(session, literal(path)):
        return _hidden(named) or literal(path)
    if "**" in path:
        return Problem(
            message="'**' stands for one level of folders on a cluster, as '*' does",
            help="name the folder, all of which is read, or write a '*' for each level",
        )
    return _hidden(list(_matches(session, path))) or path


def literal(path: str) -> str:
    """A glob that stands for nothing but `path`."""
    return _GLOB.sub(lambda found: f"\\{found[0]}", path)


def files_at(session: "SparkSession", path: str) -> "DataFrame":
    """The files that Spark sees at a path, of any form, unread: a row for each, with `length` and `_metadata`."""
    return session.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)


def is_passed_over(url: str) -> bool:
    """Whether Spark leaves out the file of this URL when it reads, though it may name it."""
    return _HIDDEN.match(_parts(unquote(url))[-1]) is not None


def _is_there(session: "SparkSession", path: str) -> bool:
    from pyspark.errors import AnalysisException

    try:
        files_at(session, path).inputFiles()
    except AnalysisException as error:
        if (error.getCondition() or "").startswith("PATH_NOT_FOUND"):
            return False
        raise
    return True


def _matches(session: "SparkSession", pattern: str) -> Iterator[_Match]:
    """What a glob stands for; through Spark Connect only the files, of which those that are hidden are not seen."""
    wildcard = _GLOB.search(pattern)
    before = pattern[: pattern.rfind("/", 0, wildcard.start() if wildcard else None) + 1]
    spelled = set(_parts(pattern[len(before) :]))

    def unspelled(folders: list[str]) -> tuple[str, ...]:
        return tuple(name for name in folders if name not in spelled)

    if is_remote(session):
        for url in files_at(session, pattern).inputFiles():
            folders = _beyond(_parts(unquote(url)), _parts(before))[:-1]
            yield _Match(folders=unspelled(folders), name="", is_folder=False)
        return
    new = session._jvm.org.apache.hadoop.fs.Path  # type: ignore[union-attr]
    system = new(pattern).getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
    start = _parts(system.makeQualified(new(before or ".")).toUri().getPath())
    for status in system.globStatus(new(pattern)) or ():
        *folders, name = _beyond(_parts(status.getPath().toUri().getPath()), start)
        yield _Match(folders=unspelled(folders), name=name, is_folder=status.isDirectory())


def _parts(path: str) -> list[str]:
    """The names in a path, in which Hadoop folds `..` as text."""
    parts: list[str] = []
    for part in _URL.sub("", path, count=1).split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return parts


def _beyond(parts: list[str], start: list[str]) -> list[str]:
    return parts[len(start) :] if parts[: len(start)] == start else parts


def _hidden(found: list[_Match]) -> Problem | None:
    """What a path stands for and should not.

    Files with hidden names would be left out without a word, but folders read with all that a job has left in them.
    Within a folder both are Spark's own (`_SUCCESS`, `_temporary`), and meant to be passed over.
    """
    for match in sorted(found, key=lambda one: (one.folders, one.name)):
        folders = [*match.folders, match.name] if match.is_folder else match.folders
        for name in folders:
            if _HIDDEN.match(name):
                message = f"this stands for the hidden folder {name}, too, whose files are seldom part of a log"
                return Problem(message=message, help=_SPELL_OUT)
        if _HIDDEN.match(match.name) and (len(found) == 1 or not _NO_LOGS.fullmatch(match.name)):
            message = (
                f"Spark passes over {match.name}, as it does with all names that begin with '_' or '.' or end in"
                " '._COPYING_'"
            )
            return Problem(message=message, help=_SPELL_OUT)
    return None
