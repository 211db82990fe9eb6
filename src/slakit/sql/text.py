"""Identifiers and literals, quoted so that no value of a policy or a log can become SQL."""

from fractions import Fraction


def ident(name: str) -> str:
    """`name` as a quoted identifier."""
    return '"' + name.replace('"', '""') + '"'


def string(value: str) -> str:
    """`value` as a string literal."""
    return "'" + value.replace("'", "''") + "'"


def decimal_text(value: Fraction) -> str:
    """A decimal number exactly as written out. Raises `ValueError` for a number without a finite decimal form."""
    places = 0
    scaled = value
    while scaled.denominator != 1:
        if places > 60:
            raise ValueError(f"{value} has no finite decimal form")
        scaled *= 10
        places += 1
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else f"{sign}{digits}"


def any_of(conditions: list[str]) -> str:
    """The disjunction of boolean expressions; FALSE when there is none."""
    return "(" + " OR ".join(conditions) + ")" if conditions else "FALSE"


def all_of(conditions: list[str]) -> str:
    """The conjunction of boolean expressions without the trivially true; TRUE when nothing is left."""
    kept = [condition for condition in conditions if condition != "TRUE"]
    return "(" + " AND ".join(kept) + ")" if kept else "TRUE"
