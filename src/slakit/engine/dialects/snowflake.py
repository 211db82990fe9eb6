"""Snowflake."""

from slakit.engine.dialects.escapes import escaped
from slakit.engine.dialects.pattern_text import SNOWFLAKE
from slakit.engine.dialects.portable import Portable
from slakit.sql.text import ident


class Snowflake(Portable):
    """The dialect of Snowflake. Names are quoted in capitals, as Snowflake keeps names that are not quoted."""

    name = "snowflake"
    wide = "NUMBER(38, 0)"
    nine_places = "NUMBER(38, 9)"
    six_places = "NUMBER(38, 6)"
    longest_name: int | None = 255

    def ident(self, name: str) -> str:
        return ident(name.upper())

    def string(self, value: str) -> str:
        return "'" + escaped(value) + "'"

    def matches(self, value: str, pattern: str) -> str:
        return f"(regexp_instr({value}, {self.string(SNOWFLAKE.text(pattern))}) > 0)"

    def divide(self, dividend: str, divisor: str) -> str:
        rest = self.remainder(dividend, divisor)
        return f"CAST((({dividend}) - {rest}) / ({divisor}) AS {self.integer})"

    def series(self, first: str, last: str, alias: str) -> tuple[str, str]:
        text = f"LATERAL flatten(INPUT => array_generate_range({first}, {last} + 1)) AS {alias}"
        return text, f"CAST({alias}.value AS {self.integer})"

    def any_true(self, condition: str) -> str:
        return f"boolor_agg({condition})"

    def greatest_of(self, value: str, *, boolean: bool = False) -> str:
        return f"boolor_agg({value})" if boolean else f"max({value})"

    def epoch(self, instant: str) -> str:
        return f"CAST(floor(date_part(EPOCH_MICROSECOND, {instant}) / 1000000) AS {self.integer})"

    def date_text(self, value: str) -> str:
        """Text that a date is cast to depends on the session's DATE_OUTPUT_FORMAT."""
        return f"to_char({value}, 'YYYY-MM-DD')"

    def utc_text(self, instant: str) -> str:
        return f"""to_char(to_timestamp_ntz({instant}), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""

    def decimal_text(self, value: str) -> str:
        return f"rtrim(rtrim(CAST({value} AS VARCHAR), '0'), '.')"
