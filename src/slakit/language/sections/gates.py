"""§12: gates and modifiers: what other commitments do to pay."""

from fractions import Fraction

from slakit.language.binding import Binding, Body
from slakit.language.bounds import bound_of, measure_kind, value_reader
from slakit.language.names import CLOCK, COMMITMENT, instead_of
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.scalars import share
from slakit.model import Bound, Gate, Modifier

_STAGE_PARTS = {"ready": ("ready", "package"), "transition": (), "reason": ("reasons",), "dwell": ("dwell",)}
"""What a stage promises, and the keys of which one makes it promise that; a transition needs none."""


def bind_gates(body: Body) -> tuple[Gate, ...]:
    """The gates of a plan."""
    gates: list[Gate] = []
    for part in body.parts("gates"):
        unless, cap = bind_bounds(part, "unless"), of_components(part, "cap", body)
        gates.append(Gate(unless=unless, cap=cap, span=part.node.span))
    return tuple(gates)


def bind_modifiers(body: Body) -> tuple[Modifier, ...]:
    """The modifiers of a plan."""
    modifiers: list[Modifier] = []
    for part in body.parts("modifiers"):
        conditions, factor = bind_bounds(part, "if"), part.need("factor", share)
        if factor is not None:
            modifiers.append(Modifier(if_=conditions, factor=factor, span=part.node.span))
    return tuple(modifiers)


def of_components(part: Body, key: str, plan: Body) -> dict[str, Fraction]:
    """The attainments under `key`, each of a component of `plan`."""
    components = plan.node.get("components")
    names = tuple(components.entries) if isinstance(components, Mapping) else ()
    attainments: dict[str, Fraction] = {}
    named = part.part(key)
    for entry in named.node if named is not None else ():
        if entry.key not in names:
            message = f"'{entry.key}' is not a component of this plan"
            part.fail(COMMITMENT.code, entry.span, message, instead_of(entry.key, "components", names))
        elif named is not None and (value := named.read(entry.key, share)) is not None:
            attainments[entry.key] = value
    return attainments


def bind_bounds(part: Body, key: str) -> dict[str, Bound]:
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
    if name in (*_stage_promises(binding), *binding.names.of(CLOCK)):
        return "share"
    for section in ("quotas", "goals"):
        if name in binding.names.section(section):
            kind = _measured(binding, section, name)
            if kind is None:
                part.spoil()
            return kind
    _unknown(part, entry)
    return None


def _stage_promises(binding: Binding) -> tuple[str, ...]:
    """What the stages promise, as outcomes name it: `mql.ready`."""
    stages = binding.root.get("stages")
    return tuple(
        f"{entry.key}.{promised}"
        for entry in (stages if isinstance(stages, Mapping) else ())
        if isinstance(entry.value, Mapping)
        for promised, keys in _STAGE_PARTS.items()
        if not keys or any(key in entry.value for key in keys)
    )


def _unknown(part: Body, entry: Entry) -> None:
    clock = entry.key.removesuffix(".objective")
    known = (*part.binding.names.of(COMMITMENT), *_stage_promises(part.binding))
    if clock != entry.key and clock in known:
        message = f"'{entry.key}' is not named here: '{clock}' stands for its attainment over the plan's period"
        part.fail(COMMITMENT.code, entry.span, message, f"write {clock}")
        return
    instead = part.binding.instead_of(entry.key, COMMITMENT.many, known)
    part.fail(COMMITMENT.code, entry.span, f"'{entry.key}' is not {COMMITMENT.one}", instead)


def _measured(binding: Binding, section: str, name: str) -> str | None:
    """The kind of the measure of a quota or goal."""
    declared = binding.root.get(section)
    node = declared.get(name) if isinstance(declared, Mapping) else None
    measure = node.get("measure") if isinstance(node, Mapping) else None
    return measure_kind(binding, measure.text) if isinstance(measure, Scalar) else None
