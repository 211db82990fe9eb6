"""One settlement of one person, in numbers: components, cap, kickers, SPIFs, what is held, the draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from slakit.pay.bonuses import Kicked, SpifPay, kicked, spif_pay
from slakit.pay.components import Earned, earned
from slakit.pay.draws import Drawn, drawn
from slakit.pay.exact import ZERO, dealt, paid, total
from slakit.pay.facts import Credited
from slakit.pay.terms import Judgement, Terms, is_credited


@dataclass(kw_only=True, slots=True)
class Running:
    """What goes from one settlement of a person and plan to the next.

    `carried` is credit below zero by component, `balance` the draw to be paid back, `spent` what each SPIF has paid.
    """

    carried: dict[str, Fraction] = field(default_factory=dict)
    balance: Fraction = ZERO
    spent: dict[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cap:
    """What the plan's own `pays_at_most` takes: the components are worth `worth`, and may pay `limit` in all."""

    worth: Fraction
    limit: Fraction
    exact: Fraction
    amount: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What a component pays after the plan's cap: `booked` now, `held` (not negative) until cash comes in."""

    earned: Earned
    after_cap: Fraction
    exact_held: Fraction
    held: Fraction

    @property
    def booked(self) -> Fraction:
        """What is paid now."""
        return self.after_cap - self.held


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """Everything that a settlement comes to for one person, who has `days` in it."""

    terms: Terms
    person: str
    days: int
    judgement: Judgement
    shares: tuple[Share, ...]
    cap: Cap | None
    kickers: tuple[Kicked, ...]
    spifs: tuple[SpifPay, ...]
    draw: Drawn | None
    balance: Fraction

    @property
    def is_open(self) -> bool:
        """Whether a value that counts may still change."""
        return self.judgement.is_open or any(share.earned.attained.is_open for share in self.shares)


def settled(terms: Terms, person: str, days: int, rows: Mapping[str, Sequence[Credited]], running: Running) -> Settled:
    """The person's settlement, of the rows credited to them by component or SPIF; `running` is brought up to date."""
    judgement = terms.judgement(person)
    components = earned(terms, person, days, judgement, rows, running.carried)
    settled_now = {one.component.id: one.attained.carries for one in components}
    # A component that this version has not may be there again in a later one.
    running.carried = {id_: carries for id_, carries in (running.carried | settled_now).items() if carries}
    cap = _cap(terms, days, components)
    shares = _shares(terms, components, cap)
    of_kickers = kicked(terms, days, judgement, components) if terms.plan.kickers else ()
    of_spifs = spif_pay(terms, rows, running.spent) if terms.plan.spifs else ()
    earns = total(
        [
            *(share.booked for share in shares),
            *(one.amount for one in of_kickers),
            *(one.amount for one in of_spifs),
        ]
    )
    draw = drawn(terms, person, earns, running.balance)
    running.balance = running.balance if draw is None else draw.balance
    return Settled(
        terms=terms,
        person=person,
        days=days,
        judgement=judgement,
        shares=shares,
        cap=cap,
        kickers=of_kickers,
        spifs=of_spifs,
        draw=draw,
        balance=running.balance,
    )


def _cap(terms: Terms, days: int, components: Sequence[Earned]) -> Cap | None:
    most = terms.plan.pays_at_most
    if most is None:
        return None
    limit = most * terms.plan.pay.variable * terms.share * terms.days_part(days)
    worth = total(one.amount for one in components)
    if worth <= limit:
        return None
    exact = limit - worth
    return Cap(worth=worth, limit=limit, exact=exact, amount=paid(exact, terms.rounding))


def _shares(terms: Terms, components: Sequence[Earned], cap: Cap | None) -> tuple[Share, ...]:
    amounts = [one.amount for one in components]
    if cap is not None:
        amounts = dealt(cap.worth + cap.amount, amounts, terms.rounding)
    found = []
    for one, amount in zip(components, amounts, strict=True):
        exact = _held(terms, one, amount)
        held = paid(exact, terms.rounding)
        found.append(Share(earned=one, after_cap=amount, exact_held=exact, held=held))
    return tuple(found)


def _held(terms: Terms, one: Earned, amount: Fraction) -> Fraction:
    """What waits for cash: only what rows have earned, since nothing else could ever be released by theirs."""
    release = terms.plan.release
    if release is None or amount <= 0 or one.component.measure is None:
        return ZERO
    if not is_credited(terms.agreement.measures.get(one.component.measure)):
        return ZERO
    has_deals = one.attained.is_assumed or any(row.value * row.share > 0 for row in one.attained.rows)
    return release.cash * amount if has_deals else ZERO
