"""A response in words."""

from slakit.commitments.objective.words import kept
from slakit.commitments.running import applies_to, falls_away, repeated, warned
from slakit.model import Agreement, Response, Target
from slakit.wording.outline import Item, Promise
from slakit.wording.phrases import listed, named
from slakit.wording.speech import Speech

PLACE = 20


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every response of the agreement as a promise, in declared order."""
    return [_promise(speech, response) for response in agreement.responses.values()]


def _promise(speech: Speech, response: Response) -> Promise:
    opening = (
        f"{speech.promises(response.by, response.for_)} that every {speech.occurrence(response.starts)} "
        f"is followed by {speech.occurrence(response.stops)}"
    )
    sentence, items, in_short = _targets(speech, response)
    return Promise(
        commitments=(response.id,),
        by=response.by,
        for_=response.for_,
        title=named(response),
        description=response.description,
        sentence=f"{opening} {sentence}",
        items=items,
        in_short=in_short,
        measured=_measured(speech, response),
        kept=kept(speech, response.objective),
        on_breach=response.on_breach,
    )


def _targets(speech: Speech, response: Response) -> tuple[str, tuple[Item, ...], str]:
    """The end of the sentence, its points, and the target in short."""
    times = [_time(speech, target) for target in response.targets]
    if len(times) == 1:
        return f"{times[0]}.", (), times[0]
    items = [
        Item(text=f"{time} if {speech.phrase(target.when)};" if target.when else f"{time} in all other cases.")
        for target, time in zip(response.targets, times, strict=True)
    ]
    limits = dict.fromkeys(str(target.within) for target in response.targets if target.within is not None)
    return "in time. The first line that fits the lead at that moment is binding:", tuple(items), _short(list(limits))


def _short(limits: list[str]) -> str:
    return f"within {listed(limits, 'or')}" if limits else "no time limit"


def _time(speech: Speech, target: Target) -> str:
    return "no time limit" if target.within is None else f"within {speech.within(target.within, target.calendar)}"


def _measured(speech: Speech, response: Response) -> tuple[str, ...]:
    starts, ends = speech.occurrence(response.starts), speech.occurrence(response.stops)
    lines = [f"The time runs from the {starts} to the first {ends} after it."]
    lines += applies_to(speech, response)
    if response.pauses:
        pauses, resumes = speech.occurrence(response.pauses), speech.occurrence(response.resumes)
        lines.append(f"It stands still from {pauses} to the next {resumes}.")
    return (*lines, *falls_away(speech, response), *repeated(speech, response), *warned(response.at_risk))
