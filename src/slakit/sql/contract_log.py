"""From tables as an engine reads them to the relations `log` and `quarantine`, in SQL that any engine runs.

The embedded engine has a loader of its own (`slakit.log.load`), which reads files. Everywhere else (a cluster that
reads Parquet and CSV, a warehouse whose table has typed columns) the same contract is text made here:
`contract_log` takes one or more `RawLog`s, relations of known column types, and gives relations in the order to
build them, by name:

- `log_rows` (`_part`, the kept columns and `id`, `_bad`): every row once, typed; the only one read more than once
- `log` (the kept columns, with "at", recorded_at and fields of type timestamp in epoch seconds): the rows that count,
  of rows with one `id` one
- `quarantine` (file, cause, raw): the rows that cannot be read
- `log_conflict` (id): the ids that stand for differing rows, which are an error; empty where no `id` is read

`_part` is the place of the `RawLog` among those given. What a cell may hold and how causes are worded is what
`slakit.log.values` and `slakit.log.staging` do with files.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from slakit.log import instants, values
from slakit.log.contract import Column
from slakit.log.floats import NOT_EXACT
from slakit.model import FieldType
from slakit.numbers import plain
from slakit.sql.plan import Relation

ROWS, LOG, QUARANTINE, CONFLICT = "log_rows", "log", "quarantine", "log_conflict"
"""The names of the relations."""

NAIVE = " has no UTC offset: add one (such as -05:00 or Z)"


class Held(Enum):
    """What a column of a raw relation holds."""

    TEXT = auto()
    """Text; of other than text fields and ids it is parsed, so the hooks must know how."""
    INTEGER = auto()
    DECIMAL = auto()
    FLOAT = auto()
    """Binary floats of any width, which stand for their shortest decimal text."""
    BOOLEAN = auto()
    DATE = auto()
    INSTANT = auto()
    """Timestamps that are instants."""
    WALL = auto()
    """Timestamps without a zone, which are no instants."""
    OTHER = auto()
    """Anything that no column of the contract can be read from, such as lists."""


class CellDialect(Protocol):
    """What an engine says about single cells; expressions in, expressions out."""

    def ident(self, name: str) -> str:
        """The name, quoted."""
        ...

    def string(self, text: str) -> str:
        """The text as a literal."""
        ...

    def column_type(self, kind: FieldType) -> str:
        """The type that a field of this kind has in `log` (a timestamp: of epoch seconds)."""
        ...

    def text_of(self, cell: str, held: Held) -> str:
        """The cell as text: digits for numbers (floats without `.0` or `e`), `true` or `false`, ISO dates and times."""
        ...

    def exact(self, cell: str) -> str:
        """Whether a float has all its digits (`slakit.log.floats.Width`)."""
        ...

    def epoch(self, cell: str) -> str:
        """The whole seconds since 1970 of a timestamp that is an instant, floored."""
        ...

    def parsed(self, text: str, kind: FieldType) -> str:
        """The text as a value of this kind (integer, decimal, boolean, date), NULL unless it is spelled as one."""
        ...

    def wall(self, text: str) -> str:
        """The local time that ISO 8601 text spells, in seconds as though it were UTC; NULL for any other text."""
        ...

    def offset(self, text: str) -> str:
        """The offset in seconds that ISO 8601 text ends with; NULL without one."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class RawLog:
    """A relation that holds log rows: SQL for a FROM clause, and what each of its columns holds, by name.

    `file`, `text` and `problem` are SQL over its columns: the name people know it by, a row as text for people, and
    the cause why a whole row cannot be read (NULL for a sound one).
    """

    relation: str
    held: Mapping[str, Held]
    file: str
    text: str
    problem: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LogRules:
    """The contract's columns, which of them are kept (table names), and the condition under which a lead is needed."""

    columns: Sequence[Column]
    kept: Collection[str]
    needs_lead: str | None = None

    @property
    def has_id(self) -> bool:
        """Whether `id` is the contract's own column, by which repeated rows are known."""
        return any(column.name == "id" and column.field is None for column in self.columns)


def contract_log(raws: Sequence[RawLog], rules: LogRules, dialect: CellDialect) -> tuple[Relation, ...]:
    """The relations `log_rows`, `log`, `quarantine` and `log_conflict` over `raws`, in that order."""
    staged = [_Staged(raw=raw, rules=rules, dialect=dialect) for raw in raws]
    names = [dialect.ident(column.table_name) for column in rules.columns if column.table_name in rules.kept]
    with_id = [*names, dialect.ident("id")] if rules.has_id and "id" not in rules.kept else names
    return (
        Relation(
            name=ROWS,
            sql="\nUNION ALL\n".join(
                f"SELECT {number} AS _part, {', '.join(with_id)}, {one.bad()} AS _bad FROM (\n{one.typed()}\n) AS t"
                for number, one in enumerate(staged)
            ),
        ),
        _log(rules, names, dialect),
        Relation(
            name=QUARANTINE,
            sql="\nUNION ALL\n".join(
                f"SELECT {dialect.ident('file')}, cause, {dialect.ident('raw')} FROM (\n{one.examined()}\n) AS x"
                " WHERE cause IS NOT NULL"
                for one in staged
            ),
            keep=False,
        ),
        _conflict(staged, rules, dialect),
    )


def _log(rules: LogRules, names: Sequence[str], dialect: CellDialect) -> Relation:
    listed = ", ".join(names)
    if not rules.has_id:
        return Relation(name=LOG, sql=f"SELECT {listed} FROM {ROWS} WHERE NOT _bad")
    id_ = dialect.ident("id")
    return Relation(
        name=LOG,
        sql=f"""SELECT {listed} FROM {ROWS} WHERE NOT _bad AND {id_} IS NULL
UNION ALL
SELECT {listed} FROM (
  SELECT {listed}, row_number() OVER (PARTITION BY {id_} ORDER BY _part) AS _n
  FROM {ROWS} WHERE NOT _bad AND {id_} IS NOT NULL
) AS r WHERE _n = 1""",
    )


def _conflict(staged: Sequence["_Staged"], rules: LogRules, dialect: CellDialect) -> Relation:
    """Content is every column of the contract, also those that are not kept."""
    id_ = dialect.ident("id")
    if not rules.has_id:
        sql = f"SELECT CAST(NULL AS {dialect.column_type(FieldType.STRING)}) AS {id_} FROM {ROWS} WHERE 1 = 0"
        return Relation(name=CONFLICT, sql=sql, keep=False)
    listed = ", ".join(dialect.ident(column.table_name) for column in rules.columns)
    rows = "\nUNION ALL\n".join(
        f"SELECT {listed} FROM (\n{one.typed()}\n) AS t WHERE NOT {one.bad()}" for one in staged
    )
    tests = []
    for column in rules.columns:
        name = dialect.ident(column.table_name)
        value = f"CASE WHEN {name} THEN 1 ELSE 0 END" if column.type is FieldType.BOOLEAN else name
        value = f"CASE WHEN {name} IS NOT NULL THEN {value} END" if column.type is FieldType.BOOLEAN else value
        tests.append(f"(count({name}) > 0 AND (count({name}) < count(*) OR min({value}) <> max({value})))")
    return Relation(
        name=CONFLICT,
        sql=f"""SELECT {id_} FROM (
{rows}
) AS r
WHERE {id_} IN (SELECT {id_} FROM {ROWS} WHERE NOT _bad AND {id_} IS NOT NULL GROUP BY {id_} HAVING count(*) > 1)
GROUP BY {id_} HAVING {" OR ".join(tests)}""",
        keep=False,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Staged:
    """One raw relation's cells by the contract's names, ready to be selected from."""

    raw: RawLog
    rules: LogRules
    dialect: CellDialect

    def typed(self, extra: str = "") -> str:
        """SELECT of the contract's columns, typed (NULL where missing or bad), and of the cells `_x` behind them."""
        cells = [f"{self._cell(column)} AS _x{number}" for number, column in self._present()]
        cells += [f"{self.raw.problem} AS _problem"] if self.raw.problem else []
        parsed = "".join(
            f", {self._wall(number, column)} AS _w{number}, {self._offset(number, column)} AS _s{number}"
            for number, column in self._present()
            if column.type is FieldType.TIMESTAMP
        )
        present = {column.name: number for number, column in self._present()}
        outputs = [
            f"{self._output(present.get(column.name), column)} AS {self.dialect.ident(column.table_name)}"
            for column in self.rules.columns
        ]
        layer = f"SELECT {', '.join([*cells, '0 AS _'])}{extra} FROM {self.raw.relation}"
        if parsed:
            layer = f"SELECT c.*{parsed} FROM (\n{layer}\n) AS c"
        return f"SELECT p.*, {', '.join(outputs)} FROM (\n{layer}\n) AS p"

    def bad(self) -> str:
        """Whether a row of `typed` cannot be read; never NULL."""
        faults = [condition for condition, _ in self._faults()]
        return f"coalesce({' OR '.join(f'({fault})' for fault in faults)}, FALSE)" if faults else "FALSE"

    def examined(self) -> str:
        """SELECT of file, cause (NULL for a sound row) and raw."""
        ident, string = self.dialect.ident, self.dialect.string
        found = " || ".join(
            f"coalesce(CASE WHEN {condition} THEN {string('; ')} || {cause} END, {string('')})"
            for condition, cause in self._faults()
        )
        cause = f"nullif(substr({found}, 3), {string('')})" if found else "NULL"
        typed = self.typed(f", {self.raw.file} AS _file, {self.raw.text} AS _text")
        return f"SELECT _file AS {ident('file')}, {cause} AS cause, _text AS {ident('raw')} FROM (\n{typed}\n) AS t"

    def _present(self) -> list[tuple[int, Column]]:
        return [(i, column) for i, column in enumerate(self.rules.columns) if column.name in self.raw.held]

    def _held(self, column: Column) -> Held:
        return self.raw.held[column.name]

    def _cell(self, column: Column) -> str:
        name = self.dialect.ident(column.name)
        if self._held(column) is Held.TEXT:  # an empty text is a missing value, compared exactly as all text
            return f"nullif({self.dialect.text_of(name, Held.TEXT)}, {self.dialect.string('')})"
        return name

    def _wall(self, number: int, column: Column) -> str:
        held, cell = self._held(column), f"_x{number}"
        if held is Held.INSTANT:
            return self.dialect.epoch(cell)
        return self.dialect.wall(self.dialect.text_of(cell, held)) if held in _SPELL_TIMES else "CAST(NULL AS BIGINT)"

    def _offset(self, number: int, column: Column) -> str:
        if self._held(column) is Held.INSTANT:
            return "0"
        return self.dialect.offset(f"_x{number}") if self._held(column) is Held.TEXT else "CAST(NULL AS BIGINT)"

    def _output(self, number: int | None, column: Column) -> str:
        if number is None:
            return f"CAST(NULL AS {self.dialect.column_type(column.type)})"
        value = self._value(number, column)
        limits = self._limits(column, value)
        if column.type is FieldType.TIMESTAMP:
            limits.append(instants.within_range(value))
        return f"CASE WHEN {' AND '.join(limits)} THEN {value} END" if limits else value

    def _value(self, number: int, column: Column) -> str:
        """The cell as the column's type, NULL if it is missing or not spelled as one."""
        cell, held, kind = f"_x{number}", self._held(column), column.type
        if held is Held.OTHER:
            return f"CAST(NULL AS {self.dialect.column_type(kind)})"
        match kind:
            case FieldType.STRING | FieldType.ENUM:
                return self.dialect.text_of(cell, held)
            case FieldType.TIMESTAMP:
                return f"(_w{number} - _s{number})"
            case FieldType.INTEGER | FieldType.DECIMAL if held is Held.INTEGER:
                return f"CAST({cell} AS {self.dialect.column_type(kind)})"
            case FieldType.BOOLEAN if held is Held.BOOLEAN:
                return cell
            case FieldType.DATE if held is Held.DATE:
                return cell
            case FieldType.DATE if held is Held.WALL:  # a midnight is a date: data frames have no other
                day = f"replace({self.dialect.text_of(cell, held)}, ' 00:00:00', '')"
                return self.dialect.parsed(day, kind)
            case _:
                return self.dialect.parsed(self.dialect.text_of(cell, held), kind)

    def _limits(self, column: Column, value: str) -> list[str]:
        field = column.field
        if field is None:
            return []
        if column.type is FieldType.ENUM:
            return [f"{value} IN ({', '.join(self.dialect.string(one) for one in field.values)})"]
        least, most = values.bounds(field)
        bounds = ((">=", least), ("<=", most))
        return [f"{value} {sign} {self._bound(column, bound)}" for sign, bound in bounds if bound is not None]

    def _bound(self, column: Column, bound: object) -> str:
        if isinstance(bound, int):
            return str(bound)
        text = plain(bound, 9) if column.type in (FieldType.INTEGER, FieldType.DECIMAL) else str(bound)  # type: ignore[arg-type]
        if column.type is FieldType.DATE:
            return f"DATE {self.dialect.string(text)}"
        return f"CAST({self.dialect.string(text)} AS {self.dialect.column_type(FieldType.DECIMAL)})"

    def _faults(self) -> list[tuple[str, str]]:
        """Each way a row can be bad: a condition over `typed`, and SQL for the cause in words."""
        string, ident = self.dialect.string, self.dialect.ident
        faults = [("_problem IS NOT NULL", "_problem")] if self.raw.problem else []
        sound = " AND _problem IS NULL" if self.raw.problem else ""
        for number, column in self._present():
            if column.required:
                faults.append((f"_x{number} IS NULL{sound}", string(f"{column.name}: missing")))
            if not self._never_bad(column):
                unread = f"_x{number} IS NOT NULL AND {ident(column.table_name)} IS NULL{sound}"
                faults.append((unread, self._explained(number, column)))
        if self.rules.needs_lead is not None:
            lead = next(((n, one) for n, one in self._present() if one.name == "lead_id"), None)
            # one that is there and cannot be read is told above
            unread = "" if lead is None or self._never_bad(lead[1]) else f" AND _x{lead[0]} IS NULL"
            needed = f"{ident('lead_id')} IS NULL{unread} AND ({self.rules.needs_lead}){sound}"
            faults.append((needed, string("lead_id: missing, and this event needs a lead")))
        return faults

    def _never_bad(self, column: Column) -> bool:
        """Whether no value of what the column holds can be bad for it, so that nothing needs to be checked."""
        held, field = self._held(column), column.field
        unbounded = field is None or (field.min is None and field.max is None)
        sure = {
            FieldType.STRING: held not in (Held.FLOAT, Held.OTHER),
            FieldType.INTEGER: held is Held.INTEGER and unbounded,
            FieldType.DECIMAL: held is Held.INTEGER and unbounded,
            FieldType.BOOLEAN: held is Held.BOOLEAN,
        }
        return sure.get(column.type, False)

    def _explained(self, number: int, column: Column) -> str:
        """SQL for `column: 'value' is not …; expected …`."""
        string = self.dialect.string
        if self._held(column) is Held.OTHER:
            return string(f"{column.name}: a nested value; expected {values.expected(column)}")
        written = self.dialect.text_of(f"_x{number}", self._held(column))
        if self._held(column) is Held.FLOAT:  # some of which are no text
            written = f"CAST(_x{number} AS {self.dialect.column_type(FieldType.STRING)})"
        shown = f"{string(column.name + ': ' + chr(39))} || substr({written}, 1, 80) || {string(chr(39))}"
        general = string(f" is not {values.expected(column)}")
        if self._held(column) is Held.FLOAT:
            lost = string(f" {NOT_EXACT}; expected {values.expected(column)}")
            general = f"CASE WHEN {self.dialect.exact(f'_x{number}')} THEN {general} ELSE {lost} END"
        if column.type is FieldType.TIMESTAMP:
            general = (
                f"CASE WHEN _w{number} IS NULL THEN {general} WHEN _s{number} IS NULL THEN {string(NAIVE)}"
                f" WHEN NOT ({instants.within_range(f'(_w{number} - _s{number})')})"
                f" THEN {string(' is not in the years 1900 to 2199')} ELSE {general} END"
            )
        return f"{shown} || {general}"


_SPELL_TIMES = frozenset({Held.TEXT, Held.WALL, Held.DATE})
