"""Measures in words, and their values with the right unit."""

from fractions import Fraction
from typing import assert_never

from slakit.durations import Duration
from slakit.model import Count, Leads, Measure, Ratio, ResponseTime, Share, Sum
from slakit.wording.numbers import grouped, money, rate
from slakit.wording.speech import Speech
from slakit.wording.times import length

_STATISTICS = {
    "median": "the median time taken for",
    "average": "the average time taken for",
    "p90": "the time that 90 of 100 leads do not exceed in",
}


def measure_words(speech: Speech, identifier: str) -> str:
    """What a measure counts: `the number of leads that reach “Customer” for the first time`."""
    measure = speech.agreement.measures[identifier]
    words = _counted(speech, measure)
    if measure.when is None:
        return words
    return f"{words} (counting only those for which {speech.phrase(measure.when)})"


def quantity(speech: Speech, identifier: str, value: Fraction | Duration) -> str:
    """A value of the measure with its unit: a duration, a percentage, money, or a plain number."""
    if isinstance(value, Duration):
        return length(value)
    match speech.agreement.measures[identifier]:
        case Share():
            return rate(value)
        case Ratio() if value <= 1:
            return rate(value)
        case Sum(field="amount", table=None):
            return money(value, speech.currency)
        case _:
            return grouped(value)


def _counted(speech: Speech, measure: Measure) -> str:
    match measure:
        case Count(events=events):
            return f"the count of {_entries(speech, events)}"
        case Leads(events=events, first=first):
            return f"the number of {speech.leads(events, first=first)}"
        case Sum():
            return _sum(speech, measure)
        case Share():
            return _share(speech, measure)
        case ResponseTime(statistic=statistic, response=response):
            return f"{_STATISTICS[statistic]} {speech.promise(response)}"
        case Ratio(ratio=above, of=below):
            return f"the ratio of {measure_words(speech, above)} to {measure_words(speech, below)}"
        case _:
            assert_never(measure)


def _share(speech: Speech, measure: Share) -> str:
    of = speech.leads(measure.of, first=measure.within is not None)
    share = speech.leads(measure.share).removeprefix("leads ")
    within = f" within {length(measure.within)}" if measure.within is not None else ""
    return f"of the {of}, the share {share}{within}"


def _sum(speech: Speech, measure: Sum) -> str:
    entries = _entries(speech, measure.of)
    label = speech.conditions.label(measure.field)
    if measure.table is None:
        return f"the total {label} of all {entries}"
    worth = [f"{speech.conditions.value(measure.field, value)} {grouped(n)}" for value, n in measure.table.items()]
    return f"the total worth of all {entries} (worth by {label}: {'; '.join(worth)}; anything else 0)"


def _entries(speech: Speech, events: tuple[str, ...]) -> str:
    """`“Team meeting”`, `entries into “Customer”`."""
    return speech.occurrence(events).replace("entry into ", "entries into ", 1)
