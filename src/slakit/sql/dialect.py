"""What differs between SQL engines; everything else is written once, in the portable core."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, Protocol

NEVER = 1_000_000_000_000_000
"""Epoch seconds that stand for "does not happen", so that comparisons need no NULL logic."""

Nearest = Literal["<=", "<", ">=", ">"]


class Dialect(Protocol):
    """The hooks of a dialect. Expressions in, expressions out."""

    name: str
    text: str
    """The type of text, ordered and compared by code point."""
    integer: str
    """The type of 64-bit integers: instants, counts, keys."""
    wide: str
    """The type of exact products: at least 38 decimal digits."""
    nine_places: str
    """The type of decimal fields: 29 digits before the point, 9 after it."""
    six_places: str
    """The type of the outcomes' `value`: 32 digits before the point, 6 after it."""

    longest_name: int | None
    """The characters that the name of a relation or column may have; None: any number."""

    def ident(self, name: str) -> str:
        """`name` as a quoted identifier."""
        ...

    def string(self, value: str) -> str:
        """`value` as a text literal."""
        ...

    def literal(self, value: str | bool | Fraction | date | int) -> str:
        """A typed value of the model as a literal; fractions must be decimal numbers (as fields' values are)."""
        ...

    def matches(self, value: str, pattern: str) -> str:
        """Whether the RE2 `pattern` (a Python string) is found in the text expression `value`; NULL where that is NULL.

        Raises `slakit.sql.patterns.UntranslatableError` for one that the engine cannot be asked for.
        """
        ...

    def contains(self, value: str, text: str) -> str:
        """Whether the text (a Python string) is a substring of the expression `value`; NULL where that is NULL."""
        ...

    def divide(self, dividend: str, divisor: str) -> str:
        """Integer division of non-negative 64-bit integers."""
        ...

    def divide_wide(self, dividend: str, divisor: str) -> str:
        """Integer division of non-negative integers of the type `wide`."""
        ...

    def remainder(self, dividend: str, divisor: str) -> str:
        """What the integer division of non-negative integers leaves."""
        ...

    def nearest(
        self, left: str, right: str, *, alias: str, keys: Sequence[str], at: str, relation: Nearest, position: str
    ) -> str:
        """FROM text: each row of `left` (aliased `a`) with the one row of `right` (`alias`) of equal `keys` whose
        `position` is nearest to the left column `at` (`a.<name>`) and satisfies `at <relation> position`; kept
        without one. Of several rows of `right` at that position any may be given."""
        ...

    def series(self, first: str, last: str, alias: str) -> tuple[str, str]:
        """FROM text after a comma: the integers from `first` to `last` (not before it) of the row before it, as
        `alias`; and the expression for the integer."""
        ...

    def any_true(self, condition: str) -> str:
        """Aggregate: whether `condition` (never NULL) holds in some row."""
        ...

    def greatest_of(self, value: str, *, boolean: bool = False) -> str:
        """Aggregate: the greatest `value` that is not NULL; TRUE is greater than FALSE."""
        ...

    def carried(self, source: str, *, keep: Sequence[str], values: Sequence[tuple[str, bool]]) -> str:
        """SELECT text: lead, ts, the columns `keep` and, under its own name, the last value that is not NULL of each
        of `values` (column, whether it is boolean) up to the row, in the order of `ts` within a lead."""
        ...

    def epoch(self, instant: str) -> str:
        """A timestamp with a zone as whole epoch seconds, floored; NULL for one without end."""
        ...

    def utc_text(self, instant: str) -> str:
        """Epoch seconds as `YYYY-MM-DDTHH:MM:SSZ`; NULL stays NULL."""
        ...

    def date_text(self, value: str) -> str:
        """A finite date as `YYYY-MM-DD`, however a session shows dates."""
        ...

    def decimal_text(self, value: str) -> str:
        """A decimal of nine places as plain text, without trailing zeros or point."""
        ...

    def billionths(self, total: str) -> str:
        """A decimal of nine places times 1,000,000,000, as a `wide` integer."""
        ...

    def by_code_point(self, value: str) -> str:
        """The text expression to order by."""
        ...
