"""The scripts: DuckDB's is run, all of them are read by a parser of their dialect."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from slakit.engine.dialects import DialectName, dialect_named
from slakit.engine.run import Request
from slakit.loading import load
from slakit.log.people import read_people
from slakit.model import Agreement
from slakit.outcomes import COLUMNS
from slakit.sql.patterns import UntranslatableError
from slakit.warehouse import Order, compiled, script
from slakit.warehouse.columns import OUTCOME_COLUMNS
from slakit.warehouse.script import statements
from tests.engine.case import CASES, case_request, read_case
from tests.warehouse.example import ARGUMENTS, AS_OF, EVENTS, FOLDER, column_names, slakit, table_types, write_outcomes

ROOT = Path(__file__).parents[2]
DIALECTS: tuple[DialectName, ...] = get_args(DialectName)
NOT_RUN: tuple[DialectName, ...] = ("snowflake", "bigquery")


@cache
def orders() -> tuple[tuple[str, Order], ...]:
    """An order per agreement that the project ships."""
    return tuple(_orders())


def _orders() -> Iterator[tuple[str, Order]]:
    roster, _ = read_people(str(FOLDER / "people.csv"))
    for path in sorted([*ROOT.glob("policies/*.yaml"), *ROOT.glob("examples/*/agreement*.yaml")]):
        for agreement in load([str(path)]).agreements:
            if agreement.term is not None:
                yield path.stem, Order(versions=[agreement], dialect="snowflake", as_of=AS_OF, roster=roster)


def problems_of(text: str, dialect: DialectName) -> list[str]:
    """What the parser of the dialect does not read, or reads as a command that it does not know."""
    try:
        trees = sqlglot.parse(text, read=dialect)
    except sqlglot.errors.SqlglotError as error:
        return [str(error)]
    return [str(tree)[:200] for tree in trees if tree is not None and tree.find(exp.Command)]


def shape(text: str) -> str:
    """What a parser sees of a text, whatever its numbers, its literals and the relations of its promises are."""
    return re.sub(r"\b[a-z0-9_]+__[a-z0-9_]+\b", "n", re.sub("[0-9]+", "0", re.sub(r"'[^'\\]*'", "''", text)))


def thinned(text: str) -> str:
    """A script without those rows of its seeds that have the shape of the row before."""
    kept, last = [], ""
    for line in text.splitlines(keepends=True):
        is_row = line.startswith("(") and line.endswith("),\n")
        if not is_row or shape(line) != last:
            kept.append(line)
        last = shape(line) if is_row else ""
    return "".join(kept)


@pytest.mark.parametrize("dialect", NOT_RUN)
def test_scripts_of_every_agreement_are_read_by_a_parser(dialect: DialectName) -> None:
    scripts = {name: script(compiled(replace(order, dialect=dialect))) for name, order in orders()}
    found = {name: problems_of(thinned(text), dialect) for name, text in scripts.items()}
    assert found == {name: [] for name, _ in orders()}
    assert len(found) > 2


@pytest.mark.long
def test_relations_of_every_case_are_read_by_a_parser(tmp_path: Path) -> None:
    """Each shape once: most cases share most of theirs."""
    seen: dict[DialectName, set[str]] = {dialect: set() for dialect in NOT_RUN}
    for path in CASES:
        case = read_case(path)
        if case.get("refuse") != "true":
            asked = case_request(case, tmp_path)
            only = set(case.get("only") or ()) or {row["commitment"] for row in case["expect"] or []}
            for dialect, texts in seen.items():
                texts |= relations(asked, sorted(only), dialect)
    shapes = {dialect: {shape(text): text for text in sorted(texts)} for dialect, texts in seen.items()}
    problems = [
        problem
        for dialect, texts in shapes.items()
        for text in texts.values()
        for problem in problems_of(text, dialect)
    ]
    assert problems == []
    assert min(len(texts) for texts in shapes.values()) > 300


def relations(asked: Request, only: list[str], dialect: DialectName) -> set[str]:
    """The texts of the relations that a request compiles to."""
    order = Order(
        versions=asked.versions,
        dialect=dialect,
        as_of=AS_OF if asked.as_of is None else asked.as_of,
        roster=asked.roster,
        known_by=asked.known_by,
        waivers=asked.waivers,
        only=only,
    )
    return {relation.sql for relation in compiled(order).relations}


def test_the_outcomes_of_the_script_for_duckdb_are_those_of_evaluate(tmp_path: Path) -> None:
    text = slakit("compile", *ARGUMENTS, "--dialect", "duckdb", "--columns", column_names())
    slakit("evaluate", *ARGUMENTS, "--events", str(EVENTS), "--outcomes", str(tmp_path / "expected.csv"))
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        columns = ", ".join(f'"{name}" {type_}' for name, type_ in table_types("duckdb").items())
        connection.execute(f"CREATE TABLE events ({columns})")
        rows = f"read_csv('{EVENTS}', header = true, all_varchar = true)"
        connection.execute(f"INSERT INTO events SELECT * FROM {rows}")  # noqa: S608 - a path of the project
        connection.execute(text)
        assert connection.execute("SELECT count(*) FROM slakit.quarantine").fetchall() == [(0,)]
        write_outcomes(connection, "slakit.outcomes", tmp_path / "outcomes.csv")
        left = "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'temp'"
        assert connection.execute(left).fetchall() == []
    assert (tmp_path / "outcomes.csv").read_bytes() == (tmp_path / "expected.csv").read_bytes()


HOSTILE = [
    "it's",
    "back\\slash\\'",
    "new\nline",
    "-- comment",
    "*/ /* x",
    "{{ evil }}",
    "{% x %}",
    "$$ $1 ${HOME}",
    '"; `',
    "\\! id",
]


def hostile(folder: Path) -> Agreement:
    """An agreement whose values are what has broken out of quotes elsewhere."""
    listed = json.dumps(HOSTILE)
    path = folder / "hostile.yaml"
    path.write_text(
        f"""
apiVersion: slakit/v1
kind: Agreement
metadata: {{name: hostile, title: "{{{{ title }}}} -- '", version: "1'; DROP TABLE x; --{{{{ 1 }}}}"}}
term: {{from: 2027-01-01, through: 2027-12-31, timezone: America/New_York}}
parties: {{marketing: {{title: "{{% m %}}"}}, sales: {{title: Sales}}}}
fields: {{select: {{type: enum, values: {listed}}}, from: {{type: string}}}}
events: {{handoff: {{event: {listed}, where: {{from: {{contains: "{{{{ ' }}}}"}}}}}}, attempt: {{event: call}}}}
responses:
  first: {{by: sales, for: marketing, starts: handoff, stops: attempt, within: 2 hours, when: {{select: {listed}}}}}
measures: {{calls: {{count: attempt}}}}
quotas: {{calls_made: {{by: marketing, measure: calls, at_least: 1, per: month}}}}
""",
        encoding="utf-8",
    )
    loaded = load([str(path)])
    assert loaded.agreements, [str(finding) for finding in loaded.diagnostics]
    return loaded.agreements[0]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_hostile_values_stay_values(dialect: DialectName, tmp_path: Path) -> None:
    order = Order(versions=[hostile(tmp_path)], dialect=dialect, as_of=AS_OF, events='ev"`e.nts; --\n')
    made = compiled(order)
    text = script(made)
    parsed = [tree for tree in sqlglot.parse(text, read=dialect) if tree is not None]
    assert len(parsed) == len(list(statements(made)))
    assert text.splitlines()[2].startswith("-- leaves")
    if dialect != "spark":  # which spells a dollar sign by its number
        literals = {literal.this for tree in parsed for literal in tree.find_all(exp.Literal) if literal.is_string}
        literals |= {one.this for tree in parsed for one in tree.find_all(exp.ByteString, exp.RawString)}
        assert set(HOSTILE) <= literals


def test_a_pattern_that_an_engine_cannot_be_asked_for_is_refused() -> None:
    with pytest.raises(UntranslatableError, match="look"):
        dialect_named("snowflake").matches("x", r"\bword")


def test_every_column_of_the_outcomes_is_described() -> None:
    assert tuple(OUTCOME_COLUMNS) == COLUMNS
