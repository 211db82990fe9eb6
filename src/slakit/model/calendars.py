"""Working hours, holidays and overrides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from slakit.diagnostics import Span
from slakit.model.header import Declared
from slakit.record import record

ALWAYS = "always"
"""The built-in calendar: open at every instant, in the term's zone."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Hours:
    """Minutes since local midnight. `opens` 0…1439, `closes` 1…1440; `closes <= opens` runs overnight."""

    opens: int
    closes: int


@record
class Holiday:
    date: date
    name: str
    span: Span


@record
class Holidays:
    """Public holidays of a country (ISO 3166) and subdivision, plus `add`, less `remove`."""

    country: str | None = None
    subdivision: str | None = None
    add: tuple[Holiday, ...] = ()
    remove: tuple[date, ...] = ()
    span: Span


@record
class Calendar(Declared):
    """Weekly `hours` by weekday (0 Monday … 6 Sunday; a missing one is closed), holidays and date overrides."""

    timezone: str
    hours: Mapping[int, tuple[Hours, ...]]
    holidays: Holidays | None = None
    overrides: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
