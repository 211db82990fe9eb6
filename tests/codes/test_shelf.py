"""Finding codes, and what is read for it."""

import subprocess
import sys

import pytest

from slakit import codes
from slakit.diagnostics import Severity
from tests.binding import MINIMAL


@pytest.mark.parametrize("name", ["SLA302", "sla302", "SLA431"])
def test_a_code_is_found_in_capitals_or_not(name: str) -> None:
    page = codes.find(name)
    assert page is not None
    assert page.id == name.upper()


@pytest.mark.parametrize(
    "name", ["", "SLA", f"SLA{999}", f"SLA{3020}", "../SLA302", "SLA302.yaml", "sla302\n", "SLA\u0663\u0660\u0662"]
)
def test_what_is_no_code_is_not_found(name: str) -> None:
    assert codes.find(name) is None
    assert not codes.exists(name)


def test_only_capitals_are_how_a_code_is_written() -> None:
    assert codes.exists("SLA302")
    assert codes.exists("SLA431")
    assert not codes.exists("sla302")


def test_every_code_has_an_address() -> None:
    assert codes.uri("SLA302") == "docs/codes.md#sla302"


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([], ""),
        (["SLA302"], "slakit explain SLA302 says more"),
        (["SLA317", "SLA302", "SLA302"], "slakit explain SLA302 says more, likewise SLA317"),
        (
            [f"SLA{number}" for number in range(301, 309)],
            "slakit explain SLA301 says more, likewise SLA302, SLA303, SLA304, SLA305 and others",
        ),
    ],
)
def test_where_to_read_on(ids: list[str], said: str) -> None:
    assert codes.more(ids) == said


@pytest.mark.parametrize(
    ("id_", "silenced"), [("SLA431", True), ("SLA443", True), ("SLA421", False), ("SLA302", False), ("SLA147", True)]
)
def test_what_may_be_silenced(id_: str, silenced: bool) -> None:
    page = codes.find(id_)
    assert page is not None
    assert page.may_be_silenced is silenced
    assert (page.severity is Severity.WARNING) <= silenced


def test_a_sound_file_is_validated_without_pages() -> None:
    program = (
        "import sys; from slakit.cli import main; code = main(['validate', sys.argv[1]]);"
        "print(code, [name for name in sys.modules if name.startswith(('slakit.codes', 'tomllib'))])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(MINIMAL)], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"
