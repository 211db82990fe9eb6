"""The cells of seeds as literals."""

from slakit.sql.dialect import Dialect


def seed_type(type_: str, dialect: Dialect) -> str:
    """The type of a seed's column where a table is declared."""
    return f'{type_} COLLATE "C"' if dialect.name == "postgres" and type_ == dialect.text else type_


def seed_cell(cell: int | str | None, type_: str, dialect: Dialect) -> str:
    """One cell; whole numbers of the type `wide` are held as text."""
    if cell is None:
        return "NULL"
    if isinstance(cell, int):
        return str(cell)
    if type_ == dialect.wide:
        return f"BIGNUMERIC '{cell}'" if dialect.name == "bigquery" else cell
    return dialect.string(cell)
