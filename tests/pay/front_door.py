"""Pay by the front door, from trees and rows in memory, as plain values to compare."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import slakit
from slakit.pay.statement import Line, Payroll, Statement
from tests.engine.case import dumped, text, write_csv
from tests.pay_oracle.cases import versions
from tests.pay_oracle.comparing import NUMBERS, Plain

Paid = dict[str, Plain] | None
"""Statements by person; None where pay was refused."""


def paid_by_case(case: Mapping[str, Any], folder: Path) -> tuple[Paid, str]:
    """What slakit pays for a case, and what it said; its files are written to `folder`."""
    return paid(
        folder,
        versions(case),
        case["events"],
        people=case["people"],
        period=case["period"],
        as_of=case["as_of"],
        waivers=case.get("waivers") or (),
    )


def paid(
    folder: Path,
    trees: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, str | None]],
    *,
    people: Sequence[Mapping[str, str]],
    period: str,
    as_of: str | None,
    waivers: Sequence[Mapping[str, Any]] = (),
) -> tuple[Paid, str]:
    """What slakit pays for trees of text, and what it said; its files are written to `folder`."""
    agreements = []
    for number, tree in enumerate(trees):
        path = folder / f"agreement_{number}.yaml"
        path.write_text(dumped(tree), encoding="utf-8")
        agreement, findings = slakit.load(str(path))
        if agreement is None:
            return None, "\n".join(str(finding) for finding in findings)
        agreements.append(agreement)
    cells = [{key: cell for key, value in row.items() if (cell := text(value)) is not None} for row in rows]
    write_csv(folder / "events.csv", cells, columns=("lead_id", "event", "at"))
    write_csv(folder / "people.csv", people, columns=("person", "party", "role", "from", "through"))
    for number, waiver in enumerate(waivers):
        header = {"apiVersion": "slakit/v1", "kind": "Waivers", "agreement": trees[0]["metadata"]["name"]}
        (folder / f"waivers_{number}.yaml").write_text(dumped(header | dict(waiver)), encoding="utf-8")
    result = slakit.payroll(
        agreements,
        [str(folder / "events.csv")],
        people=str(folder / "people.csv"),
        period=period,
        as_of=None if as_of is None else datetime.fromisoformat(as_of),
        waivers=[str(folder / f"waivers_{number}.yaml") for number in range(len(waivers))],
    )
    said = "\n".join(str(finding) for finding in result.diagnostics)
    return None if result.payroll is None else statements(result.payroll), said


def statements(payroll: Payroll) -> dict[str, Plain]:
    """The statements by person."""
    return {statement.person: _plain(statement) for statement in payroll.statements}


def _plain(statement: Statement) -> Plain:
    return {
        "lines": [_line(line) for line in statement.lines],
        "adjustments": [_line(line) for line in statement.adjustments],
        "total": statement.total,
        "balance": statement.balance,
        "base": statement.base,
        "provisional": statement.provisional,
    }


def _line(line: Line) -> Plain:
    return {"id": line.id, "kind": line.kind.value} | {name: getattr(line, name) for name in NUMBERS}
