"""One evaluation of a hand-worked case, for all tests that look at what came of it.

The tests of one case are a group, which one process runs in turn: outcomes, timelines and other engines are compared
with the same evaluation, which none of them changes.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from slakit.engine.run import Evaluation, Request, evaluation
from slakit.timeline.probe import Probe
from tests.engine.case import CASES, case_request, read_case

PERIODS = {"goals", "measures", "objectives", "quotas"}
"""Areas of cases about periods: their leads' clocks are like those of the other areas."""
CLOCKS = [path for path in CASES if path.parent.name not in PERIODS]


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """A case, what it asks for and what came of it.

    `probe` holds what a timeline asks for beside the outcomes; None for a case about periods.
    """

    case: Mapping[str, Any]
    request: Request
    found: Evaluation
    probe: Probe | None

    @property
    def is_refusal(self) -> bool:
        """Whether there are to be no outcomes."""
        return bool(self.case.get("refuse") == "true")


def said(path: Path) -> str:
    """The area and the point of a case."""
    return f"{path.parent.name}/{path.stem}"


def grouped(paths: Iterable[Path]) -> list[Any]:
    """Cases as parameters of a test, each in the group of its own."""
    return [pytest.param(path, id=said(path), marks=pytest.mark.xdist_group(said(path))) for path in paths]


Evaluate = Callable[[Path], Evaluated]
"""Gives the evaluation of the case at a path: not to be changed, and open until that of another is asked for."""


class Held:
    """The last evaluation, open until another is asked for."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.found: Evaluated | None = None
        self.open = ExitStack()

    def evaluated(self, path: Path) -> Evaluated:
        """What came of the case at `path`."""
        if self.found is None or path != self.path:
            self.close()
            self.found, self.path = self._evaluated(path), path
        return self.found

    def close(self) -> None:
        """Leave nothing behind."""
        self.open.close()
        self.path = self.found = None

    def _evaluated(self, path: Path) -> Evaluated:
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory(prefix="slakit-case-")))
        case = read_case(path)
        request, probe = case_request(case, folder), Probe() if path in CLOCKS else None
        found = self.open.enter_context(evaluation(request, also=probe.ask if probe else None))
        return Evaluated(case=case, request=request, found=found, probe=probe)
