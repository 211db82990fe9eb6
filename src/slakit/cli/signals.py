"""Being stopped from outside: Ctrl-C, a terminal that closes, a system that shuts down.

A signal ends the run: what is under way is left, what was begun is removed. While that happens signals change nothing,
and an import that is under way is finished first: modules of other languages crash when they are left half made.
"""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from socket import socket

    import duckdb

_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}
_HANDLED = {number: word for name, word in _WORDS.items() if (number := getattr(signal, name, None)) is not None}
_PAUSE = 0.05
_PATIENCE = 10.0
"""Seconds after which the engine is given up: a statement that was interrupted may wait for itself for ever."""

_received: list[int] = []
_held: list[bool] = []
"""Not empty while a signal is only noted."""
_raised: list[bool] = []
"""Not empty once a signal has ended the run, which needs no other then."""

_abandon: list[Callable[[int], NoReturn]] = []
"""How to end the process from another thread, where the main one cannot."""


class Stopped(BaseException):
    """Raised where the program was when a signal came; nothing but the way in should catch it."""


def received() -> int | None:
    """The number of the signal that ended this run, None while there is none."""
    return _received[0] if _received else None


def word(number: int) -> str:
    """What the signal did, in a word: `interrupted`."""
    return _HANDLED.get(number, "stopped")


@contextmanager
def handled(abandon: Callable[[int], NoReturn] | None = None) -> Iterator[None]:
    """Handle the signals in this context, except those that whoever started the program had it ignore (`nohup`).

    `abandon` ends a process of our own, given a signal's number: it is called in another thread where the engine hangs.
    """
    _received.clear()
    _held.clear()
    _raised.clear()
    _abandon[:] = [abandon] if abandon is not None else []
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before, told = {}, sys.unraisablehook

    def ignored(what: "sys.UnraisableHookArgs") -> None:
        """Where the interpreter raises nothing (a finalizer, a callback), the signal comes once more.

        Nothing else is told of a run that is being stopped: what it leaves behind half done fails as it goes.
        """
        if isinstance(what.exc_value, Stopped):
            _raised.clear()
            _raise_later(_received[-1])
        elif not _received:
            told(what)

    for number in _HANDLED:
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            before[number] = signal.signal(number, _stop)
    sys.unraisablehook = ignored
    try:
        yield
    finally:
        sys.unraisablehook = told
        _abandon.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


def hold() -> None:
    """From here on note signals, but let them change nothing: the run is being ended."""
    _held.append(True)


def check() -> None:
    """End the run if a signal came that the interpreter could not raise where it was (it ignores some errors)."""
    if _received and not _held:
        _end()


def _stop(number: int, frame: FrameType | None) -> None:
    _received.append(number)
    if _held:
        return
    if _is_importing(frame):
        _raise_later(number)
        return
    _end()


def _end() -> NoReturn:
    _raised.append(True)
    raise Stopped


def _raise_later(number: int) -> None:
    again = threading.Timer(_PAUSE, _send, (number,))
    again.daemon = True
    again.start()


def _send(number: int) -> None:
    """Send this process the signal once more, so that it wakes the main thread from whatever it waits for."""
    if _raised:
        return
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)
    else:
        signal.raise_signal(number)


def _is_importing(frame: FrameType | None) -> bool:
    """Whether a module was being imported where the program was."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib._bootstrap"):
            return True
        frame = frame.f_back
    return False


@contextmanager
def interrupting(connection: "duckdb.DuckDBPyConnection") -> Iterator[None]:
    """Interrupt what the engine is doing when a signal comes: by itself it looks only after a statement, if ever."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    from socket import socketpair

    read, written = socketpair()
    with read, written:
        written.setblocking(False)
        before = signal.set_wakeup_fd(written.fileno(), warn_on_full_buffer=False)
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(read, connection, done), daemon=True)
        try:
            watcher.start()
            yield
        finally:
            hold()  # the connection must not be closed while the watcher may interrupt it
            signal.set_wakeup_fd(before)
            done.set()
            with contextlib.suppress(OSError):
                written.send(b"\0")
            if watcher.ident is not None:
                watcher.join()
            _held.pop()


def _watch(read: "socket", connection: "duckdb.DuckDBPyConnection", done: threading.Event) -> None:
    """Wait for a signal, then interrupt again and again: between two statements there is nothing to interrupt."""
    while not done.is_set():
        for number in read.recv(64):
            if number in _HANDLED:
                _interrupt(number, connection, done)


def _interrupt(number: int, connection: "duckdb.DuckDBPyConnection", done: threading.Event) -> None:
    until = time.monotonic() + _PATIENCE
    while not done.wait(_PAUSE):
        if time.monotonic() > until:
            for abandon in _abandon:
                abandon(number)
        connection.interrupt()
