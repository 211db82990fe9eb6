"""Binary floats in SQL: which of them stand for a number, and its shortest decimal text."""

from collections.abc import Mapping

from slakit.record import record

NOT_EXACT = "is no number that a float holds exactly"
"""Said of floats that have lost digits, of infinite ones and of those that are no number."""


@record
class Width:
    """What a type of floats can hold.

    From `whole` on it no longer tells one whole number from the next, and below `least`, but for zero, it has fewer
    digits the smaller the number is. Of a type without `fractions` the engine tells no text.
    """

    whole: int
    least: float
    fractions: bool = True


HALF = Width(whole=2**11, least=1.0, fractions=False)
SINGLE = Width(whole=2**24, least=2.0**-126)
DOUBLE = Width(whole=2**53, least=2.0**-1022)

FLOATS: Mapping[str, Width] = {"FLOAT": SINGLE, "DOUBLE": DOUBLE}
"""The embedded engine's types of floats, by name. It reads half ones as FLOAT, whose shortest text is not theirs."""


def exact(cell: str, width: Width) -> str:
    """SQL condition: the float has all its digits. NaN has none.

    It is asked for by itself: DuckDB takes a comparison for true that holds for the least and greatest value a Parquet
    file tells of a column, among which NaN is not.
    """
    fits = f"isfinite({cell}) AND abs({cell}) < {width.whole} AND ({cell} = 0 OR abs({cell}) >= {width.least!r})"
    return f"({fits})" if width.fractions else f"({fits} AND {cell} = trunc({cell}))"


def as_text(cell: str, type_: str) -> str:
    """SQL for a float as its shortest decimal text: whole ones lose their `.0`, so ids stay ids, small ones their `e`.

    What is not exact stays as the engine writes it.
    """
    whole = f"isfinite({cell}) AND {cell} = trunc({cell}) AND abs({cell}) < {FLOATS[type_].whole}"
    written = _shortest(cell) if type_ == "FLOAT" else f"{cell}::VARCHAR"
    return (
        f"CASE WHEN {whole} THEN {cell}::BIGINT::VARCHAR"
        f" WHEN contains({cell}::VARCHAR, 'e-') THEN {_small(cell)} ELSE {written} END"
    )


def _small(cell: str) -> str:
    """One that is written `-1.5e-07`, spelled out."""
    written = f"ltrim({cell}::VARCHAR, '-')"
    digits = f"replace(split_part({written}, 'e-', 1), '.', '')"
    zeros = f"repeat('0', TRY_CAST(split_part({written}, 'e-', 2) AS BIGINT) - 1)"
    return f"CASE WHEN {cell} < 0 THEN '-' ELSE '' END || '0.' || {zeros} || {digits}"


def _shortest(cell: str) -> str:
    """A single float without a needless last digit.

    Where two shorter texts are equally near (461199.625 is read from 461199.62 and from 461199.63), the engine writes
    neither; the shortest text is then the one that ends in an even digit.
    """
    written = f"{cell}::VARCHAR"
    down, up = f"left({written}, -1)", f"left({written}, -2) || '8'"
    return (
        f"CASE WHEN {written} LIKE '%.%25' AND TRY_CAST({down} AS FLOAT) = {cell} THEN {down}"
        f" WHEN {written} LIKE '%.%75' AND TRY_CAST({up} AS FLOAT) = {cell} THEN {up} ELSE {written} END"
    )
