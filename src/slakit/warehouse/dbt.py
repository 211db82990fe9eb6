"""A dbt project that evaluates an agreement: a model per relation, the calendars and targets as seeds."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.resources import files

from slakit.sql.contract_log import CONFLICT, LOG, QUARANTINE, ROWS
from slakit.sql.plan import Relation, Seed
from slakit.warehouse.columns import OUTCOME_COLUMNS, QUARANTINE_COLUMNS
from slakit.warehouse.compiled import Compiled
from slakit.warehouse.literals import seed_type
from slakit.warehouse.references import with_references
from slakit.warehouse.types import column_type

_MISSING = ("", "null")
"""What dbt reads as a missing value in a seed, in any case, with blanks around it or not, quoted or not."""

SOURCE = "{{ source('slakit', 'events') }}"

_SAYS = {
    ROWS: "Every row of the table of events, typed, with whether it can be used.",
    LOG: "The rows that count: one per id, instants in epoch seconds.",
    QUARANTINE: "The rows that cannot be used, each with the cause.",
    CONFLICT: "The ids that stand for differing rows; a test demands that there are none.",
    "clock": "The pieces of the calendars by the hour: from an instant to open time and local dates.",
    "opening": "The same by hours of open time: from open time to the first instant that has it.",
    "lead": "The leads by number.",
    "owners": "Who holds a lead, from when until when.",
    "facts": "The rows that some commitment looks at, with the events that they match.",
    "entries": "Entries of stages.",
    "state": "The state of leads at the instants where it is asked for.",
    "outcomes": "One row per obligation.",
}


class UnseededTextError(ValueError):
    """A seed holds a text that dbt would take for a missing value."""


def dbt_project(compiled: Compiled) -> dict[str, str]:
    """The files of the project, by their path in the folder, in the order of the paths.

    Raises `UnseededTextError`.
    """
    name = compiled.order.versions[0].id
    made = {
        "dbt_project.yml": _project(compiled, name),
        "README.md": _readme(compiled, name),
        "models/sources.yml": _sources(compiled),
        "models/schema.yml": _descriptions(name),
        "seeds/schema.yml": _seed_types(compiled, name),
        f"tests/{name}__no_conflicting_ids.sql": f"SELECT * FROM {{{{ ref('{name}__{CONFLICT}') }}}}\n",
        f"tests/{name}__column_types.sql": _referring(compiled.misfits, compiled, {compiled.table: SOURCE}) + "\n",
    }
    made |= {f"models/{name}__{one.name}.sql": text for one, text in _models(compiled, name)}
    made |= {f"seeds/{name}__{seed.name}.csv": _rows(seed) for seed in compiled.seeds}
    return dict(sorted(made.items()))


def _models(compiled: Compiled, name: str) -> Iterator[tuple[Relation, str]]:
    known = {seed.name: f"{{{{ ref('{name}__{seed.name}') }}}}" for seed in compiled.seeds}
    known[compiled.table] = SOURCE
    for relation in compiled.relations:
        kind = "table" if relation.keep or relation.name in (QUARANTINE, "outcomes") else "view"
        settings = [f"materialized='{kind}'", f"alias='{relation.name}'"]
        if compiled.dialect.name == "postgres" and kind == "table":
            settings.append('post_hook="ANALYZE {{ this }}"')
        if compiled.dialect.name == "spark" and "WITH RECURSIVE" in relation.sql:
            settings.append('pre_hook="SET spark.sql.cteRecursionLevelLimit = 1000000"')
        base = relation.name.split("__v")[0]
        says = _SAYS.get(base, f"A step of {relation.name.replace('__', ', ')}.")
        body = _referring(relation.sql, compiled, known)
        yield relation, f"{{{{ config({', '.join(settings)}) }}}}\n-- {says}\n\n{body}\n"
        known[relation.name] = f"{{{{ ref('{name}__{relation.name}') }}}}"


def _referring(sql: str, compiled: Compiled, known: Mapping[str, str]) -> str:
    return with_references(sql, known, escapes=compiled.dialect.name in ("spark", "snowflake", "bigquery"))


def _rows(seed: Seed) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(seed.columns)
    for row in zip(*seed.columns.values(), strict=True):
        lost = [cell for cell in row if isinstance(cell, str) and cell.strip().lower() in _MISSING]
        if lost:
            raise UnseededTextError(f"{lost[0]!r} in the seed {seed.name}")
        writer.writerow(["" if cell is None else cell for cell in row])
    return file.getvalue()


def _project(compiled: Compiled, name: str) -> str:
    return f"""name: slakit_{name}
version: "1.0.0"
config-version: 2
profile: slakit
model-paths: [models]
seed-paths: [seeds]
test-paths: [tests]
models:
  slakit_{name}:
    +schema: slakit_{name}
seeds:
  slakit_{name}:
    +schema: slakit_{name}
    +quote_columns: false
"""


def _sources(compiled: Compiled) -> str:
    *place, table = compiled.order.events.split(".")
    schema = json.dumps(_plain(place[-1])) if place else "\"{{ var('slakit_schema', target.schema) }}\""
    database = f"    database: {json.dumps(_plain(place[-2]))}\n" if len(place) > 1 else ""
    quoting = "    quoting: {database: true, schema: true, identifier: true}\n" if place else ""
    typed = {column.name: column_type(compiled.dialect, column.type) for column in compiled.columns}
    columns = "".join(
        f"          - {{name: {json.dumps(name)}, data_type: {json.dumps(type_)}}}\n" for name, type_ in typed.items()
    )
    return f"""version: 2
sources:
  - name: slakit
{database}    schema: {schema}
{quoting}    tables:
      - name: events
        identifier: {json.dumps(_plain(table))}
        description: The event log; one row is one event.
        columns:
{columns}"""


def _plain(text: str) -> str:
    """Text for YAML that dbt renders: nothing of it may be read as a template."""
    return text.replace("{", "{{ '{' }}")


def _descriptions(name: str) -> str:
    parts = [
        ("outcomes", "One row per obligation, and what became of it.", OUTCOME_COLUMNS),
        (QUARANTINE, "The rows that cannot be used.", QUARANTINE_COLUMNS),
    ]
    text = "version: 2\nmodels:\n"
    for relation, says, columns in parts:
        text += f"  - name: {name}__{relation}\n    description: {json.dumps(says)}\n    columns:\n"
        text += "".join(f"      - {{name: {key}, description: {json.dumps(what)}}}\n" for key, what in columns.items())
    return text


def _seed_types(compiled: Compiled, name: str) -> str:
    text = "version: 2\nseeds:\n"
    for seed in compiled.seeds:
        types: Mapping[str, str] = {key: seed_type(type_, compiled.dialect) for key, type_ in seed.types.items()}
        listed = "".join(f"        {key}: {json.dumps(type_)}\n" for key, type_ in types.items())
        text += f"  - name: {name}__{seed.name}\n    config:\n      alias: {seed.name}\n      column_types:\n{listed}"
    return text


def _readme(compiled: Compiled, name: str) -> str:
    as_of = datetime.fromtimestamp(compiled.order.as_of, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    template = files("slakit.warehouse").joinpath("dbt_readme.md").read_text("utf-8")
    for key, value in (("NAME", name), ("AS_OF", as_of), ("DIALECT", compiled.dialect.name)):
        template = template.replace(f"@{key}@", value)
    return template
