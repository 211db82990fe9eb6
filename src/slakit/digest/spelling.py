"""The one spelling of each kind of value, and what is left out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from slakit.digest.canonical_json import Json
from slakit.durations import Duration
from slakit.model import Declared, People, Value

Object = dict[str, Json]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def given(**values: Json) -> Object:
    """What there is of `values`: without what is None, an empty list or an empty object.

    A name may end in `_` where the key is a word of Python's.
    """
    return {key.rstrip("_"): value for key, value in values.items() if not is_empty(value)}


def is_empty(value: Json) -> bool:
    """Whether nothing is declared by it."""
    return value is None or (isinstance(value, Mapping | Sequence) and not isinstance(value, str) and not value)


def words(declared: Declared) -> Object:
    """What people read of a declared thing."""
    return given(title=declared.title, description=declared.description)


def number(value: Fraction | int | None) -> str | None:
    """A number as a decimal without needless zeros (`0.95`, `140000`), else as a fraction in lowest terms (`1/3`)."""
    if value is None:
        return None
    exact = Fraction(value)
    rest = exact.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{exact.numerator}/{exact.denominator}"
    places = max(twos, fives)
    digits = str(abs(exact.numerator) * 10**places // exact.denominator).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{'-' if exact < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"


def duration(value: Duration | None) -> str | None:
    """As written, the unit plural unless the count is 1: outcomes show it so."""
    return None if value is None else str(value)


def day(value: date) -> str:
    """`2027-01-31`."""
    return value.isoformat()


def of_field(value: Value) -> Json:
    """A value by its field's type: `true` and `false`, else text; an instant in UTC."""
    match value:
        case bool() | str():
            return value
        case Fraction():
            return number(value)
        case date():
            return day(value)
        case int():
            return f"{_EPOCH + timedelta(seconds=value):%Y-%m-%dT%H:%M:%SZ}"


def people(selector: People | None) -> Object | None:
    """A selector of people under its key: `{"people": {"party": ["sales"]}}`."""
    return None if selector is None else {"people": {column: list(values) for column, values in selector.where}}
