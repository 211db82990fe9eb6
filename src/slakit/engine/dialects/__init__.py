"""One module per SQL dialect, and their closed set by name."""

from typing import Literal, assert_never

from slakit.sql.dialect import Dialect

DialectName = Literal["duckdb", "spark", "postgres", "snowflake", "bigquery"]


def dialect_named(name: DialectName) -> Dialect:
    """The dialect of this name."""
    match name:
        case "duckdb":
            from slakit.engine.dialects.duckdb import DuckDB

            return DuckDB()
        case "spark":
            from slakit.engine.dialects.spark import Spark

            return Spark()
        case "postgres":
            from slakit.engine.dialects.postgres import Postgres

            return Postgres()
        case "snowflake":
            from slakit.engine.dialects.snowflake import Snowflake

            return Snowflake()
        case "bigquery":
            from slakit.engine.dialects.bigquery import BigQuery

            return BigQuery()
        case _:
            assert_never(name)
