"""The lead's state where it is asked for: the last value of each field, or what a condition's test says of it."""

from collections.abc import Mapping

from slakit.model import Present
from slakit.record import record
from slakit.sql.compilation import Compilation
from slakit.sql.condition import answer_sql
from slakit.sql.plan import Relation
from slakit.sql.text import any_of


def state_relations(compilation: Compilation) -> list[Relation]:
    """The state at the anchors. Only where rows of a lead fall together have their values to be compared."""
    fields = list(compilation.state_fields)
    facts, collisions = compilation.named("facts"), compilation.named("collisions")
    anchors = any_of([f"f.e_{name}" for name in compilation.anchors])
    greatest = "".join(f", {compilation.greatest(name)} AS v_{name}" for name in fields)
    own = "".join(f", f.v_{name}" for name in fields)
    parts = [part for name in fields for part in _carried(compilation, name)]
    rows = f"f.lead IS NOT NULL AND {any_of([anchors] + [f'f.v_{name} IS NOT NULL' for name in fields])}"
    together = Relation(
        name=collisions,
        sql=f"SELECT f.lead, f.ts FROM {facts} AS f WHERE {rows} GROUP BY f.lead, f.ts HAVING count(*) > 1",
    )
    instants = Relation(
        name=compilation.named("instants"),
        sql=f"""SELECT lead, ts, is_anchor{_columns({part.name: part.sql for part in parts})} FROM (
SELECT f.lead, f.ts, {anchors} AS is_anchor{own} FROM {facts} AS f
WHERE {rows} AND NOT EXISTS (SELECT 1 FROM {collisions} AS c WHERE c.lead = f.lead AND c.ts = f.ts)
UNION ALL
SELECT lead, ts, {compilation.dialect.any_true("is_anchor")} AS is_anchor{greatest} FROM (
  SELECT f.lead, f.ts, {anchors} AS is_anchor{own}
  FROM {facts} AS f JOIN {collisions} AS c ON c.lead = f.lead AND c.ts = f.ts WHERE {rows}
) AS r GROUP BY lead, ts
) AS i""",
        keep=False,
    )
    values = [(part.name, part.is_boolean) for part in parts]
    latest = compilation.dialect.carried(compilation.named("instants"), keep=["is_anchor"], values=values)
    told = _columns({name: sql for part in parts for name, sql in part.told.items()})
    state = Relation(
        name=compilation.named("state"),
        sql=f"""SELECT lead, ts{told} FROM (
  {latest}
) AS s WHERE is_anchor""",
    )
    return [together, instants, state]


@record
class _Carried:
    """What is carried from instant to instant of a lead: a column, and what the state tells by it."""

    name: str
    sql: str
    is_boolean: bool
    told: Mapping[str, str]


def _carried(compilation: Compilation, field: str) -> list[_Carried]:
    """The field's value where that is asked for, or more than one test of it; else what its one test says of it.

    An answer takes less room than a text, and the last answer is the answer to the last value.
    """
    tests = {f"test_{number}": test for number, test in enumerate(compilation.tests.values()) if test.field == field}
    presence = [name for name, test in tests.items() if isinstance(test, Present)]
    answers = {name: test for name, test in tests.items() if name not in presence}
    value = f"v_{field}"
    if field in compilation.state_values or len(answers) > 1:
        told = {value: value} if field in compilation.state_values else {}
        told |= {name: answer_sql(test, value, compilation.dialect) for name, test in answers.items()}
        told |= dict.fromkeys(presence, _known(value))
        return [_Carried(name=value, sql=value, is_boolean=compilation.is_boolean(field), told=told)]
    for name, test in answers.items():
        sql = answer_sql(test, value, compilation.dialect)
        told = {name: name} | dict.fromkeys(presence, _known(name))
        return [_Carried(name=name, sql=sql, is_boolean=True, told=told)]
    return [_Carried(name=name, sql=_known(value), is_boolean=True, told={name: name}) for name in presence]


def _columns(named: Mapping[str, str]) -> str:
    return "".join(f", {sql}" if sql == name else f", {sql} AS {name}" for name, sql in named.items())


def _known(value: str) -> str:
    return f"CASE WHEN {value} IS NOT NULL THEN TRUE END"
