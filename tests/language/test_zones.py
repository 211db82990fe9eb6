"""Time zones: IANA names with a slash, or UTC."""

import pytest

from slakit.diagnostics import Span
from slakit.language.binding import Binding
from slakit.language.nodes import Mapping, Scalar
from slakit.language.zones import known_zones, zone

SPAN = Span("zones.yaml")


def read(written: str) -> tuple[str | None, str]:
    """The zone read, and what is said instead."""
    binding = Binding(Mapping(span=SPAN, key_span=SPAN))
    name = zone(binding, Scalar(text=written, plain=True, span=SPAN))
    return name, " ".join(finding.message + " " + finding.help for finding in binding.findings())


@pytest.mark.parametrize(
    "name", ["UTC", "America/New_York", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/UTC"]
)
def test_zone(name: str) -> None:
    assert read(name) == (name, "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("+01:00", "offset"),
        ("UTC+1", "offset"),
        ("Etc/GMT+5", "offset"),
        ("EST", "America/New_York"),
        ("CET", "Europe/Berlin"),
        ("GMT", "UTC or Europe/London"),
        ("America/NewYork", "did you mean 'America/New_York'?"),
        ("america/new_york", "did you mean 'America/New_York'?"),
        ("New York", "did you mean 'America/New_York'?"),
        ("utc", "did you mean 'UTC'?"),
        ("Mars/Olympus_Mons", "such as Europe/Paris"),
        ("posix/Europe/Berlin", "not a time zone"),
    ],
)
def test_refused(written: str, said: str) -> None:
    name, message = read(written)
    assert name is None
    assert said in message


def test_every_known_zone_can_be_opened() -> None:
    from zoneinfo import ZoneInfo

    for name in known_zones():
        ZoneInfo(name)
