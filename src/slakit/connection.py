"""What answers queries: an open DuckDB connection, or a Spark session that behaves as one."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, runtime_checkable


class Answer(Protocol):
    """The rows of one query, in its order."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that were not fetched yet."""
        ...

    def fetchmany(self, size: int = ..., /) -> list[tuple[Any, ...]]:
        """The next `size` rows, or those that are left; empty when none is."""
        ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None when none is left."""
        ...


class Connection(Protocol):
    """Runs a query, in SQL that both engines read, with a value for each `?` in it."""

    def execute(self, query: str, parameters: Sequence[Any] = ..., /) -> Answer:
        """The query's rows."""
        ...


@runtime_checkable
class Shareable(Connection, Protocol):
    """A connection that several threads may ask at once, each by a cursor of its own."""

    def cursor(self) -> "Shareable":
        """Another connection to the same relations, except temporary ones."""
        ...

    def interrupt(self) -> None:
        """End what is being run, which raises an error where it runs; nothing where nothing does."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def can_name(path: str) -> bool:
    """Whether DuckDB can be handed this path, absolute as it is then: it knows of no name that is not UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:  # what Python makes of other bytes
        return False
    return True


def threads_of(connection: Connection) -> int:
    """The number of threads that DuckDB works with."""
    row = connection.execute("SELECT current_setting('threads')").fetchone()
    return int(row[0]) if row else 1


@contextmanager
def single_threaded(connection: Connection) -> Iterator[None]:
    """Let DuckDB work with one thread meanwhile: rows then come in batches of one size, whatever the machine.

    Statements of several cursors each have the thread that runs them.
    """
    threads = threads_of(connection)
    connection.execute("SET threads TO 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads TO {threads}")


_PAUSE = 0.05


def run_at_once(connection: Connection, statements: Sequence[str]) -> None:
    """Run the statements, of which none reads what another makes: at once where `connection` can be shared.

    The first is run by this thread. Raises what one of them raises, after all have ended; where this thread is made to
    leave (a signal), the others are interrupted first.
    """
    first, *others = statements
    if not isinstance(connection, Shareable):
        for statement in statements:
            connection.execute(statement)
        return
    errors: list[Exception] = []
    aside = [_Aside(connection.cursor(), statement, errors) for statement in others]
    try:
        for one in aside:
            one.thread.start()
        connection.execute(first)
        for one in aside:
            one.thread.join()
    finally:
        for one in aside:
            one.end()
    if errors:
        raise errors[0]


class _Aside:
    """A statement in a thread and by a cursor of its own; what it raises is put with `errors`."""

    def __init__(self, cursor: Shareable, statement: str, errors: list[Exception]) -> None:
        self.cursor = cursor
        self.statement = statement
        self.errors = errors
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self.cursor.execute(self.statement)
        except Exception as error:
            self.errors.append(error)

    def end(self) -> None:
        """Interrupt it until it has ended: before it has begun there is nothing to interrupt.

        A signal that comes meanwhile has to wait, or the statement would outlive what it reads and writes.
        """
        raised: BaseException | None = None
        while self.thread.is_alive():
            try:
                self.cursor.interrupt()
                self.thread.join(_PAUSE)
            except BaseException as error:
                raised = error
        self.cursor.close()
        if raised is not None:
            raise raised
