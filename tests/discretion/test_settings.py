"""Severities from `slakit.toml` and `pyproject.toml`."""

import os
import time
from pathlib import Path

import pytest

from slakit.loading import load_agreement
from tests.discretion.project import made, told

UNUSED = "fields: {region: {type: string}}\n"


def severities(file: Path) -> list[str]:
    return [one.split(" ", 1)[1] for one in told(file)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ["warning"]),
        ({"slakit": '[severity]\nSLA433 = "error"\n'}, ["error"]),
        ({"slakit": '[severity]\nSLA433 = "off"\n'}, []),
        ({"slakit": 'severity = {SLA433 = "warning"}\n'}, ["warning"]),
        ({"slakit": ""}, ["warning"]),
        ({"pyproject": '[tool.slakit.severity]\nSLA433 = "off"\n'}, []),
        ({"pyproject": '[tool.other]\nx = "slakit severity"\n'}, ["warning"]),
    ],
)
def test_severities(settings: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    assert [one.split()[0] for one in severities(made(tmp_path, UNUSED, **settings))] == expected


def test_a_warning_made_an_error_leaves_no_agreement(tmp_path: Path) -> None:
    file = made(tmp_path, UNUSED, slakit='[severity]\nSLA433 = "error"\n')
    assert load_agreement(str(file))[0] is None


def test_a_warning_made_an_error_hides_nothing_else(tmp_path: Path) -> None:
    file = made(tmp_path, UNUSED, slakit='[severity]\nSLA433 = "error"\n')
    again = file.parent / "again.yaml"
    again.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    waivers = file.parent / "waivers.yaml"
    waivers.write_text(
        "apiVersion: slakit/v1\nkind: Waivers\nagreement: minimal\nwaivers:\n"
        "  w: {commitments: [nothing], until: 2027-02-05, because: x, approved_by: {sales: a}}\n",
        encoding="utf-8",
    )
    assert [one.split()[2] for one in told(file, again)] == ["SLA410", "SLA433", "SLA433"]
    assert [one.split()[2] for one in told(waivers)] == ["SLA307"]


def test_an_error_of_judgement_made_a_warning_leaves_one(tmp_path: Path) -> None:
    fragment = "stages: {idle: {by: sales, closes: won}}\n"
    assert load_agreement(str(made(tmp_path, fragment)))[0] is None
    agreement, findings = load_agreement(str(made(tmp_path, fragment, slakit='[severity]\nSLA428 = "warning"\n')))
    assert agreement is not None
    assert [(one.code.id, str(one.severity)) for one in findings] == [("SLA428", "warning")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[severity\n", ["slakit.toml:1:10 error SLA140 this is not TOML"]),
        ("x = 1\n", ["slakit.toml:1:1 error SLA141 'x' is not a setting"]),
        ("\n# severity\nseverity = 1\n", ["slakit.toml:3:1 error SLA141 'severity' is a table"]),
        ('[severity]\n# SLA431 = 1\nSLA431 = "high"\n', ["slakit.toml:3:1 error SLA141 SLA431 is given a severity"]),
        ("[severity]\nSLA431 = 1\n", ["slakit.toml:2:1 error SLA141 SLA431 is given a severity"]),
        ('severity.SLAX = "off"\n', ["slakit.toml:1:10 error SLA142 'SLAX' is not a code"]),
        ('[severity]\n"../x" = "off"\n', ["slakit.toml:2:2 error SLA142 '../x' is not a code"]),
        ('[severity]\nSLA302 = "off"\n', ["slakit.toml:2:1 error SLA143 SLA302 is always an error"]),
        ('[severity]\nSLA302 = "error"\n', []),
        (
            '[severity]\nx = """\nSLA101\n"""\nSLA101 = "off"\n',
            ["slakit.toml:2:1 error SLA142", "slakit.toml:5:1 error SLA143"],
        ),
    ],
)
def test_what_is_wrong_with_settings(text: str, expected: list[str], tmp_path: Path) -> None:
    found = told(made(tmp_path, "", slakit=text))
    assert len(found) == len(expected), found
    for one, start in zip(found, expected, strict=True):
        assert one.startswith(start)


def test_settings_in_pyproject_have_their_place_too(tmp_path: Path) -> None:
    text = '[project]\nname = "severity"\n\n[tool.slakit]\nseverty = {}\n[tool.slakit.severity]\nSLA302 = "off"\n'
    assert [one.split()[:3] for one in told(made(tmp_path, "", pyproject=text))] == [
        ["pyproject.toml:5:1", "error", "SLA141"],
        ["pyproject.toml:7:1", "error", "SLA143"],
    ]


def test_of_two_the_own_file_counts(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        UNUSED,
        slakit='[severity]\nSLA433 = "error"\n',
        pyproject='[tool.slakit.severity]\nSLA433 = "off"\n',
    )
    assert [one.split()[1:3] for one in told(file)] == [["warning", "SLA144"], ["error", "SLA433"]]


def test_the_nearest_file_counts_up_to_the_root(tmp_path: Path) -> None:
    (tmp_path / "slakit.toml").write_text('[severity]\nSLA433 = "off"\n', encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    file = made(project, UNUSED)
    assert severities(file)[0].startswith("warning")
    (project / "slakit.toml").write_text('[severity]\nSLA433 = "error"\n', encoding="utf-8")
    assert severities(file)[0].startswith("error")
    (project / "teams" / "slakit.toml").write_text('[severity]\nSLA433 = "off"\n', encoding="utf-8")
    assert severities(file) == []


def test_projects_decide_for_themselves(tmp_path: Path) -> None:
    files = []
    for name, word in (("a", "error"), ("b", "warning")):
        (tmp_path / name).mkdir()
        files.append(
            made(tmp_path / name, f"{UNUSED}metadata: {{name: {name}}}\n", slakit=f'[severity]\nSLA433 = "{word}"\n')
        )
    assert [one.split()[1] for one in told(*files)] == ["error", "warning"]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 5_000 + "]" * 5_000 + "\n",
        "x = " + "9" * 5_000 + "\n",
        "[severity]\nx = [\n" + "1,\n" * 20_000 + "]\nSLA302 = 'off'\n",
        "[severity]\n" + "".join(f"x{number} = 1\n" for number in range(2_000)),
        "#" * (1024 * 1024 + 1),
        'severity = "\\u0000"\n',
        "[severity]\nSLA433 = '\x1b'\n",
    ],
    ids=["deep", "long number", "long list", "many codes", "large", "escape", "control"],
)
def test_hostile_settings_are_told_in_time(text: str, tmp_path: Path) -> None:
    file = made(tmp_path, "", slakit=text)
    start = time.process_time()
    found = told(file)
    assert time.process_time() - start < 2
    assert all(one.startswith("slakit.toml") for one in found)
    assert found


def test_settings_that_are_not_text(tmp_path: Path) -> None:
    file = made(tmp_path)
    (tmp_path / "slakit.toml").write_bytes(b"[severity]\xff\n")
    assert [one.split()[2] for one in told(file)] == ["SLA140"]


def test_a_pipe_is_no_settings_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slakit.toml")
    assert told(made(tmp_path)) == []
