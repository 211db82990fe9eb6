"""What may be chosen for a new repository, and what is chosen where nothing is said."""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from slakit.language.countries import country_problem

NAME = "agreement"
"""The agreement's id where the folder's name does not yield one."""

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What a new agreement says of itself. Nothing here is checked: the agreement that is made of it is.

    `country` is an ISO 3166 code, None for a calendar without public holidays; `currency` an ISO 4217 code, None for
    an agreement without money. The term is the calendar year `year`.
    """

    name: str
    title: str
    timezone: str
    country: str | None
    currency: str | None
    year: int


def name_for(folder: str) -> str:
    """The id that a folder's name makes: `Acme SLA-2027` gives `acme_sla_2027`."""
    found = re.sub(r"[^a-z0-9]+", "_", folder.lower()).strip("_")
    return found if _ID.match(found) else NAME


def country_of(timezone: str) -> str | None:
    """The country in which a zone's city lies, if its public holidays are known."""
    found = find_spec("tzdata")
    places = found.submodule_search_locations if found is not None else None
    if not places:
        raise RuntimeError("the package tzdata is not installed")
    table = (Path(places[0]) / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            if zone == timezone:
                return None if country_problem(country) else country
    return None
