"""Bounds of gates, modifiers and kickers: in words, and whether a value reaches them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from slakit.durations import Duration
from slakit.model import Agreement, Bound, Count, Leads, ResponseTime, Sum
from slakit.pay.arithmetic import about, number, percentage, share_of_one
from slakit.pay.readings import Looked

NOT_APPLICABLE = "not applicable, its target being 0"
"""What is said of a commitment that asks nothing."""

_WORDS = {"at_least": "at least", "at_most": "at most"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A commitment's value against its bound: `reached` is None where there is no value, or it is not applicable."""

    of: str
    bound: Bound
    words: str
    looked: Looked
    reached: bool | None
    is_rate: bool
    """Whether the value is a part of something; else it is an amount, of a time in seconds."""

    @property
    def found(self) -> str:
        """The value in words: `85%`, `12`, `14,400 seconds`."""
        value = self.looked.value
        if self.looked.is_void:
            return NOT_APPLICABLE
        if value is None:
            return "a time that never ended" if self.looked.is_never else "no value"
        if isinstance(self.bound.value, Duration):
            return f"{number(value)} seconds"
        return share_of_one(value) if self.is_rate else about(value)


def judge(agreement: Agreement, bounds: Mapping[str, Bound], look: Callable[[str], Looked]) -> tuple[Judged, ...]:
    """Each bound with what `look` finds of its commitment."""
    found = []
    for of, bound in bounds.items():
        looked, is_rate = look(of), not _counts(agreement, of)
        words, reached = _words(bound, is_rate=is_rate), _reached(bound, looked)
        found.append(Judged(of=of, bound=bound, words=words, looked=looked, reached=reached, is_rate=is_rate))
    return tuple(found)


def all_reached(judged: tuple[Judged, ...]) -> bool:
    """Whether every bound is reached; one without a value is not."""
    return all(one.reached for one in judged)


def any_missed(judged: tuple[Judged, ...]) -> bool:
    """Whether some bound is missed; one without a value is not."""
    return any(one.reached is False for one in judged)


def _reached(bound: Bound, found: Looked) -> bool | None:
    if found.is_void:
        return None
    if found.is_never:
        return bound.operator == "at_least"
    if found.value is None:
        return None
    limit = Fraction(bound.value.seconds) if isinstance(bound.value, Duration) else bound.value
    return found.value >= limit if bound.operator == "at_least" else found.value <= limit


def _words(bound: Bound, *, is_rate: bool) -> str:
    """`at least 90%`, `at most 4 business hours`, `at least 40,000`."""
    if isinstance(bound.value, Duration):
        return f"{_WORDS[bound.operator]} {bound.value}"
    return f"{_WORDS[bound.operator]} {percentage(bound.value) if is_rate else number(bound.value)}"


def _counts(agreement: Agreement, of: str) -> bool:
    """Whether what is bounded is an amount; else it is a part of something."""
    promised = agreement.quotas.get(of) or agreement.goals.get(of)
    measure = None if promised is None else agreement.measures[promised.measure]
    return isinstance(measure, Count | Leads | Sum | ResponseTime)
