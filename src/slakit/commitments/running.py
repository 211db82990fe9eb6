"""What the words of responses and cadences share: when a promise begins, applies, falls away, and what a miss means."""

from fractions import Fraction

from slakit.durations import Duration
from slakit.model import DEFAULT_AT_RISK, Again, Cadence, Response
from slakit.wording.numbers import rate
from slakit.wording.phrases import capitalised
from slakit.wording.speech import Speech
from slakit.wording.worked import Worked


def applies_to(speech: Speech, clock: Response | Cadence) -> list[str]:
    """Which leads the promise is about, if not all."""
    if clock.when is None:
        return []
    return [f"The promise is made only where, at that moment, {speech.phrase(clock.when)}."]


def falls_away(speech: Speech, clock: Response | Cadence) -> list[str]:
    """What ends the promise without its being kept or broken."""
    if not clock.cancels:
        return []
    return [f"The promise falls away if {speech.one(clock.cancels)} comes before the time is up."]


def repeated(speech: Speech, clock: Response | Cadence) -> list[str]:
    """What a further start does while the time runs, where it is not what the general rules say: nothing."""
    starts = speech.occurrence(clock.starts)
    match clock.again:
        case Again.IGNORE:
            return []
        case Again.RESTART:
            return [
                f"A further {starts} before the time is up starts it afresh; what ran until then counts for nothing."
            ]
        case Again.NEVER:
            return [f"Only the first {starts} of a lead to which the promise applies starts the time."]


def warned(share: Fraction) -> list[str]:
    """When an open promise is shown as at risk, where it is not when the general rules say."""
    return [] if share == DEFAULT_AT_RISK else [f"It is shown as at risk once {rate(share)} of the time has passed."]


def begun(speech: Speech, clock: Response | Cadence, worked: Worked, calendar: str) -> str:
    """How an example begins: `“Hand-off” on Friday, 8 January 2027 at 15:20`."""
    assert speech.examples is not None  # noqa: S101 - they made the example
    return f"{capitalised(speech.occurrence(clock.starts[:1]))} on {speech.examples.moment(worked.starts, calendar)}"


def example(speech: Speech, duration: Duration, calendar: str) -> Worked | None:
    """A beginning and an end of this time under the agreement, if one can be shown."""
    return speech.examples.of(duration, calendar) if speech.examples is not None else None
