"""One SQL script that evaluates an agreement over a table and leaves `outcomes` and `quarantine` in a schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from slakit.sql.contract_log import CONFLICT, QUARANTINE
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Relation, Seed
from slakit.warehouse.compiled import Compiled
from slakit.warehouse.literals import seed_cell, seed_type
from slakit.warehouse.steps import renamed_steps

RESULTS = (QUARANTINE, "outcomes")
ROWS_AT_ONCE = 1000
"""Rows of a seed in one INSERT; Snowflake takes up to 16,384."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    """How a warehouse makes what lasts as long as a session; `{name}` and `{sql}` are filled in."""

    table: str
    view: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    place: str = ""
    """What stands before the name of a step where it is read."""
    empty_table: str = "CREATE TEMPORARY TABLE {name} ({columns})"
    drop: str = ""
    shown: str = ""
    """After a table is made: it can be read by its bare name."""
    drop_view: str = ""
    drop_last: tuple[str, str] | None = None
    """How a table and a view are dropped when all is done."""
    finish: str = ""
    """After a table is filled."""
    fail: str
    """An expression that fails and shows `{text}`."""
    lasting: tuple[str, ...] = ("CREATE OR REPLACE TABLE {schema}.{name} AS {sql}",)
    is_transaction: bool = False
    """Whether the script is one; else the results are made aside, and put in place when nothing is left to fail."""


SAID = "one id stands for differing rows"

_OUTSIDE = """SELECT CAST('transaction ' || open || ' has written already: COMMIT or ROLLBACK it, then run the script'
AS INTEGER) AS alone FROM (SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT) AS open) AS t WHERE open IS NOT NULL"""
"""PostgreSQL only warns of a BEGIN within a transaction, and the script's COMMIT would be that of the team's work."""

_WORDS = {
    "duckdb": _Words(
        table="CREATE OR REPLACE TEMPORARY TABLE {name} AS {sql}",
        view="CREATE OR REPLACE TEMPORARY VIEW {name} AS {sql}",
        empty_table="CREATE OR REPLACE TEMPORARY TABLE {name} ({columns})",
        drop_last=("DROP TABLE temp.{name}", "DROP VIEW temp.{name}"),
        fail="error({text})",
        is_transaction=True,
        before=(
            "BEGIN",
            "SET default_order = 'ASC'",
            "SET default_null_order = 'NULLS_LAST'",
            "SET default_collation = ''",
        ),
        after=("COMMIT",),
    ),
    "postgres": _Words(
        is_transaction=True,
        # One snapshot for all of the script: its steps read the table of events more than once.
        before=(
            "BEGIN ISOLATION LEVEL REPEATABLE READ",
            "SET LOCAL client_encoding = 'UTF8'",
            "SET LOCAL client_min_messages = warning",
            _OUTSIDE,
        ),
        after=("COMMIT",),
        place="pg_temp.",
        drop="DROP TABLE IF EXISTS pg_temp.{name} CASCADE",
        drop_view="DROP VIEW IF EXISTS pg_temp.{name} CASCADE",
        drop_last=("DROP TABLE pg_temp.{name}", "DROP VIEW pg_temp.{name}"),
        table="CREATE TEMPORARY TABLE {name} AS {sql}",
        view="CREATE TEMPORARY VIEW {name} AS {sql}",
        finish="ANALYZE pg_temp.{name}",
        fail="CAST({text} AS INTEGER)",
        lasting=("DROP TABLE IF EXISTS {schema}.{name}", "CREATE TABLE {schema}.{name} AS {sql}"),
    ),
    "spark": _Words(
        before=(
            "SET spark.sql.ansi.enabled = true",
            "SET spark.sql.ansi.doubleQuotedIdentifiers = false",
            "SET spark.sql.parser.escapedStringLiterals = false",
            "SET spark.sql.cteRecursionLevelLimit = 1000000",
            "SET spark.sql.cteRecursionRowLimit = -1",
        ),
        table="CREATE TABLE {schema}.{name} USING parquet AS {sql}",
        view="CREATE OR REPLACE TEMPORARY VIEW {name} AS {sql}",
        empty_table="CREATE TABLE {schema}.{name} ({columns}) USING parquet",
        drop="DROP TABLE IF EXISTS {schema}.{name}",
        shown="CREATE OR REPLACE TEMPORARY VIEW {name} AS SELECT * FROM {schema}.{name}",
        fail="raise_error({text})",
        lasting=(
            "DROP TABLE IF EXISTS {schema}.{name}",
            "CREATE TABLE {schema}.{name} USING parquet AS {sql}",
        ),
    ),
    "snowflake": _Words(
        table="CREATE OR REPLACE TEMPORARY TABLE {name} AS {sql}",
        view="CREATE OR REPLACE TEMPORARY TABLE {name} AS {sql}",
        empty_table="CREATE OR REPLACE TEMPORARY TABLE {name} ({columns})",
        fail="CAST({text} AS INTEGER)",
    ),
    "bigquery": _Words(
        table="CREATE TEMP TABLE {name} AS {sql}",
        view="CREATE TEMP TABLE {name} AS {sql}",
        empty_table="CREATE TEMP TABLE {name} ({columns})",
        fail="error({text})",
    ),
}


def script(compiled: Compiled, *, schema: str = "slakit") -> str:
    """The script: statements that end in `;`, one after the other; it is made to be run in one session.

    What it makes on the way is temporary (in Spark, which has no temporary tables, in `schema`, and dropped at the
    end); `outcomes` and `quarantine` in `schema` are replaced.
    """
    return _head(compiled, schema) + "".join(f"{statement};\n\n" for statement in statements(compiled, schema=schema))


def statements(compiled: Compiled, *, schema: str = "slakit") -> Iterator[str]:
    """The statements of the script, in order."""
    dialect = compiled.dialect
    words, quoted = _WORDS[dialect.name], dialect.ident(schema)
    seeds, steps = renamed_steps(compiled, words.place)
    yield from words.before
    yield _refused("misfits", "min(said)", f"(\n{compiled.misfits}\n) AS m", words)
    if dialect.name != "snowflake":  # where that would make it the schema that the table of events is looked for in
        yield f"CREATE SCHEMA IF NOT EXISTS {quoted}"
    for seed in seeds:
        yield from _seed(seed, words, quoted, dialect)
    for name, step in steps.items():
        if name not in RESULTS:
            yield from _build(step, words, quoted)
        if name == CONFLICT:
            yield _refused("conflicts", f"'{SAID}: ' || min(id)", f"{words.place}{step.name}", words)
    results = {name: steps[name] for name in RESULTS}
    made = [] if words.is_transaction else list(results.values())
    for step in made:
        yield from _build(Relation(name=step.name, sql=step.sql), words, quoted)
    for name, step in results.items():
        sql = step.sql if words.is_transaction else f"SELECT * FROM {step.name}"
        yield from (form.format(schema=quoted, name=name, sql=sql) for form in words.lasting)
    if dialect.name == "spark":
        others = [step for name, step in steps.items() if name not in RESULTS]
        names = [*(seed.name for seed in seeds), *(step.name for step in (*others, *made))]
        yield from (f"DROP VIEW IF EXISTS {name}" for name in names)
        views = {step.name for step in others if not step.keep}
        yield from (words.drop.format(schema=quoted, name=name) for name in names if name not in views)
    if words.drop_last:  # a step that stays would hold the table of events, and be in another script's way
        table, view = words.drop_last
        for step in reversed([step for name, step in steps.items() if name not in RESULTS]):
            yield (table if step.keep else view).format(name=step.name)
        yield from (table.format(name=seed.name) for seed in seeds)
    yield from words.after


def _refused(name: str, text: str, relation: str, words: _Words) -> str:
    """A statement that fails with `text` if the relation has a row."""
    return f"SELECT CASE WHEN count(*) > 0 THEN {words.fail.format(text=text)} END AS {name} FROM {relation}"


def _build(relation: Relation, words: _Words, schema: str) -> Iterator[str]:
    form, drop = (words.table, words.drop) if relation.keep else (words.view, words.drop_view)
    for text in (drop, form, *((words.shown, words.finish) if relation.keep else ())):
        if text:
            yield text.format(schema=schema, name=relation.name, sql=relation.sql)


def _seed(seed: Seed, words: _Words, schema: str, dialect: Dialect) -> Iterator[str]:
    types = {name: seed_type(type_, dialect) for name, type_ in seed.types.items()}
    columns = ", ".join(f"{name} {type_}" for name, type_ in types.items())
    if words.drop:
        yield words.drop.format(schema=schema, name=seed.name)
    yield words.empty_table.format(schema=schema, name=seed.name, columns=columns)
    if words.shown:
        yield words.shown.format(schema=schema, name=seed.name)
    rows = list(zip(*seed.columns.values(), strict=True))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        listed = ",\n".join(
            "("
            + ", ".join(seed_cell(cell, type_, dialect) for cell, type_ in zip(row, types.values(), strict=True))
            + ")"
            for row in rows[start : start + ROWS_AT_ONCE]
        )
        target = f"{schema}.{seed.name}" if words.shown else f"{words.place}{seed.name}"
        yield f"INSERT INTO {target} VALUES\n{listed}"
    if words.finish:
        yield words.finish.format(name=seed.name)


def _head(compiled: Compiled, schema: str) -> str:
    order = compiled.order
    as_of = datetime.fromtimestamp(order.as_of, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"The outcomes of the agreement {order.versions[0].id} as of {as_of}, for {order.dialect}.",
        f"Written by slakit compile; run it as a whole, in one session. It reads the table {_word(order.events)} and",
        f"leaves the tables outcomes and quarantine in the schema {_word(schema)}.",
    ]
    return "".join(f"-- {line}\n" for line in lines) + "\n"


def _word(name: str) -> str:
    """A name for a comment: no line end can leave it."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)
