"""PostgreSQL 13 and later."""

from collections.abc import Sequence

from slakit.engine.dialects.pattern_text import POSTGRES
from slakit.engine.dialects.portable import Portable
from slakit.sql.text import string


class Postgres(Portable):
    """The dialect of PostgreSQL. Text is ordered by code point where its columns have the collation "C"."""

    name = "postgres"
    text = "TEXT"
    wide = "NUMERIC"
    nine_places = "NUMERIC(38, 9)"
    six_places = "NUMERIC(38, 6)"
    longest_name: int | None = 63

    def string(self, value: str) -> str:
        """With a backslash the escaping form, which means the same whatever the server's settings are."""
        quoted = string(value)
        return "E" + quoted.replace("\\", "\\\\") if "\\" in value else quoted

    def matches(self, value: str, pattern: str) -> str:
        return f"({value} ~ {self.string(POSTGRES.text(pattern))})"

    def contains(self, value: str, text: str) -> str:
        return f"(strpos({value}, {self.string(text)}) > 0)"

    def divide(self, dividend: str, divisor: str) -> str:
        return f"(({dividend}) / ({divisor}))"

    def divide_wide(self, dividend: str, divisor: str) -> str:
        return f"div({dividend}, {divisor})"

    def any_true(self, condition: str) -> str:
        return f"bool_or({condition})"

    def greatest_of(self, value: str, *, boolean: bool = False) -> str:
        return f"bool_or({value})" if boolean else f"max({value})"

    def carried(self, source: str, *, keep: Sequence[str], values: Sequence[tuple[str, bool]]) -> str:
        """The rows since the last value make a group, in which that value is the only one."""
        kept = "".join(f", {name}" for name in keep)
        window = "PARTITION BY lead ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
        groups = "".join(f",\n      count({value}) OVER ({window}) AS {value}__no" for value, _ in values)
        latest = "".join(
            f",\n    {self.greatest_of(value, boolean=boolean)} OVER (PARTITION BY lead, {value}__no) AS {value}"
            for value, boolean in values
        )
        own = "".join(f", {value}" for value, _ in values)
        grouped = f"SELECT lead, ts{kept}{own}{groups}\n    FROM {source}"
        return f"SELECT lead, ts{kept}{latest}\n  FROM (\n    {grouped}\n  ) AS groups"

    def epoch(self, instant: str) -> str:
        seconds = f"CAST(floor(extract(EPOCH FROM {instant})) AS BIGINT)"
        return f"CASE WHEN isfinite({instant}) THEN {seconds} END"

    def date_text(self, value: str) -> str:
        """Text that a date is cast to depends on the session's DateStyle."""
        return f"to_char(CAST({value} AS TIMESTAMP), 'YYYY-MM-DD')"

    def utc_text(self, instant: str) -> str:
        return f"""to_char(to_timestamp({instant}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""

    def billionths(self, total: str) -> str:
        return f"trunc({total} * 1000000000)"

    def by_code_point(self, value: str) -> str:
        return f'{value} COLLATE "C"'
