"""Agreements with one value changed: every number, date, name and choice of a model, one at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

from slakit.diagnostics import Span
from slakit.durations import Duration, Unit
from slakit.model import Again, Agreement, FieldType, Per

_ZONES = ("Europe/Lisbon", "Asia/Tokyo")
_LITERALS = {
    "at_least": "at_most",
    "at_most": "at_least",
    "above": "below",
    "below": "above",
    "within": "at_least",
    "won": "lost",
    "lost": "recycled",
    "recycled": "won",
    "median": "p90",
    "p90": "average",
    "average": "median",
    "recoverable": "non_recoverable",
    "non_recoverable": "recoverable",
    "prorata_days": "full",
    "half_even": "up",
    "line": "statement",
    "marginal": "retroactive",
    "equal": "weighted",
    "weighted": "equal",
    "contribution": "equal",
}
"""Words of the language, each with another that is allowed in its place."""
_CLOSED = ("operator", "closes", "statistic", "kind", "basis", "mode", "at", "split")
_PLACES = ("span", "places", "from_span", "quantum_span")
_UNTOLD = (
    ("fields", "owner"),  # built in: not the agreement's
    ("fields", "stage"),
    ("fields", "reason"),
    ("fields", "amount"),
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value changed: where (`responses.first_attempt.targets.0.within.count`), to what, and what comes of it."""

    path: tuple[str, ...]
    value: str
    agreement: Agreement

    @property
    def shape(self) -> tuple[str, ...]:
        """The path without the names of declared things and the numbers of items."""
        return tuple(part for index, part in enumerate(self.path) if index != 1 and not part.isdigit())

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}={self.value}"


def changes(agreement: Agreement) -> Iterator[Change]:
    """Every change of one value. What refers to declared things is left: another name is no other number."""
    for path, value, changed in _changed(agreement, ()):
        if path[:2] in _UNTOLD or path[0] in ("id", "file") or _is_idle(path, agreement):
            continue
        yield Change(path=path, value=str(value), agreement=changed)


def _is_idle(path: tuple[str, ...], agreement: Agreement) -> bool:
    """Whether the value has no bearing on anything."""
    if path[0] == "stages" and path[2:] in (("dwell", "operator"), ("dwell", "at_risk")):
        dwell = agreement.stages[path[1]].dwell
        return path[3] == "operator" or (dwell is not None and dwell.operator == "at_least")
    if path[0] == "stages" and path[2:] == ("initial",):
        return path[1] == next(iter(agreement.stages))  # where a lead begins anyway
    return path[0] == "cadences" and path[2] == "distinct_at_least" and not agreement.cadences[path[1]].distinct_field


def _changed(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Each place below `value` that can be changed, what it becomes, and the whole with it changed."""
    if isinstance(value, Duration):
        yield (*path, "count"), value.count + 1, Duration(value.count + 1, value.unit)
        unit = Unit.BUSINESS_DAYS if value.unit is not Unit.BUSINESS_DAYS else Unit.BUSINESS_HOURS
        yield (*path, "unit"), unit.value, Duration(value.count, unit)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for field in fields(value):
            if field.name not in _PLACES:
                for place, new, changed in _changed(getattr(value, field.name), (*path, field.name)):
                    yield place, new, replace(value, **{field.name: changed})
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for place, new, changed in _changed(item, (*path, str(key))):
                yield place, new, {**value, key: changed}
            if isinstance(key, date):
                moved = key + timedelta(days=3)
                yield (*path, str(key), "date"), moved, {moved if k == key else k: v for k, v in value.items()}
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            for place, new, changed in _changed(item, (*path, str(index))):
                yield place, new, (*value[:index], changed, *value[index + 1 :])
    else:
        for new in _others(value, path):
            yield path, new, new


def _others(value: object, path: tuple[str, ...]) -> Iterator[object]:
    """Another value for a single one, if it is a number, a date, a name or a choice."""
    match value:
        case bool():
            yield not value
        case Enum():
            yield from _another(value)
        case Fraction():
            yield value + (Fraction(1, 100) if value <= 1 else 1)
        case date():
            yield value + timedelta(days=3)
        case int():
            yield value + (-1 if path[-1] in ("week_starts", "fiscal_year_starts", "closes") and value > 1 else 1)
        case str():
            yield from _other_text(value, path)


def _another(value: Enum) -> Iterator[Enum]:
    if isinstance(value, Per):
        yield Per.WEEK if value is not Per.WEEK else Per.MONTH
    elif isinstance(value, Again):
        yield Again.NEVER if value is not Again.NEVER else Again.RESTART
    elif isinstance(value, FieldType):
        yield FieldType.DATE if value is not FieldType.DATE else FieldType.STRING


def _other_text(value: str, path: tuple[str, ...]) -> Iterator[str]:
    name = path[-1]
    if name == "timezone":
        yield _ZONES[value == _ZONES[0]]
    elif name == "currency":
        yield "CHF"
    elif name == "country":
        yield "CA" if value != "CA" else "US"
    elif name == "subdivision":
        yield {"NY": "MA", "ENG": "SCT"}.get(value, value)
    elif name in _CLOSED:
        yield from (_LITERALS[value],) if value in _LITERALS else ()
    elif not _refers(path):
        yield f"{value} changed"


def _refers(path: tuple[str, ...]) -> bool:
    """Whether the text there is an id that has to be declared, and so no name of its own."""
    if path[-1] == "id" or path[-1] in ("calendar", "requires", "field"):
        return True
    last = next((name for name in reversed(path) if not name.isdigit()), "")
    ids = (
        "by",
        "for_",
        "next",
        "starts",
        "stops",
        "pauses",
        "resumes",
        "cancels",
        "attempts",
        "package",
        "of",
        "share",
    )
    others = (
        "measure",
        "goal",
        "supports",
        "response",
        "ratio",
        "distinct_field",
        "event",
    )
    if last in (*ids, *others):
        return True
    return last == "events" and path[0] == "measures"
