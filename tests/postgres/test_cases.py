"""PostgreSQL makes of every hand-worked case, and of random agreements and logs, what the embedded engine makes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

psycopg = pytest.importorskip("psycopg", reason="PostgreSQL is not tested: psycopg is missing")

from slakit.engine.run import Request, evaluation  # noqa: E402 - without psycopg there is nothing to test
from tests.engine.case import CASES, case_request, read_case, request  # noqa: E402
from tests.oracle import Refused  # noqa: E402
from tests.oracle.strategies import generate  # noqa: E402
from tests.postgres.evaluating import Connection, differences  # noqa: E402


@pytest.fixture(scope="module")
def pg(dsn: str) -> Iterator[Connection]:
    with psycopg.connect(dsn) as connection:
        yield connection


def compare(pg: Connection, asked: Request) -> list[str]:
    """What differs on one request; nothing where the log has bad rows, which never reach a plan."""
    with evaluation(asked) as found:
        return [] if found.has_errors or found.log.quarantined else differences(pg, asked, found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, pg: Connection, tmp_path: Path) -> None:
    case = read_case(path)
    if case.get("refuse") == "true":
        return  # there is nothing to run
    asked = case_request(case, tmp_path)
    only = set(case.get("only") or ()) or {row["commitment"] for row in case["expect"] or []}
    assert compare(pg, replace(asked, only=sorted(only))) == []


@pytest.mark.parametrize("seed", range(5000, 5030))
def test_random_case(seed: int, pg: Connection, tmp_path: Path) -> None:
    case = generate(seed)
    try:
        case.outcomes()
    except Refused:
        return
    asked = request(
        tmp_path,
        case.versions,
        case.rows,
        people=case.people,
        as_of=case.as_of,
        known_by=case.known_by,
        waivers=case.waivers,
    )
    assert compare(pg, asked) == []
