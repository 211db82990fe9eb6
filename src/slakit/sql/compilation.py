"""The compilation in progress: kinds ask it for rows, conditions, deadlines; what was asked for decides what is read.

Columns of the shared relations (instants are epoch seconds UTC):

- `lead` (lead_id, lead, only_owner, changes_hands, owned_from): lead ids with numbers in their order
- `owners` (lead, from_at, until_at, owner): who holds a lead when, half-open

and for each version of the agreement, whose patterns and stages may differ:

- `facts` (lead, ts, e_<name>…, v_<field>…): one row per visible log row that something asked for;
  `e_` says whether the row matches the named pattern, `v_` is the row's own value; `lead` is NULL without a lead
- `entries` (lead, ts, stage_no, left_no, leave_at, v_<field>…): entries of stages; `left_no` is NULL for a lead's
  first entry, `leave_at` is NEVER while the lead stays
- `state` (lead, ts, v_<field>…, test_<number>…): the lead's state at instants where it is asked for: `v_` is the
  value of a field, `test_` what a condition's test says of it, NULL where the field has no value
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from slakit.calendars import BusinessTime
from slakit.model import ALWAYS, Agreement, Condition, EventPattern, FieldType, People, Waiver
from slakit.record import record
from slakit.sql.clock import Target, Timer, clock_join, timer
from slakit.sql.condition import Test, answer_sql, combined, fields_of
from slakit.sql.dialect import NEVER, Dialect
from slakit.sql.plan import Relation, Seed, Tally
from slakit.sql.text import all_of

ROOM = 34
"""What may be added to the name of a commitment's relation: its version and what the relation is."""


def fitting(name: str, longest: int | None) -> str:
    """`name`, or its beginning and a digest where what is added to it would make it too long."""
    if longest is None or len(name) <= longest - ROOM:
        return name
    return f"{name[: longest - ROOM - 9]}_{sha256(name.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges conditions on the lead's state at rows aliased `row`, through the state joined as `alias`."""

    compilation: "Compilation"
    row: str
    alias: str
    fields: frozenset[str]

    def join(self) -> str:
        """The join that `test` needs; empty when no condition looks at the state."""
        if not self.fields:
            return ""
        state, row = self.alias, self.row
        relation = self.compilation.named("state")
        return f"\nLEFT JOIN {relation} AS {state} ON {state}.lead = {row}.lead AND {state}.ts = {row}.ts"

    def value(self, name: str) -> str:
        """The state's value of the field, one of those that the judge was asked for."""
        self.compilation.state_values[name] = None
        return f"{self.alias}.v_{name}"

    def test(self, *conditions: Condition | None) -> str:
        """Whether all of `conditions` hold."""
        return all_of([combined(condition, self._answer) for condition in conditions])

    def _answer(self, test: Test) -> str:
        return f"{self.alias}.test_{self.compilation.test_number(test)}"


@record
class Handed:
    """The judged rows of one commitment under one version: SELECT text, and what is the same in all of its rows.

    `rows` has the columns of `slakit.sql.outcome.HANDED`: the lead's number for its id, instants in epoch seconds.
    """

    commitment: str
    kind: str
    party: str
    version: str
    version_no: int
    """The number of the version among those of the run: two may have one label."""
    rows: str
    is_clock: bool
    """Whether the rows are a lead's episodes; else they are periods."""


@dataclass(kw_only=True)
class Shared:
    """What the versions of one agreement compile into together; `versions` holds them in the order of their terms.

    `visible` is the condition on a row of `log` that it may be seen: up to the as-of, and known by then if asked.
    """

    dialect: Dialect
    as_of: int
    visible: str
    roster_days: Callable[[People, date, date], dict[str, int]]
    """Days on the roster per person selected, from a date to before another; people without a day are left out."""
    compile_clock: Callable[["Shared", str], dict[int, str]]
    """The judged episodes of a clock commitment: a relation per number of the versions that have it."""
    waivers: tuple[Waiver, ...] = ()
    versions: list["Compilation"] = field(default_factory=list)
    seeds: list[Seed] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    outcomes: list[Handed] = field(default_factory=list)
    calendars: int = 0
    compiled: dict[str, dict[int, str]] = field(default_factory=dict)
    opened: dict[str, dict[int, str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    """The names of relations that may be shared, by their text."""

    def episodes(self, commitment: str) -> dict[int, str]:
        """The judged episodes of a clock commitment by version, compiled when first asked for."""
        if commitment not in self.compiled:
            self.compiled[commitment] = self.compile_clock(self, commitment)
        return self.compiled[commitment]

    def add(self, name: str, sql: str, *, keep: bool = True) -> str:
        """Append a relation and give its name back."""
        self.relations.append(Relation(name=name, sql=sql, keep=keep))
        return name

    def once(self, name: str, sql: str) -> str:
        """Append a relation, unless another one is made of the same text; the name of the one that is there.

        Commitments that begin with the same rows, or wait for the same ones, share what they look up.
        """
        if sql not in self.made:
            self.made[sql] = self.add(name, sql)
        return self.made[sql]


@dataclass(kw_only=True)
class Compilation:
    """One version being compiled. `term` is (first instant, first instant after it) while it is in force."""

    agreement: Agreement
    shared: Shared
    number: int = 0
    suffix: str = ""
    """What this version's relations end in; empty for the only version."""
    term: tuple[int, int]
    through: date | None
    """The last date in force: the term's own, or the day before the next version begins."""
    horizon: tuple[date, date]
    """Local dates between which every instant of the evaluation and every deadline lies."""
    names: dict[str, None] = field(default_factory=dict)
    own_fields: dict[str, None] = field(default_factory=dict)
    entry_fields: dict[str, None] = field(default_factory=dict)
    state_fields: dict[str, None] = field(default_factory=dict)
    state_values: dict[str, None] = field(default_factory=dict)
    tests: dict[str, Test] = field(default_factory=dict)
    """What is tested of the state, by what it says of the field's own value; its place is its number."""
    anchors: dict[str, None] = field(default_factory=dict)
    day_bounds: dict[int, tuple[int, int]] = field(default_factory=dict)
    durations: dict[Target, None] = field(default_factory=dict)
    calendar_numbers: dict[str, int] = field(default_factory=dict)
    times: dict[str, BusinessTime] = field(default_factory=dict)
    uses_entries: bool = False

    @property
    def dialect(self) -> Dialect:
        """The dialect compiled to."""
        return self.shared.dialect

    @property
    def as_of(self) -> int:
        """The instant evaluated at, epoch seconds."""
        return self.shared.as_of

    @property
    def timezone(self) -> str:
        """The zone of this version's term."""
        return self.agreement.term.timezone if self.agreement.term is not None else "UTC"

    def named(self, name: str) -> str:
        """The name of this version's own relation `name`, shortened where the engine's names are short."""
        return fitting(name, self.dialect.longest_name) + self.suffix

    # --- other commitments --------------------------------------------------------------------

    def episodes(self, commitment: str) -> str:
        """This version's judged episodes of a clock commitment (`first_attempt`, `mql.ready`)."""
        return self.shared.episodes(commitment)[self.number]

    def all_episodes(self, commitment: str) -> str:
        """The judged episodes (lead, started_at, proven_at) of a clock commitment under every version, in brackets."""
        relations = self.shared.episodes(commitment).values()
        parts = [f"SELECT lead, started_at, proven_at FROM {relation}" for relation in relations]
        return "(" + "\nUNION ALL\n".join(parts) + ")"

    # --- rows ---------------------------------------------------------------------------------

    def add(self, name: str, sql: str, *, keep: bool = True) -> str:
        """Append a relation and give its name back."""
        return self.shared.add(name, sql, keep=keep)

    def extend(self, relations: Iterable[Relation]) -> None:
        """Append relations in order."""
        self.shared.relations.extend(relations)

    def stage_number(self, name: str) -> int:
        """The place of a stage in the funnel's order."""
        return list(self.agreement.stages).index(name)

    def split(self, names: Sequence[str]) -> tuple[list[str], list[str]]:
        """`names` as patterns and stages; both are registered as read."""
        patterns = [name for name in names if name not in self.agreement.stages]
        stages = [name for name in names if name in self.agreement.stages]
        for name in patterns:
            self.names[name] = None
        if stages:
            self.use_entries()
        return patterns, stages

    def use_entries(self, fields: Sequence[str] = ()) -> None:
        """Ask for the `entries` relation, which reads the rows of every stage, with their own values of `fields`."""
        self.uses_entries = True
        for name in fields:
            self.own_fields[name] = self.entry_fields[name] = None
        for stage in self.agreement.stages:
            self.names[stage] = None

    def rows(self, names: Sequence[str], fields: Sequence[str] = (), *, without_lead: bool = False) -> str:
        """SELECT text (lead, ts, v_<field>…) of the rows of any of `names`; an entry of a stage is one row."""
        patterns, stages = self.split(names)
        for name in fields:
            self.own_fields[name] = None
        if stages:
            self.use_entries(fields)
        columns = "".join(f", v_{name}" for name in fields)
        parts = []
        if patterns:
            flags = " OR ".join(f"f.e_{name}" for name in patterns)
            kept = [f"({flags})"]
            if not without_lead:
                kept.append("f.lead IS NOT NULL")
            kept += [f"NOT {self.in_entry(stage)}" for stage in stages if self.overlap(patterns, [stage])]
            parts.append(f"SELECT f.lead, f.ts{columns} FROM {self.named('facts')} AS f WHERE {' AND '.join(kept)}")
        if stages:
            numbers = ", ".join(str(self.stage_number(stage)) for stage in stages)
            parts.append(f"SELECT lead, ts{columns} FROM {self.named('entries')} WHERE stage_no IN ({numbers})")
        return "\nUNION ALL\n".join(parts)

    def instants(self, names: Sequence[str], *, but_not: Sequence[str] = (), distinct: bool = True) -> str:
        """SELECT text (lead, ts): when a row of `names` that is not also one of `but_not` happens."""
        patterns, stages = self.split(names)
        other_patterns, other_stages = self.split(but_not)
        parts = []
        if patterns:
            kept = ["(" + " OR ".join(f"f.e_{name}" for name in patterns) + ")", "f.lead IS NOT NULL"]
            kept += [f"NOT f.e_{name}" for name in other_patterns]
            kept += [f"NOT {self.in_entry(stage)}" for stage in other_stages if self.overlap(patterns, [stage])]
            parts.append(f"SELECT f.lead, f.ts FROM {self.named('facts')} AS f WHERE {' AND '.join(kept)}")
        for stage in stages:
            kept = [f"n.stage_no = {self.stage_number(stage)}"]
            rivals = [f"f.e_{name}" for name in other_patterns if self.overlap([stage], [name])]
            rivals += [self.in_entry(rival) for rival in other_stages if self.overlap([stage], [rival])]
            if rivals:
                kept.append(
                    f"NOT EXISTS (SELECT 1 FROM {self.named('facts')} AS f WHERE f.lead = n.lead AND f.ts = n.ts"
                    f" AND f.e_{stage} AND ({' OR '.join(rivals)}))"
                )
            parts.append(f"SELECT n.lead, n.ts FROM {self.named('entries')} AS n WHERE {' AND '.join(kept)}")
        rows = "\nUNION ALL\n".join(parts)
        return f"SELECT DISTINCT lead, ts FROM (\n{rows}\n) AS happened" if distinct else rows

    def in_entry(self, stage: str) -> str:
        """Whether the row `f` of `facts` is one of the rows of an entry of `stage`."""
        return (
            f"(f.e_{stage} AND EXISTS (SELECT 1 FROM {self.named('entries')} AS e WHERE e.lead = f.lead AND e.ts = f.ts"
            f" AND e.stage_no = {self.stage_number(stage)}))"
        )

    def overlap(self, names: Sequence[str], others: Sequence[str]) -> bool:
        """Whether one row could match a name of each side, as far as event names tell."""

        def events(group: Sequence[str]) -> set[str]:
            return {event for name in group for event in self.pattern(name).events}

        return bool(events(names) & events(others))

    def pattern(self, name: str) -> EventPattern:
        """The row pattern behind an event or stage name."""
        return self.agreement.events[name]

    # --- state --------------------------------------------------------------------------------

    def judge(
        self,
        names: Sequence[str],
        *conditions: Condition | None,
        row: str = "r",
        alias: str = "s",
        values: Sequence[str] = (),
    ) -> Judge:
        """A judge of `conditions` (and of the fields `values`) at rows of `names` aliased `row`."""
        fields = frozenset(values).union(*(fields_of(condition) for condition in conditions))
        if fields:
            for name in names:
                self.anchors[name] = None
                self.split([name])
            for name in sorted(fields):
                self.state_fields[name] = None
                self.own_fields[name] = None
        return Judge(self, row, alias, fields)

    def test_number(self, test: Test) -> int:
        """The number of a test of the state, which is asked for with it."""
        said = answer_sql(test, f"v_{test.field}", self.dialect)
        self.tests.setdefault(said, test)
        return list(self.tests).index(said)

    def is_boolean(self, name: str) -> bool:
        """Whether the values of a field are booleans."""
        field = self.agreement.fields.get(name)
        return field is not None and field.type is FieldType.BOOLEAN

    def greatest(self, name: str) -> str:
        """Aggregate: the greatest of the rows' own values of a field."""
        return self.dialect.greatest_of(f"v_{name}", boolean=self.is_boolean(name))

    def in_term(self, at: str) -> str:
        """Whether the instant lies in the agreement's term."""
        first, after = self.term
        return f"{at} >= {first}" + (f" AND {at} < {after}" if after < NEVER else "")

    # --- time ---------------------------------------------------------------------------------

    def timer(self, targets: Sequence[Target], chooser: str = "0") -> Timer:
        """A timer for `targets`, whose calendars and horizons are registered."""
        for target in targets:
            self.durations[target] = None
        return timer(self.dialect, self._number, targets, chooser)

    def business_time(self, calendar: str) -> BusinessTime:
        """Exact open time of a calendar over the horizon, made once."""
        if calendar not in self.times:
            term = self.agreement.term
            if term is None:
                raise ValueError("an agreement without a term is never evaluated")
            declared = None if calendar == ALWAYS else self.agreement.calendars[calendar]
            first, last = self.horizon
            self.times[calendar] = BusinessTime.over(declared, timezone=term.timezone, first=first, last=last)
        return self.times[calendar]

    def local_date(self, at: int) -> date:
        """The local date of an instant in the term's zone."""
        return self.business_time(ALWAYS).local_date(at)

    def latest_date(self) -> date:
        """The last local date begun by the as-of: not the as-of's own if that came back after midnight."""
        today = self.local_date(self.as_of)
        begun = self.bounds(today + timedelta(days=1), today + timedelta(days=2))
        return today + timedelta(days=1) if begun and begun[0] <= self.as_of else today

    def bounds(self, first: date, after: date) -> tuple[int, int] | None:
        """First instant on a local date (term's zone) from `first` and the end of the last one before `after`."""
        if not self.day_bounds:
            for start, end, day in self.business_time(ALWAYS).intervals:
                known = self.day_bounds.get(day)
                self.day_bounds[day] = (known[0] if known else start, end)
        days = [day for day in range(first.toordinal(), after.toordinal()) if day in self.day_bounds]
        return (self.day_bounds[days[0]][0], self.day_bounds[days[-1]][1]) if days else None

    def person_days(self, people: People, first: date, after: date) -> dict[str, int]:
        """Days on the roster from `first` to before `after`, per person selected who has any, by name."""
        return self.shared.roster_days(people, first, after)

    def local_day_join(self, at: str, alias: str) -> str:
        """LEFT JOIN text: the clock segment of `at` in the term's zone, whose `local_day` is the local date."""
        return clock_join(self.dialect, at, str(self.calendar_number(ALWAYS)), alias)

    def calendar_number(self, name: str) -> int:
        """The number that a calendar of this version has in the keys of the clock seeds."""
        if name not in self.calendar_numbers:
            self.calendar_numbers[name] = self.shared.calendars
            self.shared.calendars += 1
        return self.calendar_numbers[name]

    def _number(self, target: Target) -> int:
        return self.calendar_number(target.calendar)
