"""Measures in words, what is promised of them, and their values with the right unit."""

from fractions import Fraction
from typing import assert_never

from slakit.durations import Duration
from slakit.model import Bound, Count, Leads, Measure, Ratio, ResponseTime, Share, Sum
from slakit.wording.numbers import grouped, money, rate, times
from slakit.wording.phrases import listed
from slakit.wording.speech import BOUNDS, Speech
from slakit.wording.times import length

_STATISTICS = {
    "median": "the median time taken for",
    "average": "the average time taken for",
    "p90": "the time that 90 of 100 leads do not exceed in",
}


def measure_words(speech: Speech, identifier: str) -> str:
    """What a measure counts: `the number of leads that reach “Customer” for the first time`."""
    measure = speech.agreement.measures[identifier]
    return _counted(speech, measure) + _only(speech, measure)


def promised_words(speech: Speech, identifier: str, bound: Bound) -> str:
    """What is promised of a measure: `at least 5 leads reach “Customer” for the first time`."""
    measure = speech.agreement.measures[identifier]
    number = bounded(speech, identifier, bound)
    match measure:
        case Leads(events=events, first=first) if _is_many(bound):
            return f"{number} leads {speech.reach(events, first=first)}{_only(speech, measure)}"
        case Count(events=events) if isinstance(bound.value, Fraction):
            return f"{_entries(speech, events)} is recorded {_often(bound)}{_only(speech, measure)}"
        case Share(of=of, share=share, within=within):
            whole, part = speech.leads(of, first=within is not None), speech.reach(share)
            return f"of the {whole}, {number} {part}{_within(measure)}{_only(speech, measure)}"
        case Ratio(ratio=above, of=below) if _is_part(speech, measure, bound.value):
            return f"{measure_words(speech, above)} is {number} of {measure_words(speech, below)}"
        case _:
            comma = "," if _is_interrupted(measure) else ""
            return f"{measure_words(speech, identifier)}{comma} is {number}"


def promised_in_short(speech: Speech, identifier: str, bound: Bound) -> str:
    """The same in a few words: `at least 5 leads`."""
    number = bounded(speech, identifier, bound)
    match speech.agreement.measures[identifier]:
        case Leads():
            return f"{number} {'lead' if bound.value == 1 else 'leads'}"
        case Count() if isinstance(bound.value, Fraction):
            return _often(bound)
        case ResponseTime(statistic="p90") if bound.operator == "at_most":
            return f"90 of 100 leads within {quantity(speech, identifier, bound.value)}"
        case ResponseTime(statistic=statistic):
            return f"{'90% mark' if statistic == 'p90' else statistic} of {number}"
        case _:
            return number


def bounded(speech: Speech, identifier: str, bound: Bound) -> str:
    """A bound on a measure: `at least USD 40,000`."""
    return f"{BOUNDS[bound.operator]} {quantity(speech, identifier, bound.value)}"


def quantity(speech: Speech, identifier: str, value: Fraction | Duration) -> str:
    """A value of the measure with its unit: a duration, a percentage, money, or a plain number."""
    if isinstance(value, Duration):
        return length(value)
    measure = speech.agreement.measures[identifier]
    if isinstance(measure, Share) or (isinstance(measure, Ratio) and _is_part(speech, measure, value)):
        return rate(value)
    return money(value, speech.currency) if _is_money(speech, measure) else grouped(value)


def worth(speech: Speech, measure: Sum) -> list[tuple[str, str]]:
    """What each value of a table counts for: `“Asked for a demo”` and `2,880`."""
    table = measure.table or {}
    return [(speech.conditions.value(measure.field, value), grouped(number)) for value, number in table.items()]


def _is_money(speech: Speech, measure: Measure) -> bool:
    match measure:
        case Sum(field="amount", table=None):
            return True
        case Ratio(ratio=above, of=below):
            return _is_money(speech, speech.agreement.measures[above]) and not _is_money(
                speech, speech.agreement.measures[below]
            )
        case _:
            return False


def _is_part(speech: Speech, measure: Ratio, value: Fraction | Duration) -> bool:
    """Whether a ratio reads as a percentage: counted things by counted things, or money by money, and not above one."""
    above, below = speech.agreement.measures[measure.ratio], speech.agreement.measures[measure.of]
    alike = isinstance(above, Count | Leads) == isinstance(below, Count | Leads)
    return alike and _is_money(speech, above) == _is_money(speech, below) and isinstance(value, Fraction) and value <= 1


def _is_interrupted(measure: Measure) -> bool:
    """Whether the words of a measure end in what a comma has set off."""
    return isinstance(measure, Ratio) or (isinstance(measure, Sum) and measure.table is not None)


def _is_many(bound: Bound) -> bool:
    """Whether the number takes the plural."""
    return bound.value != 1


def _often(bound: Bound) -> str:
    assert isinstance(bound.value, Fraction)  # noqa: S101 - a count is no duration
    return f"{BOUNDS[bound.operator]} {times(bound.value)}"


def _only(speech: Speech, measure: Measure) -> str:
    return "" if measure.when is None else f" (counting only those for which {speech.phrase(measure.when)})"


def _within(measure: Share) -> str:
    return f" within {length(measure.within)}" if measure.within is not None else ""


def _counted(speech: Speech, measure: Measure) -> str:
    match measure:
        case Count(events=events):
            return f"the number of times that {_entries(speech, events)} is recorded"
        case Leads(events=events, first=first):
            return f"the number of {speech.leads(events, first=first)}"
        case Sum():
            return _sum(speech, measure)
        case Share(of=of, share=share, within=within):
            whole = speech.leads(of, first=within is not None)
            return f"of the {whole}, the share that {speech.reach(share)}{_within(measure)}"
        case ResponseTime(statistic=statistic, response=response):
            return f"{_STATISTICS[statistic]} {speech.promise(response)}"
        case Ratio(ratio=above, of=below):
            return f"{_part(speech, above)}, divided by {_part(speech, below)}"
        case _:
            assert_never(measure)


def _part(speech: Speech, identifier: str) -> str:
    """A measure within a ratio, in brackets if its own words have a comma."""
    words = measure_words(speech, identifier)
    return f"({words})" if _is_interrupted(speech.agreement.measures[identifier]) else words


def _sum(speech: Speech, measure: Sum) -> str:
    label = speech.conditions.label(measure.field)
    every = f"every {speech.occurrence(measure.of)}"
    if all(one in speech.agreement.stages for one in measure.of):
        every = f"all entries into {listed([speech.event(one) for one in measure.of], 'or')}"
    if measure.table is None:
        return f"the total {label} of {every}"
    return f"the total worth of {every}, each valued by its {label}{speech.place('measures')}"


def _entries(speech: Speech, events: tuple[str, ...]) -> str:
    """`“Team meeting”`, `an entry into “Customer”`."""
    words = speech.occurrence(events)
    return words.replace("entry into ", "an entry into ", 1)
