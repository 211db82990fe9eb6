"""Comments that ignore a finding on their line."""

import time
from pathlib import Path

import pytest

from slakit.loading import load, load_agreement
from tests.discretion.project import made, told

UNUSED_FIELD = "fields:\n  region: {type: string}"
VOLUME = "quotas:\n  more: {by: sales, measure: mqls, at_least: 5, per: week}"
NO_BASELINE = (
    "measures:\n  won: {leads: customer}\nparties:\n  sales: {accountable: Lee}\ngoals:\n"
    "  growth: {by: sales, measure: won, target: 9, due: 2027-06-30, owners: [Lee]}"
)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (UNUSED_FIELD, ["5:3 warning SLA433 nothing uses the field 'region'"]),
        (f"{UNUSED_FIELD}  # slakit: ignore[SLA433] kept for finance", []),
        (f"{UNUSED_FIELD}  # slakit: ignore[SLA433,SLA431] two", ["5:51 warning SLA147 SLA431 is not found"]),
        (f"{UNUSED_FIELD}\n{VOLUME}  # slakit: ignore[ SLA431 ] meant", ["5:3 warning SLA433"]),
        (
            f"{UNUSED_FIELD}\n# slakit: ignore[SLA433] below",
            ["5:3 warning SLA433", "6:18 warning SLA147 nothing stands"],
        ),
        (f"{UNUSED_FIELD}  # slakit: ignore[SLA433]", ["5:3 warning SLA433", "5:37 error SLA145 the ignore gives no"]),
        (
            f"{UNUSED_FIELD}  # slakit: ignore[SLA433] --",
            ["5:3 warning SLA433", "5:37 error SLA145 the ignore gives no"],
        ),
        (f"{UNUSED_FIELD}  # slakit: ignore[] x", ["5:3 warning SLA433", "5:37 error SLA145 the ignore names no code"]),
        (f"{UNUSED_FIELD}  # slakit: ignore x", ["5:3 warning SLA433", "5:37 error SLA145 the ignore names no code"]),
        (f"{UNUSED_FIELD}  # slakit: ignroe[SLA433] x", ["5:3 warning SLA433", "5:37 error SLA145 'ignroe' is not"]),
        (f"{UNUSED_FIELD}  # slakit: our tool", ["5:3 warning SLA433"]),
        (f"{UNUSED_FIELD}  # slakit: ignore[sla433] x", ["5:3 warning SLA433", "5:44 error SLA142 'sla433' is not a"]),
        (
            "responses:\n  first_attempt: {starts: handof}  # slakit: ignore[SLA302] later",
            ["5:27 error SLA302", "5:53 error SLA146 SLA302 cannot be ignored"],
        ),
        (f"{NO_BASELINE}  # slakit: ignore[SLA443] the first year", []),
    ],
)
def test_ignores(fragment: str, expected: list[str], tmp_path: Path) -> None:
    found = told(made(tmp_path, f"{fragment}\n"))
    assert len(found) == len(expected), found
    for one, start in zip(found, expected, strict=True):
        assert one.startswith(f"agreement.yaml:{start}")


def test_an_ignored_error_leaves_an_agreement(tmp_path: Path) -> None:
    file = made(tmp_path, f"{NO_BASELINE}  # slakit: ignore[SLA443] the first year\n")
    assert load_agreement(str(file))[0] is not None
    assert len(load([str(file)]).agreements) == 1


def test_a_file_with_errors_is_not_told_of_idle_ignores(tmp_path: Path) -> None:
    file = made(
        tmp_path, "metadata: {title: T}  # slakit: ignore[SLA433] x\nresponses: {first_attempt: {starts: nobody}}\n"
    )
    assert [one.split()[2] for one in told(file)] == ["SLA302"]


BASE = "apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\nterm: null\nfields:\n  region: {type: string}  "


def test_a_base_is_judged_by_what_extends_it(tmp_path: Path) -> None:
    file = made(tmp_path)
    base = tmp_path / "base.yaml"
    base.write_text(f"{BASE}# slakit: ignore[SLA433] for all teams\n", encoding="utf-8")
    (tmp_path / "minimal.yaml").write_text(
        (tmp_path / "minimal.yaml")
        .read_text(encoding="utf-8")
        .replace("term:\n", "term:  # slakit: ignore[SLA437] x\n"),
        encoding="utf-8",
    )
    head = "apiVersion: slakit/v1\nkind: Agreement\nextends: ../base.yaml\n"
    file.write_text(f"{head}term: {{from: 2027-01-01, timezone: UTC}}\n", encoding="utf-8")
    assert told(file) == []
    assert told(base) == []
    assert told(base, file) == []
    base.write_text(f"{BASE}# slakit: ignore[SLA433,SLA434] for all teams\n", encoding="utf-8")
    assert told(base) == []
    assert told(file) == []
    assert [one.split()[0] for one in told(base, file)] == ["base.yaml:6:51"]


def test_what_other_files_would_bring_up_is_not_idle(tmp_path: Path) -> None:
    term = "term:\n  from: 2027-03-01  # slakit: ignore[SLA411] nothing was promised in winter\n  through: 2027-12-31\n"
    later = made(tmp_path, f"metadata: {{version: 2.0.0}}\n{term}")
    earlier = later.parent / "earlier.yaml"
    earlier.write_text(later.read_text(encoding="utf-8").replace("2.0.0", "1.0.0"), encoding="utf-8")
    head = "apiVersion: slakit/v1\nkind: Agreement\nextends: ../minimal.yaml\n"
    earlier.write_text(f"{head}term: {{through: 2027-01-31}}\n", encoding="utf-8")
    assert told(later) == []
    assert told(earlier, later) == []
    earlier.write_text(f"{head}term: {{through: 2027-02-28}}\n", encoding="utf-8")
    assert [one.split()[:3] for one in told(earlier, later)] == [["agreement.yaml:6:38", "warning", "SLA147"]]


def test_other_files_of_slakit_can_ignore_too(tmp_path: Path) -> None:
    file = made(tmp_path, "")
    waivers = file.parent / "waivers.yaml"
    text = "commitments: [first_attempt], until: 2027-02-05, because: x, approved_by: {sales: a, marketing: b}"
    head = "apiVersion: slakit/v1\nkind: Waivers\nagreement: minimal\nwaivers:\n"
    waivers.write_text(f"{head}  w: {{{text}}}  # slakit: ignore[SLA605] for February\n", encoding="utf-8")
    assert told(file, waivers) == []


@pytest.mark.parametrize(
    ("comments", "findings"),
    [
        ("# slakit: ignore[SLA433] again\n" * 100_000, 1_000),
        ("# slakit: ignore\n" * 100_000, 1_000),
        ("x # slakit: ignore[" + "SLA433," * 400_000 + "] again\n", 100),
        ("# slakit: ignore[" + "x," * 400_000 + "] again\n", 100),
        ("# slakit: " + "x" * 3_000_000 + "[\n", 1),
        ("# slakit: ignore" + "[" * 3_000_000 + "\n", 1),
        ("# slakit: ignore" + " " * 3_000_000 + "x\n", 1),
        ("#" * 3_000_000 + "\n", 0),
        ("# slakit:" * 300_000 + "\n", 0),
    ],
    ids=["ignores", "flaws", "codes", "no codes", "word", "brackets", "blanks", "signs", "repeated"],
)
def test_hostile_comments_are_read_in_time(comments: str, findings: int, tmp_path: Path) -> None:
    file = made(tmp_path, f"metadata: {{title: T}}\n# {comments}")
    start = time.process_time()
    found = told(file)
    assert time.process_time() - start < 2
    assert len(found) == findings
