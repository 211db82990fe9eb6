"""What is asked to be shown of a payroll: all of it, or one person's statement in full."""

from dataclasses import dataclass
from fractions import Fraction

from slakit.pay.statement import Deal, Line, Payroll, Statement

FIRST_DEALS = 10
"""The deals of a line that are shown where not all of them are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A payroll, or with `person` that one's statement alone. Raises `KeyError` for a person without one."""

    payroll: Payroll
    person: str | None = None

    def __post_init__(self) -> None:
        if not self.statements and self.person is not None:
            raise KeyError(self.person)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Those that are shown."""
        every = self.payroll.statements
        return every if self.person is None else tuple(one for one in every if one.person == self.person)

    @property
    def total(self) -> Fraction:
        """What the statements shown come to."""
        return sum((one.total for one in self.statements), Fraction(0))

    @property
    def is_provisional(self) -> bool:
        """Whether any of the statements shown may still change."""
        return any(one.provisional for one in self.statements)

    @property
    def is_what_if(self) -> bool:
        """Whether something was assumed instead of measured."""
        return bool(self.payroll.assumed)

    def deals(self, line: Line) -> tuple[Deal, ...]:
        """The deals of a line that are shown one by one: all of one person's, else the first few."""
        return line.deals if self.person is not None else line.deals[:FIRST_DEALS]


def sum_of(lines: tuple[Line, ...]) -> Fraction:
    """What the lines come to."""
    return sum((line.amount for line in lines), Fraction(0))


def every_line(statement: Statement) -> tuple[Line, ...]:
    """The lines of the period, then those for earlier ones."""
    return (*statement.lines, *statement.adjustments)
