"""The canonical form of an agreement, its digest, and the digests of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slakit.digest import header, log, measures, pay, promises
from slakit.digest.canonical_json import Json, hexdigest
from slakit.digest.conditions import condition
from slakit.digest.spelling import Object, given
from slakit.model import BUILT_IN_FIELDS, Agreement, Term

FORM = "slakit/agreement/1"
"""What the form calls itself: another number is another form, and every digest another one."""

ORDERED = ("parties", "clauses", "stages")
"""Sections whose order means something: lists in the form, in the order of the agreement."""

_WHOLE = ("metadata", "term", "scope", "plan")
_NESTED = "compensation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of an agreement: a promise, a definition, a calendar, a clause.

    `path` is where it stands in the form (`responses.first_attempt`, `term`), `digest` 64 hexadecimal digits that
    change when the part does, and only then.
    """

    path: str
    digest: str


def canonical_form(agreement: Agreement) -> Object:
    """What the agreement says, in one spelling. Raises `ValueError` for an agreement without a term: a base."""
    if agreement.term is None:
        raise ValueError(f"'{agreement.id}' has no term: it is a base for others")
    return {
        "form": FORM,
        "metadata": header.metadata(agreement),
        "term": header.term(agreement.term),
        **given(
            scope=condition(agreement.scope),
            **_sections(agreement, agreement.term),
            plan=None if agreement.plan is None else pay.plan(agreement.plan),
            compensation=_compensation(agreement),
        ),
    }


def digest_of(agreement: Agreement) -> str:
    """The digest of the whole: 64 hexadecimal digits. Raises `ValueError` for an agreement without a term."""
    return hexdigest(canonical_form(agreement))


def digest_in_order(agreement: Agreement, paths: Sequence[str]) -> str:
    """The digest that the agreement would have with its parties, clauses and stages in the order of their `paths`.

    Those that `paths` does not name come last. Raises `ValueError` as `canonical_form` does.
    """
    places = {path: place for place, path in enumerate(paths)}
    form = dict(canonical_form(agreement))
    for name in ORDERED:
        members = dict(_members(name, form[name])) if name in form else {}
        if members:
            form[name] = [members[path] for path in sorted(members, key=lambda path: places.get(path, len(places)))]
    return hexdigest(form)


def parts(agreement: Agreement) -> tuple[Part, ...]:
    """The parts with their digests, in the order of the agreement. Raises `ValueError` as `canonical_form` does."""
    return tuple(
        Part(path=path, digest=hexdigest({"form": FORM, "path": path, "part": part}))
        for path, part in _parts(canonical_form(agreement))
    )


def _sections(agreement: Agreement, term: Term) -> dict[str, Json]:
    fields = [field for field in agreement.fields.values() if field.id not in BUILT_IN_FIELDS]
    events = [event for event in agreement.events.values() if not log.is_usual(agreement, event)]
    begins = {one.id for one in agreement.stages.values() if one.initial} or set(list(agreement.stages)[:1])
    return {
        "parties": [{"id": one.id, **header.party(one)} for one in agreement.parties.values()],
        "clauses": [{"id": one.id, **header.clause(one)} for one in agreement.clauses.values()],
        "calendars": {one.id: header.calendar(one, term) for one in agreement.calendars.values()},
        "fields": {one.id: log.field(one) for one in fields},
        "events": {one.id: log.event(one) for one in events},
        "stages": [{"id": one.id, **promises.stage(one, begins=one.id in begins)} for one in agreement.stages.values()],
        "responses": {one.id: promises.response(one) for one in agreement.responses.values()},
        "cadences": {one.id: promises.cadence(one) for one in agreement.cadences.values()},
        "measures": {one.id: measures.measure(one) for one in agreement.measures.values()},
        "quotas": {one.id: measures.quota(one) for one in agreement.quotas.values()},
        "goals": {one.id: measures.goal(one) for one in agreement.goals.values()},
    }


def _compensation(agreement: Agreement) -> Object | None:
    found = agreement.compensation
    if found is None:
        return None
    return {
        "rounding": pay.rounding(found.rounding),
        **given(
            plans={one.id: pay.pay_plan(one) for one in found.plans.values()},
            pools={one.id: pay.pool(one) for one in found.pools.values()},
        ),
    }


def _parts(form: Object) -> Iterator[tuple[str, Json]]:
    for name, section in form.items():
        if name == "form":
            continue
        if name == _NESTED and isinstance(section, Mapping):
            for inner, held in section.items():
                yield from [(f"{name}.{inner}", held)] if inner == "rounding" else _members(f"{name}.{inner}", held)
        elif name in _WHOLE:
            yield name, section
        else:
            yield from _members(name, section)


def _members(path: str, section: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(section, Mapping):
        yield from ((f"{path}.{id_}", member) for id_, member in section.items())
    elif isinstance(section, Sequence):
        yield from ((f"{path}.{member['id']}", member) for member in section if isinstance(member, Mapping))
