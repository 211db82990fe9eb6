"""Readers of single values: text, truth values, numbers, rates, durations, dates and instants."""

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from slakit.diagnostics import Code, declare
from slakit.durations import Duration, parse_duration
from slakit.language.binding import Binding, Reader
from slakit.language.meant import date_meant, duration_meant, number_meant, rate_meant
from slakit.language.names import instead_of
from slakit.language.nodes import Node, Scalar, Sequence
from slakit.numbers import parse_number, parse_rate

NUMBER = declare("SLA310", "Not a number")
RATE = declare("SLA311", "Not a rate")
DURATION = declare("SLA312", "Not a duration")
DATE = declare("SLA313", "Not a date")
INSTANT = declare("SLA314", "Not an instant")
PERCENT = declare("SLA315", "A share without %")
RANGE = declare("SLA316", "A number out of range")
WORD = declare("SLA317", "Not one of the words")

MOST_DIGITS = 30
YEARS = range(1900, 2201)


def scalar(binding: Binding, node: Node) -> Scalar | None:
    """The scalar, if it is one and not null."""
    if isinstance(node, Scalar) and not node.is_null:
        return node
    binding.misfit(node.span, "expected a single value")
    return None


def text(binding: Binding, node: Node) -> str | None:
    """Any scalar as text."""
    found = scalar(binding, node)
    return None if found is None else found.text


def boolean(binding: Binding, node: Node) -> bool | None:
    """`true` or `false`."""
    found = scalar(binding, node)
    if found is None:
        return None
    if found.boolean is None:
        binding.report(WORD, found.span, f"'{found.text}' is not a truth value", "write true or false, without quotes")
    return found.boolean


def word(*allowed: str) -> Reader[str]:
    """A reader of one of the `allowed` words."""

    def read(binding: Binding, node: Node) -> str | None:
        found = scalar(binding, node)
        if found is None or found.text in allowed:
            return None if found is None else found.text
        binding.report(
            WORD,
            found.span,
            f"'{found.text}' is not one of {', '.join(allowed)}",
            instead_of(found.text, "words", allowed),
        )
        return None

    return read


def _exact(binding: Binding, node: Node, code: Code, what: str) -> Scalar | None:
    """The scalar of an exact number, refusing absurd lengths before any arithmetic."""
    found = scalar(binding, node)
    if found is not None and len(found.text) > MOST_DIGITS and not found.text.strip("-0123456789./%"):
        binding.report(
            code, found.span, f"this {what} has {len(found.text)} characters", f"write at most {MOST_DIGITS} digits"
        )
        return None
    return found


def number(binding: Binding, node: Node) -> Fraction | None:
    """An exact number; a misspelled one is an error that shows the number meant."""
    found = _exact(binding, node, NUMBER, "number")
    if found is None:
        return None
    value = parse_number(found.text)
    if value is None:
        meant = number_meant(found.text)
        instead = f"write {meant}" if meant else "write digits, with a point before decimals, such as 4800 or 0.5"
        if found.text.endswith("%") and parse_rate(found.text) is not None:
            instead = "write a plain number here; a percentage needs a share to refer to"
        binding.report(NUMBER, found.span, f"'{_short(found.text)}' is not a number", instead)
    return value


def _short(written: str) -> str:
    return written if len(written) <= 60 else written[:57] + "…"


def number_from(least: int, most: int | None = None, *, above: bool = False) -> Reader[Fraction]:
    """A reader of numbers not below `least` (`above`: beyond it) and not above `most`."""

    def read(binding: Binding, node: Node) -> Fraction | None:
        value = number(binding, node)
        if value is None:
            return None
        if value < least or (above and value == least) or (most is not None and value > most):
            floor = f"above {least}" if above else f"at least {least}"
            binding.report(
                RANGE, node.span, f"{_written(node)} is out of range", f"write a number {floor}{_and_most(most)}"
            )
            return None
        return value

    return read


def whole(least: int, most: int | None = None) -> Reader[int]:
    """A reader of whole numbers from `least` to `most`."""
    exact = number_from(least, most)

    def read(binding: Binding, node: Node) -> int | None:
        value = exact(binding, node)
        if value is None:
            return None
        if value.denominator != 1:
            binding.report(
                RANGE, node.span, f"{_written(node)} is not a whole number", "write a number without decimals"
            )
            return None
        return int(value)

    return read


def _and_most(most: int | None) -> str:
    return "" if most is None else f" and at most {most}"


def _written(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else "this"


def rate(binding: Binding, node: Node) -> Fraction | None:
    """A number, a number with `%`, or a fraction, of any size."""
    found = _exact(binding, node, RATE, "rate")
    if found is None:
        return None
    value = parse_rate(found.text)
    if value is None:
        meant = rate_meant(found.text)
        instead = f"write {meant}" if meant else "write a rate such as 95%, 0.95 or 1/3"
        binding.report(RATE, found.span, f"'{_short(found.text)}' is not a rate", instead)
    return value


def share(binding: Binding, node: Node) -> Fraction | None:
    """A rate that is a share of something: not negative, and above 10 only with `%`."""
    value = rate(binding, node)
    if value is None:
        return None
    written = _written(node)
    if value > 10 and not written.endswith("%"):
        binding.report(PERCENT, node.span, f"{written} would be {written} times the whole", f"write {written}%")
        return None
    if value < 0:
        binding.report(RANGE, node.span, f"{written} is negative", "write a share of 0% or more")
        return None
    return value


def share_up_to_whole(binding: Binding, node: Node) -> Fraction | None:
    """A share of at most 100%."""
    value = share(binding, node)
    if value is not None and value > 1:
        binding.report(RANGE, node.span, f"{_written(node)} is more than the whole", "write a share of at most 100%")
        return None
    return value


def above_zero(binding: Binding, node: Node) -> Fraction | None:
    """A number, or a rate where it is written as one, above 0."""
    written = _written(node)
    value = (rate if "%" in written or "/" in written else number)(binding, node)
    if value is not None and value <= 0:
        binding.report(RANGE, node.span, f"{written} is out of range", "write a number above 0")
        return None
    return value


def duration(binding: Binding, node: Node) -> Duration | None:
    """A positive whole count of a unit."""
    found = scalar(binding, node)
    if found is None:
        return None
    value = parse_duration(found.text) if len(found.text) <= MOST_DIGITS + 20 else None
    if value is None:
        meant = duration_meant(found.text)
        example = "write a whole number and a unit, such as 15 minutes, 6 business hours or 2 business days"
        binding.report(
            DURATION, found.span, f"'{_short(found.text)}' is not a duration", f"write {meant}" if meant else example
        )
    return value


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def parse_date(written: str) -> date | None:
    """The date that `YYYY-MM-DD` spells, in the years that slakit knows zones for; else None."""
    if not _DATE.match(written):
        return None
    try:
        value = date.fromisoformat(written)
    except ValueError:
        return None
    return value if value.year in YEARS else None


def date_advice(written: str) -> str:
    """What to write instead of a date that is none."""
    meant = date_meant(written)
    if meant and parse_date(meant):
        return f"write {meant}"
    first = parse_date(f"{written[:7]}-01")
    if _DATE.match(written) and first is not None:
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
        return f"write a day from 01 to {last.day}"
    if _DATE.match(written):
        return f"write a day that the calendar has, in the years {YEARS[0]} to {YEARS[-1]}"
    return "write the date as YYYY-MM-DD, such as 2027-01-31"


def day(binding: Binding, node: Node) -> date | None:
    """A date of the calendar, `YYYY-MM-DD`."""
    found = scalar(binding, node)
    if found is None:
        return None
    value = parse_date(found.text)
    if value is None:
        binding.report(DATE, found.span, f"'{_short(found.text)}' is not a date", date_advice(found.text))
    return value


_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?\Z"
)


def instant(binding: Binding, node: Node) -> int | None:
    """An instant with its offset, as epoch seconds (floored)."""
    found = scalar(binding, node)
    if found is None:
        return None
    if _INSTANT.match(found.text):
        try:
            moment = datetime.fromisoformat(found.text)
        except ValueError:
            moment = None
        if moment is not None and moment.tzinfo is not None and moment.year in YEARS:
            return int(moment.astimezone(UTC).replace(microsecond=0).timestamp())
    example = "write date, time and offset, such as 2027-01-04T09:00:00-05:00"
    missing = f"write the offset too: {found.text}Z for UTC, or {found.text}-05:00"
    naive = bool(_INSTANT.match(found.text)) and not re.search(r"(Z|[+-][0-9]{2}:[0-9]{2})\Z", found.text)
    binding.report(INSTANT, found.span, f"'{_short(found.text)}' is not an instant", missing if naive else example)
    return None


def items(binding: Binding, node: Node) -> tuple[Node, ...] | None:
    """The items of a list; a single value is a list of one. An empty list is a misfit."""
    if not isinstance(node, Sequence):
        return (node,)
    if not node.items:
        binding.misfit(node.span, "expected at least one value")
        return None
    return node.items
