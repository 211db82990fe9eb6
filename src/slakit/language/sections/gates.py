"""§12: gates and modifiers: what other commitments do to pay."""

from fractions import Fraction

from slakit.language.binding import Binding, Body
from slakit.language.bounds import bound_of, measure_kind, value_reader
from slakit.language.names import COMMITMENT, Kind, instead_of
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.scalars import number_from, share
from slakit.model import Bound, Gate, Modifier

_STAGE_PARTS = ("ready", "transition", "reason", "dwell")


def bind_gates(body: Body) -> tuple[Gate, ...]:
    """The gates of a plan."""
    components = body.node.get("components")
    names = tuple(components.entries) if isinstance(components, Mapping) else ()
    gates: list[Gate] = []
    for part in body.parts("gates"):
        unless, cap = _bounds(part, "unless"), _caps(part, names)
        gates.append(Gate(unless=unless, cap=cap, span=part.node.span))
    return tuple(gates)


def bind_modifiers(body: Body) -> tuple[Modifier, ...]:
    """The modifiers of a plan."""
    modifiers: list[Modifier] = []
    for part in body.parts("modifiers"):
        conditions, factor = _bounds(part, "if"), part.need("factor", number_from(0))
        if factor is not None:
            modifiers.append(Modifier(if_=conditions, factor=factor, span=part.node.span))
    return tuple(modifiers)


def _caps(part: Body, components: tuple[str, ...]) -> dict[str, Fraction]:
    caps: dict[str, Fraction] = {}
    cap = part.part("cap")
    for entry in cap.node if cap is not None else ():
        if entry.key not in components:
            message = f"'{entry.key}' is not a component of this plan"
            part.fail(COMMITMENT.code, entry.span, message, instead_of(entry.key, "components", components))
        elif cap is not None and (value := cap.read(entry.key, share)) is not None:
            caps[entry.key] = value
    return caps


def _bounds(part: Body, key: str) -> dict[str, Bound]:
    """Commitments with the bound each must reach."""
    bounds: dict[str, Bound] = {}
    for entry in part.entries(key):
        kind = _kind(part, entry)
        body = part.within(entry.value) if kind is not None else None
        if body is not None and kind is not None and (bound := bound_of(body, value_reader(kind))) is not None:
            bounds[entry.key] = bound
    return bounds


def _kind(part: Body, entry: Entry) -> str | None:
    """What the value of a commitment is: a clock's and a stage's is a share, the others' their measure's."""
    binding, name = part.binding, entry.key
    stage, dot, stage_part = name.partition(".")
    if dot and stage in binding.names.section("stages") and stage_part in _STAGE_PARTS:
        return "share"
    if name in binding.names.section("responses") or name in binding.names.section("cadences"):
        return "share"
    for section in ("quotas", "goals"):
        if name in binding.names.section(section):
            kind = _measured(binding, section, name)
            if kind is None:
                part.spoil()
            return kind
    _unknown(part, entry, COMMITMENT)
    return None


def _unknown(part: Body, entry: Entry, kind: Kind) -> None:
    known = part.binding.names.of(kind)
    instead = part.binding.instead_of(entry.key, kind.many, known)
    part.fail(kind.code, entry.span, f"'{entry.key}' is not {kind.one}", instead)


def _measured(binding: Binding, section: str, name: str) -> str | None:
    """The kind of the measure of a quota or goal."""
    declared = binding.root.get(section)
    node = declared.get(name) if isinstance(declared, Mapping) else None
    measure = node.get("measure") if isinstance(node, Mapping) else None
    return measure_kind(binding, measure.text) if isinstance(measure, Scalar) else None
