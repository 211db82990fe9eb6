"""Which lines and branches of the engine a run reached."""

import io
from collections.abc import Sequence
from types import TracebackType

from coverage import Coverage
from coverage.results import Analysis

SOURCES = (
    "slakit.engine",
    "slakit.sql",
    "slakit.commitments",
    "slakit.calendars",
    "slakit.log",
)
"""What makes an evaluation out of an agreement and a log."""

LEFT_OUT = (
    # documents, and the reading of agreements, whose wrong ones are the business of other tests
    "*/words.py",
    "*/bind.py",
    "*/commitments/running.py",
    # other engines: their dialects, and what spells SQL for them
    *(f"*/engine/dialects/{name}.py" for name in ("__init__", "escapes", "pattern_text", "portable")),
    *(f"*/engine/dialects/{name}.py" for name in ("bigquery", "postgres", "snowflake", "spark")),
    "*/engine/spark/*",
    "*/sql/contract_log.py",
    "*/sql/patterns.py",
    "*/sql/characters.py",
    # what a machine has to give, which no verdict depends on
    "*/engine/machine.py",
    "*/engine/memory.py",
    # exports that a Source maps to the contract, and compressions that Python has no reader for
    "*/log/mapping.py",
    "*/log/source.py",
    "*/log/column_conditions.py",
    "*/log/records.py",
    "*/log/zones.py",
    "*/log/zstd_frames.py",
)
"""What no pair is about."""

NEVER = ("raise ValueError", "assert_never", "if TYPE_CHECKING")
"""Lines that say what cannot happen."""


class Measured:
    """While it is entered, what runs is measured."""

    def __init__(self) -> None:
        self._coverage = Coverage(
            branch=True, source_pkgs=list(SOURCES), omit=list(LEFT_OUT), data_file=None, config_file=False
        )
        for line in NEVER:
            self._coverage.exclude(line)

    def __enter__(self) -> "Measured":
        self._coverage.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._coverage.stop()

    def report(self) -> str:
        """A table of files with the lines and branches that were not reached, and their shares."""
        text = io.StringIO()
        self._coverage.report(file=text, show_missing=True, skip_covered=True)
        return text.getvalue().rstrip() + "\n" + self._branches()

    def _branches(self) -> str:
        """The shares of branches alone: of what makes verdicts, and of what reads logs and rosters."""
        names = sorted(self._coverage.get_data().measured_files())
        reading = [name for name in names if "/slakit/log/" in name]
        verdicts = [name for name in names if name not in reading]
        return f"branches of verdicts: {self._share(verdicts)}\nbranches of reading: {self._share(reading)}"

    def _share(self, names: Sequence[str]) -> str:
        numbers = [self._analysis(name).numbers for name in names]
        every = sum(number.n_branches for number in numbers)
        missed = sum(number.n_missing_branches for number in numbers)
        return f"{every - missed} of {every} reached ({(every - missed) / max(every, 1):.1%})"

    def _analysis(self, name: str) -> Analysis:
        return self._coverage._analyze(name)
