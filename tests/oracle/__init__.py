"""The oracle: what an agreement says about a log, worked out naively, row by row.

It is written from the language reference alone and shares no code with the package, so that two independent
readings of one text can be compared. Clarity goes before speed: every clock is simulated event by event, in
time order, the way the text tells it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.oracle.log import Refused
from tests.oracle.objectives import objective_outcomes
from tests.oracle.outcome import Outcome, sorted_rows
from tests.oracle.quotas import goal_outcomes, quota_outcomes
from tests.oracle.setting import Setting
from tests.oracle.verdicts import clock_outcomes

__all__ = ["Refused", "evaluate"]


def evaluate(
    agreement: Mapping[str, Any],
    rows: Sequence[Mapping[str, str | None]],
    *,
    people: Sequence[Mapping[str, str | None]] | None = None,
    as_of: str | None = None,
) -> list[dict[str, str | None]]:
    """The outcome rows of one agreement over one log, sorted, every column a string or None.

    `agreement` is valid and read with every scalar a string; `rows` are CSV cells ('' or absent is missing), `at`
    an ISO instant with its offset; `people` the roster; `as_of` an ISO instant, by default the log's last.
    Raises `Refused` for a log that may not be evaluated (an unreadable row, one id with differing content).
    """
    setting = Setting.build(agreement, rows, people or [], as_of)
    if setting is None:
        return []
    clocks = clock_outcomes(setting)
    outcomes: list[Outcome] = [outcome for found in clocks.values() for outcome in found]
    outcomes += objective_outcomes(setting, clocks)
    outcomes += quota_outcomes(setting, clocks)
    outcomes += goal_outcomes(setting, clocks)
    metadata = agreement["metadata"]
    return sorted_rows(outcomes, agreement=metadata["name"], version=metadata["version"])
