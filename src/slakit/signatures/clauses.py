"""The parts of an agreement as its document names them: with the reference and the title that people know."""

from dataclasses import dataclass

from slakit.digest import Part, parts
from slakit.document.building import promises_of
from slakit.loading import versions_beside
from slakit.model import Agreement, Declared
from slakit.wording.phrases import named

_WHOLE = {
    "metadata": "Title and version",
    "term": "Term",
    "scope": "Scope",
    "plan": "Plan",
    "compensation.rounding": "Rounding of pay",
}
_PROMISING = ("stages", "responses", "cadences", "quotas", "goals")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """A part of the agreement: its path in the canonical form, its digest, and what people call it.

    `reference` (`S-3`) is the number of the promise in the document; several, joined with a comma, of a stage that
    promises several things, empty for what is not numbered.
    """

    path: str
    digest: str
    reference: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """What became of the clauses since: those `removed` are as they were, the others as they are now."""

    added: tuple[Clause, ...] = ()
    removed: tuple[Clause, ...] = ()
    changed: tuple[Clause, ...] = ()
    unchanged: tuple[Clause, ...] = ()

    @property
    def is_order_only(self) -> bool:
        """Whether every clause is as it was: what moved is the order of parties, stages or further clauses."""
        return not (self.added or self.removed or self.changed)


def clauses(agreement: Agreement) -> tuple[Clause, ...]:
    """The clauses in the order of the agreement, with the references that they have in its document.

    Raises `ValueError` for an agreement without a term.
    """
    references = _references(agreement)
    return tuple(
        Clause(
            path=part.path,
            digest=part.digest,
            reference=", ".join(references.get(part.path, ())),
            title=_title(agreement, part),
        )
        for part in parts(agreement)
    )


def compared(before: tuple[Clause, ...], now: tuple[Clause, ...]) -> Changes:
    """What is different `now`."""
    then = {one.path: one for one in before}
    paths = {one.path for one in now}
    return Changes(
        added=tuple(one for one in now if one.path not in then),
        removed=tuple(one for one in before if one.path not in paths),
        changed=tuple(one for one in now if one.path in then and then[one.path].digest != one.digest),
        unchanged=tuple(one for one in now if one.path in then and then[one.path].digest == one.digest),
    )


def renumbered(before: tuple[Clause, ...], now: tuple[Clause, ...]) -> tuple[tuple[Clause, Clause], ...]:
    """The clauses whose number is not what it was, each as it was and as it is `now`."""
    then = {one.path: one for one in before}
    pairs = [(then[one.path], one) for one in now if one.path in then]
    return tuple((old, new) for old, new in pairs if old.reference != new.reference)


def _references(agreement: Agreement) -> dict[str, list[str]]:
    """The references of the numbered promises and clauses, by path."""
    found: dict[str, list[str]] = {}
    beside = versions_beside(agreement.file, agreement.id) if agreement.file else ()
    for one in promises_of(agreement, beside):
        path = _path(agreement, one.promise.commitments[0])
        found.setdefault(path, []).append(one.reference)
    for number, id_ in enumerate(agreement.clauses, start=1):
        found[f"clauses.{id_}"] = [f"C-{number}"]
    return found


def _path(agreement: Agreement, commitment: str) -> str:
    """Where the promise with this name is declared; `mql.ready` is a stage's."""
    id_, _, part = commitment.partition(".")
    if part and part != "objective":
        return f"stages.{id_}"
    section = next(name for name in reversed(_PROMISING) if id_ in getattr(agreement, name))
    return f"{section}.{id_}"


def _title(agreement: Agreement, part: Part) -> str:
    if part.path in _WHOLE:
        return _WHOLE[part.path]
    section, _, id_ = part.path.rpartition(".")
    held = agreement.compensation if section.startswith("compensation.") else agreement
    declared = getattr(held, section.rpartition(".")[2])[id_]
    return named(declared) if isinstance(declared, Declared) else id_
