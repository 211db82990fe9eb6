"""What differs between SQL engines; everything else is written once, in the portable core."""

from collections.abc import Sequence
from typing import Literal, Protocol

NEVER = 1_000_000_000_000_000
"""Epoch seconds that stand for "does not happen", so that comparisons need no NULL logic."""

Nearest = Literal["<=", "<", ">=", ">"]


class Dialect(Protocol):
    """The hooks of a dialect. Expressions in, expressions out."""

    name: str
    wide: str
    """The type of exact products: at least 38 decimal digits."""

    def matches(self, value: str, pattern: str) -> str:
        """Whether the RE2 `pattern` (a Python string) is found in the text expression `value`."""
        ...

    def contains(self, value: str, text: str) -> str:
        """Whether the text (a Python string) is a substring of the expression `value`."""
        ...

    def divide(self, dividend: str, divisor: str) -> str:
        """Integer division of non-negative integers."""
        ...

    def nearest(
        self, left: str, right: str, *, alias: str, keys: Sequence[str], at: str, relation: Nearest, position: str
    ) -> str:
        """FROM text: each row of `left` (aliased `a`) with the one row of `right` (`alias`) of equal `keys` whose
        `position` is nearest to the left expression `at` and satisfies `at <relation> position`; kept without one.
        Of several rows of `right` at that position any may be given."""
        ...

    def series(self, first: str, last: str, alias: str, column: str) -> str:
        """FROM text after a comma: the integers from `first` to `last` of the row before it, as `alias.column`."""
        ...

    def any_true(self, condition: str) -> str:
        """Aggregate: whether `condition` holds in some row."""
        ...

    def utc_text(self, instant: str) -> str:
        """Epoch seconds as `YYYY-MM-DDTHH:MM:SSZ`; NULL stays NULL."""
        ...

    def last_value(self, value: str, over: str) -> str:
        """The last non-null `value` up to the current row of the window `over`."""
        ...
