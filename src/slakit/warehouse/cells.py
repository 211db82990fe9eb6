"""The cells of a table whose columns have the contract's types."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from slakit.model import FieldType
from slakit.sql.contract_log import Held
from slakit.sql.dialect import Dialect

HELD = {
    FieldType.STRING: Held.TEXT,
    FieldType.ENUM: Held.TEXT,
    FieldType.INTEGER: Held.INTEGER,
    FieldType.DECIMAL: Held.DECIMAL,
    FieldType.BOOLEAN: Held.BOOLEAN,
    FieldType.DATE: Held.DATE,
    FieldType.TIMESTAMP: Held.INSTANT,
}
"""What a column of the table holds, by the type that the agreement declares."""

EXACT: Mapping[str, str] = {"duckdb": '{text} COLLATE "C"'}
"""How text is compared exactly where a column's collation would survive the cast and `by_code_point`."""

TOO_LARGE = Fraction(10**29)
"""The first number that has too many digits before its point."""

TRYING = ("duckdb", "spark")
"""Whose columns of exact numbers may have more digits before the point than the contract's."""

UNBOUNDED = ("postgres", "bigquery")
"""Whose columns of exact numbers may have more places than the contract's."""


@dataclass(frozen=True, slots=True)
class TableCells:
    """How a dialect says what `contract_log` asks of single cells, for typed columns; no text is parsed."""

    dialect: Dialect

    def ident(self, name: str) -> str:
        return self.dialect.ident(name)

    def string(self, text: str) -> str:
        return self.dialect.string(text)

    def column_type(self, kind: FieldType) -> str:
        dialect = self.dialect
        return {
            FieldType.STRING: dialect.text,
            FieldType.ENUM: dialect.text,
            FieldType.INTEGER: dialect.integer,
            FieldType.DECIMAL: dialect.nine_places,
            FieldType.BOOLEAN: "BOOLEAN",
            FieldType.DATE: "DATE",
            FieldType.TIMESTAMP: dialect.integer,
        }[kind]

    def text_of(self, cell: str, held: Held) -> str:
        text = f"CAST({cell} AS {self.dialect.text})"
        if held is not Held.TEXT:
            return text
        return EXACT.get(self.dialect.name, self.dialect.by_code_point("{text}")).format(text=text)

    def exact(self, cell: str) -> str:
        raise ValueError("no column of a table is read from floats")

    def epoch(self, cell: str) -> str:
        return self.dialect.epoch(cell)

    def parsed(self, text: str, kind: FieldType) -> str:
        if kind is not FieldType.DECIMAL:
            raise ValueError(f"a typed {kind} is not parsed")
        for word in ("NaN", "Infinity", "-Infinity"):  # which some engines count among the exact numbers
            text = f"nullif({text}, '{word}')"
        cast = "TRY_CAST" if self.dialect.name in TRYING else "CAST"
        value = f"{cast}({text} AS {self.dialect.nine_places})"
        if self.dialect.name not in UNBOUNDED:
            return value
        whole = f"CAST({text} AS {self.dialect.wide})"
        large = self.dialect.literal(TOO_LARGE)
        return f"CASE WHEN abs({whole}) < {large} AND {whole} = round({whole}, 9) THEN {value} END"

    def wall(self, text: str) -> str:
        raise ValueError("a typed instant is not parsed")

    def offset(self, text: str) -> str:
        raise ValueError("a typed instant is not parsed")
