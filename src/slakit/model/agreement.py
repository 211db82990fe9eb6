"""The agreement as a whole."""

from collections.abc import Mapping
from dataclasses import field

from slakit.model.calendars import Calendar
from slakit.model.header import Clause, Declared, Party, Term
from slakit.model.log import Condition, EventPattern, Field, FieldType
from slakit.model.measures import Goal, Measure, Quota
from slakit.model.pay import Compensation, Plan
from slakit.model.promises import Cadence, Response, Stage
from slakit.record import record

BUILT_IN_FIELDS: Mapping[str, FieldType] = {
    "owner": FieldType.STRING,
    "stage": FieldType.STRING,
    "reason": FieldType.STRING,
    "amount": FieldType.DECIMAL,
}


@record
class Agreement(Declared):
    """One version of an agreement, resolved and checked. `term` None makes it a base only (never evaluated).

    `fields` includes the built-in ones; `events` includes each stage's row pattern under the stage's id. `file` is the
    path that it was read from, as it was given.
    """

    version: str
    term: Term | None
    parties: Mapping[str, Party]
    scope: Condition | None = None
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    events: Mapping[str, EventPattern] = field(default_factory=dict)
    stages: Mapping[str, Stage] = field(default_factory=dict)
    responses: Mapping[str, Response] = field(default_factory=dict)
    cadences: Mapping[str, Cadence] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)
    plan: Plan | None = None
    compensation: Compensation | None = None
    file: str = field(default="", compare=False, repr=False)
