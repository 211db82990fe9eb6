"""What most dialects share: the text of each hook in the SQL that nearly every engine reads."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from slakit.sql.dialect import Nearest
from slakit.sql.text import decimal_text, ident, string


class Portable:
    """The hooks in standard SQL; a dialect overrides what it spells or means differently."""

    name = "portable"
    text = "VARCHAR"
    integer = "BIGINT"
    wide = "DECIMAL(38, 0)"
    nine_places = "DECIMAL(38, 9)"
    six_places = "DECIMAL(38, 6)"
    longest_name: int | None = None

    def ident(self, name: str) -> str:
        return ident(name)

    def string(self, value: str) -> str:
        return string(value)

    def literal(self, value: str | bool | Fraction | date | int) -> str:
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, Fraction):
            return self.number(decimal_text(value))
        if isinstance(value, date):
            return f"DATE '{value.isoformat()}'"
        return self.string(value)

    def number(self, digits: str) -> str:
        """An exact decimal literal."""
        return digits

    def matches(self, value: str, pattern: str) -> str:
        return f"regexp_matches({value}, {self.string(pattern)})"

    def contains(self, value: str, text: str) -> str:
        return f"contains({value}, {self.string(text)})"

    def divide(self, dividend: str, divisor: str) -> str:
        return f"CAST(floor(({dividend}) / ({divisor})) AS {self.integer})"

    def divide_wide(self, dividend: str, divisor: str) -> str:
        rest = self.remainder(dividend, divisor)
        return f"CAST((({dividend}) - {rest}) / ({divisor}) AS {self.wide})"

    def remainder(self, dividend: str, divisor: str) -> str:
        return f"mod({dividend}, {divisor})"

    def nearest(
        self, left: str, right: str, *, alias: str, keys: Sequence[str], at: str, relation: Nearest, position: str
    ) -> str:
        """One pass over the instants of both sides, so that no left row meets more than one right row."""
        column = at.removeprefix("a.")
        listed = ", ".join(keys)
        onwards = relation in ("<=", "<")
        best, direction = ("min", " DESC") if onwards else ("max", "")
        # At one instant the side that is seen by the other comes first.
        side = "is_asked" if relation in ("<=", ">=") else "is_asked DESC"
        asked = " AND ".join([*(f"{alias}_n.{key} = a.{key}" for key in keys), f"{alias}_n.nearest_to = {at}"])
        found = " AND ".join(
            [*(f"{alias}.{key} = {alias}_n.{key}" for key in keys), f"{alias}.{position} = {alias}_n.nearest_at"]
        )
        return f"""{left} AS a
LEFT JOIN (
  SELECT {listed}, nearest_to, nearest_at FROM (
    SELECT {listed}, nearest_to, is_asked, {best}(CASE WHEN is_asked = 0 THEN nearest_to END) OVER (
      PARTITION BY {listed} ORDER BY nearest_to{direction}, {side}
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nearest_at
    FROM (
      SELECT DISTINCT {listed}, {column} AS nearest_to, 1 AS is_asked FROM {left} AS asked WHERE {column} IS NOT NULL
      UNION ALL
      SELECT DISTINCT {listed}, {position} AS nearest_to, 0 AS is_asked FROM {right} AS given
    ) AS instants
  ) AS seen WHERE is_asked = 1
) AS {alias}_n ON {asked}
LEFT JOIN (
  SELECT * FROM (
    SELECT given.*, row_number() OVER (PARTITION BY {listed}, {position} ORDER BY {position}) AS nearest_turn
    FROM {right} AS given
  ) AS turns WHERE nearest_turn = 1
) AS {alias} ON {found}"""

    def series(self, first: str, last: str, alias: str) -> tuple[str, str]:
        return f"generate_series({first}, {last}) AS {alias}(n)", f"{alias}.n"

    def any_true(self, condition: str) -> str:
        return f"(max(CASE WHEN {condition} THEN 1 ELSE 0 END) = 1)"

    def greatest_of(self, value: str, *, boolean: bool = False) -> str:
        return f"max({value})"

    def carried(self, source: str, *, keep: Sequence[str], values: Sequence[tuple[str, bool]]) -> str:
        window = "PARTITION BY lead ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
        latest = "".join(f",\n    {self.last_value(value, window)} AS {value}" for value, _ in values)
        return f"SELECT lead, ts{''.join(f', {name}' for name in keep)}{latest}\n  FROM {source}"

    def last_value(self, value: str, window: str) -> str:
        """The last `value` of the window that is not NULL."""
        return f"last_value({value}) IGNORE NULLS OVER ({window})"

    def epoch(self, instant: str) -> str:
        return f"CAST(floor(extract(EPOCH FROM {instant})) AS {self.integer})"

    def utc_text(self, instant: str) -> str:
        return f"""to_char(to_timestamp({instant}), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""

    def date_text(self, value: str) -> str:
        return f"CAST({value} AS {self.text})"

    def decimal_text(self, value: str) -> str:
        digits = f"CAST({value} AS {self.text})"
        return f"trim(TRAILING '.' FROM trim(TRAILING '0' FROM {digits}))"

    def billionths(self, total: str) -> str:
        return f"CAST({total} * 1000000000 AS {self.wide})"

    def by_code_point(self, value: str) -> str:
        return value
