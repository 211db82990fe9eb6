"""What the oracle says of a person: lines with exact numbers."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.oracle.setting import Setting
from tests.pay_oracle.crediting import Credited
from tests.pay_oracle.spans import Part


@dataclass(kw_only=True)
class Line:
    """One line; `part` is the piece of the plan that it is for, `first` the first date of its time."""

    kind: str
    plan: str
    part: str
    first: date
    exact: Fraction
    amount: Fraction
    credited: Fraction | None = None
    carried: Fraction = Fraction(0)
    quota: Fraction | None = None
    attainment: Fraction | None = None
    counted: Fraction | None = None
    payout: Fraction | None = None


@dataclass(kw_only=True)
class Paid:
    """What was paid, or held back, for one credited row."""

    row: Credited
    booked: Fraction = Fraction(0)
    held: Fraction = Fraction(0)


@dataclass(kw_only=True)
class Settled:
    """One person's plan over one cut period."""

    person: str
    plan: str
    setting: Setting
    part: Part
    base: Fraction
    variable: Fraction
    lines: list[Line]
    paid: list[Paid]
    open: bool
    balance: Fraction = Fraction(0)


@dataclass(kw_only=True)
class Statement:
    """What a person gets for what is asked."""

    person: str
    base: Fraction = Fraction(0)
    variable: Fraction = Fraction(0)
    lines: list[Line] = field(default_factory=list)
    adjustments: list[Line] = field(default_factory=list)
    total: Fraction = Fraction(0)
    balances: dict[str, Fraction] = field(default_factory=dict)
    """Of each plan, what of its draw is still to be paid back."""
    provisional: bool = False
    settings: list[Setting] = field(default_factory=list)
    """The versions of what is settled or adjusted in it."""
    several: frozenset[str] = frozenset()
    """The plans that have several periods in the payroll."""

    @property
    def balance(self) -> Fraction:
        """Over all plans."""
        return sum(self.balances.values(), Fraction(0))
