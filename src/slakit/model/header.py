"""Parties, term, clauses: what an agreement begins with."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from slakit.diagnostics import Span
from slakit.record import record


@record
class Declared:
    """What every declared thing carries: its id, the words for people, and its place (the key's span).

    `places` has the spans of what stands under its keys: `within`, `spacing.at_least`, `stops.0`.
    """

    id: str
    span: Span
    title: str | None = None
    description: str | None = None
    places: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Span:
        """Where the value of `key` stands, or the declaration itself when it is not written there."""
        return self.places.get(key, self.span)


@record
class Term:
    """When the agreement is in force: local dates in `timezone`, both inclusive; `through` None is open-ended.

    `week_starts` is 0 for Monday … 6 for Sunday, `fiscal_year_starts` a month 1…12, `currency` ISO 4217.
    """

    from_: date
    through: date | None
    timezone: str
    week_starts: int = 0
    fiscal_year_starts: int = 1
    currency: str | None = None
    span: Span
    from_span: Span | None = None


@record
class Signatory:
    role: str | None
    name: str | None
    email: str | None
    span: Span


@record
class Party(Declared):
    accountable: str | None = None
    signatories: tuple[Signatory, ...] = ()


@record
class Clause(Declared):
    text: str
