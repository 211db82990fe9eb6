"""Loading a log on a cluster: from the paths that it sees to its relations `log` and `quarantine`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Span, diagnostic, has_errors, ordered
from slakit.engine.spark.cells import SparkCells
from slakit.engine.spark.reading import Found, find, raw_log, read_once
from slakit.engine.spark.session import first_line, is_of_spark, suit
from slakit.engine.spark.views import Views
from slakit.log import values
from slakit.log.contract import FileCount, LoadedLog, contract
from slakit.log.duplicates import CONFLICT as CONFLICTING
from slakit.log.files import DAMAGED
from slakit.log.headers import UNFIT, misspelt_columns
from slakit.log.load import NO_ROWS, QUARANTINED
from slakit.model import Field, FieldType
from slakit.sql.contract_log import CONFLICT, LOG, QUARANTINE, ROWS, Held, LogRules, contract_log
from slakit.sql.plan import Relation

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SHOWN = 20
_TIMES = frozenset({Held.TEXT, Held.INSTANT, Held.WALL, Held.DATE})


def load_log(
    session: "SparkSession",
    views: Views,
    paths: Sequence[str],
    *,
    fields: Mapping[str, Field],
    needs_lead: str | None = None,
    columns: Collection[str] | None = None,
) -> LoadedLog:
    """Make the views `log` and `quarantine` (file, row, line, cause, raw) of the log at `paths` of the cluster.

    Meaning and columns are those of `slakit.log.load.load_log`; what a cluster cannot tell, the number of a row and
    its line, is NULL, and counts are of each path given, not of each file behind it.
    """
    chosen = contract(fields)
    kept = [item.table_name for item in chosen if item.name != "id" or item.field is not None]
    kept = [name for name in kept if columns is None or name not in fields or name in columns]
    rules = LogRules(columns=chosen, kept=frozenset(kept), needs_lead=needs_lead)
    loading = _Loading(session=session, views=views, rules=rules)
    return loading.run(list(dict.fromkeys(paths)))


@dataclass(kw_only=True)
class _Loading:
    session: "SparkSession"
    views: Views
    rules: LogRules
    findings: list[Diagnostic] = field(default_factory=list)
    counts: list[FileCount] = field(default_factory=list)

    def run(self, paths: Sequence[str]) -> LoadedLog:
        found = [one for path in paths if isinstance(one := self._find(path), Found)]
        if not found or has_errors(self.findings):
            return self._refused()
        found = read_once(found)
        suit(self.session, [one.frame for one in found])
        known = {column.name for column in self.rules.columns}
        for one in found:
            self.findings += misspelt_columns(one.span, one.names, known, one.has_instead)
        undeclared = dict.fromkeys(name for one in found for name in one.names if name and name not in known)
        has_id = self.rules.has_id and any("id" in one.names for one in found)
        try:
            self._load(found, has_id=has_id)
            last, before_last = self._last()
        except Exception as error:  # what a file holds is only known once it is read
            if not is_of_spark(error):
                raise
            self.findings.append(_unread(found, error))
            return self._refused()
        return LoadedLog(
            files=tuple(self.counts),
            undeclared=tuple(undeclared),
            last=last,
            before_last=before_last,
            has_recorded_at=any("recorded_at" in one.names for one in found),
            has_id=has_id,
            diagnostics=ordered(self.findings),
        )

    def _refused(self) -> LoadedLog:
        """A log that cannot be read as a whole has findings, and no row in `quarantine`, which can be asked for."""
        types = {"file": "STRING", "`row`": "BIGINT", "line": "BIGINT", "cause": "STRING", "raw": "STRING"}
        empty = ", ".join(f"CAST(NULL AS {type_}) AS {name}" for name, type_ in types.items())
        self.views.add(Relation(name=QUARANTINE, sql=f"SELECT {empty} WHERE 1 = 0"))
        return LoadedLog(files=tuple(self.counts), diagnostics=ordered(self.findings))

    def _find(self, path: str) -> Found | None:
        found = find(self.session, path)
        problems = [found] if isinstance(found, Diagnostic) else self._unfit(found)
        self.findings += problems
        return found if isinstance(found, Found) and not problems else None

    def _unfit(self, found: Found) -> list[Diagnostic]:
        """Findings for typed columns of which no value could ever be read."""
        holding = dict(zip(found.names, found.held, strict=True))
        findings = []
        for column in self.rules.columns:
            held = holding.get(column.name)
            if held is Held.OTHER or (held is not None and column.type is FieldType.TIMESTAMP and held not in _TIMES):
                holds = (
                    "values of a type that is not read (nested, binary)"
                    if held is Held.OTHER
                    else f"values of type {held.name.lower()}"
                )
                message = f"column {column.name!r} holds {holds}; expected {values.expected(column)}"
                findings.append(diagnostic(UNFIT, found.span, message))
        return findings

    def _load(self, found: Sequence[Found], *, has_id: bool) -> None:
        raws = [raw_log(one, self.rules.columns, self.views.own(f"raw_{number}")) for number, one in enumerate(found)]
        rules = self.rules
        if not has_id:  # nothing to compare rows by
            rules = replace(rules, columns=[column for column in rules.columns if column.name != "id" or column.field])
        for relation in contract_log(raws, rules, SparkCells()):
            if relation.name == QUARANTINE:
                place = "CAST(NULL AS BIGINT) AS `row`, CAST(NULL AS BIGINT) AS line"
                self.views.add(replace(relation, sql=f"SELECT file, {place}, cause, raw FROM ({relation.sql}) AS q"))
            else:
                self.views.add(relation, keep=relation.name == ROWS)
        self._count(found)
        if has_id and self._drop_repeats(found):
            self.views.keep(LOG)

    def _count(self, found: Sequence[Found]) -> None:
        query = f"SELECT _part, count(*), count(*) FILTER (WHERE _bad) FROM {ROWS} GROUP BY _part"
        counted = {part: (rows, bad) for part, rows, bad in self.views.rows(query)}
        for part, one in enumerate(found):
            rows, bad = counted.get(part, (0, 0))
            self.counts.append(FileCount(file=one.path, rows=rows, events=rows - bad, quarantined=bad))
            if rows == 0:
                self.findings.append(diagnostic(NO_ROWS, one.span, "there is a header at this path but no rows"))
        if any(count.quarantined for count in self.counts):
            self.views.keep(QUARANTINE)
            first = self.views.rows(f"SELECT file, cause FROM {QUARANTINE} ORDER BY file, cause, raw LIMIT 1")
            bad = sum(count.quarantined for count in self.counts)
            for file, cause in first:
                rows_ = "1 row" if bad == 1 else f"{bad} rows"
                message = f"{rows_} cannot be read; the first of them by cause: {cause}"
                self.findings.append(diagnostic(QUARANTINED, Span(file), message))

    def _drop_repeats(self, found: Sequence[Found]) -> bool:
        """Count the repeated rows of each path; whether there are any. A finding per id whose rows differ."""
        query = f"""SELECT _part, count(*) FROM (
  SELECT _part, row_number() OVER (PARTITION BY id ORDER BY _part) AS _n FROM {ROWS} WHERE NOT _bad AND id IS NOT NULL
) AS r WHERE _n > 1 GROUP BY _part"""
        repeated = dict(self.views.rows(query))
        if not repeated:
            names = ", ".join(SparkCells().ident(name) for name in self.views.columns(LOG))
            self.views.add(Relation(name=LOG, sql=f"SELECT {names} FROM {ROWS} WHERE NOT _bad"), keep=False)
            return False
        for part, number in repeated.items():
            count = self.counts[part]
            self.counts[part] = replace(count, events=count.events - number, duplicates=number)
        conflicts = self.views.rows(f"SELECT id FROM {CONFLICT} ORDER BY id LIMIT {_SHOWN + 1}")
        help_ = "give each event an id of its own"
        for (id_,) in conflicts[:_SHOWN]:
            message = f"several rows have the id {id_!r}, but not the same values"
            self.findings.append(diagnostic(CONFLICTING, found[0].span, message, help_))
        if len(conflicts) > _SHOWN:
            self.findings.append(diagnostic(CONFLICTING, found[0].span, "more ids stand for differing rows", help_))
        return True

    def _last(self) -> tuple[int | None, int | None]:
        """The last instant of the log, and the one before it."""
        ((last,),) = self.views.rows(f"SELECT max(`at`) FROM {LOG}")
        if last is None:
            return None, None
        ((before,),) = self.views.rows(f"SELECT max(`at`) FROM {LOG} WHERE `at` < {last}")
        return last, before


def _unread(found: Sequence[Found], error: Exception) -> Diagnostic:
    said = str(error)
    if "CSV header does not conform to the schema" in said or "CSV_HEADER" in said:
        path = next((one for one in found if one.form == "csv"), found[0])
        message = "the CSV files at this path have different headers"
        return diagnostic(DAMAGED, path.span, message, "give files of one header by a path of their own (--events)")
    return diagnostic(DAMAGED, found[0].span, f"the cluster cannot read the log: {first_line(error)}")
