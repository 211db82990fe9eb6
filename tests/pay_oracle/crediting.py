"""Which rows are credited to whom, and with which part of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.conditions import Values, typed
from tests.oracle.events import Occurrence
from tests.oracle.log import Refused
from tests.oracle.quantities import rate
from tests.oracle.setting import Setting
from tests.pay_oracle.people import covers, on_roster, selected
from tests.pay_oracle.spans import Span
from tests.pay_oracle.world import World


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What a row says, in order: by the first field in which two differ, the smaller first, missing before any."""

    values: frozenset[tuple[str, Any]]
    number: int

    def __lt__(self, other: "_Said") -> bool:
        one, two = dict(self.values), dict(other.values)
        for name in sorted({*one, *two}):
            if one.get(name) != two.get(name):
                return name in two and (name not in one or one[name] < two[name])
        return self.number < other.number


@dataclass(frozen=True, kw_only=True)
class Credited:
    """A row and the person's part of it; `value` is what the row is worth in the measure asked."""

    occurrence: Occurrence
    day: date
    share: Fraction
    state: Values = field(hash=False)
    value: Fraction = Fraction(0)

    @property
    def worth(self) -> Fraction:
        """The person's part of the row's value."""
        return self.value * self.share

    @property
    def key(self) -> tuple[Any, ...]:
        """The row, whatever it is measured by, in the order of rows: those of a lead and instant by what they say."""
        said = _Said(values=frozenset(self.occurrence.values.items()), number=min(self.occurrence.rows))
        return (self.occurrence.at, self.occurrence.lead or "", said)


def persons(credit: Mapping[str, Any], state: Values, own: Values) -> dict[str, Fraction]:
    """The named persons' parts of a row; nobody where it names none."""
    to = credit["to"] if isinstance(credit["to"], Mapping) else {credit["to"]: "100%"}
    named = [name for name in to if state.get(name) is not None]
    found: dict[str, Fraction] = {}
    if not named:
        return found
    own_shares = any(isinstance(share, Mapping) for share in to.values())
    for name, share in to.items():
        if isinstance(share, Mapping):
            part = Fraction(own.get(share["share"]) or 0) if name in named else Fraction(0)
        else:
            part = rate(share)
        holder = state[name if name in named else named[0]]
        found[holder] = found.get(holder, Fraction(0)) + part
    if own_shares and sum(found.values()) != 1:
        raise Refused(f"the shares of {', '.join(found)} do not add up to the whole")
    return found


def check_shares(world: World, asked: Span) -> None:
    """Refuse a SPIF's row whose own shares do not add up, in whatever plan those are whom it names."""
    for setting in world.settings:
        for plan in setting.agreement.get("compensation", {}).get("plans", {}).values():
            for spif in plan.get("spifs", {}).values():
                for occurrence, day, state in world.rows(setting, spif["event"], ever=False):
                    in_time = date.fromisoformat(spif["from"]) <= day <= date.fromisoformat(spif["through"])
                    if in_time and day < asked.after and setting.holds(spif.get("when"), state):
                        persons(plan["credit"], state, occurrence.values)


def _overlaid(
    world: World, plan: Mapping[str, Any], credit: Mapping[str, Any], parts: dict[str, Fraction], day: date
) -> dict[str, Fraction]:
    """The parts of those to whom credit rolls up, or of whose team somebody is credited."""
    if "rolls_up_to" in credit:
        found: dict[str, Fraction] = {}
        for person, part in parts.items():
            rows = [row for row in world.people if row["person"] == person and covers(row, day)]
            above = next((row[credit["rolls_up_to"]] for row in rows if row.get(credit["rolls_up_to"])), None)
            if above is not None:
                found[above] = found.get(above, Fraction(0)) + part
        return found
    if "team" in credit:
        team = credit["team"]["people"]
        whole = sum((part for who, part in parts.items() if on_roster(world.people, team, who, day)), Fraction(0))
        members = {row["person"] for row in world.people if selected(row, plan["people"]) and covers(row, day)}
        return dict.fromkeys(members, whole)
    return parts


def credited(
    world: World,
    setting: Setting,
    plan: Mapping[str, Any],
    credit: Mapping[str, Any],
    event: str,
    person: str,
    span: Span,
    *,
    ever: bool = False,
    when: Mapping[str, Any] | None = None,
) -> list[Credited]:
    """The rows of the span that are credited to the person, on days on which they are in the plan.

    They are those of the version's days, or of any, in a state that `when` asks for.
    """
    found = []
    for occurrence, day, state in world.rows(setting, event, ever=ever):
        if (
            day not in span
            or not setting.holds(when, state)
            or not on_roster(world.people, plan["people"], person, day)
        ):
            continue
        parts = persons(credit, state, occurrence.values)
        share = _overlaid(world, plan, credit, parts, day).get(person, Fraction(0))
        if share:
            found.append(Credited(occurrence=occurrence, day=day, share=share, state=state))
    return sorted(found, key=lambda row: row.key)


def deals(setting: Setting, name: str, rows: Sequence[Credited]) -> list[Credited]:
    """Those of the credited rows that a count, leads or sum measure counts, with what each is worth."""
    measure = setting.agreement["measures"][name]
    kind = next(kind for kind in ("count", "leads", "sum") if kind in measure)
    event = measure["of"] if kind == "sum" else measure[kind]
    found: list[Credited] = []
    leads: set[str] = set()
    for row in rows:
        lead = row.occurrence.lead
        happened = setting.events.of(lead, event)
        if not any(other.at == row.occurrence.at and other.rows & row.occurrence.rows for other in happened):
            continue
        if not setting.holds(measure.get("when"), row.state):
            continue
        if kind == "leads":
            late = measure.get("first") == "true" and happened[0].at != row.occurrence.at
            if lead is None or late or lead in leads:
                continue
            leads.add(lead)
        value = _summed(setting, measure["sum"], row) if kind == "sum" else Fraction(1)
        found.append(
            Credited(occurrence=row.occurrence, day=row.day, share=row.share, state=row.state, value=value)
        )  # fmt: skip
    return found


def _summed(setting: Setting, added: Any, row: Credited) -> Fraction:
    """The row's own value of the field, or what a table says of the state."""
    if isinstance(added, str):
        return Fraction(row.occurrence.values.get(added) or 0)
    ((name, table),) = added.items()
    worth = {typed(setting.kinds[name], key): Fraction(text) for key, text in table.items()}
    value = row.state.get(name)
    return worth.get(value, Fraction(0)) if value is not None else Fraction(0)
