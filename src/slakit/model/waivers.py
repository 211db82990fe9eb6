"""Waivers: breaches that both sides agreed not to count."""

from datetime import date

from slakit.model.header import Declared
from slakit.model.log import Condition
from slakit.record import record


@record
class Moment:
    """An instant in epoch seconds, or a local date whose zone is known later: then the start of that day."""

    at: int | date


@record
class Waiver(Declared):
    """Breaches of `commitments` (literal ids) that overlap [`from_`, `until`) are waived.

    Dates are days of the zone of the version that an outcome is judged by. Without `from_` all before is waived.

    `leads` (None: all) and `when`, the lead's state at the start, narrow it to clock outcomes. `approved_by` maps
    parties to the names that approved.
    """

    commitments: tuple[str, ...]
    from_: Moment | None
    until: Moment
    because: str
    approved_by: tuple[tuple[str, str], ...]
    leads: tuple[str, ...] | None = None
    when: Condition | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it speaks of single leads, and so of clock outcomes only."""
        return self.leads is not None or self.when is not None
