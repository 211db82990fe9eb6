"""How promises are judged: the rules that hold for all of them, as far as this agreement needs them."""

from collections.abc import Iterator

from slakit.document.model import Paragraph, Section
from slakit.durations import Basis, Duration
from slakit.model import (
    DEFAULT_AT_RISK,
    Agreement,
    Cadence,
    Count,
    Leads,
    Objective,
    Ratio,
    Response,
    Share,
    Sum,
)
from slakit.usage import conditions
from slakit.wording.numbers import rate

_RECORD = (
    "Everything is computed from what this agreement depends on, as listed below, and from nothing else, so that every "
    "party comes to the same result. An entry that cannot be read is set aside and shown, not passed over."
)
_SECONDS = (
    "Times are taken to the full second. What is asked for is in time in the very second in which it is due, and "
    "counts in the very second in which its time begins."
)
_OPEN_TIME = (
    "Business minutes and business hours pass only while the working hours named are open. A time that is used up at "
    "closing time is due at closing time, not at the next opening."
)
_OPEN_DAYS = (
    "A business day is a date with working hours. A promise of one business day is due at the last closing time of the "
    "next such date, at whatever time of day it began; of two, of the one after that, and so on."
)
_ELAPSED = "A day, unless it is a business day, is always 24 hours, and a week 168, also when the clocks change."
_KNOWN = (
    "Whether a lead meets a condition is looked up for the moment that matters: when the time begins, when the lead "
    "enters the stage, or when something is counted. Of each piece of information, the last that the lead record had "
    "by then is used; only what counts as what is decided by the entry itself. Texts are compared letter by letter, "
    "capitals included. Where something is not known, a condition that requires something of it is not met, and one "
    "that rules something out is met."
)
_AGAIN = (
    "While the time of a promise runs for a lead, a further occasion changes nothing, unless the clause says "
    "otherwise. Once that time has ended or is up, the next occasion begins a new one."
)
_AT_RISK = (
    f"A promise that is still open is shown as at risk once {rate(DEFAULT_AT_RISK)} of its time has passed, unless the "
    "clause says otherwise. This is a warning, not a judgment."
)
_KEPT = (
    "How well a promise about leads was kept is the number of times that it was kept, divided by the number of times "
    "that it was kept or broken. A lead for which a time begins more than once counts each time, in the period in "
    "which that time began. What fell away counts on neither side. Where nothing counts, nothing is judged."
)
_PERSON = (
    "Where an objective holds for each person, a lead counts for whoever owned it when the promise was kept or broken."
)
_REDUCED = (
    "Where the beginning or the end of this agreement, or a new version of it, cuts a period short, the numbers and "
    "totals that were promised for it are reduced by days, and a count that is then not whole is rounded down. A "
    "promised number that is reduced to 0 is not judged."
)
_PACE = (
    "While a period runs, a promised number that lags behind an even pace through its working time is shown as at "
    "risk; this, too, is only a warning."
)
_SHARES = "A share or a ratio is never reduced. A period in which there is nothing to divide by is not judged."
_GOALS = "A goal is judged as one, over its own dates, also where a new version begins within them."
_VERSIONS = "What begins under one version of this agreement is judged by it to the end, working hours included."
_EXCEPTIONS = (
    "An exception may be made for a given time. It names its reason and its end, and every party that gives or "
    "receives the promise approves it. What it covers counts neither as kept nor as broken."
)


def judging_section(agreement: Agreement) -> Section:
    """The rules, one paragraph each."""
    rules = [_RECORD, *_of_times(agreement), *_of_leads(agreement), *_of_periods(agreement), _VERSIONS, _EXCEPTIONS]
    return Section(
        anchor="judging", title="How promises are judged", blocks=tuple(Paragraph(text=rule) for rule in rules)
    )


def _of_times(agreement: Agreement) -> Iterator[str]:
    """How long times are."""
    used = bases(agreement)
    yield from [_SECONDS] if used else []
    yield from [_OPEN_TIME] if Basis.OPEN_TIME in used else []
    yield from [_OPEN_DAYS] if Basis.OPEN_DAYS in used else []
    yield from [_ELAPSED] if Basis.ELAPSED in used else []


def _of_leads(agreement: Agreement) -> Iterator[str]:
    """What is asked of a lead, and when."""
    clocks = bool(agreement.responses or agreement.cadences)
    yield from [_KNOWN] if next(conditions(agreement), None) is not None else []
    yield from [_AGAIN] if clocks else []
    yield from [_AT_RISK] if durations(agreement) else []
    yield from [_KEPT] if clocks or agreement.stages else []
    yield from [_PERSON] if any(one.for_each is not None for one in objectives(agreement)) else []


def _of_periods(agreement: Agreement) -> Iterator[str]:
    """How results of periods are judged."""
    measures = [agreement.measures[quota.measure] for quota in agreement.quotas.values()]
    yield from [_REDUCED] if any(isinstance(one, Count | Leads | Sum) for one in measures) else []
    yield from [_PACE] if any(isinstance(one, Count | Leads | Sum) for one in measures) else []
    yield from [_SHARES] if any(isinstance(one, Share | Ratio) for one in measures) else []
    yield from [_GOALS] if agreement.goals else []


def bases(agreement: Agreement) -> set[Basis]:
    """What the times of the agreement are counted in."""
    windows = [one.within for one in agreement.measures.values() if isinstance(one, Share) and one.within is not None]
    return {duration.basis for duration in [*durations(agreement), *windows]}


def durations(agreement: Agreement) -> list[Duration]:
    """Every duration that the agreement promises."""
    found = [target.within for response in agreement.responses.values() for target in response.targets]
    for cadence in agreement.cadences.values():
        found += [cadence.within, cadence.first_within, cadence.spacing_at_least, cadence.spacing_at_most]
    found += [stage.dwell.duration for stage in agreement.stages.values() if stage.dwell is not None]
    return [duration for duration in found if duration is not None]


def objectives(agreement: Agreement) -> list[Objective]:
    """How often the promises about leads must be kept, wherever it is said."""
    clocks: list[Response | Cadence] = [*agreement.responses.values(), *agreement.cadences.values()]
    found = [clock.objective for clock in clocks if clock.objective is not None]
    return found + [one for stage in agreement.stages.values() for one in stage.objectives.values()]
