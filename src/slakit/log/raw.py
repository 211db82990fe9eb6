"""A file as raw cells: what every reader yields and the typing of columns reads."""

from collections.abc import Mapping
from dataclasses import field

from slakit.record import record


@record
class Cell:
    """A column of a file as SQL over the file's relation.

    `value` is NULL when missing (an empty string is missing); `type` is DuckDB's name of its type.
    `nested` is a condition that the value is an object or a list, `spoilt` one that it is none that a log can hold,
    and `spoilt_by` says why (`is no JSON value`). `numeral`, where given, is the value for columns of numbers. `full`,
    where given, is the value of a column without empty strings, which costs less to read.
    """

    value: str
    type: str = "VARCHAR"
    nested: str | None = None
    spoilt: str | None = None
    spoilt_by: str = ""
    numeral: str | None = None
    full: str | None = None


@record
class Raw:
    """A file's relation with one cell per column, by the column's name in the file.

    `relation` is SQL for a FROM clause; `numbered` the same with `_row` (data rows from 1) and `_line`
    (physical line, NULL where unknown) added, which costs more. `text` is the row as text for people.
    `problem` is the cause why a whole row cannot be read, NULL for a good one. `entry`, where given, is the number
    from 1 of the entry of a Source that made the event of a row which may have made several. `unnamed` has the cells of
    columns without a name, by what they are called.
    """

    columns: Mapping[str, Cell]
    relation: str
    numbered: str
    text: str
    problem: str | None = None
    entry: str | None = None
    unnamed: Mapping[str, Cell] = field(default_factory=dict)
