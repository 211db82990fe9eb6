"""Numbers as people write them: grouped, as percentages, as "95 of 100", as money. Exact, never a float."""

from fractions import Fraction

from slakit.language.currencies import minor_unit
from slakit.numbers import OUTPUT_PLACES, plain


def grouped(number: Fraction, places: int | None = None) -> str:
    """`1,200,000`, `26.67`: thousands grouped, at most `places` decimals (half-even).

    Without `places` as many as it has; six of what has no last one.
    """
    text = plain(number, _decimals(number) if places is None else places)
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole not in ("-0",) else text


def _decimals(number: Fraction) -> int:
    """How many decimals say the number exactly; the usual ones where none do."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else OUTPUT_PLACES


def rate(number: Fraction) -> str:
    """A rate as a percentage, or as a fraction where a percentage would not be exact: `95%`, `1/3`."""
    exact = (number * 100 * 10**OUTPUT_PLACES).denominator == 1
    if exact:
        return f"{grouped(number * 100)}%"
    return f"{number.numerator}/{number.denominator}"


def about(number: Fraction) -> str:
    """A rate as a percentage of at most two decimals (half-even), for worked examples: `166.67%`."""
    return f"{grouped(number * 100, 2)}%"


def out_of(number: Fraction) -> str:
    """A rate as people count it: `95 of 100`, `985 of 1,000`, `1 of 3`."""
    for whole in (100, 1000, 10_000):
        if (number * whole).denominator == 1:
            return f"{grouped(number * whole)} of {grouped(Fraction(whole))}"
    return f"{number.numerator} of {number.denominator}"


def money(amount: Fraction, currency: str | None) -> str:
    """`USD 1,200,000`, `USD 14,437.50`, `KWD 12.500`; without a currency the amount alone."""
    text = grouped(amount)
    _, point, decimals = text.partition(".")
    if point:
        text += "0" * (len(str(minor_unit(currency).denominator)) - 1 - len(decimals))
    return f"{currency} {text}" if currency else text


def difference(value: Fraction, baseline: Fraction) -> str:
    """How far `value` is from `baseline`: `14.29% above`, `10% below`, `equal to`."""
    if value == baseline or baseline == 0:
        return "equal to" if value == baseline else "above" if value > baseline else "below"
    change = (value - baseline) / abs(baseline)
    return f"{about(abs(change))} {'above' if change > 0 else 'below'}"


def times(number: Fraction) -> str:
    """`once`, `twice`, `4 times`."""
    return {Fraction(1): "once", Fraction(2): "twice"}.get(number, f"{grouped(number)} times")
