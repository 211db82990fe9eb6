"""What a payroll is worked out from, and the values of commitments and goals over a span of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.oracle.bounds import Bound
from tests.oracle.conditions import Values
from tests.oracle.events import Occurrence
from tests.oracle.measures import DURATIONS, Reading, items, kind_of, reading
from tests.oracle.outcome import OPEN, Outcome
from tests.oracle.periods import Period
from tests.oracle.quantities import rate
from tests.oracle.quotas import quota_outcomes
from tests.oracle.setting import Setting
from tests.oracle.verdicts import Clocks
from tests.oracle.zone import end_before, local_date, start_of
from tests.pay_oracle.people import Person, on_roster
from tests.pay_oracle.spans import DAY, Span

AMOUNTS = ("count", "leads", "sum")


@dataclass(frozen=True, kw_only=True)
class Value:
    """What a commitment comes to; `endless`: longer than any number; `open`: it may still change."""

    value: Fraction | None
    endless: bool = False
    open: bool = False

    @property
    def applies(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None or self.endless


@dataclass(frozen=True, kw_only=True)
class World:
    """The versions over one log, the clocks' outcomes after waivers, and the roster."""

    settings: Sequence[Setting]
    clocks: Clocks
    people: Sequence[Person]
    _rows: dict[Any, list[tuple[Occurrence, date, Values]]] = field(default_factory=dict)
    _outcomes: dict[int, list[Outcome]] = field(default_factory=dict)

    def rows(self, setting: Setting, event: str, *, ever: bool) -> list[tuple[Occurrence, date, Values]]:
        """What happened of an event, in scope, with its day and the state: while the version was in force, or ever."""
        if (setting.place, event, ever) not in self._rows:
            self._rows[setting.place, event, ever] = [
                (occurrence, local_date(setting.zone, occurrence.at), state)
                for lead in (None, *setting.log.leads())
                for occurrence in setting.events.of(lead, event)
                if (ever or setting.in_force(occurrence.at)) and setting.in_scope(state := setting.state(occurrence))
            ]
        return self._rows[setting.place, event, ever]

    def in_force(self, day: date) -> Setting | None:
        """The version of the day."""
        for setting in self.settings:
            if setting.term_from <= day and (setting.last_day is None or day <= setting.last_day):
                return setting
        return None

    def commitment(self, setting: Setting, name: str, span: Span, person: str) -> Value:
        """The commitment's value over the span: the person's own where it is measured for them."""
        quota = self._promise(setting, name)
        if quota is None:
            return self._objective(setting, name, span, person)
        return self._quota(setting, name, quota, span, person)

    def _promise(self, setting: Setting, name: str) -> Any:
        """The quota or goal of that name; None for a clock."""
        return setting.agreement.get("quotas", {}).get(name) or setting.agreement.get("goals", {}).get(name)

    def reached(self, setting: Setting, name: str, bound: Mapping[str, Any], found: Value) -> bool:
        """Whether a value that there is reaches the bound."""
        quota = self._promise(setting, name)
        kind = kind_of(setting.agreement["measures"][quota["measure"]]) if quota else "share"
        return Bound.of(bound, kind).met_by(found.value or Fraction(0), found.endless)

    def ended(self, setting: Setting, span: Span) -> bool:
        """Whether the span is over."""
        return setting.as_of >= end_before(setting.zone, span.after)

    def _own(self, for_each: Any, span: Span, person: str) -> bool:
        if not isinstance(for_each, Mapping):
            return False
        return any(on_roster(self.people, for_each["people"], person, day) for day in span.each())

    def _asks_nothing(self, setting: Setting, name: str, span: Span, own: str | None) -> bool:
        """Whether the quota, of amounts, is not applicable in all its periods of the span, or asks of nobody there."""
        promise = self._promise(setting, name)
        kind = kind_of(setting.agreement["measures"][promise["measure"]])
        if "target" in promise:
            return kind in ("count", "leads") and 0 < rate(promise["target"]) < 1
        if kind not in AMOUNTS:
            return False
        those = [
            outcome
            for outcome in self._of_quotas(setting)
            if outcome.commitment == name
            and own in (None, outcome.dimension)
            and outcome.period_start is not None
            and outcome.period_end is not None
            and outcome.period_start < span.after
            and span.first < outcome.period_end
        ]
        if not those and isinstance(promise.get("for_each"), Mapping):
            return setting.as_of >= start_of(setting.zone, span.first)
        return bool(those) and all(outcome.state == "not_applicable" for outcome in those)

    def _of_quotas(self, setting: Setting) -> list[Outcome]:
        if setting.place not in self._outcomes:
            self._outcomes[setting.place] = quota_outcomes(setting, self.clocks)
        return self._outcomes[setting.place]

    def _quota(self, setting: Setting, name: str, quota: Mapping[str, Any], span: Span, person: str) -> Value:
        own = person if self._own(quota.get("for_each"), span, person) else None
        calendar = quota.get("calendar")
        found = self.measured(setting, quota["measure"], span, owner=own, calendar=calendar)
        if self._asks_nothing(setting, name, span, own):
            return Value(value=None, open=not self.ended(setting, span))
        sampled = kind_of(setting.agreement["measures"][quota["measure"]]) in ("share", "ratio", *DURATIONS)
        is_open = found.unsettled or not self.ended(setting, span)
        if sampled and found.sample < int(quota.get("minimum_sample", 0)):
            return Value(value=None, open=is_open)
        return Value(value=found.value, endless=found.endless, open=is_open)

    def _objective(self, setting: Setting, name: str, span: Span, person: str) -> Value:
        objective = self._declared_objective(setting, name)
        own = self._own(objective.get("for_each"), span, person)
        begun = [
            outcome
            for outcome in self.clocks[name]
            if outcome.version == setting.place
            and outcome.started_at is not None
            and local_date(setting.zone, outcome.started_at) in span
            and outcome.state in ("met", "breached", *OPEN)
            and (not own or outcome.owner == person)
        ]
        met = sum(outcome.state == "met" for outcome in begun)
        breached = sum(outcome.state == "breached" for outcome in begun)
        is_open = met + breached < len(begun) or not self.ended(setting, span)
        if not met + breached or len(begun) < int(objective.get("minimum_sample", 0)):
            return Value(value=None, open=is_open)
        return Value(value=Fraction(met, met + breached), open=is_open)

    def _declared_objective(self, setting: Setting, name: str) -> Mapping[str, Any]:
        agreement = setting.agreement
        stage, _, part = name.partition(".")
        if part:
            return agreement["stages"][stage].get("objective", {}).get(part, {})  # type: ignore[no-any-return]
        declared = agreement.get("responses", {}).get(name) or agreement["cadences"][name]
        return declared.get("objective", {})  # type: ignore[no-any-return]

    def measured(
        self, setting: Setting, name: str, span: Span, *, owner: str | None = None, calendar: str | None = None
    ) -> Reading:
        """What a measure comes to over the span, everybody's together or one owner's."""
        period = Period(zone=setting.zone, start=span.first, end=span.after, whole=span.days)
        found = items(setting, self.clocks, name, setting.calendar(calendar), period.holds)
        return reading(setting, name, [item for item in found if owner is None or item.owner == owner])


def goal_target(setting: Setting, goal: Mapping[str, Any]) -> Fraction:
    """What the goal is to reach: of rows and leads a whole number (§8)."""
    target = rate(goal["target"])
    return (
        Fraction(floor(target))
        if kind_of(setting.agreement["measures"][goal["measure"]]) in ("count", "leads")
        else target
    )


def goal_span(setting: Setting, goal: Mapping[str, Any]) -> Span:
    """The goal's time."""
    first = date.fromisoformat(goal["from"]) if goal.get("from") else setting.term_from
    return Span(first=first, after=date.fromisoformat(goal["due"]) + DAY)
