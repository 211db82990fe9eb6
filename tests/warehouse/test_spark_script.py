"""The script for Spark, run: hostile values stay values, patterns are found where RE2 finds them."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from slakit.engine.dialects.spark import Spark
from slakit.warehouse.script import statements
from slakit.warehouse.types import misfits
from tests.sql.patterns import PATTERNS, TEXTS
from tests.sql.test_patterns import found_by_re2
from tests.warehouse import hostile

ODD = "lead_id STRING COLLATE UTF8_LCASE, event CHAR(9), at TIMESTAMP_NTZ, `select` VARCHAR(9), `from` BIGINT"
FILLED = (
    (
        "CREATE TABLE filled (lead_id STRING, event CHAR(9), at TIMESTAMP, `select` VARCHAR(9), `from` STRING)"
        " USING parquet"
    ),
    (
        "INSERT INTO filled VALUES ('L1', 'sale', NULL, 'a', 'b '), ('L1', 'purchase', NULL, 'bc', NULL),"
        " ('L2', NULL, NULL, NULL, 'b')"
    ),
)
JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")


@pytest.mark.skipif(find_spec("pyspark") is None, reason="the script for Spark is not run: pyspark is missing")
@pytest.mark.skipif(not os.environ.get("SLAKIT_LARGE"), reason="the script for Spark takes minutes: set SLAKIT_LARGE=1")
@pytest.mark.skipif(not JAVA, reason="the script for Spark is not run: there is no Java")
def test_what_spark_makes_of_it(tmp_path: Path) -> None:
    spark = Spark()
    listed = ", ".join(f"({spark.string(text)})" for text in TEXTS)
    made = hostile.made("spark", tmp_path)
    odd = misfits("odd", "odd", made.columns, spark)
    script = [
        *hostile.table("spark", using="USING parquet"),
        "SET spark.sql.parser.escapedStringLiterals = true",
        "SET spark.sql.ansi.doubleQuotedIdentifiers = true",
        *statements(made),
        f"CREATE TABLE odd ({ODD}) USING parquet",
        odd,
        *FILLED,
        misfits("filled", "filled", made.columns, spark),
        hostile.QUERY,
        f"CREATE TEMPORARY VIEW texts AS SELECT t FROM VALUES {listed} AS v(t)",  # noqa: S608 - the tests' own
        *(f"SELECT t FROM texts WHERE {spark.matches('t', pattern)}" for pattern in PATTERNS),  # noqa: S608
    ]
    (tmp_path / "statements.json").write_text(json.dumps(script), encoding="utf-8")
    command = [sys.executable, "-m", "tests.warehouse.in_spark", str(tmp_path / "statements.json")]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    fits = "name a view whose columns have these types"
    said = "the table odd does not fit: at is timestamp_ntz (expected TIMESTAMP); from is bigint (expected STRING); "
    assert found[-len(PATTERNS) - 6] == [[f"{said}{fits}"]]
    filled = "the table filled does not fit: event is CHAR(9), filled up with blanks; "
    assert found[-len(PATTERNS) - 3] == [[f"{filled}{fits}"]]
    assert found[-len(PATTERNS) - 2] == hostile.EXPECTED
    patterns = {
        pattern: sorted(row[0] for row in rows) for pattern, rows in zip(PATTERNS, found[-len(PATTERNS) :], strict=True)
    }
    assert patterns == found_by_re2(PATTERNS)
