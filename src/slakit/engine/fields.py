"""The fields of a log that several versions of an agreement read together."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from slakit.model import Agreement, Field


class DifferentTypesError(Exception):
    """Two versions declare one field with different types, so that no log can hold it."""

    def __init__(self, earlier: Field, later: Field) -> None:
        super().__init__(f"field '{later.id}' is {later.type} here but {earlier.type} in an earlier version")
        self.field = later


def fields_of_versions(versions: Sequence[Agreement]) -> Mapping[str, Field]:
    """Every field of the versions: an enum's values together, the widest of their bounds.

    Raises `DifferentTypesError`.
    """
    together: dict[str, Field] = {}
    for agreement in versions:
        for name, field in agreement.fields.items():
            together[name] = _both(together[name], field) if name in together else field
    return together


def _both(earlier: Field, later: Field) -> Field:
    if earlier.type is not later.type:
        raise DifferentTypesError(earlier, later)
    return Field(
        id=later.id,
        span=later.span,
        title=later.title,
        description=later.description,
        type=later.type,
        values={**earlier.values, **later.values},
        min=_wider(earlier.min, later.min, least=True),
        max=_wider(earlier.max, later.max, least=False),
    )


def _wider(
    one: Fraction | date | int | None, other: Fraction | date | int | None, *, least: bool
) -> Fraction | date | int | None:
    """The bound that lets more in; None lets everything in. Both are of one type, as their fields are."""
    if one is None or other is None:
        return None
    ordered: list[Fraction | date | int] = sorted([one, other])
    return ordered[0] if least else ordered[-1]
