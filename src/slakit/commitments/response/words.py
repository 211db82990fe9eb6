"""A response in words."""

from collections.abc import Iterator

from slakit.commitments.objective.words import kept
from slakit.commitments.running import applies_to, begun, example, falls_away, repeated, warned
from slakit.durations import Duration
from slakit.model import Agreement, Response, Target
from slakit.wording.outline import Item, Promise
from slakit.wording.phrases import listed, named
from slakit.wording.speech import Speech
from slakit.wording.worked import Worked

PLACE = 20


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every response of the agreement as a promise, in declared order."""
    return [_promise(speech, response) for response in agreement.responses.values()]


def _promise(speech: Speech, response: Response) -> Promise:
    opening = (
        f"{speech.promises(response.by, response.for_)} that every {speech.occurrence(response.starts)} "
        f"is followed by {speech.one(response.stops)}"
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
        worked=tuple(_worked(speech, response)),
        kept=kept(speech, response.objective),
        on_breach=response.on_breach,
    )


def _targets(speech: Speech, response: Response) -> tuple[str, tuple[Item, ...], str]:
    """The end of the sentence, its points, and the target in short."""
    if len(response.targets) == 1:
        (target,) = response.targets
        within = f"within {_time(speech, target)}"
        return f"{within}{_words(target)}.", (), within
    items = [_line(speech, target) for target in response.targets]
    limits = dict.fromkeys(str(target.within) for target in response.targets if target.within is not None)
    sentence = (
        f"within the time below. The first line that fits the lead at the moment of the "
        f"{speech.occurrence(response.starts)} decides:"
    )
    return sentence, (*items[:-1], Item(text=items[-1].text[:-1] + ".")), f"within {listed(list(limits), 'or')}"


def _line(speech: Speech, target: Target) -> Item:
    time = "no promise is made" if target.within is None else f"within {_time(speech, target)}"
    case = f"if {speech.phrase(target.when)}" if target.when is not None else "in all other cases"
    return Item(text=f"{time} {case}{_words(target)};")


def _words(target: Target) -> str:
    """What a target says of itself, in brackets after what it is."""
    said = ": ".join(one for one in (target.title, target.description) if one)
    return f" ({said})" if said else ""


def _time(speech: Speech, target: Target) -> str:
    assert target.within is not None  # noqa: S101 - a target that exempts has no time
    return speech.within(target.within, target.calendar)


def _measured(speech: Speech, response: Response) -> tuple[str, ...]:
    lines = [f"The time runs from the {speech.occurrence(response.starts)} to {_first_after(speech, response)}."]
    lines += applies_to(speech, response)
    if response.pauses:
        until = f"to the next {speech.occurrence(response.resumes)}" if response.resumes else "on"
        lines.append(
            f"It stands still from {speech.one(response.pauses)} {until}; this does not bring back a time that is up."
        )
    return (*lines, *falls_away(speech, response), *repeated(speech, response), *warned(response.at_risk))


def _first_after(speech: Speech, response: Response) -> str:
    return f"the first {speech.occurrence(response.stops)} after it"


def _worked(speech: Speech, response: Response) -> Iterator[str]:
    """A deadline for each time that is promised, and one with a pause."""
    times = [(target.within, target.calendar) for target in response.targets if target.within is not None]
    shown = None
    for within, calendar in dict.fromkeys(times):
        worked = example(speech, within, calendar)
        if worked is None:
            continue
        shown = within, calendar, worked
        label = f"Within {speech.within(within, calendar)}: " if len(set(times)) > 1 else ""
        yield label + _due(speech, response, calendar, worked, worked.due) + "."
    if shown is not None and response.pauses and response.resumes:
        yield from _paused(speech, response, *shown)


def _due(speech: Speech, response: Response, calendar: str, worked: Worked, due: int) -> str:
    assert speech.examples is not None  # noqa: S101 - they made the example
    stops = speech.occurrence(response.stops)
    start = begun(speech, response, worked, calendar)
    return f"{start}, {stops} due by {speech.examples.end(worked.starts, due, calendar)}"


def _paused(speech: Speech, response: Response, within: Duration, calendar: str, worked: Worked) -> Iterator[str]:
    examples = speech.examples
    found = examples.with_pause(worked, within, calendar) if examples is not None else None
    if examples is None or found is None:
        return
    begins, ends, due = found
    yield (
        f"If the time stands still from {examples.moment(begins, calendar)} to {examples.moment(ends, calendar)}, "
        f"{speech.occurrence(response.stops)} is due by {examples.end(worked.starts, due, calendar)} instead."
    )
