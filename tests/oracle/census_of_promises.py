"""What an agreement asks for, and what became of it, as features to be counted."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Tree = Mapping[str, Any]


def agreement_features(agreement: Tree) -> Iterator[str]:
    """Every section, kind, option and unit that an agreement uses."""
    yield f"term: in {agreement['term']['timezone']}"
    yield from (f"term: {key}" for key in ("through", "week_starts", "fiscal_year_starts") if key in agreement["term"])
    if "scope" in agreement:
        yield "scope"
    for calendar in agreement.get("calendars", {}).values():
        yield from _calendar(calendar)
    for response in agreement.get("responses", {}).values():
        yield from _response(response)
    for cadence in agreement.get("cadences", {}).values():
        yield from _cadence(cadence)
    for stage in agreement.get("stages", {}).values():
        yield from _stage(stage)
    for quota in agreement.get("quotas", {}).values():
        yield from _quota(agreement["measures"][quota["measure"]], quota, "quota")
    for goal in agreement.get("goals", {}).values():
        yield from _quota(agreement["measures"][goal["measure"]], goal, "goal")
    yield from _conditions(agreement)


def _calendar(calendar: Tree) -> Iterator[str]:
    yield f"calendar: in {calendar.get('timezone', 'the zone of the term')}"
    for ranges in calendar["hours"].values():
        for text in ranges:
            opens, closes = text.split("-")
            if closes <= opens and closes != "00:00":
                yield "calendar: open over night"
            if closes in ("24:00", "00:00"):
                yield "calendar: open until midnight"
    kept = calendar.get("holidays", {})
    yield from (f"calendar: holidays {key}" for key in ("country", "subdivision", "add", "remove") if key in kept)
    for ranges in calendar.get("overrides", {}).values():
        yield "calendar: override that opens" if ranges else "calendar: override that closes"


def _clock(kind: str, clock: Tree) -> Iterator[str]:
    yield f"{kind}: again {clock.get('again', 'left out')}"
    yield from (f"{kind}: {key}" for key in ("when", "cancels", "stops", "at_risk", "calendar") if key in clock)
    yield from _objective(kind, clock.get("objective"))
    for role in ("starts", "stops", "cancels"):
        if {"mql", "inquiry", "sal", "customer", "lost"} & set(_names(clock.get(role, []))):
            yield f"{kind}: {role} a stage"


def _objective(kind: str, objective: Tree | None) -> Iterator[str]:
    if objective is None:
        return
    yield f"objective of a {kind}"
    yield f"objective: per {objective['per']}"
    found = ("at_least", "at_most", "for_each", "minimum_sample")
    yield from (f"objective: {key}" for key in found if key in objective)


def _response(response: Tree) -> Iterator[str]:
    yield from _clock("response", response)
    for target in response.get("targets", [response]):
        yield from (f"response: {unit}" for unit in _units(target.get("within")))
        if "targets" in response:
            yield "response: targets"
            yield from (f"response: targets {key}" for key in ("exempt", "calendar", "when") if key in target)
    if "pauses" in response:
        yield "response: pauses" if "resumes" in response else "response: pauses for good"
        pauses, resumes = set(_names(response["pauses"])), set(_names(response.get("resumes", [])))
        if pauses & {"returned", "handoff"} or resumes & {"returned", "handoff"}:
            yield "response: a row that starts and pauses or resumes"
        if pauses & {"attempt", "connected"} or resumes & {"attempt", "connected"}:
            yield "response: a row that stops and pauses or resumes"


def _cadence(cadence: Tree) -> Iterator[str]:
    yield from _clock("cadence", cadence)
    yield from (f"cadence: within {unit}" for unit in _units(cadence["within"]))
    yield from (f"cadence: first_within {unit}" for unit in _units(cadence.get("first_within")))
    for key, text in cadence.get("spacing", {}).items():
        yield from (f"cadence: spacing {key} {unit}" for unit in _units(text))
        if text == cadence["within"]:
            yield "cadence: a gap as long as the whole"
    if "distinct" in cadence:
        yield f"cadence: distinct {cadence['distinct']['field']}"
    if "sal" in _names(cadence["attempts"]["event"]):
        yield "cadence: attempts at a stage"


def _stage(stage: Tree) -> Iterator[str]:
    yield from (f"stage: {key}" for key in ("ready", "package", "reasons", "next") if key in stage)
    if "closes" in stage:
        yield f"stage: closes {stage['closes']}{'' if 'next' in stage else ' without next'}"
    elif "next" not in stage:
        yield "stage: leads anywhere"
    if any("requires" in (reason or {}) for reason in stage.get("reasons", {}).values()):
        yield "stage: reason that requires"
    for key in ("within", "at_least"):
        yield from (f"stage: dwell {key} {unit}" for unit in _units(stage.get("dwell", {}).get(key)))
    for part, objective in stage.get("objective", {}).items():
        yield from _objective(part, objective)


_MEASURES = ("count", "leads", "sum", "share", "ratio", "median", "average", "p90")


def _quota(measure: Tree, quota: Tree, kind: str) -> Iterator[str]:
    name = next(
        key for key in ("count", "leads", "sum", "share", "ratio", "median", "average", "p90") if key in measure
    )
    table = " of a table" if isinstance(measure.get("sum"), dict) else ""
    yield f"{kind}: {name}{table}{' within' if 'within' in measure else ''}"
    yield from (f"measure: {name} {key}" for key in ("when", "first") if key in measure)
    if kind == "quota":
        side = "at_least" if "at_least" in quota else "at_most"
        yield f"quota: {side} {'a time' if name in ('median', 'average', 'p90') else name}"
        yield f"quota: per {quota['per']}"
        yield from (f"quota: {key}" for key in ("times", "minimum_sample") if key in quota)
        each = quota.get("for_each")
        if each is not None:
            yield "quota: for_each people" if isinstance(each, dict) else f"quota: for_each {each}"


def _conditions(tree: Any) -> Iterator[str]:
    """The operators that conditions use, wherever they stand."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key in _OPERATORS and not (key in ("at_least", "at_most") and "per" in tree):
                yield f"condition: {key}"
            yield from _conditions(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _conditions(value)


_OPERATORS = ("all", "any", "none", "is_not", "above", "below", "present", "contains", "matches")


def _names(value: Any) -> Sequence[str]:
    return [value] if isinstance(value, str) else list(value)


def _units(text: str | None) -> Iterator[str]:
    """Which sort of time a duration is."""
    if text is not None:
        business = "business " if "business" in text else ""
        yield business + ("days" if "business day" in text else "time" if business else "elapsed")


def outcome_features(rows: Sequence[Mapping[str, str | None]]) -> Iterator[str]:
    """The states, causes and kinds of the outcomes, and what several episodes of one lead show."""
    episodes: Counter[tuple[str | None, str | None]] = Counter()
    versions: dict[tuple[str | None, str | None], set[str | None]] = defaultdict(set)
    for row in rows:
        yield f"outcome: {row['kind']} {row['state']}"
        if row["cause"]:
            yield f"outcome: {row['kind']} {row['cause']}"
        if row["state"] == "waived":
            yield f"waived: {row['kind']}"
        if row["lead_id"]:
            key = (row["commitment"], row["lead_id"])
            episodes[key] += row["kind"] in ("response", "cadence")
            versions[key].add(row["version"])
        elif row["dimension"]:
            yield "outcome: dimension"
    if episodes and max(episodes.values()) > 1:
        yield "outcome: several episodes of one clock"
    if any(len(found) > 1 for found in versions.values()):
        yield "outcome: one clock in two versions"
