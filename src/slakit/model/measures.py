"""Measures and the period commitments on them: quotas and goals."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.model.header import Declared
from slakit.model.log import Condition, Value
from slakit.model.promises import Bound, Commitment, People, Per
from slakit.record import record


@record
class Count(Declared):
    """The number of rows of `events`."""

    events: tuple[str, ...]
    when: Condition | None = None


@record
class Leads(Declared):
    """The number of distinct leads with a row of `events`; `first` counts only a lead's first such row in the log."""

    events: tuple[str, ...]
    first: bool = False
    when: Condition | None = None


@record
class Sum(Declared):
    """The sum of `field` over rows of `of`: the rows' own values, or `table` looked up in the state."""

    field: str
    of: tuple[str, ...]
    table: Mapping[Value, Fraction] | None = None
    when: Condition | None = None


@record
class Share(Declared):
    """Distinct leads with a row of `share` ÷ distinct leads with a row of `of`; with `within`, a cohort's share."""

    share: tuple[str, ...]
    of: tuple[str, ...]
    within: Duration | None = None
    when: Condition | None = None


@record
class ResponseTime(Declared):
    """A statistic of a response's accrued seconds."""

    statistic: Literal["median", "average", "p90"]
    response: str
    when: Condition | None = None


@record
class Ratio(Declared):
    """One measure divided by another (both ids)."""

    ratio: str
    of: str
    when: Condition | None = None


Measure = Count | Leads | Sum | Share | ResponseTime | Ratio


@record
class Quota(Commitment):
    """A measure promised per period. `for_each` is a selector of people or a field's name."""

    measure: str
    bound: Bound
    per: Per
    times: People | None = None
    for_each: People | str | None = None
    minimum_sample: int | None = None
    supports: str | None = None


@record
class Baseline:
    value: Fraction
    source: str | None
    stretch: Fraction
    span: Span


@record
class Goal(Commitment):
    """A measure's target over the local dates `from_` … `due`, both inclusive; not prorated."""

    measure: str
    target: Fraction
    from_: date
    due: date
    owners: tuple[str, ...]
    statement: str | None = None
    baseline: Baseline | None = None
    supports: str | None = None
