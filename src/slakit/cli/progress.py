"""How far a long run is: on stderr, when it is a terminal, after the first second."""

import sys
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING

from slakit.cli import signals

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds of work that need no display."""


class Display:
    """A context in which an instance is called with what is being done, the steps done and all steps."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = ("starting", 0, 1)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> "Display":
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __call__(self, what: str, done: int, all_: int) -> None:
        """Note how far the work is; a signal that came in vain ends it here."""
        signals.check()
        with self._lock:
            self._state = (what, done, all_)
            self._update()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._progress is not None:
                self._progress.stop()
            self._progress = None
            self._state = ("done", 1, 1)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._state[0] == "done":
                return
            columns = (SpinnerColumn(), BarColumn(bar_width=30), TimeElapsedColumn(), TextColumn("{task.description}"))
            self._progress = Progress(*columns, console=Console(stderr=True, markup=False), transient=True)
            self._task = self._progress.add_task("", total=None)
            self._progress.start()
            self._update()

    def _update(self) -> None:
        if self._progress is not None and self._task is not None:
            what, done, all_ = self._state
            words = what.replace("__", ": ").replace("_", " ").replace("[", "\\[")
            self._progress.update(self._task, description=words, completed=done, total=all_ if all_ > 1 else None)
