"""Loading a log: files to the tables `log` and `quarantine`, each row accounted for."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from slakit.connection import single_threaded
from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic, has_errors, ordered
from slakit.log import duplicates, mapping, quarantine, sql, values, zones
from slakit.log.contract import LOG, QUARANTINE, REQUIRED, SURVEY, Column, FileCount, LoadedLog, UnmappedValue, contract
from slakit.log.files import InPlace, LogFile, damaged, in_place, locate
from slakit.log.headers import missing_columns, misspelt_columns, nameless, unfit_types
from slakit.log.opening import NeedsCareError, line_offset, open_file, reopen_file
from slakit.log.raw import Cell, Raw
from slakit.log.readers.jsonl import has_instead
from slakit.log.source import Source
from slakit.log.staging import Rules, Staging
from slakit.model import Field

if TYPE_CHECKING:
    import duckdb

NO_ROWS = declare("SLA509", "A log has no rows", Severity.WARNING)
QUARANTINED = declare("SLA510", "Rows of a log cannot be read", Severity.WARNING)

FEW_BYTES = 20_000_000
"""Where all files together are smaller, more than one thread costs CPU and saves no time."""

Progress = Callable[[int, int], None]
"""Called with the files done and the files in all."""


def load_log(
    connection: "duckdb.DuckDBPyConnection",
    paths: Sequence[str],
    *,
    fields: Mapping[str, Field],
    source: Source | None = None,
    needs_lead: str | None = None,
    declared: str | None = None,
    columns: Collection[str] | None = None,
    stdin: BinaryIO | None = None,
    writable: Sequence[str] | None = None,
    progress: Progress | None = None,
    spool: Path | None = None,
) -> LoadedLog:
    """Read the log at `paths` (files, globs, `-`) into the temporary tables `log`, `survey` and `quarantine`.

    `log` has lead_id VARCHAR, event VARCHAR, at BIGINT (epoch seconds, UTC), recorded_at BIGINT, actor VARCHAR
    and one column per field, built-in ones included; with `columns` only the fields it names, the others are
    checked but not kept. Rows that cannot be read are in `quarantine`; repeated rows count once. `survey` tells of
    each lead and owner, in one row or more, the first instant (`first_at`). Rows that are `declared`, a SQL condition
    over the columns, are counted.

    With a `source` the files are exports that it maps; else they have the contract's columns.
    Parquet files whose rows are all good are not copied: `log` is then a view that reads them where they are.
    `needs_lead` is a SQL condition over those columns: a row without `lead_id` for which it holds is bad.
    With `writable` the connection's database may from then on touch no file but the log's and the writable ones.
    What has to be copied before it is read goes to a folder in `spool`, else in the system's temporary folder.

    Problems with files are diagnostics of the result, never exceptions; the tables exist in any case.
    """
    chosen = contract(fields)
    kept = [item for item in chosen if item.field is None or columns is None or item.name in columns]
    rules = Rules(
        columns=chosen,
        zone=source is not None and source.timezone is not None,
        time_format=source.time_format if source else None,
        needs_lead=needs_lead,
    )
    with tempfile.TemporaryDirectory(prefix="slakit-", dir=spool) as folder:
        loading = _Loading(
            connection=connection,
            rules=rules,
            kept=kept,
            declared=declared or "TRUE",
            source=source,
            spool=Path(folder),
        )
        return loading.run(paths, stdin, writable, progress)


@dataclass(kw_only=True)
class _Loading:
    """One call of `load_log`: what is the same for every file, and what has been found so far."""

    connection: "duckdb.DuckDBPyConnection"
    rules: Rules
    kept: Sequence[Column]
    declared: str
    source: Source | None
    spool: Path
    counts: list[FileCount] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    undeclared: dict[str, None] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    unmapped: list[UnmappedValue] = field(default_factory=list)
    stagings: list[Staging] = field(default_factory=list)
    read: list[LogFile] = field(default_factory=list)
    """The files of `counts` and `stagings`."""
    in_place: list[tuple[InPlace, str]] = field(default_factory=list)
    """Files that are read where they lie whenever the log is, each with its SELECT."""
    declared_rows: int = 0
    latest: list[int] = field(default_factory=list)
    """The instants of the two latest rows, in order."""

    def run(
        self,
        paths: Sequence[str],
        stdin: BinaryIO | None,
        writable: Sequence[str] | None,
        progress: Progress | None,
    ) -> LoadedLog:
        self._prepare()
        files, findings = locate(paths, self.spool, stdin)
        self.findings += findings
        if writable is not None:
            _confine(self.connection, self.spool, [*(file.path for file in files), *writable])
        is_small = sum(file.size for file in files) < FEW_BYTES
        with single_threaded(self.connection) if is_small else nullcontext():
            for done, file in enumerate(files):
                if progress:
                    progress(done, len(files))
                self._load(file)
            self._finish()
        if progress:
            progress(len(files), len(files))
        return self._result()

    def _prepare(self) -> None:
        """No extension is fetched or loaded for what a file holds, and no local zone takes part."""
        for setting in ("autoinstall_known_extensions = false", "autoload_known_extensions = false"):
            self.connection.execute(f"SET {setting}")
        self.connection.execute("SET TimeZone = 'UTC'")
        columns = ", ".join(f"{sql.name(item.table_name)} {values.TABLE_TYPES[item.type]}" for item in self.kept)
        self.connection.execute(f"CREATE OR REPLACE TABLE {LOG} ({columns}, _bad BOOLEAN, _file INTEGER)")
        self.connection.execute(f"CREATE OR REPLACE TABLE {SURVEY} AS {self._survey(LOG)}")
        quarantine.create_table(self.connection)
        if self.source is not None and self.source.timezone is not None:
            zones.create_table(self.connection, self.source.timezone)

    def _load(self, file: LogFile) -> None:
        import duckdb

        try:
            raw = open_file(self.connection, file, self._wanted())
            if isinstance(raw, Diagnostic):
                self.findings.append(raw)
            else:
                self._insert(file, raw)
        except NeedsCareError:
            self._reload(file)
        except (duckdb.InvalidInputException, duckdb.NotImplementedException) as error:
            if file.form == "parquet":
                self.findings.append(damaged(file.span, error))
            else:
                self._reload(file)
        except duckdb.IOException as error:
            if self._is_of_spilling(error):
                raise
            if file.compression == "gzip":  # sound, as the first look found: zeros after its end are padding
                self._reload(file)
            else:
                self.findings.append(damaged(file.span, error))
        except duckdb.Error as error:
            # Lengths that the file does not have, or instants beyond all that the engine can hold.
            if file.form != "parquet" or type(error) not in (duckdb.Error, duckdb.ConversionException):
                raise
            self.findings.append(damaged(file.span, error))

    def _reload(self, file: LogFile) -> None:
        """Once more, record by record: the strict scan met something that is no record, or would read it wrongly."""
        import duckdb

        try:
            folder = tempfile.mkdtemp(dir=self.spool)  # repeated rows are read again at the end
            found = reopen_file(self.connection, file, self._wanted(), Path(folder))
            if isinstance(found, Diagnostic):
                self.findings.append(found)
            elif self._insert(file, found.raw):
                bad = quarantine.add_bad_records(self.connection, file, found.bad)
                count = self.counts[-1]
                self.counts[-1] = replace(count, rows=count.rows + bad, quarantined=count.quarantined + bad)
        except (duckdb.InvalidInputException, duckdb.IOException) as error:
            if self._is_of_spilling(error):
                raise
            self.findings.append(damaged(file.span, error))

    def _is_of_spilling(self, error: Exception) -> bool:
        """Whether the engine's own temporary files could not be written, which says nothing of the log's."""
        row = self.connection.execute("SELECT current_setting('temp_directory')").fetchone()
        return bool(row and row[0] and row[0] in str(error))

    def _wanted(self) -> list[str]:
        """The columns of a file that are read at all."""
        return list(self.source.columns()) if self.source else [item.name for item in self.rules.columns]

    def _insert(self, file: LogFile, raw: Raw) -> bool:
        """Add the file's rows; False for a file whose columns cannot be used, which adds none."""
        if self.source is not None:
            return self._insert_mapped(file, raw, self.source)
        if problems := missing_columns(file, raw, REQUIRED):
            self.findings += problems
            return False
        cells = {item.name: raw.columns[item.name] for item in self.rules.columns if item.name in raw.columns}
        known = {item.name for item in self.rules.columns}
        self.undeclared |= dict.fromkeys(name or nameless() for name in raw.columns if name not in known)
        self.undeclared |= dict.fromkeys(self._unnamed(raw))

        def instead(name: str, meant: str) -> bool:
            return file.form == "jsonl" and has_instead(self.connection, raw, name, meant)

        self.findings += misspelt_columns(file.span, raw.columns, known, instead)
        return self._insert_cells(file, raw, cells)

    def _unnamed(self, raw: Raw) -> list[str]:
        """The columns without a name that hold something."""
        if not raw.unnamed:
            return []
        holding = ", ".join(f"count({cell.value}) > 0" for cell in raw.unnamed.values())
        row = self.connection.execute(f"SELECT {holding} FROM {raw.relation}").fetchone() or ()
        return [name for name, holds in zip(raw.unnamed, row, strict=False) if holds]

    def _insert_mapped(self, file: LogFile, raw: Raw, source: Source) -> bool:
        problems = mapping.check_columns(file, raw, source)
        self.findings += problems
        if has_errors(problems):
            return False
        events, cells = mapping.apply(raw, source)
        rows, not_mapped = mapping.count_rows(self.connection, raw, source)
        if not self._insert_cells(file, events, cells, rows):
            return False
        self.counts[-1] = replace(self.counts[-1], not_mapped=not_mapped)
        unmapped, warnings = mapping.unmapped_values(self.connection, raw, source)
        self.unmapped += unmapped
        self.findings += warnings
        return True

    def _insert_cells(self, file: LogFile, raw: Raw, cells: Mapping[str, Cell], rows: int | None = None) -> bool:
        """Add the events of a file of `rows` rows (None: as many as events); False if the cells cannot be used."""
        if problems := unfit_types(file, self.rules.columns, cells):
            self.findings += problems
            return False
        staging = Staging(rules=self.rules, raw=raw, cells=cells)
        self.present |= cells.keys()
        if rows is None and self._stays(file, staging):
            return True
        number = len(self.counts)
        events = staging.events([item.table_name for item in self.kept])
        inserted = self._count(f"INSERT INTO {LOG} SELECT *, {number} FROM ({events})")
        rows = inserted if rows is None else rows
        bad = self._count(f"SELECT count(*) FROM {LOG} WHERE _bad AND _file = {number}")
        if bad:
            quarantine.add(self.connection, file, staging, line_offset(file, raw, rows))
        self.stagings.append(staging)
        self.read.append(file)
        self.counts.append(FileCount(file=file.name, rows=rows, events=inserted - bad, quarantined=bad))
        return True

    def _stays(self, file: LogFile, staging: Staging) -> bool:
        """Leave a Parquet file where it is, typed already and quicker to read again than to copy.

        One that holds a bad row or tells repeated rows by an `id` is copied like the others.
        """
        if file.form != "parquet" or "id" in staging.cells or Path(file.path).is_relative_to(self.spool):
            return False
        as_it_was = in_place(file)  # before the first pass, so that a change during any of them is noticed
        names = [item.table_name for item in self.kept]
        staging = replace(staging, is_full=not self._count(staging.blanks()))
        rows, bad = self._look_over(f"({staging.events(names)})")
        if bad:
            return False
        events = replace(staging, is_sound=True).events(names)
        self.connection.execute(f"INSERT INTO {SURVEY} {self._survey(f'({events})')}")
        columns = ", ".join(sql.name(name) for name in names if name != "id")
        self.in_place.append((as_it_was, f"SELECT {columns} FROM ({events})"))
        self.stagings.append(staging)
        self.read.append(file)
        self.counts.append(FileCount(file=file.name, rows=rows, events=rows))
        return True

    def _finish(self) -> None:
        """Leave only the rows that count, and only the columns that are promised."""
        if any(count.quarantined for count in self.counts):
            self.connection.execute(f"DELETE FROM {LOG} WHERE _bad")
        if "id" in self.present:
            names = [count.file for count in self.counts]
            repeats = duplicates.drop(self.connection, names, self.stagings, self._header_lines)
            self.findings += repeats.findings
            self.counts = [
                replace(count, events=count.events - repeats.dropped[i], duplicates=repeats.dropped[i])
                for i, count in enumerate(self.counts)
            ]
        self._look_over(LOG)
        self.connection.execute(f"INSERT INTO {SURVEY} {self._survey(LOG)}")
        for column in ("_bad", "_file", "id"):
            self.connection.execute(f"ALTER TABLE {LOG} DROP COLUMN {column}")
        if self.in_place:
            self._join_in_place()
        for count in self.counts:
            self.findings += _remarks(self.connection, count, "event" if self._by_event() else "row")

    def _header_lines(self, number: int) -> int | None:
        """What to add to a row's number for its line, where that is known."""
        return line_offset(self.read[number], self.stagings[number].raw, self.counts[number].rows)

    def _by_event(self) -> bool:
        return self.source is not None and len(self.source.rows) > 1

    def _join_in_place(self) -> None:
        """Let `log` be the rows that were copied and those of the files left where they are."""
        parts = [select for _, select in self.in_place]
        if self._count(f"SELECT count(*) FROM {LOG}"):
            parts.insert(0, "SELECT * FROM _copied")
        self.connection.execute(f"ALTER TABLE {LOG} RENAME TO _copied")
        self.connection.execute(f"CREATE VIEW {LOG} AS {' UNION ALL '.join(parts)}")

    def _survey(self, relation: str) -> str:
        """SELECT of the rows of `survey` for those of `relation`, which has `_bad`."""
        owner = "owner" if any(item.table_name == "owner" for item in self.kept) else "NULL::VARCHAR"
        return f'SELECT lead_id, {owner} AS owner, min("at") AS first_at FROM {relation} GROUP BY ALL'

    def _look_over(self, relation: str) -> tuple[int, int]:
        """The rows of `relation` and how many are bad; unless one is, notes what all of them add to the log.

        A pass of its own: counted by lead, all of this would cost more than reading the columns twice.
        """
        row = self.connection.execute(
            f"""SELECT count(*), count(*) FILTER (WHERE _bad), count(*) FILTER (WHERE {self.declared}),
            max("at", 2) FROM {relation}"""
        ).fetchone()
        rows, bad, declared, latest = row or (0, 0, 0, None)
        if not bad:
            self.declared_rows += declared
            self.latest = sorted([*self.latest, *(latest or ())])[-2:]
        return rows, bad

    def _count(self, statement: str) -> int:
        row = self.connection.execute(statement).fetchone()
        return int(row[0]) if row else 0

    def _before_last(self) -> int | None:
        """The instant before the last one."""
        if not self.latest or self.latest[0] < self.latest[-1]:
            return self.latest[0] if len(self.latest) > 1 else None
        row = self.connection.execute(f'SELECT max("at") FROM {LOG} WHERE "at" < {self.latest[-1]}').fetchone()
        return None if row is None or row[0] is None else int(row[0])

    def _result(self) -> LoadedLog:
        return LoadedLog(
            files=tuple(self.counts),
            undeclared=tuple(self.undeclared),
            unmapped_values=tuple(self.unmapped),
            last=self.latest[-1] if self.latest else None,
            before_last=self._before_last(),
            declared=self.declared_rows,
            has_recorded_at="recorded_at" in self.present,
            has_id="id" in self.present,
            by_event=self._by_event(),
            in_place=tuple(file for file, _ in self.in_place),
            diagnostics=ordered(self.findings),
        )


def _confine(connection: "duckdb.DuckDBPyConnection", folder: Path, files: Sequence[str]) -> None:
    """Let the database touch no file outside `folder` but `files`. It cannot be undone, nor done twice."""
    connection.execute("SET allowed_directories = ?", [[f"{folder}/"]])
    connection.execute("SET allowed_paths = ?", [list(files)])
    connection.execute("SET enable_external_access = false")


def _remarks(connection: "duckdb.DuckDBPyConnection", count: FileCount, unit: str) -> list[Diagnostic]:
    """A word on a file without rows, and one on its quarantined rows, or events, with the first of them."""
    if count.rows == 0:
        return [diagnostic(NO_ROWS, Span(count.file), "the file has a header but no rows")]
    if count.quarantined == 0:
        return []
    first = connection.execute(
        f'SELECT "row", line, cause FROM {QUARANTINE} WHERE file = ? ORDER BY "row", cause LIMIT 1',
        [count.file],
    ).fetchone()
    row, line, cause = first or (None, None, "")
    number = f"1 {unit}" if count.quarantined == 1 else f"{count.quarantined} {unit}s"
    place = f"row {row}" if unit == "row" else f"of row {row}"
    message = f"{number} cannot be read; the first is {place}: {cause}"
    return [diagnostic(QUARANTINED, Span(count.file, line or 1), message)]
