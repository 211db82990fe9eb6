"""Business time in SQL: readings of a calendar's clock, deadlines, and what has accrued.

A calendar's *reading* at an instant is its open seconds since the start of the horizon; for elapsed time the
instant itself. A deadline is the instant at which the reading has grown by the target. Calendars travel with the
query as small tables, keyed so that each lookup is an equi-join on one integer with a residual range:

- `clock` (hour, seg_start, seg_end, open_before, is_open, local_day, open_day): instant → reading, local date
- `opening` (bucket, open_from, open_to, starts_at): reading → earliest instant
- `closing` (open_day, last_close): n-th open date → its last close
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slakit.durations import Basis, Duration
from slakit.model import ALWAYS
from slakit.record import record
from slakit.sql.dialect import Dialect

HOUR_SHIFT = 1_000_000
"""Hours added before dividing, so that instants before 1970 divide as non-negative numbers."""
HOUR_STRIDE = 10_000_000
"""Distance of two calendars' keys; more hours than 1900 to 2200 have."""


@dataclass(frozen=True, slots=True)
class Target:
    """A duration in a calendar."""

    duration: Duration
    calendar: str

    @property
    def basis(self) -> Basis:
        """The basis that matters: open time in `always` is elapsed time."""
        basis = self.duration.basis
        return Basis.ELAPSED if basis is Basis.OPEN_TIME and self.calendar == ALWAYS else basis


def hour_key(dialect: Dialect, at: str, code: str) -> str:
    """The `clock.hour` key of the instant `at` in the calendar with number `code`."""
    hour = dialect.divide(f"{at} + {HOUR_SHIFT * 3600}", "3600")
    return f"{hour} + {HOUR_STRIDE} * ({code})"


def clock_join(dialect: Dialect, at: str, code: str, alias: str) -> str:
    """JOIN text: the segment of `clock` in which `at` lies, as `alias`; NULLs if it lies in none."""
    if at.isdigit() and code.isdigit():  # the same for every row: no engine has to join outer without a key
        kept = ", ".join(f"min({name}) AS {name}" for name in ("seg_start", "open_before", "is_open", "local_day"))
        within = f"hour = {hour_key(dialect, at, code)} AND {at} >= seg_start AND {at} < seg_end"
        return f"\nCROSS JOIN (SELECT {kept} FROM clock WHERE {within}) AS {alias}"
    return (
        f"\nLEFT JOIN clock AS {alias} ON {alias}.hour = {hour_key(dialect, at, code)}"
        f" AND {at} >= {alias}.seg_start AND {at} < {alias}.seg_end"
    )


def segment_reading(at: str, alias: str) -> str:
    """Open seconds up to `at`, in the segment joined as `alias`."""
    return f"({alias}.open_before + {alias}.is_open * ({at} - {alias}.seg_start))"


@record
class Timer:
    """SQL for one target, or for several of which the integer expression `chooser` picks one per row."""

    dialect: Dialect
    targets: tuple[Target, ...]
    codes: tuple[int, ...]
    """The calendar's number per target (unused for elapsed ones)."""
    chooser: str = "0"

    def pick(self, value: Callable[[Target, int], str]) -> str:
        """The expression that `value` gives for the row's target and its calendar's number."""
        options = [value(target, code) for target, code in zip(self.targets, self.codes, strict=True)]
        if len(set(options)) == 1:
            return options[0]
        cases = " ".join(f"WHEN {number} THEN {option}" for number, option in enumerate(options))
        return f"(CASE {self.chooser} {cases} END)"

    def uses(self, *bases: Basis) -> bool:
        """Whether some target has one of `bases`."""
        return any(target.basis in bases for target in self.targets)

    def code(self) -> str:
        """The row's calendar number; NULL for elapsed targets."""
        return self.pick(lambda t, code: "NULL" if t.basis is Basis.ELAPSED else str(code))

    def reading_join(self, at: str, alias: str) -> str:
        """Joins needed by `reading(at, alias)`."""
        if not self.uses(Basis.OPEN_TIME):
            return ""
        return clock_join(self.dialect, at, self.code(), alias)

    def reading(self, at: str, alias: str) -> str:
        """The reading at `at`: open seconds for open-time targets, else the instant (business days accrue elapsed)."""
        return self.pick(lambda t, _: segment_reading(at, alias) if t.basis is Basis.OPEN_TIME else f"({at})")

    def budget(self, due: str, start: str) -> str:
        """What may accrue: the target's seconds, for business days the elapsed time to the deadline."""
        return self.pick(lambda t, _: f"({due} - {start})" if t.basis is Basis.OPEN_DAYS else str(t.duration.seconds))

    def deadline_join(self, at: str, alias: str) -> str:
        """Joins needed by `deadline(at, alias)`; `alias` names the clock segment of `at`."""
        text = ""
        if self.uses(Basis.OPEN_TIME, Basis.OPEN_DAYS):
            text += clock_join(self.dialect, at, self.code(), alias)
        if self.uses(Basis.OPEN_TIME):
            text += self.inverse_join(self._goal(at, alias), f"{alias}_o")
        if self.uses(Basis.OPEN_DAYS):
            day = self.pick(
                lambda t, code: (
                    f"{alias}.open_day + {t.duration.count} + {HOUR_STRIDE * code}"
                    if t.basis is Basis.OPEN_DAYS
                    else "NULL"
                )
            )
            text += f"\nLEFT JOIN closing AS {alias}_z ON {alias}_z.open_day = {day}"
        return text

    def deadline(self, at: str, alias: str) -> str:
        """The deadline from `at`, given the joins of `deadline_join(at, alias)`."""
        goal = self._goal(at, alias)

        def option(target: Target, _: int) -> str:
            if target.basis is Basis.ELAPSED:
                return f"({at} + {target.duration.seconds})"
            if target.basis is Basis.OPEN_DAYS:
                return f"{alias}_z.last_close"
            return self.inverse(goal, f"{alias}_o")

        return self.pick(option)

    def inverse_join(self, reading: str, alias: str) -> str:
        """Joins needed to find when an open-time `reading` is first reached, as `alias`."""
        if not self.uses(Basis.OPEN_TIME):
            return ""
        bucket = self.dialect.divide(f"{reading} - 1", "3600")
        key = self.pick(lambda t, code: f"{bucket} + {HOUR_STRIDE * code}" if t.basis is Basis.OPEN_TIME else "NULL")
        return (
            f"\nLEFT JOIN opening AS {alias} ON {alias}.bucket = {key}"
            f" AND {reading} > {alias}.open_from AND {reading} <= {alias}.open_to"
        )

    def inverse(self, reading: str, alias: str) -> str:
        """The earliest instant with an open-time `reading`, given `inverse_join(reading, alias)`."""
        return f"({alias}.starts_at + {reading} - {alias}.open_from)"

    def reached(self, reading: str, alias: str) -> str:
        """The earliest instant with `reading` in the row's own basis, given `inverse_join(reading, alias)`."""
        return self.pick(lambda t, _: self.inverse(reading, alias) if t.basis is Basis.OPEN_TIME else f"({reading})")

    def _goal(self, at: str, alias: str) -> str:
        budget = self.pick(lambda t, _: str(t.duration.seconds) if t.basis is Basis.OPEN_TIME else "0")
        return f"({segment_reading(at, alias)} + {budget})"


def timer(dialect: Dialect, code_of: Callable[[Target], int], targets: Sequence[Target], chooser: str = "0") -> Timer:
    """A timer for `targets`; `code_of` gives (and registers) the number of a target's calendar."""
    codes = tuple(0 if target.basis is Basis.ELAPSED else code_of(target) for target in targets)
    return Timer(dialect=dialect, targets=tuple(targets), codes=codes, chooser=chooser)
