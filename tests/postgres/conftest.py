"""A connection to a PostgreSQL server that lives as long as the tests of this folder."""

import warnings
from collections.abc import Iterator

import pytest

from tests.postgres.server import NoServerError, server


@pytest.fixture(scope="session")
def dsn() -> Iterator[str]:
    """The connection string of a server of the tests' own; without one the tests are skipped, and say so."""
    pytest.importorskip("psycopg", reason="PostgreSQL is not tested: psycopg is missing (pip install slakit[test])")
    opened = server()
    try:
        found = opened.__enter__()
    except NoServerError as error:
        warnings.warn(f"PostgreSQL is not tested: {error}", stacklevel=1)
        pytest.skip(f"PostgreSQL is not tested: {error}")
    yield found
    opened.__exit__(None, None, None)
