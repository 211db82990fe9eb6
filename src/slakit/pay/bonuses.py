"""What is paid beside the components: kickers, and SPIFs by their rows."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from slakit.model import Kicker, Spif
from slakit.pay.bounds import all_reached
from slakit.pay.components import Earned
from slakit.pay.exact import ZERO, in_time, paid, paid_at_most, total
from slakit.pay.facts import Credited
from slakit.pay.terms import Judgement, Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Kicked:
    """A kicker: `exact` is 0 where it is not reached. `counted` are its components' attainments, as they count."""

    kicker: Kicker
    counted: Mapping[str, Fraction | None]
    is_reached: bool
    exact: Fraction
    amount: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class SpifPay:
    """A SPIF's rows of one settlement, in order of time, with what each earns; `left` was still to be had before it."""

    spif: Spif
    rows: Sequence[Credited]
    parts: Sequence[Fraction]
    left: Fraction | None
    exact: Fraction
    amount: Fraction


def kicked(terms: Terms, days: int, judgement: Judgement, components: Sequence[Earned]) -> tuple[Kicked, ...]:
    """Every kicker of the plan: its amount for the days, if all that it asks for is reached."""
    attainments = {one.component.id: one.counted for one in components}
    found = []
    for name, kicker in terms.plan.kickers.items():
        counted = {of: attainments.get(of) for of in kicker.attainment}
        enough = all(value is not None and value >= kicker.attainment[of] for of, value in counted.items())
        is_reached = enough and all_reached(judgement.kickers[name])
        exact = kicker.amount * terms.days_part(days) if is_reached else ZERO
        amount = paid(exact, terms.rounding)
        found.append(Kicked(kicker=kicker, counted=counted, is_reached=is_reached, exact=exact, amount=amount))
    return tuple(found)


def spif_pay(
    terms: Terms, rows: Mapping[str, Sequence[Credited]], spent: MutableMapping[str, Fraction]
) -> tuple[SpifPay, ...]:
    """Every SPIF with rows; `spent` is what the person has had of each so far, and is brought up to date."""
    found = []
    for name, spif in terms.plan.spifs.items():
        if of_spif := sorted(rows.get(name, ()), key=in_time):
            had = spent.get(name, ZERO)
            left = None if spif.pays_at_most is None else spif.pays_at_most - had
            parts = _parts(spif, of_spif, left)
            exact = total(parts)
            # Rounding must not take the SPIF above its cap either.
            most = None if left is None else max(left, ZERO)  # an amended cap takes nothing back
            amount = paid(exact, terms.rounding) if most is None else paid_at_most(exact, most, terms.rounding)
            spent[name] = had + amount
            found.append(SpifPay(spif=spif, rows=of_spif, parts=parts, left=most, exact=exact, amount=amount))
    return tuple(found)


def _parts(spif: Spif, rows: Sequence[Credited], left: Fraction | None) -> list[Fraction]:
    """What each row earns, as long as there is something left; a row below zero leaves more for those after it."""
    found = []
    for row in rows:
        part = spif.amount if spif.amount is not None else (spif.rate or ZERO) * row.value
        part = part * row.share
        if left is not None:
            part = min(part, max(left, ZERO))
            left -= part
        found.append(part)
    return found
