"""DuckDB, the embedded engine."""

from collections.abc import Sequence

from slakit.engine.dialects.portable import Portable
from slakit.sql.dialect import Nearest


class DuckDB(Portable):
    """The dialect of DuckDB 2."""

    name = "duckdb"
    wide = "HUGEINT"

    def divide(self, dividend: str, divisor: str) -> str:
        return f"(({dividend}) // ({divisor}))"

    def divide_wide(self, dividend: str, divisor: str) -> str:
        return self.divide(dividend, divisor)

    def remainder(self, dividend: str, divisor: str) -> str:
        return f"({dividend} % ({divisor}))"

    def nearest(
        self, left: str, right: str, *, alias: str, keys: Sequence[str], at: str, relation: Nearest, position: str
    ) -> str:
        equal = " AND ".join(f"a.{key} = {alias}.{key}" for key in keys)
        return f"{left} AS a ASOF LEFT JOIN {right} AS {alias} ON {equal} AND {at} {relation} {alias}.{position}"

    def series(self, first: str, last: str, alias: str) -> tuple[str, str]:
        return f"unnest(range({first}, {last} + 1)) AS {alias}(n)", f"{alias}.n"

    def any_true(self, condition: str) -> str:
        return f"bool_or({condition})"

    def last_value(self, value: str, window: str) -> str:
        return f"last_value({value} IGNORE NULLS) OVER ({window})"

    def epoch(self, instant: str) -> str:
        ticks = f"epoch_us({instant})"
        return f"CASE WHEN isfinite({instant}) THEN ({ticks} - ({ticks} % 1000000 + 1000000) % 1000000) // 1000000 END"

    def utc_text(self, instant: str) -> str:
        return f"strftime(make_timestamp(({instant}) * 1000000), '%Y-%m-%dT%H:%M:%SZ')"

    def decimal_text(self, value: str) -> str:
        return f"rtrim(rtrim(CAST({value} AS VARCHAR), '0'), '.')"

    def billionths(self, total: str) -> str:
        """The text of the decimal without its point: no product can overflow."""
        return f"CAST(replace(CAST({total} AS VARCHAR), '.', '') AS HUGEINT)"
