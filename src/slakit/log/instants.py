"""Instants in SQL, without a binary float: text or timestamps become a wall time and, where known, an offset.

A *wall* is the local date and time counted in seconds as though it were UTC; UTC = wall - offset.
"""

import re

from slakit.log import sql

EARLIEST = -2_208_988_800
"""1900-01-01T00:00:00Z: no instant of a log lies before it."""

LATEST = 7_258_118_400
"""2200-01-01T00:00:00Z: every instant of a log lies before it."""

_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?"
_OFFSET = "(Z|z|UTC|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)"
_CODE = re.compile("%(.?)", re.DOTALL)
_CODES = {
    **dict.fromkeys("mdHIMSy", "[0-9]{1,2}"),
    **dict.fromkeys("bBaA", "[A-Za-z]+"),
    "Y": "[0-9]{4}",
    "j": "[0-9]{1,3}",
    "f": "[0-9]+",
    "p": "[AaPp][Mm]",
    "z": "(?:[Zz]|[+-](?:0[0-9]|1[0-5])(?::?[0-5][0-9])?)",
    "%": "%",
}
"""RE2 of what each code of a time format may stand for."""
ISO = f"{_DATE}([T ]{_TIME}( ?{_OFFSET})?)?"
"""RE2 of an instant as a log may spell it: ISO 8601 with `T` or a space, the hour with one digit or two."""


def text_wall(column: str) -> str:
    """SQL for the wall seconds of ISO 8601 text, NULL where it is none; fractions are floored."""
    padded = f"CASE WHEN {column}[13] = ':' THEN {column}[:11] || '0' || {column}[12:] ELSE {column} END"
    whole = f"CASE WHEN ({padded})[17] = ':' THEN ({padded})[:19] ELSE ({padded})[:16] END"
    return (
        f"CASE WHEN regexp_full_match({column}, '{ISO}') THEN epoch_us(TRY_CAST({whole} AS TIMESTAMP)) // 1000000 END"
    )


def text_offset(column: str) -> str:
    """SQL for the offset in seconds that ISO 8601 text ends with, NULL for a naive one."""
    colon = f"({column}[-5:-4]::INTEGER * 3600 + {column}[-2:]::INTEGER * 60)"
    plain = f"({column}[-4:-3]::INTEGER * 3600 + {column}[-2:]::INTEGER * 60)"
    return (
        f"CASE WHEN length({column}) < 15 OR NOT regexp_full_match({column}, '{ISO}') THEN NULL"
        f" WHEN {column}[-1] IN ('Z', 'z', 'C') THEN 0"
        f" WHEN {column}[-6] IN ('+', '-') THEN {colon} * {_sign(f'{column}[-6]')}"
        f" WHEN {column}[-5] IN ('+', '-') THEN {plain} * {_sign(f'{column}[-5]')}"
        f" WHEN {column}[-3] IN ('+', '-') THEN {column}[-2:]::INTEGER * 3600 * {_sign(f'{column}[-3]')} END"
    )


def codes(time_format: str) -> list[str]:
    """The codes of a strptime format in their order, each without its `%`; a lone `%` at the end is an empty one."""
    return _CODE.findall(time_format)


def formatted_wall(column: str, time_format: str) -> str:
    """SQL for the wall seconds of text in a strptime format, NULL where it does not fit; UTC if the format has `%z`.

    The engine's own parser takes words such as `infinity` in any format, offsets of any size and the 366th day of every
    year, and neither `Z` nor more than six digits of a second.
    """
    parts = _CODE.split(time_format)  # text and codes in turn
    patterns = [_CODES[part] if index % 2 else _literal(part) for index, part in enumerate(parts)]
    fits = f"regexp_full_match({column}, {sql.text(_spaced(patterns))})"

    def replaced(read: str, place: int, taken: str, instead: str, kept: str = "") -> str:
        """The text in which what a code stands for is replaced, but for what is `kept` of it."""
        before, after = "".join(patterns[:place]), "".join(patterns[place + 1 :])
        pattern = sql.text(rf"^(\s*{before}{kept})({taken})({after}\s*)$")
        return rf"regexp_replace({read}, {pattern}, '\1{instead}\3')"

    read = column
    fraction, offset, day = (_place(parts, code) for code in "fzj")
    if fraction is not None and not _digits_follow(parts, fraction):
        read = replaced(read, fraction, "[0-9]+", "", kept="[0-9]{6}")
    if offset is not None:
        read = replaced(read, offset, "[Zz]", "+00:00")
    if day is not None:
        local = read if offset is None else replaced(read, offset, _CODES["z"], "+00:00")
        written = _spaced([*patterns[:day], f"({patterns[day]})", *patterns[day + 1 :]])
        number = f"TRY_CAST(regexp_extract({column}, {sql.text(f'^{written}$')}, 1) AS INTEGER)"
        fits = f"{fits} AND dayofyear(try_strptime({local}, {sql.text(time_format)})) = {number}"
    return f"CASE WHEN {fits} THEN {floored(f'epoch_us(try_strptime({read}, {sql.text(time_format)}))')} END"


def _place(parts: list[str], code: str) -> int | None:
    """Where a code stands among text and codes in turn."""
    return next((place for place in range(1, len(parts), 2) if parts[place] == code), None)


def _digits_follow(parts: list[str], place: int) -> bool:
    """Whether a digit may stand right after what a code stands for, so that nobody can tell where it ends."""
    text, code, *_ = *parts[place + 1 :], ""
    return text[0].isdigit() if text else code != "" and code in "YymdjHIMSf"


def _spaced(patterns: list[str]) -> str:
    return rf"\s*{''.join(patterns)}\s*"


def _literal(text: str) -> str:
    """RE2 of the text between codes; a space stands for some, as it does for the engine."""
    return re.sub(r"(?:\\\s)+", r"\\s+", re.escape(text))


def typed_wall(column: str, type_: str) -> str:
    """SQL for the wall seconds of a date or timestamp column, floored to whole seconds also before 1970."""
    if type_ == "DATE":
        return f"epoch_us({column}::TIMESTAMP) // 1000000"
    if type_.endswith("_NS"):
        return floored(f"epoch_ns({column})", 1_000_000_000)
    return floored(f"epoch_us({column})")


def floored(ticks: str, per_second: int = 1_000_000) -> str:
    """SQL for whole seconds from integer ticks, rounded down (SQL's division rounds towards zero)."""
    below = f"CASE WHEN {ticks} < 0 AND {ticks} % {per_second} <> 0 THEN 1 ELSE 0 END"
    return f"({ticks} // {per_second} - {below})"


def within_range(seconds: str) -> str:
    """SQL condition: the instant lies in the years 1900 to 2199."""
    return f"{seconds} >= {EARLIEST} AND {seconds} < {LATEST}"


def _sign(character: str) -> str:
    return f"CASE {character} WHEN '-' THEN -1 ELSE 1 END"
