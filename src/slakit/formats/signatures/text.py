"""The signatures of an agreement for people: who has signed, and what has changed since."""

from collections.abc import Iterator

from slakit.formats import text
from slakit.formats.setting import Setting
from slakit.formats.terminal import BOLD, DIM, RED, YELLOW, disarmed, painted, safe
from slakit.signatures import Verification
from slakit.signatures.clauses import Changes
from slakit.signatures.standing import Standing, State, name
from slakit.signatures.statement import instant

_MARKS = {State.SIGNED: "✓", State.OUTDATED: "~", State.MISSING: "✗", State.INVALID: "✗"}
_STYLES = {State.SIGNED: BOLD, State.OUTDATED: YELLOW, State.MISSING: RED, State.INVALID: RED}
_STATES = {State.MISSING: "no signature", State.INVALID: "a signature that does not count"}


def render(found: Verification, setting: Setting) -> str:
    """The agreement, a line per signer with what has changed since, and the findings."""
    head = painted(safe(f"{found.title}, version {found.version} ({found.agreement})"), BOLD, colour=setting.colour)
    shown = [head, painted(f"digest {found.digest}", DIM, colour=setting.colour), ""]
    for one in found.standings:
        shown += _standing(one, setting)
    listed = text.told(found.findings, setting.lines, colour=setting.colour)
    return "\n".join(shown) + "\n" + (f"\n{listed}" if listed else "")


def _standing(one: Standing, setting: Setting) -> Iterator[str]:
    mark = painted(_MARKS[one.state], _STYLES[one.state], colour=setting.colour)
    yield f"{mark} {safe(f'{one.signer} for {one.signer.party_title}')}: {_said(one)}"
    if one.changes is not None:
        yield from (f"    {disarmed(safe(line))}" for line in _changes(one.changes))


def _said(one: Standing) -> str:
    if one.statement is None or one.key is None:
        return _STATES[one.state]
    of = "" if one.state is State.SIGNED else " an earlier text"
    return safe(f"signed{of} at {instant(one.statement.signed_at)} with {one.key.kind} {one.key.fingerprint}")


def _changes(changes: Changes) -> Iterator[str]:
    yield f"the signature stands for {text.counted(len(changes.unchanged), 'clause')}; since it was made"
    for what, found in (("changed", changes.changed), ("added", changes.added), ("removed", changes.removed)):
        yield from (f"  {what:8}{name(one)}" for one in found)
    if changes.is_order_only:
        yield "  the order of the parties, stages or clauses has changed"
