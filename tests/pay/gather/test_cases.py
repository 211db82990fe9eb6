"""Facts worked by hand: rows credited, taken back and paid for, readings, rows of nobody, findings."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from slakit.pay.asked_period import AskedPeriod
from slakit.pay.facts import Claim, Collected, Credited, Facts, Reading, Uncredited
from slakit.pay.gather import Gathered, gathered
from tests.engine.case import read_case, request
from tests.engine.ways import PLAIN, Way

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.startswith("_"))
BROKEN = "in 1 row of 'rep' the shares 'owner_share', 'partner_share' of those named do not add up to 1 (leads L6)"
ALL = AskedPeriod(text="2027", first=date(2027, 1, 1), after=date(2028, 1, 1))


def gather(case: Mapping[str, Any], folder: Path, *, way: Way = PLAIN, period: AskedPeriod = ALL) -> Gathered:
    """What is gathered of a case."""
    with (FOLDER / "_agreement.yaml").open(encoding="utf-8") as file:
        defaults = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    for changes in case["versions"]:
        changes["measures"] = defaults["measures"] | changes.get("measures", {})
    versions = [defaults | changes for changes in case["versions"]]
    waivers, people = case.get("waivers") or (), case.get("people")
    # What checks refuse has a meaning all the same.
    with patch("slakit.loading.checks.run", lambda *_, **__: ()):
        asked = request(
            folder,
            versions,
            case["events"],
            way=way,
            people=people,
            as_of=case["as_of"],
            known_by=case.get("known_by"),
            waivers=waivers,
        )
    with gathered(asked, period=period) as found:
        return found


def said(facts: Facts, *, versions: int) -> dict[str, list[str]]:
    """Facts as the cases write them."""
    return {
        "credited": [_version(one, versions) + _credited(one) for one in facts.credited],
        "claims": [_version(one, versions) + _claim(one) for one in facts.claims],
        "collected": [_version(one, versions) + _collected(one) for one in facts.collected],
        "readings": [_version(one, versions) + _reading(one) for one in facts.readings],
        "uncredited": [_uncredited(one) for one in facts.uncredited],
    }


def _version(one: Credited | Claim | Collected | Reading, versions: int) -> str:
    return f"v{one.version} " if versions > 1 else ""


def _credited(one: Credited) -> str:
    text = f"{one.day} {one.lead_id or '-'}#{one.row} {one.plan}.{one.part} {one.person} {one.value}"
    text += f" x {one.share}" if one.share != 1 else ""
    text += f" deal {one.deal}" if one.deal is not None else ""
    return text + (f" taken {one.taken_back} window {one.window_ends}" if one.taken_back else "")


def _claim(one: Claim) -> str:
    return f"{one.day} {one.lead_id} {one.plan} {one.worth}" + (" taken back" if one.taken_back_at else "")


def _collected(one: Collected) -> str:
    return f"{one.day} {one.lead_id}#{one.row} {one.plan} {one.value}"


def _reading(one: Reading) -> str:
    value = "never" if one.is_never else one.value if one.value is not None else "none"
    is_open = " open" if one.is_open else ""
    return f"{one.of} {one.first} {one.after} {one.person or 'everybody'} {value}{is_open}"


def _uncredited(one: Uncredited) -> str:
    return " ".join([f"{one.first} {one.after}", one.plan, one.why, str(one.rows), *one.leads])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_facts_are_as_worked_out(path: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    case = read_case(path)
    found = gather(case, tmp_path)
    assert found.facts is not None, found.diagnostics
    facts = said(found.facts, versions=len(case["versions"]))
    for kind, lines in facts.items():
        assert lines == (case.get(kind) or []), kind
    assert [one.code.id for one in found.diagnostics] == case["findings"], found.diagnostics
    assert [f"{one.code.id} {one.message}: {one.help}" for one in found.diagnostics] == snapshot


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    case = read_case(FOLDER / "owner_at_the_row.yaml")
    shuffled = gather(case, tmp_path, way=Way(suffix="jsonl", seed=7, files=3)).facts
    assert shuffled is not None
    assert said(shuffled, versions=1)["credited"] == case["credited"]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (1, ["nobody is paid for 1 row of 'rep' of people who are in no plan on that day: 'bob' (leads L1)"]),
        (
            2,
            [
                "nobody is paid for 2 rows of 'rep' that name nobody in 'owner', 'partner'",
                (
                    "nobody is paid for 6 rows of 'rep' of people who are in no plan on that day:"
                    " 'abe', 'bob', 'cy', 'dan', 'eve' (leads L1, L9, L2, L3, L4, …)"
                ),
            ],
        ),
        (3, [BROKEN]),
        (4, [BROKEN, "1 row counts 0 for 'rep.bookings', since 'amount' is missing"]),
    ],
)
def test_findings_are_of_the_asked_period(month: int, said: list[str], tmp_path: Path) -> None:
    """But parts that do not add up stand in the way of every later period, too."""
    first, after = date(2027, month, 1), date(2027, month + 1, 1)
    period = AskedPeriod(text=f"2027-0{month}", first=first, after=after)
    found = gather(read_case(FOLDER / "rows_of_nobody.yaml"), tmp_path, period=period)
    assert [one.message for one in found.diagnostics] == said
    assert found.has_errors is (month > 2)
    told = [one.help for one in found.diagnostics if one.code.id == "SLA831"]
    assert ["before 2027-04" in text for text in told] == ([month > 3] if month > 2 else [])


@pytest.mark.parametrize(("day", "version", "names"), [("01-20", 0, "'owner'"), ("02-20", 1, "'engineer'")])
def test_rows_of_nobody_are_told_at_the_credit_of_their_version(
    day: str, version: int, names: str, tmp_path: Path
) -> None:
    """The first version credits the owner, the second the engineer; the row names neither."""
    case = read_case(FOLDER / "versions.yaml")
    row = {"lead_id": "L7", "event": "signed", "at": f"2027-{day}T12:00:00-08:00", "amount": "1"}
    found = gather(case | {"events": [row]}, tmp_path)
    (finding,) = [one for one in found.diagnostics if one.code.id == "SLA832"]
    assert Path(finding.span.file).name == f"agreement_{version}.yaml"
    assert f"names nobody in {names}" in finding.message


def test_what_was_recorded_later_is_not_gathered(tmp_path: Path) -> None:
    case = read_case(FOLDER / "rows_of_nobody.yaml") | {"known_by": "2027-04-30T00:00:00-04:00"}
    known = gather(case, tmp_path).facts
    assert known is not None
    assert (known.known_by, known.is_recorded, len(known.credited)) == (1809057600, False, 1)
    case["events"][-1]["recorded_at"] = "2027-04-30T00:00:01-04:00"
    left = gather(case, tmp_path).facts
    assert left is not None
    assert (left.known_by, left.is_recorded, left.credited) == (1809057600, True, ())


def test_settlements_that_begin_later_are_left_out(tmp_path: Path) -> None:
    """Whatever was done by the as-of to rows of those that are not still counts."""
    february = AskedPeriod(text="2027-02", first=date(2027, 2, 1), after=date(2027, 2, 16))
    facts = gather(read_case(FOLDER / "taken_back.yaml"), tmp_path, period=february).facts
    assert facts is not None
    assert {one.day.month for one in facts.credited} == {1, 2}
    assert facts.credited[0].taken_back == date(2027, 3, 16)
    assert (facts.as_of_day, facts.as_of) == (date(2027, 6, 1), 1811865600)


@pytest.mark.parametrize(("first", "after", "rows"), [((2, 1), (3, 1), 2), ((3, 1), (4, 1), 2), ((4, 1), (5, 1), 0)])
def test_rows_between_versions_are_told_with_the_plans_period(
    first: tuple[int, int], after: tuple[int, int], rows: int, tmp_path: Path
) -> None:
    """Of a quarter in February, where they lie, and in March, with which it is paid; not of rows out of scope."""
    case = read_case(FOLDER / "versions.yaml")
    row = {"lead_id": "L8", "event": "signed", "at": "2027-02-15T01:00:00-05:00", "amount": 1, "segment": "internal"}
    period = AskedPeriod(text="asked", first=date(2027, *first), after=date(2027, *after))
    found = gather(case | {"events": [*case["events"], row]}, tmp_path, period=period)
    told = [one.message for one in found.diagnostics if "after version 1.0.0 has ended" in one.message]
    assert [f"nobody is paid for {rows} rows of 'rep'" in message for message in told] == ([True] if rows else [])
