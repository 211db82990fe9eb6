"""What every part of an evaluation looks at: the agreement, the log, the states, the calendars, the term."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.oracle.calendars import Calendar
from tests.oracle.conditions import Values, holds, kinds_of
from tests.oracle.events import Events, Occurrence
from tests.oracle.log import Log, States
from tests.oracle.quantities import names
from tests.oracle.zone import end_before, start_of


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One version of an agreement, one log, one as-of.

    `place`: which of the versions, from 0; `last_day`: the last day that it is in force; `superseded_at`: the
    instant from which on the next one is; `fields`: those that any version declares.
    """

    place: int
    agreement: Mapping[str, Any]
    last_day: date | None
    superseded_at: int | None
    people: Sequence[Mapping[str, Any]]
    log: Log
    states: States
    events: Events
    calendars: Mapping[str, Calendar]
    fields: Mapping[str, Any]

    @property
    def kinds(self) -> Mapping[str, str]:
        """The type of every field."""
        return kinds_of(self.fields)

    @property
    def as_of(self) -> int:
        """The instant that the evaluation speaks of."""
        return self.log.as_of

    @property
    def zone(self) -> str:
        """The term's zone."""
        return str(self.agreement["term"]["timezone"])

    @property
    def term_from(self) -> date:
        """The term's first day, on which the version comes into force."""
        return date.fromisoformat(self.agreement["term"]["from"])

    @property
    def term_through(self) -> date | None:
        """The term's last day as declared, if it has one; the version may be superseded before."""
        through = self.agreement["term"].get("through")
        return date.fromisoformat(through) if through else None

    def in_force(self, at: int) -> bool:
        """Whether the version is the one in force at the instant."""
        begun = start_of(self.zone, self.term_from) <= at
        over = self.last_day is not None and end_before(self.zone, self.last_day + timedelta(days=1)) <= at
        return begun and not over and (self.superseded_at is None or at < self.superseded_at)

    def calendar(self, name: str | None) -> Calendar:
        """The named calendar; unnamed, the only one declared, else `always`."""
        declared = list(self.agreement.get("calendars", {}))
        return self.calendars[name or (declared[0] if len(declared) == 1 else "always")]

    def state(self, occurrence: Occurrence) -> Values:
        """The lead's state at what happened; of a row of no lead its own values, and no owner."""
        if occurrence.lead is None:
            return {name: value for name, value in occurrence.values.items() if name != "owner"}
        return self.states.at(occurrence.lead, occurrence.at)

    def holds(self, condition: Mapping[str, Any] | None, values: Values) -> bool:
        """Whether a condition, if there is one, holds."""
        return holds(condition or {}, values, self.kinds)

    def in_scope(self, values: Values) -> bool:
        """Whether the agreement is about a lead in this state."""
        return self.holds(self.agreement.get("scope"), values)

    def owner(self, lead: str, at: int) -> str | None:
        """Who holds the lead at the instant."""
        return self.states.at(lead, at).get("owner")

    def party(self, by: str | Sequence[str]) -> str:
        """The promisers, in the order of the parties."""
        return "+".join(party for party in self.agreement["parties"] if party in names(by))
