"""PostgreSQL finds the patterns where RE2 does."""

import pytest

psycopg = pytest.importorskip("psycopg", reason="PostgreSQL is not tested: psycopg is missing")

from slakit.engine.dialects.postgres import Postgres  # noqa: E402 - without psycopg there is nothing to test
from tests.sql.patterns import PATTERNS, TEXTS  # noqa: E402
from tests.sql.test_patterns import found_by_re2  # noqa: E402


def test_patterns(dsn: str) -> None:
    found = {}
    with psycopg.connect(dsn) as connection:
        for pattern in PATTERNS:
            test = Postgres().matches("t", pattern).replace("%", "%%")
            query = f"SELECT t FROM unnest(%s::TEXT[]) AS t WHERE {test}"  # noqa: S608 - a pattern of the tests' own
            found[pattern] = sorted(row[0] for row in connection.execute(query, [list(TEXTS)]).fetchall())
    assert found == found_by_re2(PATTERNS)
