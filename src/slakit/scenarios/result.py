"""What a run of scenarios came to, as values that every format renders.

Text in these values is the files' own: a format makes it safe for where it is shown.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Span
from slakit.outcomes import Outcome
from slakit.timeline.model import Timeline


class Fault(StrEnum):
    """What is wrong where a scenario fails."""

    DIFFERENT = "different"
    """The nearest outcome differs from what is expected."""
    MISSING = "missing"
    """There is no outcome of that commitment and lead left to compare with."""
    UNEXPECTED_BREACH = "unexpected-breach"
    """A breached outcome of a named lead that no row expects."""
    UNKNOWN_COMMITMENT = "unknown-commitment"
    UNKNOWN_LEAD = "unknown-lead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """One column, expected against got, both as the outcomes write it; empty text is an empty column.

    `expected` and `got` are None where nothing was expected or there is no outcome. `span` is the expected value's
    place, None for what was not written.
    """

    column: str
    expected: str | None
    got: str | None
    agrees: bool
    span: Span | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Why a scenario fails, in a line (`message`) and in detail.

    `span` is the place in the scenario: the row of `expect`, or the named lead's first event. `clause` is where the
    agreement declares the commitment, None for one that there is not. `columns` are those that the row gives, in the
    order of the outcomes; for an unexpected breach those that have a value. `timeline` is the lead's, reduced to the
    commitment; None for a promise over a period.
    """

    fault: Fault
    span: Span
    message: str
    help: str = ""
    commitment: str
    title: str = ""
    lead_id: str | None = None
    clause: Span | None = None
    columns: tuple[Comparison, ...] = ()
    got: Outcome | None = None
    timeline: Timeline | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One row of `expect`: the columns it gives as (name, text), the outcome it matched or the problem."""

    span: Span
    commitment: str
    lead_id: str | None
    given: tuple[tuple[str, str], ...]
    matched: Outcome | None = None
    problem: Problem | None = None

    @property
    def passed(self) -> bool:
        """Whether an outcome agrees with every column given."""
        return self.problem is None


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioResult:
    """One scenario that was run, or could not be.

    `name` is unique in the run: the file's path without its suffix, as it was given. `as_of` is in epoch seconds.
    `diagnostics` are the errors of the file, or of its events, that kept it from being run.
    """

    name: str
    title: str
    span: Span
    agreement: str
    as_of: int | None = None
    checks: tuple[Check, ...] = ()
    unexpected: tuple[Problem, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    not_run: str = ""
    """Why it could not be run, if so."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, those of the rows of `expect` first."""
        return (*(check.problem for check in self.checks if check.problem is not None), *self.unexpected)

    @property
    def passed(self) -> bool:
        """Whether it was run and everything came as expected."""
        return not self.problems and not self.not_run


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """Something of an agreement that scenarios can reach: a commitment, a target or a state of a commitment.

    `name` is the target as written or the state; empty for the commitment itself.
    """

    commitment: str
    part: str
    """`commitment`, `target` or `state`."""
    name: str = ""
    clause: Span
    reached: bool

    def __str__(self) -> str:
        return f"{self.commitment} {self.name}".rstrip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """What the scenarios of one agreement reach of it, in declared order."""

    agreement: str
    span: Span
    scenarios: int
    items: tuple[Item, ...]

    def of(self, part: str) -> tuple[int, int]:
        """How many items of a part are reached, and how many there are."""
        those = [item for item in self.items if item.part == part]
        return sum(item.reached for item in those), len(those)

    @property
    def reached(self) -> int:
        """How many items are reached."""
        return sum(item.reached for item in self.items)

    @property
    def share(self) -> Fraction:
        """Reached ÷ all, exactly; 1 for an agreement without items."""
        return Fraction(self.reached, len(self.items)) if self.items else Fraction(1)

    @property
    def missed(self) -> tuple[Item, ...]:
        """What no scenario reaches."""
        return tuple(item for item in self.items if not item.reached)


PARTS = ("commitment", "target", "state")
"""The parts that coverage counts, in the order of its table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Every scenario in the order of the files, the errors of files that were needed, and coverage if asked for.

    `deselected` is how many scenarios `--run` left out. `fail_under` is the share that each agreement's coverage must
    reach, None if none was asked for.
    """

    scenarios: tuple[ScenarioResult, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    coverage: tuple[Coverage, ...] | None = None
    fail_under: Fraction | None = None
    deselected: int = 0

    @property
    def failed(self) -> tuple[ScenarioResult, ...]:
        """The scenarios that did not pass."""
        return tuple(scenario for scenario in self.scenarios if not scenario.passed)

    @property
    def too_little(self) -> tuple[Coverage, ...]:
        """The agreements whose coverage is below what was asked for."""
        return tuple(
            found for found in self.coverage or () if self.fail_under is not None and found.share < self.fail_under
        )

    @property
    def passed(self) -> bool:
        """Whether nothing failed: scenarios, files and coverage."""
        return not self.failed and not self.diagnostics and not self.too_little
