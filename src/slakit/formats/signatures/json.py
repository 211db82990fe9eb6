"""The signatures of an agreement for programs, as `schema/verification.json` describes it."""

from collections.abc import Iterable
from typing import Any

from slakit.formats.json import finding_object
from slakit.formats.json_text import dumped
from slakit.formats.setting import Setting
from slakit.signatures import Verification
from slakit.signatures.clauses import Clause
from slakit.signatures.standing import Standing
from slakit.signatures.statement import instant

FORMAT_VERSION = "1.0"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(found: Verification, setting: Setting) -> str:
    """One JSON object, ending in a line break."""
    return dumped(
        {
            "format_version": FORMAT_VERSION,
            "agreement": {
                "id": found.agreement,
                "title": found.title,
                "version": found.version,
                "file": found.path,
                "digest": found.digest,
            },
            "signed": found.is_signed,
            "signatures": [_signature(one) for one in found.standings],
            "clauses": [
                {**_clause(one), "signed_by": [signer.file for signer in found.stand_by(one)]} for one in found.clauses
            ],
            "findings": [finding_object(finding) for finding in found.findings],
        }
    )


def _signature(one: Standing) -> dict[str, Any]:
    signer, changes = one.signer, one.changes
    return {
        "signer": signer.file,
        "party": signer.party,
        "role": signer.role,
        "name": signer.name,
        "email": signer.email,
        "principal": signer.principal,
        "file": one.file,
        "state": one.state.value,
        "signed_at": None if one.statement is None else instant(one.statement.signed_at),
        "signed_digest": None if one.statement is None else one.statement.digest,
        "key": None if one.key is None else {"kind": one.key.kind, "fingerprint": one.key.fingerprint},
        "changes": None
        if changes is None
        else {
            "added": _clauses(changes.added),
            "removed": _clauses(changes.removed),
            "changed": _clauses(changes.changed),
            "unchanged": len(changes.unchanged),
        },
    }


def _clauses(found: Iterable[Clause]) -> list[dict[str, str]]:
    return [_clause(one) for one in found]


def _clause(one: Clause) -> dict[str, str]:
    return {"path": one.path, "reference": one.reference, "title": one.title, "digest": one.digest}
