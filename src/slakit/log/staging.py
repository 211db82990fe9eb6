"""The statement that turns raw cells into typed columns: built once per file, run with or without causes."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from collections.abc import Collection, Mapping, Sequence

from slakit.log import instants, sql, values, zones
from slakit.log.contract import Column
from slakit.log.raw import Cell, Raw
from slakit.model import FieldType
from slakit.record import record

_NAMES = 200
"""So many names of columns are compared with what is no instant."""
_SECOND_HEADER = " is the name of a column, not an instant (a second header in the file?)"


@record
class Rules:
    """What is asked of each row beside its columns' types.

    `zone` tells that naive instants are local to the zone of the table `_zone`; `time_format` is a strptime
    format of all instants; `needs_lead` a SQL condition over the typed columns under which a lead is needed.
    """

    columns: Sequence[Column]
    zone: bool = False
    time_format: str | None = None
    needs_lead: str | None = None


@record
class Staging:
    """A file's cells by the contract's names, ready to be selected from."""

    rules: Rules
    raw: Raw
    cells: Mapping[str, Cell]
    is_full: bool = False
    """Whether no cell is known to hold an empty string, so that `full` values are read."""
    is_sound: bool = False
    """Whether no row is known to be bad, so that nothing is checked again."""

    def events(self, kept: Collection[str]) -> str:
        """SELECT of the kept columns (table names; NULLs where the file has none) and `_bad`."""
        chosen = [column for column in self.rules.columns if column.table_name in kept]
        outputs = ", ".join(sql.name(column.table_name) for column in chosen)
        bad = "false" if self.is_sound else f"coalesce({self._bad()}, false)"
        return f"SELECT {outputs}, {bad} AS _bad FROM ({self._typed(self.raw.relation)})"

    def blanks(self) -> str:
        """SELECT of the number of rows with an empty string; statistics of the file may well tell that it is 0."""
        blank = sql.any_of(f"{cell.full} = ''" for _, _, cell in self._present() if cell.full)
        return f"SELECT count(*) FROM {self.raw.relation} WHERE {blank}"

    def examined(self) -> str:
        """SELECT of every column with `_row`, `_line`, `_cause` (NULL for a good row) and `_text`."""
        outputs = ", ".join(sql.name(column.table_name) for column in self.rules.columns)
        entry = f", {self.raw.entry} AS _number" if self.raw.entry else ""
        typed = self._typed(self.raw.numbered, f", _row, _line, {self.raw.text} AS _text{entry}")
        return f"SELECT {outputs}, _row, _line, {self._told_cause()} AS _cause, _text FROM ({typed})"

    def _present(self) -> list[tuple[int, Column, Cell]]:
        return [
            (index, column, self.cells[column.name])
            for index, column in enumerate(self.rules.columns)
            if column.name in self.cells
        ]

    def _typed(self, relation: str, extra: str = "") -> str:
        """Cells `_x`, walls `_w`, offsets `_o` and the typed columns, in layers that the engine folds into one."""
        cells = "".join(f", {self._value(column, cell)} AS _x{i}" for i, column, cell in self._present())
        nested = "".join(f", {cell.nested} AS _n{i}" for i, _, cell in self._present() if cell.nested)
        spoilt = "".join(f", {cell.spoilt} AS _u{i}" for i, _, cell in self._present() if cell.spoilt)
        problem = f", {self.raw.problem} AS _problem" if self.raw.problem else ""
        layer = f"SELECT 0 AS _{cells}{nested}{spoilt}{problem}{extra} FROM {relation}"
        clocks = [(i, cell) for i, column, cell in self._present() if column.type is FieldType.TIMESTAMP]
        parsed = "".join(f", {self._wall(i, cell)} AS _w{i}, {self._offset(i, cell)} AS _o{i}" for i, cell in clocks)
        layer = f"SELECT *{parsed} FROM ({layer})"
        joins = ""
        if self.rules.zone:
            joins = " ".join(zones.join(f"_w{i}", f"_z{i}") for i, _ in clocks)
            shifts = "".join(f", coalesce(_o{i}, _z{i}.shift) AS _s{i}" for i, _ in clocks)
        else:
            shifts = "".join(f", _o{i} AS _s{i}" for i, _ in clocks)
        layer = f"SELECT parsed.*{shifts} FROM ({layer}) AS parsed {joins}"
        return f"SELECT *, {self._outputs()} FROM ({layer})"

    def _value(self, column: Column, cell: Cell) -> str:
        if cell.numeral and column.type in (FieldType.DECIMAL, FieldType.INTEGER):
            return cell.numeral
        return cell.full if cell.full and self.is_full else cell.value

    def _outputs(self) -> str:
        present = {column.name: (i, cell) for i, column, cell in self._present()}
        outputs = []
        for column in self.rules.columns:
            if column.name in present:
                value = self._output(column, *present[column.name])
            else:
                value = f"NULL::{values.TABLE_TYPES[column.type]}"
            outputs.append(f"{value} AS {sql.name(column.table_name)}")
        return ", ".join(outputs)

    def _output(self, column: Column, index: int, cell: Cell) -> str:
        if column.type is FieldType.TIMESTAMP:
            seconds = f"(_w{index} - _s{index})"
            limits = [instants.within_range(seconds), values.limits(column, seconds)]
            limited = f"CASE WHEN {sql.all_of(part for part in limits if part)} THEN {seconds} END"
            value = seconds if self.is_sound else limited
        elif self.is_sound:
            value = values.unlimited(column, f"_x{index}", cell.type)
        else:
            value = values.typed(column, f"_x{index}", cell.type)
        unfit = sql.any_of(f"coalesce({flag}, false)" for flag in _flags(index, cell))
        return value if unfit == "false" else f"CASE WHEN NOT ({unfit}) THEN {value} END"

    def _wall(self, index: int, cell: Cell) -> str:
        if cell.type in values.INSTANTS:
            return instants.typed_wall(f"_x{index}", cell.type)
        written = values.as_text(f"_x{index}", cell.type)
        if self.rules.time_format is not None:
            return instants.formatted_wall(written, self.rules.time_format)
        return instants.text_wall(written)

    def _offset(self, index: int, cell: Cell) -> str:
        if cell.type in values.INSTANTS:
            return "0" if cell.type in values.ZONED else "NULL::BIGINT"
        if self.rules.time_format is not None:
            return "0" if "z" in instants.codes(self.rules.time_format) else "NULL::BIGINT"
        return instants.text_offset(values.as_text(f"_x{index}", cell.type))

    def _bad(self) -> str:
        return sql.any_of(condition for condition, _ in self._faults())

    def _cause(self) -> str:
        causes = ", ".join(f"CASE WHEN {condition} THEN {cause} END" for condition, cause in self._faults())
        return f"nullif(concat_ws('; ', {causes}), '')" if causes else "NULL::VARCHAR"

    def _told_cause(self) -> str:
        """The cause, and of a row that may make several events which of them it is about."""
        if not self.raw.entry:
            return self._cause()
        event = "coalesce(' (' || \"event\" || ')', '')"
        return f"CASE WHEN _number > 0 THEN 'entry ' || _number || {event} || ': ' ELSE '' END || {self._cause()}"

    def _faults(self) -> list[tuple[str, str]]:
        """Each way a row can be bad: a condition over the typed layer, and SQL for the cause in words."""
        faults = [("_problem IS NOT NULL", "_problem")] if self.raw.problem else []
        present = {column.name for _, column, _ in self._present()}
        sound = " AND _problem IS NULL" if self.raw.problem else ""
        for index, column, cell in self._present():
            output = sql.name(column.table_name)
            if column.required:
                faults.append((f"_x{index} IS NULL{sound}", sql.text(f"{column.name}: missing")))
            if _flags(index, cell) or not values.never_bad(column, cell.type):
                faults.append((f"_x{index} IS NOT NULL AND {output} IS NULL", self._explained(index, column, cell)))
        faults += [
            ("true", sql.text(f"{column.name}: missing"))
            for column in self.rules.columns
            if column.required and column.name not in present
        ]
        if self.rules.needs_lead is not None:
            lead = next(((i, cell) for i, column, cell in self._present() if column.name == "lead_id"), None)
            # one that is there and cannot be read is told above
            unread = f" AND _x{lead[0]} IS NULL" if lead is not None and _flags(*lead) else ""
            needed = f'"lead_id" IS NULL{unread} AND ({self.rules.needs_lead}){sound}'
            faults.append((needed, sql.text("lead_id: missing, and this event needs a lead")))
        return faults

    def _explained(self, index: int, column: Column, cell: Cell) -> str:
        """SQL for `column: 'value' is not …; expected …`."""
        shown = f"{sql.text(column.name + ': ')} || '''' || left(_x{index}::VARCHAR, 80) || ''''"
        general = sql.text(f" is not {values.expected(column)}")
        if column.type is FieldType.TIMESTAMP:
            general = self._explained_instant(index, general)
        if cell.nested:
            nested = sql.text(f" is a nested value; expected {values.expected(column)}")
            general = f"CASE WHEN _n{index} THEN {nested} ELSE {general} END"
        if cell.spoilt:
            spoilt = sql.text(f" {cell.spoilt_by}; expected {values.expected(column)}")
            general = f"CASE WHEN _u{index} THEN {spoilt} ELSE {general} END"
        return f"{shown} || {general}"

    def _explained_instant(self, index: int, general: str) -> str:
        naive = " has no UTC offset: add one (such as -05:00 or Z) or name the file's timezone in a Source"
        unfit = general
        if self.rules.time_format is not None:
            unfit = sql.text(f" does not fit the time_format {self.rules.time_format!r}")
        if names := [name for name in self.raw.columns if name][:_NAMES]:  # exports that were put one after another
            again = f"_x{index}::VARCHAR IN ({sql.texts(names)})"
            unfit = f"CASE WHEN {again} THEN {sql.text(_SECOND_HEADER)} ELSE {unfit} END"
        far = " is not in the years 1900 to 2199"
        without = far if self.rules.zone else naive  # of a zone the offsets of those years are known
        return (
            f"CASE WHEN _w{index} IS NULL THEN {unfit} WHEN _s{index} IS NULL THEN {sql.text(without)}"
            f" WHEN NOT ({instants.within_range(f'(_w{index} - _s{index})')})"
            f" THEN {sql.text(far)} ELSE {general} END"
        )


def _flags(index: int, cell: Cell) -> list[str]:
    """The columns that tell that a cell holds no value at all."""
    return [f"_{flag}{index}" for flag, condition in (("n", cell.nested), ("u", cell.spoilt)) if condition]
