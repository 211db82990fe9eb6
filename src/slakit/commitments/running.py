"""What the words of responses and cadences share: when a clock's promise begins, applies and falls away."""

from fractions import Fraction

from slakit.model import DEFAULT_AT_RISK, Again, Cadence, Response
from slakit.wording.numbers import rate
from slakit.wording.speech import Speech


def applies_to(speech: Speech, clock: Response | Cadence) -> list[str]:
    """Which leads the promise is about, if not all."""
    if clock.when is None:
        return []
    return [f"It applies to leads for which, at that moment, {speech.phrase(clock.when)}."]


def falls_away(speech: Speech, clock: Response | Cadence) -> list[str]:
    """What ends the promise without its being kept or broken."""
    if not clock.cancels:
        return []
    return [f"It falls away if {speech.occurrence(clock.cancels)} happens while the time is still running."]


def repeated(speech: Speech, clock: Response | Cadence) -> list[str]:
    """What a further start does while the time runs, where it is not what the general rules say: nothing."""
    starts = speech.occurrence(clock.starts)
    match clock.again:
        case Again.IGNORE:
            return []
        case Again.RESTART:
            return [f"A further {starts} while the time is running starts it afresh."]
        case Again.NEVER:
            return [f"Only the first {starts} of a lead counts."]


def warned(share: Fraction) -> list[str]:
    """When an open promise is shown as at risk, where it is not when the general rules say."""
    return [] if share == DEFAULT_AT_RISK else [f"It is shown as at risk once {rate(share)} of the time has passed."]
