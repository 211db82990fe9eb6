"""DuckDB, the embedded engine."""

from collections.abc import Sequence

from slakit.sql.dialect import Nearest
from slakit.sql.text import string


class DuckDB:
    """The dialect of DuckDB 2."""

    name = "duckdb"
    wide = "HUGEINT"

    def matches(self, value: str, pattern: str) -> str:
        return f"regexp_matches({value}, {string(pattern)})"

    def contains(self, value: str, text: str) -> str:
        return f"contains({value}, {string(text)})"

    def divide(self, dividend: str, divisor: str) -> str:
        return f"(({dividend}) // ({divisor}))"

    def nearest(
        self, left: str, right: str, *, alias: str, keys: Sequence[str], at: str, relation: Nearest, position: str
    ) -> str:
        equal = " AND ".join(f"a.{key} = {alias}.{key}" for key in keys)
        return f"{left} AS a ASOF LEFT JOIN {right} AS {alias} ON {equal} AND {at} {relation} {alias}.{position}"

    def series(self, first: str, last: str, alias: str, column: str) -> str:
        return f"unnest(range({first}, {last} + 1)) AS {alias}({column})"

    def any_true(self, condition: str) -> str:
        return f"bool_or({condition})"

    def utc_text(self, instant: str) -> str:
        return f"strftime(make_timestamp(({instant}) * 1000000), '%Y-%m-%dT%H:%M:%SZ')"

    def last_value(self, value: str, over: str) -> str:
        return f"last_value({value} IGNORE NULLS) OVER ({over} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
