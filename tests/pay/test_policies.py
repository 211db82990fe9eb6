"""Every plan in policies/ and examples/ pays, to the cent, what the oracle works out from the same log."""

import csv
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import slakit
from tests.pay.front_door import statements
from tests.pay.selling_year import PEOPLE, Row, log
from tests.pay_oracle import payroll
from tests.pay_oracle.cases import extended
from tests.pay_oracle.comparing import apart, plain

ROOT = Path(__file__).parents[2]
NORTHWIND = "examples/northwind"


class Log(NamedTuple):
    """What is paid for: rows and a roster, at the end of the log."""

    rows: list[Row]
    people: list[dict[str, str]]
    as_of: str


@cache
def logs() -> Mapping[str, Log]:
    """The log of each agreement that pays, by its path."""
    northwind = Log(_read("events.csv"), _read("people.csv"), "2027-04-01T09:00:00-04:00")
    return {
        f"{NORTHWIND}/agreement.yaml": northwind,
        "policies/northwind.yaml": northwind,
        "policies/b2b_midsize.yaml": Log(log(240, seed=6), PEOPLE, "2028-01-10T00:00:00-05:00"),
    }


def _read(name: str) -> list[Any]:
    with (ROOT / NORTHWIND / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PERIODS = (
    (f"{NORTHWIND}/agreement.yaml", "2027"),
    ("policies/northwind.yaml", "2027-Q1"),
    ("policies/b2b_midsize.yaml", "2027-Q1"),
    ("policies/b2b_midsize.yaml", "2027"),
)


def test_every_agreement_that_pays_is_recomputed() -> None:
    found = [*(ROOT / "policies").glob("*.yaml"), *(ROOT / "examples").glob("*/agreement*.yaml")]
    paying = {path.relative_to(ROOT).as_posix() for path in found if "compensation" in extended(path)}
    assert paying == {path for path, _ in PERIODS}


@pytest.mark.parametrize(("agreement", "period"), PERIODS)
def test_pay(agreement: str, period: str, tmp_path: Path) -> None:
    given = logs()[agreement]
    _write(tmp_path / "events.csv", given.rows)
    _write(tmp_path / "people.csv", given.people)
    model, findings = slakit.load(str(ROOT / agreement))
    assert model is not None, findings
    result = slakit.payroll(
        model,
        [str(tmp_path / "events.csv")],
        people=str(tmp_path / "people.csv"),
        period=period,
        as_of=datetime.fromisoformat(given.as_of),
    )
    assert result.payroll is not None, result.diagnostics
    oracle = payroll(
        [extended(ROOT / agreement)], given.rows, people=given.people, period=period, as_of=given.as_of
    )  # fmt: skip
    ours = {person: plain(statement) for person, statement in oracle.items()}
    assert any(statement["total"] for statement in ours.values())
    problems = apart(ours, statements(result.payroll))
    assert not problems, "\n".join(problems)


def _write(path: Path, rows: list[Any]) -> None:
    columns = dict.fromkeys(key for row in rows for key in row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(columns))
        writer.writeheader()
        writer.writerows(rows)
