"""Parquet files that Spark has written and somebody has changed since: what Spark left in them is not believed."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from slakit.engine.spark.footers import differing
from slakit.engine.spark.session import connected
from tests.spark.test_load import both, loaded_there

KEY = "org.apache.spark.sql.parquet.row.metadata"
LEAD = {"name": "lead_id", "type": "string"}
EVENT = {"name": "event", "type": "string"}
AT = {"name": "at", "type": "timestamp"}
OWNER = {"name": "owner", "type": "string"}
ROW = "'L1' AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-05 09:00:00+00' AS \"at\""


def _written(path: Path, columns: str, *left: dict[str, Any]) -> None:
    """A file of one row that has the schema `left` in it, as if Spark had written it."""
    fields = [{"nullable": True, "metadata": {}, **field} for field in left]
    schema = json.dumps({"type": "struct", "fields": fields}).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY (SELECT {columns}) TO '{path}' (FORMAT parquet, KV_METADATA {{'{KEY}': '{schema}'}})")


@pytest.mark.parametrize(
    ("columns", "left", "told"),
    [
        (ROW, [LEAD, EVENT, AT], ""),
        (f"'ann' AS owner, {ROW}", [LEAD, EVENT, AT, OWNER], ""),
        (f"{ROW}, 'ann' AS owner", [LEAD, EVENT, AT], "'owner'"),
        (ROW.replace("lead_id", "Lead"), [LEAD, EVENT, AT], "'Lead', 'lead_id'"),
        (ROW, [LEAD, EVENT, AT, OWNER], "'owner'"),
        (ROW.replace("TIMESTAMPTZ", "TIMESTAMP").replace("+00", ""), [LEAD, EVENT, AT], "'at'"),
        (f"{ROW}, 5::BIGINT AS owner", [LEAD, EVENT, AT, OWNER], "'owner'"),
    ],
)
def test_a_schema_that_is_not_of_the_file_is_told(
    columns: str, left: list[dict[str, str]], told: str, master: str, tmp_path: Path
) -> None:
    """Alone and beside a file that is as Spark has written it."""
    _written(tmp_path / "a.parquet", ROW, LEAD, EVENT, AT)
    _written(tmp_path / "b [1] %20.parquet", columns, *left)
    for path in (tmp_path, tmp_path / "b [1] %20.parquet"):
        findings = loaded_there(path).diagnostics
        if not told:
            assert not findings
            continue
        (finding,) = findings
        assert finding.message.startswith("the schema that Spark has left in the file ")
        assert finding.message.endswith(f": {told}")


def test_a_default_that_spark_has_left_is_no_value(master: str, tmp_path: Path) -> None:
    """Such files come of a table to which a column with a default was added: the rows before it have none."""
    default = {"CURRENT_DEFAULT": "'bob'", "EXISTS_DEFAULT": "'bob'"}
    _written(tmp_path / "a.parquet", ROW, LEAD, EVENT, AT)
    _written(tmp_path / "b.parquet", f"{ROW}, 'ann' AS owner", LEAD, EVENT, AT, {**OWNER, "metadata": default})
    here, there = both(tmp_path / "*.parquet")
    assert there == here
    assert here[2][0] == 2


@pytest.mark.parametrize("column", ["lead_id", "event", "at", "id", "channel", "score", "owner"])
def test_texts_are_equal_where_their_letters_are(column: str, master: str, tmp_path: Path) -> None:
    """Whatever collation Spark has left with a column."""
    names = ("lead_id", "event", "at", "id", "channel", "score", "owner")
    rows = (
        "'a1', 'call', '2027-01-05T09:00Z', 'x', 'call', '5', 'ann'",
        "'A1', 'Call', '2027-01-05t09:00z', 'X', 'Call', '5', 'Ann'",
    )
    listed = ", ".join(f"{name} COLLATE UTF8_LCASE AS {name}" if name == column else name for name in names)
    with connected() as session:
        values = ", ".join(f"({row})" for row in rows)
        frame = session.sql(f"SELECT {listed} FROM VALUES {values} AS log ({', '.join(names)})")  # noqa: S608 - constants
        frame.coalesce(1).write.parquet(str(tmp_path / "log"))
    here, there = both(tmp_path / "log" / "*.parquet")
    assert there == here
    assert here[2][:2] == (2, 1)


def test_what_spark_writes_is_as_it_says(master: str, tmp_path: Path) -> None:
    types = ("tinyint", "smallint", "int", "bigint", "float", "double", "boolean", "date", "timestamp_ntz", "binary")
    types = (*types, "decimal(5,2)", "decimal(18,0)", "decimal(38,9)", "varchar(5)", "char(5)", "array<int>")
    types = (*types, "map<string,int>", "struct<a:int,b:array<string>>", "string")
    columns = ", ".join(f"CAST(NULL AS {type_}) AS c{number}" for number, type_ in enumerate(types))
    with connected() as session:
        rows = session.sql(f"SELECT 'L1' AS lead_id, 'call' AS event, TIMESTAMP '2027-01-05 09:00:00' AS at, {columns}")
        rows.write.parquet(str(tmp_path / "log"))
    log = loaded_there(tmp_path / "log")
    assert [one.message for one in log.diagnostics] == []
    assert log.rows == 1


def test_types_are_compared_as_parquet_tells_them_apart() -> None:
    def schema(**types: object) -> dict[str, object]:
        return {"fields": [{"name": name, "type": type_} for name, type_ in types.items()]}

    nested = {"type": "array", "elementType": "string"}
    sealed = {"type": "udt", "class": "x", "sqlType": nested}
    left = schema(a="varchar(5)", b=nested, c="int", d="decimal(5,2)", e=sealed)
    assert differing(left, schema(e=nested, d="decimal(5,2)", c="int", b={"type": "map"}, a="string")) == []
    assert differing(left, schema(b="string", d="decimal(5,3)", f="int", a="int", c="int")) == ["a", "b", "d", "e", "f"]
