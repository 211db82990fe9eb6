"""One agreement gives the same bytes in every format: on other days, in other zones, folders and processes."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from slakit.document.writers import suffixes
from tests.document.files import written
from tests.document.make import REFERENCE

_PROGRAM = """
import datetime, hashlib, sys, time

day = int(sys.argv[1])

class Instant(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(day, tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(day, datetime.UTC).replace(tzinfo=None)

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(day)

def of(function):
    return lambda at=None: function(day if at is None else at)

datetime.datetime, datetime.date = Instant, Day
time.time, time.time_ns = lambda: float(day), lambda: day * 10**9
time.gmtime, time.localtime = of(time.gmtime), of(time.localtime)

from slakit.document import document_of
from slakit.document.writers import suffixes, writer
from slakit.loading import load_agreement

assert time.localtime()[:3] == datetime.datetime.now().timetuple()[:3] == datetime.date.today().timetuple()[:3]
document = document_of(load_agreement(sys.argv[2])[0])
for suffix in suffixes():
    print(suffix, hashlib.sha256(writer(suffix).write(document)).hexdigest())
"""
"""Prints the digest of each format's file, on a day given in seconds since 1970 (its parts in C have the real one)."""


@pytest.mark.parametrize(
    ("day", "settings"),
    [
        ("981000000", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"}),
        ("2222222222", {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ],
    ids=["2001 and ahead of UTC", "2040 and behind it"],
)
def test_every_format_is_the_same_everywhere(day: str, settings: dict[str, str], tmp_path: Path) -> None:
    fonts = {"TYPST_FONT_PATHS": str(tmp_path), "TYPST_ROOT": "/"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, day, str(REFERENCE)],
        env={**os.environ, **fonts, **settings},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    here = {suffix: sha256(written("northwind", suffix)).hexdigest() for suffix in suffixes()}
    assert set(here) == {".docx", ".html", ".md", ".pdf"}
    assert dict(line.split() for line in done.stdout.splitlines()) == here
