"""Source, Waivers and Scenario files beside the agreement they name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as Lookup
from functools import cache
from pathlib import Path

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.expectations import expectations
from slakit.language.binding import Binding
from slakit.language.names import COMMITMENT, EVENT, FIELD, PARTY, STAGE, Kind, instead_of
from slakit.language.nodes import Entry, Mapping, Node, Scalar
from slakit.language.nodes import Sequence as SequenceNode
from slakit.language.operands import ENUM_VALUE
from slakit.language.spelling import nearest
from slakit.language.structure import UNKNOWN
from slakit.model import Agreement, EventPattern
from slakit.stage_rows import row_of, stage_values
from slakit.usage import commitment_ids, people_columns

_COLUMNS = ("lead_id", "event", "at", "id", "actor", "recorded_at")

NO_AGREEMENT = declare("SLA308", "An agreement that is not found")


def agreement_named(root: Mapping) -> Scalar | None:
    """The name under `agreement` of a Source, Waivers or Scenario file."""
    node = root.get("agreement")
    return node if isinstance(node, Scalar) else None


def siblings(root: Mapping) -> list[str]:
    """The other YAML files in the folder of a file, where its agreement may be."""
    file = Path(root.span.file)
    return [str(path) for path in sorted(file.parent.glob("*.y*ml")) if path.name != file.name]


def not_found(root: Mapping, known: Iterable[str]) -> Diagnostic | None:
    """The finding for a file whose agreement is nowhere."""
    name = agreement_named(root)
    if name is None:
        return None
    message = f"no agreement named '{name.text}' is among the files given or in this folder"
    return diagnostic(NO_AGREEMENT, name.span, message, instead_of(name.text, "agreements", known))


def of_another(root: Mapping, versions: Sequence[Agreement]) -> Diagnostic | None:
    """The finding for a file that is about another agreement than the one of these versions."""
    name = agreement_named(root)
    known = dict.fromkeys(version.id for version in versions)
    if name is None or name.text in known:
        return None
    message = f"'{name.text}' is not an agreement given here"
    return diagnostic(NO_AGREEMENT, name.span, message, instead_of(name.text, "agreements", known))


def check_companion(root: Mapping, versions: Sequence[Agreement]) -> Iterator[Diagnostic]:
    """The names in the file that no version of its agreement has."""
    kind = root.get("kind")
    match kind.text if isinstance(kind, Scalar) else None:
        case "Source":
            from slakit.sources import sound_source

            yield from sound_source(root, versions)[1]
        case "Waivers":
            yield from _waivers(root, versions)
        case "Scenario":
            yield from _scenario(root, versions)


def _waivers(root: Mapping, versions: Sequence[Agreement]) -> Iterator[Diagnostic]:
    commitments = _commitments(versions)
    parties = _parties(versions)
    fields = _fields(versions)
    section = root.get("waivers")
    for entry in section if isinstance(section, Mapping) else ():
        if not isinstance(entry.value, Mapping):
            continue
        named = entry.value.get("commitments")
        for node in named.items if isinstance(named, SequenceNode) else (named,):
            yield from _unknown(node, COMMITMENT, commitments)
        yield from _unknown_fields(entry.value.get("when"), fields)
        approved = entry.value.get("approved_by")
        for approval in approved if isinstance(approved, Mapping) else ():
            yield from _unknown_name(approval.key, approval.span, PARTY, parties)


def _scenario(root: Mapping, versions: Sequence[Agreement]) -> Iterator[Diagnostic]:
    commitments, fields, parties = _commitments(versions), _fields(versions), _parties(versions)
    enums = _enums(versions)
    columns = {column for version in versions for column in people_columns(version)}
    for person in _mappings(root.get("people")):
        yield from _unknown(person.get("party"), PARTY, parties)
        yield from _unknown_columns(person, columns)
    patterns = {name: pattern for version in versions for name, pattern in version.events.items()}
    words, stages = _words(versions), _stages(versions)
    stages_of = cache(lambda word, fields: stage_values(versions, [word], fields))  # of many rows few differ in these
    for row in _mappings(root.get("events")):
        yield from _unknown_word(row, words, stages, patterns)
        for entry in row:
            if entry.key not in _COLUMNS:
                yield from _unknown_name(entry.key, entry.span, FIELD, fields)
                yield from _unlisted(entry, enums)
        event, stage = row.get("event"), row.get("stage")
        if stages and isinstance(event, Scalar) and isinstance(stage, Scalar) and _says(stage):
            values = stages_of(event.text, frozenset(row.entries))
            if stage.text not in values:
                yield _unknown_stage(stage, values.listed, patterns[stage.text] if stage.text in stages else None)
    for item in _mappings(root.get("expect")):
        yield from _unknown(item.get("commitment"), COMMITMENT, commitments)
    binding = Binding(root)
    expectations(binding, root)
    yield from binding.findings()


def _mappings(node: Node | None) -> Iterator[Mapping]:
    """The mappings in a list; what else stands there is told by structure."""
    yield from (item for item in (node.items if isinstance(node, SequenceNode) else ()) if isinstance(item, Mapping))


def _unknown_fields(condition: Node | None, known: Sequence[str]) -> Iterator[Diagnostic]:
    """The fields of a condition that no version has."""
    for entry in condition if isinstance(condition, Mapping) else ():
        if entry.key in ("all", "any", "none"):
            for part in _mappings(entry.value):
                yield from _unknown_fields(part, known)
        else:
            yield from _unknown_name(entry.key, entry.span, FIELD, known)


def _fields(versions: Sequence[Agreement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field for version in versions for field in version.fields))


def _enums(versions: Sequence[Agreement]) -> dict[str, tuple[str, ...]]:
    """The values of each field that is an enum in every version which has it."""
    found: dict[str, dict[str, str | None]] = {}
    for field in (field for version in versions for field in version.fields.values()):
        found.setdefault(field.id, {}).update(field.values)
    others = {field.id for version in versions for field in version.fields.values() if not field.values}
    return {name: tuple(values) for name, values in found.items() if name not in others}


def _unlisted(entry: Entry, enums: Lookup[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """The value of an enum's field that no version lists; an empty one is missing."""
    known, node = enums.get(entry.key), entry.value
    if known and isinstance(node, Scalar) and node.text and not node.is_null and node.text not in known:
        message = f"'{node.text[:60]}' is not a value of '{entry.key}'"
        yield diagnostic(ENUM_VALUE, node.span, message, instead_of(node.text, f"values of '{entry.key}'", known))


def _unknown_columns(person: Mapping, named: Collection[str]) -> Iterator[Diagnostic]:
    """The keys of a row of people that are no columns of every roster, and that nothing of the agreement names."""
    from slakit.log.people_columns import FIXED, means_the_last_day  # start-up matters, and few files have people

    known = (*FIXED, *sorted(named))
    for entry in person:
        if entry.key not in known:
            message = f"'{entry.key}' is not a column of people, nor one that the agreement names"
            help_ = "did you mean 'through'?" if means_the_last_day(entry.key) and "through" not in person else ""
            yield diagnostic(UNKNOWN, entry.span, message, help_ or instead_of(entry.key, "columns", known))


def _unknown_word(
    row: Mapping, words: Sequence[str], stages: Sequence[str], patterns: Lookup[str, EventPattern]
) -> Iterator[Diagnostic]:
    """The event of a row that no event of the agreement looks for.

    A row that sets fields makes up the lead's state, whatever its event: there it is the name of an event or a stage,
    or nearly another word.
    """
    event = row.get("event")
    if not isinstance(event, Scalar) or not _says(event) or event.text in words:
        return
    pattern = patterns.get(event.text)
    if pattern is not None or nearest(event.text, words) is not None or all(key in _COLUMNS for key in row.entries):
        message = f"'{event.text[:60]}' is not a word that an event of the agreement has"
        called = "a stage" if event.text in stages else "the name of an event"
        instead = f"it is {called}: write {row_of(pattern)}" if pattern is not None else ""
        yield diagnostic(EVENT.code, event.span, message, instead or instead_of(event.text, "words", words))


def _unknown_stage(stage: Scalar, values: Sequence[str], declared: EventPattern | None) -> Diagnostic:
    """The value of `stage` that nothing looks for: it is no stage, or one that `events` has `declared` by another."""
    if declared is None:
        return diagnostic(
            STAGE.code, stage.span, f"'{stage.text}' is not a stage", instead_of(stage.text, "stages", values)
        )
    message = f"'{stage.text}' is not what 'stage' says in the rows of the stage: 'events' declares them"
    return diagnostic(STAGE.code, stage.span, message, f"write {row_of(declared)}")


def _says(node: Node) -> bool:
    """Whether it is a text that is not empty; what else stands there is told by structure, or is a missing value."""
    return isinstance(node, Scalar) and bool(node.text) and not node.is_null


def _words(versions: Sequence[Agreement]) -> tuple[str, ...]:
    """The words of the column `event` that the events of any version look for, those of stages included."""
    patterns = (pattern for version in versions for pattern in version.events.values())
    return tuple(sorted({word for pattern in patterns for word in pattern.events}))


def _stages(versions: Sequence[Agreement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage for version in versions for stage in version.stages))


def _parties(versions: Sequence[Agreement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for version in versions for party in version.parties))


def _commitments(versions: Sequence[Agreement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for version in versions for name in commitment_ids(version)))


def _unknown(node: Node | None, kind: Kind, known: Sequence[str]) -> Iterator[Diagnostic]:
    if isinstance(node, Scalar):
        yield from _unknown_name(node.text, node.span, kind, known)


def _unknown_name(name: str, span: Span, kind: Kind, known: Sequence[str]) -> Iterator[Diagnostic]:
    if name not in known:
        yield diagnostic(kind.code, span, f"'{name}' is not {kind.one}", instead_of(name, kind.many, known))
