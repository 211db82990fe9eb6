"""The rows that a measure sees: of its events, in a period, in scope, under its conditions, with their dimension."""

from collections.abc import Sequence
from dataclasses import replace

from slakit.model import Condition, FieldType, People
from slakit.record import record
from slakit.sql.compilation import Compilation, Judge
from slakit.sql.condition import condition_sql, fields_of
from slakit.sql.plan import Tally
from slakit.sql.text import all_of

NOBODY_S = "owner is none of its people in the period: unattributed"


@record
class Lens:
    """How a commitment looks at a measure: its periods (`<prefix>__days`), its dimension, its further conditions.

    For people `<prefix>__grid` has whom it is for. `side` is the measure's id where it is one of two of a ratio.
    """

    compilation: Compilation
    commitment: str
    prefix: str
    for_each: People | str | None = None
    when: tuple[Condition, ...] = ()
    side: str | None = None

    @property
    def dimension_field(self) -> str | None:
        """The field whose state value is the dimension: the owner for people."""
        return "owner" if isinstance(self.for_each, People) else self.for_each

    def text(self, value: str) -> str:
        """The expression of a dimension's value as text: numbers plain, dates ISO, instants in UTC."""
        if isinstance(self.for_each, str):
            match self.compilation.agreement.fields[self.for_each].type:
                case FieldType.DECIMAL:
                    return self.compilation.dialect.decimal_text(value)
                case FieldType.TIMESTAMP:
                    return self.compilation.dialect.utc_text(value)
                case FieldType.DATE:
                    return self.compilation.dialect.date_text(value)
                case _:
                    pass
        return f"CAST({value} AS {self.compilation.dialect.text})"

    def narrowed(self, when: Condition | None) -> "Lens":
        """The lens with one more condition."""
        if when is None:
            return self
        return replace(self, when=(*self.when, when))

    def tally(self, relation: str, what: str, where: str = "TRUE") -> None:
        """Count the rows of `relation` (period_no, dimension) that belong to nobody's, or no value's, outcome."""
        if self.for_each is None:
            return
        rows = what if self.side is None else f"{what} of `{self.side}`"
        if isinstance(self.for_each, People):
            says, unclaimed = f"{rows} whose {NOBODY_S}", not_of_grid(self.prefix)
        else:
            says, unclaimed = f"{rows} without a value of `{self.for_each}`: unattributed", "s.dimension IS NULL"
        sql = f"SELECT count(*) FROM {relation} AS s WHERE {where} AND {unclaimed}"
        self.compilation.shared.tallies.append(Tally(subject=self.commitment, says=says, sql=sql))


def seen_rows(
    lens: Lens,
    events: Sequence[str],
    *,
    own: Sequence[str] = (),
    state: Sequence[str] = (),
    leads_only: bool = True,
    source: str | None = None,
) -> str:
    """SELECT text (lead, ts, period_no, dimension, and per field of `own` o_<f>, of `state` s_<f>).

    `own` are the rows' own values, `state` values of the lead's state; a row without a lead is its own state and
    has no owner. `source` (SELECT lead, ts, v_<own>…) replaces the rows of `events`.
    """
    compilation = lens.compilation
    conditions = (compilation.agreement.scope, *lens.when)
    needed = frozenset(state).union(*(fields_of(condition) for condition in conditions))
    if lens.dimension_field:
        needed |= {lens.dimension_field}
    judge = compilation.judge(events, values=sorted(needed))
    carried = sorted({*own, *(needed if not leads_only else ())})
    rows = source or compilation.rows(events, carried, without_lead=not leads_only)

    def value(name: str) -> str:
        return judge.value(name) if leads_only else value_at(judge, name)

    if leads_only:
        tests = judge.test(*conditions)
    else:
        tests = all_of([condition_sql(condition, value, compilation.dialect) for condition in conditions])
    dimension = lens.text(value(lens.dimension_field) if lens.dimension_field else "NULL")
    columns = "".join(f", r.v_{name} AS o_{name}" for name in own)
    columns += "".join(f", {value(name)} AS s_{name}" for name in state)
    return f"""SELECT r.lead, r.ts, d.period_no, {dimension} AS dimension{columns}
FROM ({rows}) AS r{judge.join()}{compilation.local_day_join("r.ts", "t")}
JOIN {lens.prefix}__days AS d ON d.local_day = t.local_day
WHERE {tests}"""


def not_of_grid(prefix: str) -> str:
    """Condition: a row `s` (period_no, dimension) is of nobody in `<prefix>__grid`."""
    own = "g.period_no = s.period_no AND g.dimension = s.dimension"
    return f"NOT EXISTS (SELECT 1 FROM {prefix}__grid AS g WHERE {own})"


def value_at(judge: Judge, name: str) -> str:
    """The value of a field in the state at a row `r` of `judge` that may have no lead.

    The own values of such a row (`r.v_<field>`) are its state, and it has no owner.
    """
    if name == "owner":
        return f"CASE WHEN r.lead IS NOT NULL THEN {judge.value(name)} END"
    return f"(CASE WHEN r.lead IS NULL THEN r.v_{name} ELSE {judge.value(name)} END)"
