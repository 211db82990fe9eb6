"""What a timeline asks of the engine beside the outcomes: which rows a clock looks at, and what held at its starts.

The questions are relations of the same plan, made of the same rows and conditions as the outcomes, so that an
explanation sees what the verdict saw. They are asked before anything is built and read when the outcomes are there.
"""

# ruff: noqa: S608 - names are the agreement's ids, literals go through the dialect

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from slakit.connection import Connection
from slakit.model import Agreement, AllOf, Cadence, Condition, Response, Stage
from slakit.sql.compilation import Compilation, Judge, Shared
from slakit.sql.condition import fields_of
from slakit.usage import clocks

Row = dict[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One version of the agreement and the instants at which it is in force: `[begins, ends)`, epoch seconds."""

    agreement: Agreement
    begins: int
    ends: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A row that a clock looks at: `role` as its key names it; `value` an attempt's own distinct value."""

    at: int
    role: str
    value: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Which parts of a condition held: each with whether it did. A condition that is a list of parts needs all."""

    parts: tuple[tuple[Condition, bool], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the condition as a whole did."""
        return all(held for _, held in self.parts)

    @property
    def failed(self) -> tuple[Condition, ...]:
        """The parts that did not hold."""
        return tuple(part for part, held in self.parts if not held)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """The lead's state at a start or entry: conditions in turn and the values of every field they look at."""

    at: int
    in_term: bool
    scope: Held
    when: Held
    targets: tuple[Held, ...] = ()
    values: dict[str, str | None] = field(default_factory=dict)
    row: Row = field(default_factory=dict)

    @property
    def target(self) -> int | None:
        """The number of the first target that matches, None if none does."""
        return next((number for number, held in enumerate(self.targets) if held.holds), None)

    def counts(self, clock: Response | Cadence) -> bool:
        """Whether this is a start of `clock` that counts."""
        if not (self.in_term and self.scope.holds and self.when.holds):
            return False
        if isinstance(clock, Cadence):
            return True
        return self.target is not None and clock.targets[self.target].within is not None


@dataclass(kw_only=True)
class Questions:
    """Relations by version and name, asked for while an evaluation is compiled and read afterwards, lead by lead."""

    _names: dict[tuple[int, str], str] = field(default_factory=dict)

    def add(self, compilation: Compilation, name: str, sql: str) -> None:
        """Ask for the rows of `sql`, which has a column `lead`, with the id of each row's lead."""
        whole = f"SELECT p.*, l.lead_id FROM (\n{sql}\n) AS p JOIN lead AS l ON l.lead = p.lead"
        self._names[compilation.number, name] = compilation.shared.add(compilation.named(name), whole)

    def read(self, connection: Connection, version: int, name: str, order: str, lead_id: str | None) -> Iterator[Row]:
        """The rows of one lead, or with None of every one."""
        where = "" if lead_id is None else " WHERE lead_id = ?"
        query = f"SELECT * FROM {self._names[version, name]}{where} ORDER BY {order}"
        found = connection.execute(query, [] if lead_id is None else [lead_id]).fetchall()
        columns = [str(row[0]) for row in connection.execute(f"DESCRIBE {self._names[version, name]}").fetchall()]
        for cells in found:
            yield dict(zip(columns, cells, strict=True))


@dataclass(kw_only=True)
class Probe:
    """Asks for its relations when an evaluation is compiled (`ask`) and reads them afterwards, lead by lead."""

    versions: list[Version] = field(default_factory=list)
    _questions: Questions = field(default_factory=Questions)

    def ask(self, shared: Shared) -> None:
        """Add the relations of every clock and stage of every version."""
        for compilation in shared.versions:
            begins, ends = compilation.term
            self.versions.append(Version(agreement=compilation.agreement, begins=begins, ends=ends))
            for clock in clocks(compilation.agreement):
                self._questions.add(compilation, f"seen__{clock.id}", _rows_seen(compilation, clock))
                self._questions.add(compilation, f"starts__{clock.id}", _starts(compilation, clock))
            for stage in compilation.agreement.stages.values():
                self._questions.add(compilation, f"entered__{stage.id}", _entries(compilation, stage))

    def seen(self, connection: Connection, version: int, clock: str, lead_id: str) -> tuple[Seen, ...]:
        """The rows that a clock looks at, in the order in which they count at one instant."""
        found = self._questions.read(connection, version, f"seen__{clock}", "ts, turn", lead_id)
        return tuple(Seen(at=_int(row, "ts"), role=str(row["role"]), value=_text(row, "value")) for row in found)

    def starts(
        self, connection: Connection, version: int, clock: Response | Cadence, lead_id: str | None
    ) -> dict[str, tuple[Judged, ...]]:
        """The starts of a clock by lead, counted or not, in order; of every lead with None."""
        agreement = self.versions[version].agreement
        found: dict[str, tuple[Judged, ...]] = {}
        for row in self._questions.read(connection, version, f"starts__{clock.id}", "lead_id, ts", lead_id):
            judged = self._judged(version, row, agreement.scope, clock.when, _target_conditions(clock))
            found[str(row["lead_id"])] = (*found.get(str(row["lead_id"]), ()), judged)
        return found

    def entries(self, connection: Connection, version: int, stage: Stage, lead_id: str) -> tuple[Judged, ...]:
        """The lead's entries of a stage; `row` has left_no, leave_at and reason, `when` is the stage's `ready`."""
        scope = self.versions[version].agreement.scope
        found = self._questions.read(connection, version, f"entered__{stage.id}", "ts", lead_id)
        return tuple(self._judged(version, row, scope, stage.ready, ()) for row in found)

    def _judged(
        self,
        version: int,
        row: Row,
        scope: Condition | None,
        when: Condition | None,
        targets: Sequence[Condition | None],
    ) -> Judged:
        at, term = _int(row, "ts"), self.versions[version]
        return Judged(
            at=at,
            in_term=term.begins <= at < term.ends,
            scope=held(row, "s", scope),
            when=held(row, "w", when),
            targets=tuple(held(row, f"t{number}", target) for number, target in enumerate(targets)),
            values={name[2:]: _text(row, name) for name in row if name.startswith("v_")},
            row=row,
        )


def parts_of(condition: Condition | None) -> tuple[Condition, ...]:
    """What must all hold for `condition` to hold."""
    if condition is None:
        return ()
    return condition.items if isinstance(condition, AllOf) else (condition,)


def _rows_seen(compilation: Compilation, clock: Response | Cadence) -> str:
    """SELECT text (lead, ts, role, value, turn): a row per role and instant, an attempt's per value."""
    parts = []
    if clock.cancels:
        parts.append(_role("cancel", 0, compilation.instants(clock.cancels)))
    parts.append(_role("start", 1, compilation.instants(clock.starts)))
    if isinstance(clock, Response):
        parts += [_role("resume", 2, compilation.instants(clock.resumes))] if clock.resumes else []
        parts += [_role("pause", 3, compilation.instants(clock.pauses))] if clock.pauses else []
    else:
        parts.append(_attempts(compilation, clock))
    if clock.stops:
        parts.append(_role("stop", 1000, compilation.instants(clock.stops, but_not=clock.cancels)))
    return "\nUNION ALL\n".join(parts)


def _role(role: str, turn: int, instants: str) -> str:
    return f"SELECT lead, ts, '{role}' AS role, CAST(NULL AS VARCHAR) AS value, {turn} AS turn FROM ({instants}) AS i"


def _attempts(compilation: Compilation, cadence: Cadence) -> str:
    fields = [cadence.distinct_field] if cadence.distinct_field else []
    value = f"v_{cadence.distinct_field}" if cadence.distinct_field else "NULL"
    order = f"ORDER BY {value} DESC NULLS LAST" if fields else "ORDER BY ts"
    return f"""SELECT lead, ts, 'attempt' AS role, CAST({value} AS VARCHAR) AS value,
  3 + least(row_number() OVER (PARTITION BY lead, ts {order}), 900) AS turn
FROM ({compilation.rows(cadence.attempts, fields)}) AS i"""


def _target_conditions(clock: Response | Cadence) -> tuple[Condition | None, ...]:
    return tuple(target.when for target in clock.targets) if isinstance(clock, Response) else ()


def _starts(compilation: Compilation, clock: Response | Cadence) -> str:
    conditions = {"s": compilation.agreement.scope, "w": clock.when}
    conditions |= {f"t{number}": condition for number, condition in enumerate(_target_conditions(clock))}
    judge = compilation.judge(clock.starts, *conditions.values())
    columns = tested(judge, conditions)
    return f"SELECT r.lead, r.ts{columns}\nFROM ({compilation.instants(clock.starts)}) AS r{judge.join()}"


def _entries(compilation: Compilation, stage: Stage) -> str:
    compilation.use_entries(["reason"])
    conditions = {"s": compilation.agreement.scope, "w": stage.ready}
    judge = compilation.judge([stage.id], *conditions.values(), values=stage.package)
    columns = tested(judge, conditions)
    return f"""SELECT r.lead, r.ts, r.left_no, r.leave_at, r.v_reason AS reason{columns}
FROM {compilation.named("entries")} AS r{judge.join()}
WHERE r.stage_no = {compilation.stage_number(stage.id)}"""


def tested(judge: Judge, conditions: dict[str, Condition | None]) -> str:
    """Columns `<key>_<n>`, whether the n-th part of each condition holds, and `v_<field>`, the state as text."""
    columns = ""
    for key, condition in conditions.items():
        for number, part in enumerate(parts_of(condition)):
            columns += f",\n  {judge.test(part)} AS {key}_{number}"
    fields = sorted({*judge.fields, *(name for condition in conditions.values() for name in fields_of(condition))})
    return columns + "".join(f",\n  CAST({judge.value(name)} AS VARCHAR) AS v_{name}" for name in fields)


def held(row: Row, key: str, condition: Condition | None) -> Held:
    return Held(parts=tuple((part, bool(row[f"{key}_{n}"])) for n, part in enumerate(parts_of(condition))))


def _int(row: Row, name: str) -> int:
    return int(str(row[name]))


def _text(row: Row, name: str) -> str | None:
    value = row[name]
    return None if value is None else str(value)
