"""Running the cases of `tests/cases/log/`: files as text, and what loading them yields."""

# ruff: noqa: S608 - statements of the tests' own words

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import yaml

from slakit.agreement import bind_agreement
from slakit.diagnostics import Span
from slakit.language import source as source_file
from slakit.log.contract import LoadedLog
from slakit.log.load import load_log
from slakit.log.source import Source, bind_source
from slakit.model import Agreement, Field, FieldType

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "log"
HERE = Span("fields")


def field(id_: str, type: str, values: Any = (), min: Any = None, max: Any = None) -> Field:  # noqa: A002
    """A field with plain bounds."""
    return Field(
        id=id_,
        span=HERE,
        type=FieldType(type),
        values=dict.fromkeys(values),
        min=None if min is None else Fraction(str(min)),
        max=None if max is None else Fraction(str(max)),
    )


def fields(declared: dict[str, dict[str, Any]]) -> dict[str, Field]:
    """Fields by id from plain values."""
    return {id_: field(id_, **keys) for id_, keys in declared.items()}


def reference() -> Agreement:
    """The reference agreement."""
    root, findings = source_file.resolve(str(ROOT / "policies" / "northwind.yaml"))
    assert root is not None
    assert not findings
    agreement, problems = bind_agreement(root)
    assert agreement is not None, problems
    return agreement


def source(text: str, agreement: Agreement | None = None) -> Source:
    """A sound Source from YAML text, for the reference agreement."""
    root, findings = source_file.read("source.yaml", text.encode())
    assert root is not None
    assert not findings
    bound, problems = bind_source(root, [agreement or reference()])
    assert bound is not None, problems
    return bound


def loaded(path: Path, case: dict[str, Any]) -> tuple[LoadedLog, duckdb.DuckDBPyConnection]:
    """Load the files of a case, written below `path`."""
    for name, text in case["files"].items():
        (path / name).write_bytes(text.encode())
    connection = duckdb.connect()
    log = load_log(
        connection,
        [str(path / name) for name in case.get("paths", case["files"])],
        fields=fields(case.get("fields", {})),
        source=source(case["source"]) if "source" in case else None,
        needs_lead=case.get("needs_lead"),
    )
    return log, connection


def rows(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> list[dict[str, Any]]:
    """The table's rows as plain values, in the order of all columns."""
    listed = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(f"SELECT {listed} FROM {table} ORDER BY ALL").fetchall()
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def names() -> list[str]:
    """The cases there are."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def read(name: str) -> dict[str, Any]:
    """One case."""
    found: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
