"""Single cells in Spark SQL: text, timestamps, dates and numbers, read by the rules of the log."""

from slakit.engine.dialects.spark import Spark
from slakit.log.floats import DOUBLE, SINGLE
from slakit.log.instants import ISO
from slakit.model import FieldType
from slakit.sql.contract_log import Held

_INTEGER = r"-?(0|[1-9][0-9]{0,18})([.]0+)?"
_DECIMAL = r"-?(0|[1-9][0-9]{0,28})([.][0-9]{1,9}0*)?"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

_TYPES = {
    FieldType.STRING: "STRING",
    FieldType.ENUM: "STRING",
    FieldType.INTEGER: "BIGINT",
    FieldType.DECIMAL: "DECIMAL(38, 9)",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DATE: "DATE",
    FieldType.TIMESTAMP: "BIGINT",
}


class SparkCells(Spark):
    """Cells as Spark 4 reads them, with ANSI on and UTC as the session's zone."""

    def column_type(self, kind: FieldType) -> str:
        """The type that a field of this kind has in `log`."""
        return _TYPES[kind]

    def text_of(self, cell: str, held: Held) -> str:
        """The cell as text. Floats that have lost digits are none."""
        match held:
            case Held.TEXT:
                return cell
            case Held.FLOAT:
                whole = f"CAST(CAST({cell} AS BIGINT) AS STRING)"
                return (
                    f"CASE WHEN NOT {self.exact(cell)} THEN NULL WHEN {cell} = floor({cell}) THEN {whole}"
                    f" WHEN contains(CAST({cell} AS STRING), 'E-') THEN {_small(cell)} ELSE {_fraction(cell)} END"
                )
            case Held.INSTANT:
                return f"(CAST({cell} AS STRING) || '+00')"
            case _:
                return f"CAST({cell} AS STRING)"

    def exact(self, cell: str) -> str:
        """Whether a float has all its digits. NaN, which Spark takes for larger than all numbers, has none."""

        def of_width(single: float, double: float) -> str:
            return f"CASE typeof({cell}) WHEN 'float' THEN {single!r}D ELSE {double!r}D END"

        whole, least = of_width(SINGLE.whole, DOUBLE.whole), of_width(SINGLE.least, DOUBLE.least)
        return f"(abs({cell}) < {whole} AND ({cell} = 0 OR abs({cell}) >= {least}))"

    def epoch(self, cell: str) -> str:
        """The whole seconds of a timestamp, floored."""
        return f"unix_seconds({cell})"

    def parsed(self, text: str, kind: FieldType) -> str:
        """The text as a value of this kind, NULL unless it is spelled as one."""
        match kind:
            case FieldType.INTEGER:
                return self._spelled(text, _INTEGER, f"TRY_CAST(substring_index({text}, '.', 1) AS BIGINT)")
            case FieldType.DECIMAL:
                return self._spelled(text, _DECIMAL, f"TRY_CAST({text} AS DECIMAL(38, 9))")
            case FieldType.DATE:
                return self._spelled(text, _DATE, f"TRY_CAST({text} AS DATE)")
            case FieldType.BOOLEAN:
                return f"CASE lower({text}) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
            case _:
                raise ValueError(f"a {kind} is not parsed from text")

    def wall(self, text: str) -> str:
        """The local time that ISO 8601 text spells, in seconds as though it were UTC; fractions are floored."""
        padded = f"CASE WHEN substr({text}, 13, 1) = ':' THEN substr({text}, 1, 11) || '0' || substr({text}, 12)"
        padded = f"({padded} ELSE {text} END)"
        whole = f"CASE WHEN substr({padded}, 17, 1) = ':' THEN substr({padded}, 1, 19) ELSE substr({padded}, 1, 16) END"
        return self._spelled(text, ISO, f"unix_seconds(TRY_CAST({whole} AS TIMESTAMP))")

    def offset(self, text: str) -> str:
        """The offset in seconds that ISO 8601 text ends with, NULL for a naive one."""

        def seconds(sign: int, hours: int, minutes: int | None) -> str:
            found = f"TRY_CAST(substr({text}, {hours}, 2) AS BIGINT) * 3600"
            if minutes is not None:
                found = f"({found} + TRY_CAST(substr({text}, {minutes}, 2) AS BIGINT) * 60)"
            return (
                f" WHEN substr({text}, {sign}, 1) IN ('+', '-')"
                f" THEN {found} * CASE substr({text}, {sign}, 1) WHEN '-' THEN -1 ELSE 1 END"
            )

        return (
            f"CASE WHEN length({text}) < 15 OR NOT {self._full_match(text, ISO)} THEN NULL"
            f" WHEN substr({text}, -1, 1) IN ('Z', 'z', 'C') THEN 0"
            f"{seconds(-6, -5, -2)}{seconds(-5, -4, -2)}{seconds(-3, -2, None)} END"
        )

    def _spelled(self, text: str, pattern: str, value: str) -> str:
        return f"CASE WHEN {self._full_match(text, pattern)} THEN {value} END"

    def _full_match(self, text: str, pattern: str) -> str:
        return f"({text} RLIKE {self.string(f'^(?:{pattern})' + chr(92) + 'z')})"


def _fraction(cell: str) -> str:
    """The shortest text of a float from 0.001 on: it has 17 digits at most, up to 16 of them before the point."""
    return f"trim(TRAILING '0' FROM CAST(TRY_CAST(CAST({cell} AS STRING) AS DECIMAL(38, 20)) AS STRING))"


def _small(cell: str) -> str:
    """The shortest text of a float that is written `-1.5E-7` or `1.0E-10`, spelled out."""
    written = f"trim(LEADING '-' FROM CAST({cell} AS STRING))"
    digits = f"trim(TRAILING '0' FROM replace(substring_index({written}, 'E-', 1), '.', ''))"
    zeros = f"repeat('0', CAST(substring_index({written}, 'E-', -1) AS INT) - 1)"
    return f"CASE WHEN {cell} < 0 THEN '-' ELSE '' END || '0.' || {zeros} || {digits}"
