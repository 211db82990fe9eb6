"""How often everything that the language knows occurs in generated pairs: `python -m tests.oracle.census 500`.

A pair counts once for each feature that it has. The exit code is 1 if one of the list occurs in none.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.oracle import Refused
from tests.oracle.census_of_logs import log_features
from tests.oracle.census_of_promises import agreement_features, outcome_features
from tests.oracle.strategies import Case, generate
from tests.oracle.wanted import WANTED
from tests.oracle.zone import instant


def features(case: Case) -> set[str]:
    """What a pair has of what is worth having."""
    found = set(log_features(case))
    for version in case.versions:
        found.update(agreement_features(version))
    found.update(_of_the_run(case))
    try:
        rows = case.outcomes()
    except Refused:
        return found | {"log: refused for two rows of one id that differ"}
    found.update(outcome_features(rows))
    found.update(_collisions(case, rows))
    return found


def _of_the_run(case: Case) -> Iterator[str]:
    if len(case.versions) > 1:
        yield f"versions: {len(case.versions)}"
        if len({version["term"]["timezone"] for version in case.versions}) > 1:
            yield "versions: in two zones"
    if case.known_by:
        yield "run: known by"
    if case.as_of is None:
        yield "run: as of the last row"
    for document in case.waivers:
        for waiver in document["waivers"].values():
            yield "waiver"
            yield from (f"waiver: {key}" for key in ("leads", "when", "from") if key in waiver)
            yield from (f"waiver: {key} a date" for key in ("from", "until") if "T" not in waiver.get(key, "T"))


def _collisions(case: Case, rows: list[dict[str, str | None]]) -> Iterator[str]:
    """Rows at, a second before and a second after what falls due, of the lead that it falls due for."""

    at: dict[str, set[int]] = {}
    for row in case.rows:
        at.setdefault(row["lead_id"], set()).add(instant(row["at"]))
    for outcome in rows:
        if not outcome["due_at"] or outcome["kind"] in ("ready", "transition", "reason"):
            continue
        due, kind = instant(outcome["due_at"]), outcome["kind"]
        beside = {0: "at", -1: "a second before", 1: "a second after"}
        for shift, said in beside.items():
            if due + shift in at.get(outcome["lead_id"] or "", set()):
                yield f"row {said} the deadline of a {kind}"
            if case.as_of is not None and instant(case.as_of) == due + shift:
                yield f"as of {said} the deadline of a {kind}"


def census(count: int, first: int = 0) -> Counter[str]:
    """In how many of so many pairs each feature occurs."""
    found: Counter[str] = Counter(dict.fromkeys(WANTED, 0))
    for seed in range(first, first + count):
        found.update(features(generate(seed)))
    return found


def main(count: int) -> int:
    """Print the census; the exit code."""
    found: Mapping[str, Any] = census(count)
    for name, number in sorted(found.items()):
        print(f"{number:6}  {name}")
    missing = [name for name in WANTED if not found[name]]
    print(f"{count} pairs, {len(found)} features, {len(missing)} of {len(WANTED)} wanted ones in none: {missing}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
