"""Statements that run at once: all of them, or none that outlives what it reads."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb
import pytest

from slakit.connection import run_at_once, single_threaded, threads_of

ENDLESS = "SELECT count(*) FROM range(10000000000) AS a(i) WHERE hash(i) = 1"
"""It would take minutes."""

WRONG = "SELECT error('broken')"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database; when it is left, no thread is at work in it."""
    before = threading.active_count()
    with duckdb.connect(config={"threads": 2}) as connected:
        yield connected
        assert threading.active_count() == before


def _made(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_all_are_run(count: int, connection: duckdb.DuckDBPyConnection) -> None:
    run_at_once(connection, [f"CREATE TABLE t{number} AS SELECT {number}" for number in range(count)])
    assert _made(connection) == [f"t{number}" for number in range(count)]


def test_each_has_a_thread_of_its_own(connection: duckdb.DuckDBPyConnection) -> None:
    """Each waits until the others run."""
    together = threading.Barrier(3, timeout=30)

    def wait() -> int:
        return together.wait()

    connection.create_function("wait", wait, [], "INTEGER", side_effects=True)  # type: ignore[arg-type]
    with single_threaded(connection):
        run_at_once(connection, [f"CREATE TABLE t{number} AS SELECT wait()" for number in range(3)])
    assert _made(connection) == ["t0", "t1", "t2"]
    assert threads_of(connection) == 2


def test_an_error_of_another_thread_is_raised_when_all_have_ended(connection: duckdb.DuckDBPyConnection) -> None:
    slow = "CREATE TABLE slow AS SELECT count(*) AS n FROM range(20000000) AS a(i) WHERE hash(i) = 1"
    with pytest.raises(duckdb.InvalidInputException, match="broken"):
        run_at_once(connection, [slow, WRONG, "CREATE TABLE quick AS SELECT 1"])
    assert _made(connection) == ["quick", "slow"]


def test_an_error_of_this_thread_interrupts_the_others(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="broken"):
        run_at_once(connection, [WRONG, ENDLESS, ENDLESS])


class _Stopped(BaseException):
    pass


class _Leaving:
    """A connection that leaves its first statement as a signal makes it; its cursors are the real ones'."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, again: Callable[[], None]) -> None:
        self.connection, self.again = connection, again

    def execute(self, query: str, parameters: Sequence[Any] = (), /) -> Any:
        time.sleep(0.1)
        raise _Stopped

    def cursor(self) -> Any:
        return _Interrupted(self.connection.cursor(), self.again)

    def interrupt(self) -> None: ...

    def close(self) -> None: ...


class _Interrupted(_Leaving):
    """A cursor; while it is interrupted something comes again."""

    def execute(self, query: str, parameters: Sequence[Any] = (), /) -> Any:
        return self.connection.execute(query, parameters)

    def interrupt(self) -> None:
        self.connection.interrupt()
        self.again()

    def close(self) -> None:
        self.connection.close()


def test_a_signal_interrupts_the_others(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(_Stopped):
        run_at_once(_Leaving(connection, again=lambda: None), ["SELECT 1", ENDLESS])


def test_a_second_signal_waits_until_the_others_have_ended(connection: duckdb.DuckDBPyConnection) -> None:
    calls = []

    def again() -> None:
        calls.append(threading.active_count())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_at_once(_Leaving(connection, again), ["SELECT 1", ENDLESS])
    assert calls


def test_where_nothing_can_be_shared_they_run_in_turn() -> None:
    seen = []

    class Alone:
        def execute(self, query: str, parameters: Sequence[Any] = (), /) -> Any:
            seen.append((query, threading.current_thread() is threading.main_thread()))

    run_at_once(Alone(), ["a", "b", "c"])
    assert seen == [("a", True), ("b", True), ("c", True)]
