"""Time zones: IANA names with a slash, or UTC."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from slakit.diagnostics import declare
from slakit.language.binding import Binding
from slakit.language.nodes import Node
from slakit.language.scalars import scalar
from slakit.language.spelling import nearest

ZONE = declare("SLA319", "Not a time zone")

_ABBREVIATIONS = {
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "EST5EDT": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago", "CST6CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "MT": "America/Denver", "MST7MDT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "PST8PDT": "America/Los_Angeles", "GMT": "UTC or Europe/London", "BST": "Europe/London", "WET": "Europe/Lisbon",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MET": "Europe/Berlin", "EET": "Europe/Athens",
    "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "AEST": "Australia/Sydney", "Z": "UTC", "Zulu": "UTC", "UCT": "UTC",
}  # fmt: skip
_OFFSET = re.compile(r"(?:(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|Etc/GMT[+-]?[0-9]+)\Z")


@cache
def known_zones() -> frozenset[str]:
    """Every IANA name of the time-zone data that slakit ships with."""
    found = find_spec("tzdata")
    places = found.submodule_search_locations if found is not None else None
    if not places:
        raise RuntimeError("the package tzdata is not installed")
    return frozenset((Path(places[0]) / "zones").read_text(encoding="utf-8").split())


def zone(binding: Binding, node: Node) -> str | None:
    """The name of a zone; offsets, abbreviations and unknown names are errors."""
    found = scalar(binding, node)
    if found is None or found.text == "UTC":
        return None if found is None else found.text
    if "/" in found.text and not _OFFSET.match(found.text) and found.text in known_zones():
        return found.text
    binding.report(ZONE, found.span, *_problem(found.text))
    return None


def _problem(written: str) -> tuple[str, str]:
    if _OFFSET.match(written):
        return (
            f"'{written}' is an offset, which knows no daylight saving",
            "name a place, such as America/New_York, or UTC",
        )
    if written in _ABBREVIATIONS:
        return f"'{written}' is an abbreviation, not a zone", f"write {_ABBREVIATIONS[written]}"
    known = [name for name in sorted(known_zones()) if "/" in name] + ["UTC"]
    meant = nearest(written, known) or _city(written, known)
    instead = f"did you mean '{meant}'?" if meant else "name a place of the IANA list, such as Europe/Paris, or UTC"
    return f"'{written}' is not a time zone", instead


def _city(written: str, known: list[str]) -> str | None:
    city = written.rsplit("/", 1)[-1].replace(" ", "_").lower()
    return next((name for name in known if name.rsplit("/", 1)[-1].lower() == city), None)
