"""What each credited row was paid, and what of it waits for cash: the basis of releases and clawbacks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from slakit.pay.attainment import Attained
from slakit.pay.exact import ZERO, dealt, in_time, total
from slakit.pay.facts import Credited
from slakit.pay.settling import Settled
from slakit.pay.terms import Terms, is_credited


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A row's part of one component or SPIF: `booked` was paid with it, `held` waits for cash."""

    row: Credited
    booked: Fraction
    held: Fraction = ZERO


@dataclass(frozen=True, kw_only=True, slots=True)
class PaidRow:
    """One row of the log that one person was paid for under one plan, in all its parts."""

    terms: Terms
    person: str
    parts: tuple[Part, ...]

    @property
    def row(self) -> Credited:
        """The row itself, as its first part has it."""
        return self.parts[0].row

    @property
    def booked(self) -> Fraction:
        """What was paid with the row."""
        return total(part.booked for part in self.parts)

    @property
    def held(self) -> Fraction:
        """What waits for cash."""
        return total(part.held for part in self.parts)


def paid_rows(done: Settled) -> list[PaidRow]:
    """The rows of a settlement of which something may still be released or taken back, in order of time."""
    found: dict[tuple[int, str, int], list[Part]] = {}
    for part in _parts(done):
        row = part.row
        if part.held or (row.taken_back is not None and part.booked):
            found.setdefault(in_time(row), []).append(part)
    return [PaidRow(terms=done.terms, person=done.person, parts=tuple(found[key])) for key in sorted(found)]


def _parts(done: Settled) -> Iterator[Part]:
    terms = done.terms
    measures = terms.agreement.measures
    for share in done.shares:
        if share.after_cap > 0 and is_credited(measures.get(share.earned.component.measure or "")):
            yield from _of_component(terms, share.earned.attained, share.booked, share.held)
    for spif in done.spifs:
        if _any_taken_back(spif.rows) and spif.amount > 0:
            earning = [(row, part) for row, part in zip(spif.rows, spif.parts, strict=True) if part > 0]
            amounts = dealt(spif.amount, [part for _, part in earning], terms.rounding)
            yield from (Part(row=row, booked=amount) for (row, _), amount in zip(earning, amounts, strict=True))


def _of_component(terms: Terms, attained: Attained, booked: Fraction, held: Fraction) -> Iterable[Part]:
    """A component's pay by rows of positive credit, in proportion to it."""
    if not held and not _any_taken_back(attained.rows):
        return ()
    rows = sorted((row for row in attained.rows if row.value * row.share > 0), key=in_time)
    if not rows:
        return ()
    weights = [row.value * row.share for row in rows]
    paid_now = dealt(booked, weights, terms.rounding)
    waiting = dealt(held, weights, terms.rounding)
    return [Part(row=row, booked=now, held=later) for row, now, later in zip(rows, paid_now, waiting, strict=True)]


def _any_taken_back(rows: Sequence[Credited]) -> bool:
    return any(row.taken_back is not None for row in rows)
