"""The oracle agrees with every evaluation case that was worked by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import Refused, evaluate
from tests.oracle.documents import read
from tests.oracle.zone import instant

CASES = Path(__file__).parents[1] / "cases" / "evaluate"
INSTANTS = ("started_at", "due_at", "stopped_at", "breached_at")


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(CASES.rglob("*.yaml")) if not path.name.startswith("_")],
    ids=lambda path: str(path.relative_to(CASES).with_suffix("")),
)
def test_case(path: Path) -> None:
    case = read(path)
    if case.get("refuse") == "true":
        with pytest.raises(Refused):
            outcomes(case)
        return
    expected = case["expect"] or []
    only = set(case.get("only") or [row["commitment"] for row in expected])
    found = [row for row in outcomes(case) if row["commitment"] in only]
    unmatched = match(found, expected)
    assert not unmatched, report(found, expected, unmatched)
    assert len(found) == len(expected), report(found, expected, [])


def outcomes(case: Mapping[str, Any]) -> list[dict[str, str | None]]:
    """What the oracle makes of a case."""
    default = read(CASES / "_agreement.yaml")
    versions = case.get("versions") or [case.get("agreement") or {}]
    return evaluate(
        [default | version for version in versions],
        case["events"] or [],
        people=case.get("people"),
        as_of=case.get("as_of"),
        waivers=case.get("waivers") or (),
        known_by=case.get("known_by"),
    )


def match(found: list[dict[str, str | None]], expected: list[dict[str, Any]]) -> list[int]:
    """The places of the expected rows that no found row is left for, each found row being used once."""
    taken: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for candidate, row in enumerate(found):
            if candidate in tried or not fits(row, expected[number]):
                continue
            tried.add(candidate)
            if candidate not in taken or place(taken[candidate], tried):
                taken[candidate] = number
                return True
        return False

    return [number for number in range(len(expected)) if not place(number, set())]


def fits(row: Mapping[str, str | None], wanted: Mapping[str, Any]) -> bool:
    """Whether the row has what is wanted, on the columns that are given."""
    return all(comparable(column, row[column]) == comparable(column, text) for column, text in wanted.items())


def comparable(column: str, text: str | None) -> Any:
    """Instants as instants, all else as text."""
    return instant(text) if text and column in INSTANTS else text or None


def report(found: list[dict[str, str | None]], expected: list[dict[str, Any]], unmatched: list[int]) -> str:
    """What was expected in vain, beside everything that was found."""
    columns = {column for row in expected for column in row}
    shown = [{column: text for column, text in row.items() if column in columns} for row in found]
    lines = [f"not found: {expected[number]}" for number in unmatched]
    return "\n".join([*lines, f"{len(expected)} expected, {len(found)} found:", *map(str, shown)])
