"""The types that the columns of the table of events have, and a query that says which have others.

A column of another type would be cast, and each warehouse casts in its own way: a timestamp without a zone becomes an
instant of nobody's zone, 4.6 becomes 4 or 5. So nothing is read of a table whose columns do not fit.
"""

from collections.abc import Mapping, Sequence

from slakit.engine.dialects import DialectName
from slakit.log.contract import Column
from slakit.model import FieldType
from slakit.sql.dialect import Dialect

INSTANTS: Mapping[str, str] = {
    "postgres": "TIMESTAMP WITH TIME ZONE",
    "duckdb": "TIMESTAMP WITH TIME ZONE",
    "snowflake": "TIMESTAMP_TZ",
}
"""The type of instants where it is not simply `TIMESTAMP`."""

_SHORT = tuple(f"({digits},0)" for digits in range(1, 19))
"""The sizes of decimals that are whole numbers of at most 64 bits."""

_FITTING: Mapping[DialectName, Mapping[FieldType, Sequence[str]]] = {
    "duckdb": {
        FieldType.STRING: ("VARCHAR", "ENUM(%"),
        FieldType.INTEGER: (
            *("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT"),
            *(f"DECIMAL{size}" for size in _SHORT),
        ),
        FieldType.DECIMAL: ("%INT", "%INTEGER", "DECIMAL(%,_)"),
        FieldType.BOOLEAN: ("BOOLEAN",),
        FieldType.DATE: ("DATE",),
        FieldType.TIMESTAMP: ("TIMESTAMP WITH TIME ZONE",),
    },
    "postgres": {
        FieldType.STRING: ("text",),
        FieldType.INTEGER: ("smallint", "integer", "bigint"),
        FieldType.DECIMAL: ("smallint", "integer", "bigint", "numeric"),
        FieldType.BOOLEAN: ("boolean",),
        FieldType.DATE: ("date",),
        FieldType.TIMESTAMP: ("timestamp with time zone",),
    },
    "spark": {
        FieldType.STRING: ("string%", "varchar(%"),
        FieldType.INTEGER: ("%int", *(f"decimal{size}" for size in _SHORT)),
        FieldType.DECIMAL: ("%int", "decimal(%,_)"),
        FieldType.BOOLEAN: ("boolean",),
        FieldType.DATE: ("date",),
        FieldType.TIMESTAMP: ("timestamp",),
    },
    "snowflake": {
        FieldType.STRING: ("VARCHAR%",),
        FieldType.INTEGER: ("NUMBER(%,0)%",),
        FieldType.DECIMAL: ("NUMBER(%,_)%",),
        FieldType.BOOLEAN: ("BOOLEAN%",),
        FieldType.DATE: ("DATE%",),
        FieldType.TIMESTAMP: ("TIMESTAMP_TZ%", "TIMESTAMP_LTZ%"),
    },
}
"""What a warehouse calls the types that fit, as patterns of LIKE; at most nine decimals are one figure."""

_NAMED: Mapping[DialectName, str] = {
    "duckdb": "typeof({cell})",
    "spark": "typeof({cell})",
    "snowflake": "system$typeof({cell})",
    # Every kind of text is one, a domain is what it is made of. Names may be in quotes (quote_all_identifiers).
    "postgres": "(WITH RECURSIVE made AS (SELECT oid, typbasetype, typcategory FROM pg_catalog.pg_type"
    " WHERE oid = pg_typeof({cell}) UNION ALL SELECT p.oid, p.typbasetype, p.typcategory FROM made"
    " JOIN pg_catalog.pg_type AS p ON p.oid = made.typbasetype)"
    " SELECT CASE WHEN typcategory = 'S' THEN 'text' ELSE replace(format_type(oid, NULL), '\"', '') END"
    " FROM made WHERE typbasetype = 0)",
}
"""The name of a cell's type; it is known without a row."""


_SETTINGS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    # In another encoding text is not ordered by code point, and patterns outside of ASCII find nothing.
    "postgres": (("server_encoding", "UTF8", "UTF8"),),
    # The script sets them, but a profile of dbt sets its own for every connection.
    "duckdb": (("default_order", "ASC%", "ASC"), ("default_collation", "", "none")),
}
"""Settings that a result could depend on: each with a pattern of what it has to be, and that in words."""


def column_type(dialect: Dialect, kind: FieldType) -> str:
    """The type that a column of the table of events has, by the type that the agreement declares."""
    return {
        FieldType.STRING: dialect.text,
        FieldType.ENUM: dialect.text,
        FieldType.INTEGER: dialect.integer,
        FieldType.DECIMAL: dialect.nine_places,
        FieldType.BOOLEAN: "BOOL" if dialect.name == "bigquery" else "BOOLEAN",
        FieldType.DATE: "DATE",
        FieldType.TIMESTAMP: INSTANTS.get(dialect.name, "TIMESTAMP"),
    }[kind]


def misfits(table: str, name: str, columns: Sequence[Column], dialect: Dialect) -> str:
    """A query of at most one row, `said`: what does not fit in `table` (SQL), which people know as `name`.

    BigQuery cannot name the type of a column: there the query has no row, and fails itself where one does not fit.
    """
    if dialect.name == "bigquery":
        return _arrays(table, columns, dialect)
    named, fitting = _NAMED[dialect.name], _FITTING[dialect.name]  # type: ignore[index]
    types = ", ".join(
        f"{named.format(cell=f'x.{dialect.ident(column.name)}')} AS t{number}" for number, column in enumerate(columns)
    )
    said = " || ".join(
        _said(f"t{number}", column, fitting[_kind(column)], dialect) for number, column in enumerate(columns)
    )
    settings = [_set(*setting) for setting in _SETTINGS.get(dialect.name, ())]
    said = " || ".join([*settings, said])
    values = ""
    if dialect.name == "spark":
        said, values = f"{said} || filled", f" CROSS JOIN ({_filled(table, columns, dialect)}) AS f"
    start = dialect.string(f"the table {name} does not fit: ")
    return f"""SELECT {start} || said || 'name a view whose columns have these types' AS said FROM (
SELECT {said} AS said FROM (
SELECT {types} FROM (SELECT 1 AS one) AS o LEFT JOIN (SELECT * FROM {table} WHERE 1 = 0) AS x ON 1 = 1
) AS t{values}
) AS s WHERE said <> ''"""


def _filled(table: str, columns: Sequence[Column], dialect: Dialect) -> str:
    """A query of one row, `filled`: which columns of text have been filled up with blanks, as Spark does with a CHAR.

    Spark calls their type STRING, so that only the values tell: all are of one length, and some end in a blank.
    """
    said = []
    for column in columns:
        if _kind(column) is FieldType.STRING:
            text = f"CAST({dialect.ident(column.name)} AS STRING)"
            length = f"char_length({text})"
            filled = f"min({length}) = max({length}) AND bool_or({text} LIKE '% ')"
            before, after = dialect.string(f"{column.name} is CHAR("), dialect.string("), filled up with blanks; ")
            said.append(f"CASE WHEN {filled} THEN {before} || min({length}) || {after} ELSE '' END")
    return f"SELECT {' || '.join(said)} AS filled FROM {table}"


def _set(name: str, pattern: str, expected: str) -> str:
    value = f"current_setting('{name}')"
    says = f"'{name} is ' || {value} || ' (expected {expected}); '"
    return f"CASE WHEN upper({value}) LIKE '{pattern}' THEN '' ELSE {says} END"


def _said(type_: str, column: Column, fitting: Sequence[str], dialect: Dialect) -> str:
    fits = " OR ".join(f"{type_} LIKE {dialect.string(pattern)}" for pattern in fitting)
    before = dialect.string(f"{column.name} is ")
    after = dialect.string(f" (expected {column_type(dialect, column.type)}); ")
    return f"CASE WHEN {fits} THEN '' ELSE {before} || {type_} || {after} END"


def _kind(column: Column) -> FieldType:
    return FieldType.STRING if column.type is FieldType.ENUM else column.type


def _arrays(table: str, columns: Sequence[Column], dialect: Dialect) -> str:
    """Elements of an array are cast only where nothing can be lost."""
    listed = ", ".join(
        f"ARRAY<{column_type(dialect, column.type).split('(')[0]}>[{dialect.ident(column.name)}]"
        f" AS {dialect.ident(column.name)}"
        for column in columns
    )
    return f"SELECT '' AS said, {listed} FROM {table} WHERE FALSE"
