"""BigQuery (GoogleSQL)."""

from slakit.engine.dialects.escapes import escaped
from slakit.engine.dialects.portable import Portable


class BigQuery(Portable):
    """The dialect of BigQuery, whose own regular expressions are RE2."""

    name = "bigquery"
    text = "STRING"
    integer = "INT64"
    longest_name: int | None = 300
    wide = "BIGNUMERIC"
    nine_places = "BIGNUMERIC(38, 9)"
    six_places = "BIGNUMERIC(38, 6)"

    def ident(self, name: str) -> str:
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"

    def string(self, value: str) -> str:
        return "'" + escaped(value) + "'"

    def number(self, digits: str) -> str:
        """A bare number with a point would be a binary float."""
        return f"BIGNUMERIC '{digits}'"

    def matches(self, value: str, pattern: str) -> str:
        return f"regexp_contains({value}, {self.string(pattern)})"

    def contains(self, value: str, text: str) -> str:
        return f"(strpos({value}, {self.string(text)}) > 0)"

    def divide(self, dividend: str, divisor: str) -> str:
        return f"div({dividend}, {divisor})"

    def divide_wide(self, dividend: str, divisor: str) -> str:
        return f"div({dividend}, {divisor})"

    def series(self, first: str, last: str, alias: str) -> tuple[str, str]:
        return f"unnest(generate_array({first}, {last})) AS {alias}", alias

    def any_true(self, condition: str) -> str:
        return f"logical_or({condition})"

    def last_value(self, value: str, window: str) -> str:
        return f"last_value({value} IGNORE NULLS) OVER ({window})"

    def epoch(self, instant: str) -> str:
        return f"unix_seconds({instant})"

    def utc_text(self, instant: str) -> str:
        return f"format_timestamp('%Y-%m-%dT%H:%M:%SZ', timestamp_seconds({instant}), 'UTC')"

    def decimal_text(self, value: str) -> str:
        return f"CAST({value} AS STRING)"
