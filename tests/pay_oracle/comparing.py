"""Statements of either side as plain values, and what differs between them or from what is expected."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import rate
from tests.pay_oracle.naming import ids
from tests.pay_oracle.statement import Line, Statement

NUMBERS = ("amount", "exact", "credited", "carried", "quota", "attainment", "counted", "payout")

COMPARED = {"component": ("kind", *NUMBERS), "pool": ("kind", "amount")}
"""What is compared of a line, by its kind; of all others the amount, rounded and exact."""

Plain = dict[str, Any]
"""`lines` and `adjustments` (each with id, kind and NUMBERS), `total`, `balance`, `base`, `provisional`."""


def plain(statement: Statement) -> Plain:
    """The oracle's statement."""
    both = [*statement.lines, *statement.adjustments]
    named = dict(zip(map(id, both), ids(both, statement.several), strict=True))

    def line(each: Line) -> Plain:
        return {"id": named[id(each)], "kind": each.kind} | {name: getattr(each, name) for name in NUMBERS}

    return {
        "lines": [line(each) for each in statement.lines],
        "adjustments": [line(each) for each in statement.adjustments],
        "total": statement.total,
        "balance": statement.balance,
        "base": statement.base,
        "provisional": statement.provisional,
    }


def unexpected(found: Mapping[str, Plain], expected: Mapping[str, Any]) -> list[str]:
    """What a payroll says otherwise than a case expects; lines of nothing that nobody expects may be there."""
    problems = [f"{person}: nobody expects {mine['total']}" for person, mine in found.items()
                if person not in expected and mine["total"]]  # fmt: skip
    for person, wanted in expected.items():
        mine = found.get(person, {"lines": [], "adjustments": [], "total": Fraction(0), "balance": Fraction(0)})
        wanted = wanted or {"total": "0"}
        for group in ("lines", "adjustments"):
            problems += [f"{person}: {text}" for text in _lines(mine[group], wanted.get(group) or [])]
        for key in wanted.keys() & {"total", "balance", "base"}:
            if mine[key] != rate(wanted[key]):
                problems.append(f"{person}: {key} {mine[key]} instead of {wanted[key]}")
        if "provisional" in wanted and mine["provisional"] != (wanted["provisional"] == "true"):
            problems.append(f"{person}: provisional is {mine['provisional']}")
    return problems


def _lines(found: Sequence[Plain], expected: Sequence[Mapping[str, str | None]]) -> list[str]:
    left, problems = list(found), []
    for wanted in expected:
        match = next((line for line in left if _fits(line, wanted)), None)
        if match is None:
            near = [_shown(line) for line in left if line["id"] == wanted.get("id")]
            problems.append(f"no line {dict(wanted)}; there is {near or [line['id'] for line in left]}")
        else:
            left.remove(match)
    return problems + [f"unexpected {_shown(line)}" for line in left if line["amount"]]


def _fits(line: Plain, wanted: Mapping[str, str | None]) -> bool:
    texts = all(line[key] == wanted[key] for key in wanted.keys() & {"id", "kind"})
    return texts and all(
        line[key] == (None if text is None else rate(text)) for key, text in wanted.items() if key in NUMBERS
    )


def _shown(line: Plain) -> str:
    return ", ".join(f"{key}={value}" for key, value in line.items() if value is not None)


def apart(oracle: Mapping[str, Plain], engine: Mapping[str, Plain]) -> list[str]:
    """What two payrolls say differently; who gets nothing for nothing may be missing in either."""
    problems = []
    nothing: Plain = {"lines": [], "adjustments": [], "total": Fraction(0), "balance": Fraction(0)}
    for person in sorted({*oracle, *engine}):
        ours, theirs = oracle.get(person, nothing), engine.get(person, nothing)
        if person not in engine and not ours["lines"] and not ours["adjustments"]:
            continue
        problems += [
            f"{person}: {key} {theirs[key]} where the oracle has {ours[key]}"
            for key in ("total", "balance", "base", "provisional")
            if key in ours and key in theirs and ours[key] != theirs[key]
        ]
        for group in ("lines", "adjustments"):
            problems += [f"{person}: {text}" for text in _groups_apart(ours[group], theirs[group])]
    return problems


def _groups_apart(ours: Sequence[Plain], theirs: Sequence[Plain]) -> list[str]:
    by_id = {line["id"]: line for line in ours}, {line["id"]: line for line in theirs}
    problems = []
    for name in sorted({*by_id[0], *by_id[1]}):
        one, other = by_id[0].get(name), by_id[1].get(name)
        if one is None or other is None:
            line = one or other
            assert line is not None
            if line["amount"]:
                problems.append(f"only {'the oracle' if one else 'the engine'} has {_shown(line)}")
        elif any(one[key] != other[key] for key in COMPARED.get(one["kind"], ("kind", "amount", "exact"))):
            problems.append(f"the oracle has {_shown(one)}, the engine {_shown(other)}")
    return problems
