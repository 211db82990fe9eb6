"""The dbt project: rendered as dbt renders it, each model is the relation that the script builds."""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import duckdb
import jinja2
import pytest
import yaml

from slakit.engine.dialects import DialectName
from slakit.warehouse import Compiled, Order, compiled, dbt_project
from tests.warehouse.example import (
    ARGUMENTS,
    AS_OF,
    EVENTS,
    agreement,
    column_names,
    slakit,
    table_types,
    write_outcomes,
)
from tests.warehouse.test_script import hostile

DIALECTS: tuple[DialectName, ...] = get_args(DialectName)


def rendered(text: str, made: Compiled) -> str:
    """A model as dbt hands it to the warehouse, references being the bare names."""
    name = f"{made.order.versions[0].id}__"
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701 - SQL, no HTML
    sql = environment.from_string(text).render(
        config=lambda **_: "",
        this="",
        ref=lambda model: model.removeprefix(name),
        source=lambda *_: made.table,
    )
    return sql.partition("\n\n")[2]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_models_are_the_relations(dialect: DialectName, tmp_path: Path) -> None:
    for versions, only in (([agreement()], ["first_attempt", "mql"]), ([hostile(tmp_path)], [])):
        made = compiled(Order(versions=versions, dialect=dialect, as_of=AS_OF, only=only, events='crm.ev"`{{ x }}'))
        files = dbt_project(made)
        for relation in made.relations:
            text = files[f"models/{versions[0].id}__{relation.name}.sql"]
            assert rendered(text, made).strip() == relation.sql.strip()


def test_every_model_refers_to_what_it_reads() -> None:
    made = compiled(Order(versions=[agreement()], dialect="postgres", as_of=AS_OF, only=["first_attempt"]))
    files = dbt_project(made)
    assert (
        "{{ ref('northwind_live__facts') }} AS f" in files["models/northwind_live__response__first_attempt__stops.sql"]
    )
    assert "FROM {{ source('slakit', 'events') }}" in files["models/northwind_live__log_rows.sql"]
    assert "FROM {{ source('slakit', 'events') }}" in files["tests/northwind_live__column_types.sql"]
    assert "ref(" not in files["models/northwind_live__log_rows.sql"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_its_yaml_can_be_read(dialect: DialectName, tmp_path: Path) -> None:
    made = compiled(Order(versions=[hostile(tmp_path)], dialect=dialect, as_of=AS_OF, events='a: "b.{{ c }}'))
    files = dbt_project(made)
    trees = {name: yaml.safe_load(text) for name, text in files.items() if name.endswith(".yml")}
    assert trees["dbt_project.yml"]["name"] == "slakit_hostile"
    assert len(trees["seeds/schema.yml"]["seeds"]) == len(made.seeds)
    (source,) = trees["models/sources.yml"]["sources"]
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 - names, no HTML
    assert environment.from_string(source["tables"][0]["identifier"]).render() == "{{ c }}"
    assert source["schema"] == 'a: "b'
    for seed in made.seeds:
        rows = list(csv.reader(io.StringIO(files[f"seeds/hostile__{seed.name}.csv"])))
        assert rows[0] == list(seed.columns)
        assert len(rows) == 1 + len(next(iter(seed.columns.values())))


with_dbt = pytest.mark.skipif(
    "SLAKIT_DBT" not in os.environ, reason="dbt is not run: SLAKIT_DBT names no dbt with dbt-duckdb"
)


def build(
    folder: Path, *, settings: Mapping[str, str] | None = None, **types: str
) -> "subprocess.CompletedProcess[str]":
    """What dbt makes in `warehouse.duckdb` of the example's events, of which columns may have other types."""
    dbt = shutil.which(os.environ["SLAKIT_DBT"])
    assert dbt is not None
    project, database = folder / "project", folder / "warehouse.duckdb"
    slakit("compile", *ARGUMENTS, "--dialect", "duckdb", "--columns", column_names(), "--out", str(project))
    with duckdb.connect(str(database)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        columns = ", ".join(f'"{name}" {type_}' for name, type_ in {**table_types("duckdb"), **types}.items())
        connection.execute(f"CREATE TABLE events ({columns})")
        connection.execute(f"COPY events FROM '{EVENTS}' (FORMAT csv, HEADER true)")
    profile = {"type": "duckdb", "path": str(database), "schema": "main", "threads": 1, "settings": settings or {}}
    (folder / "profiles.yml").write_text(yaml.safe_dump({"slakit": {"target": "it", "outputs": {"it": profile}}}))
    command = [dbt, "build", "--profiles-dir", str(folder)]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


@with_dbt
def test_dbt_builds_the_outcomes(tmp_path: Path) -> None:
    slakit("evaluate", *ARGUMENTS, "--events", str(EVENTS), "--outcomes", str(tmp_path / "expected.csv"))
    done = build(tmp_path)
    assert done.returncode == 0, done.stdout
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        write_outcomes(connection, "main_slakit_northwind_live.outcomes", tmp_path / "outcomes.csv")
    assert (tmp_path / "outcomes.csv").read_bytes() == (tmp_path / "expected.csv").read_bytes()


@with_dbt
@pytest.mark.parametrize(
    ("settings", "types"),
    [
        ({}, {"at": "TIMESTAMP", "score": "DOUBLE"}),
        ({"default_order": "desc"}, {}),
        ({"default_collation": "nocase"}, {}),
    ],
)
def test_dbt_builds_nothing_of_what_does_not_fit(
    settings: dict[str, str], types: dict[str, str], tmp_path: Path
) -> None:
    done = build(tmp_path, settings=settings, **types)
    assert done.returncode != 0
    assert "northwind_live__column_types" in done.stdout
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        tables = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    assert ("outcomes",) not in tables
