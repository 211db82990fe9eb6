"""PostgreSQL makes of every hand-worked case, and of random agreements and logs, what the embedded engine makes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

psycopg = pytest.importorskip("psycopg", reason="PostgreSQL is not tested: psycopg is missing")

from slakit.engine.run import evaluation  # noqa: E402 - without psycopg there is nothing to test
from tests.engine.case import CASES, about, request  # noqa: E402
from tests.engine.shared import Evaluate, grouped  # noqa: E402
from tests.oracle.strategies import generate  # noqa: E402
from tests.postgres.evaluating import Connection, differences  # noqa: E402


@pytest.fixture(scope="session")
def pg(dsn: str) -> Iterator[Connection]:
    with psycopg.connect(dsn) as connection:
        yield connection


@pytest.mark.parametrize("path", grouped(CASES))
def test_case(path: Path, evaluated: Evaluate, pg: Connection) -> None:
    judged = evaluated(path)
    if judged.is_refusal or judged.found.has_errors or judged.found.log.quarantined:
        return  # bad rows never reach a plan
    asked = replace(judged.request, only=sorted(about(judged.case)))
    assert differences(pg, asked, judged.found) == []


@pytest.mark.parametrize("seed", range(5000, 5030))
def test_random_case(seed: int, pg: Connection, tmp_path: Path) -> None:
    case = generate(seed)
    asked = request(
        tmp_path,
        case.versions,
        case.rows,
        people=case.people,
        as_of=case.as_of,
        known_by=case.known_by,
        waivers=case.waivers,
    )
    with evaluation(asked) as found:
        if not (found.has_errors or found.log.quarantined):
            assert differences(pg, asked, found) == []
