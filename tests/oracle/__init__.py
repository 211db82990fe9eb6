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
from tests.oracle.verdicts import clock_outcomes
from tests.oracle.versions import settings_of
from tests.oracle.waivers import waived

__all__ = ["Refused", "evaluate"]


def evaluate(
    agreement_or_versions: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, str | None]],
    *,
    people: Sequence[Mapping[str, str | None]] | None = None,
    as_of: str | None = None,
    waivers: Sequence[Mapping[str, Any]] = (),
    known_by: str | None = None,
) -> list[dict[str, str | None]]:
    """The outcome rows of one agreement over one log, sorted, every column a string or None.

    The agreement, or each of its versions (in any order), is valid and read with every scalar a string; `rows` are
    CSV cells ('' or absent is missing), `at` and `recorded_at` ISO instants with their offset; `people` the roster;
    `as_of` an ISO instant, by default that of the last known row; `waivers` Waivers documents in the order of their
    files, read as the agreement is; `known_by` an ISO instant: rows recorded later are not known.
    Raises `Refused` for a log that may not be evaluated (an unreadable row, one id with differing content) and
    ValueError for versions that begin on one day.
    """
    settings = settings_of(agreement_or_versions, rows, people or [], as_of=as_of, known_by=known_by)
    if not settings:
        return []
    clocks = {name: waived(settings, waivers, found) for name, found in clock_outcomes(settings).items()}
    outcomes: list[Outcome] = [outcome for found in clocks.values() for outcome in found]
    for setting in settings:
        over_periods = objective_outcomes(setting, clocks)
        over_periods += quota_outcomes(setting, clocks)
        over_periods += goal_outcomes(setting, clocks)
        outcomes += waived(settings, waivers, over_periods)
    return sorted_rows(outcomes, [setting.agreement for setting in settings])
