"""Bounds of gates, modifiers and kickers: in words, and whether a value reaches them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from slakit.durations import Duration
from slakit.model import Agreement, Bound, Count, Leads, ResponseTime, Sum
from slakit.pay.arithmetic import number, percentage
from slakit.pay.readings import Looked

_WORDS = {"at_least": "at least", "at_most": "at most"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A commitment's value against its bound: `reached` is None where there is no value."""

    of: str
    bound: Bound
    words: str
    looked: Looked
    reached: bool | None


def judge(agreement: Agreement, bounds: Mapping[str, Bound], look: Callable[[str], Looked]) -> tuple[Judged, ...]:
    """Each bound with what `look` finds of its commitment."""
    return tuple(
        Judged(of=of, bound=bound, words=_words(agreement, of, bound), looked=found, reached=_reached(bound, found))
        for of, bound in bounds.items()
        for found in (look(of),)
    )


def all_reached(judged: tuple[Judged, ...]) -> bool:
    """Whether every bound is reached; one without a value is not."""
    return all(one.reached for one in judged)


def any_missed(judged: tuple[Judged, ...]) -> bool:
    """Whether some bound is missed; one without a value is not."""
    return any(one.reached is False for one in judged)


def _reached(bound: Bound, found: Looked) -> bool | None:
    if found.is_never:
        return bound.operator == "at_least"
    if found.value is None:
        return None
    limit = Fraction(bound.value.seconds) if isinstance(bound.value, Duration) else bound.value
    return found.value >= limit if bound.operator == "at_least" else found.value <= limit


def _words(agreement: Agreement, of: str, bound: Bound) -> str:
    """`at least 90%`, `at most 4 business hours`, `at least 40,000`."""
    if isinstance(bound.value, Duration):
        return f"{_WORDS[bound.operator]} {bound.value}"
    text = number(bound.value) if _counts(agreement, of) else percentage(bound.value)
    return f"{_WORDS[bound.operator]} {text}"


def _counts(agreement: Agreement, of: str) -> bool:
    """Whether what is bounded is an amount; else it is a part of something."""
    promised = agreement.quotas.get(of) or agreement.goals.get(of)
    measure = None if promised is None else agreement.measures[promised.measure]
    return isinstance(measure, Count | Leads | Sum | ResponseTime)
