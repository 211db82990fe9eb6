"""Which promises are broken, by §13: one with an objective by its periods, one without by its own outcomes."""

from collections.abc import Mapping, Sequence
from typing import Any

OBJECTIVE = ".objective"


def broken(
    versions: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, str | None]], *, of_leads: bool = False
) -> set[tuple[str, str]]:
    """Each broken promise with who made it, from outcome rows; of single leads no period is known."""
    judged = {version["metadata"]["version"]: set() if of_leads else _with_objective(version) for version in versions}
    found = set()
    for row in rows:
        commitment, version = row["commitment"] or "", row["version"] or ""
        if row["state"] == "breached" and commitment not in judged[version]:
            found.add((commitment.removesuffix(OBJECTIVE), row["party"] or ""))
    return found


def _with_objective(version: Mapping[str, Any]) -> set[str]:
    """The clocks of a version that an objective judges."""
    clocks = {**version.get("responses", {}), **version.get("cadences", {})}
    stages = version.get("stages", {})
    return {name for name, clock in clocks.items() if "objective" in clock} | {
        f"{name}.{part}" for name, stage in stages.items() for part in stage.get("objective", {})
    }
