"""Loading of folders, several files, versions, bases and companions."""

import os
from pathlib import Path

import pytest

from slakit.loading import Loaded, load, load_agreement

CASES = Path(__file__).parents[1] / "cases"
MINIMAL = (CASES / "valid" / "minimal.yaml").read_text(encoding="utf-8")


def codes(loaded: Loaded) -> list[str]:
    return [finding.code.id for finding in loaded.diagnostics]


def version(folder: Path, name: str, **changes: str) -> str:
    """A file with the minimal agreement, some of its text replaced."""
    text = MINIMAL
    for old, new in {"1.0.0": name, **changes}.items():
        assert old in text
        text = text.replace(old, new)
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project folder: its root is found by `pyproject.toml`."""
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def test_folders_are_searched_for_files_of_slakit(project: Path) -> None:
    (project / "deep" / "er").mkdir(parents=True)
    (project / ".hidden").mkdir()
    version(project / "deep" / "er", "1.0.0")
    version(project / ".hidden", "2.0.0")
    (project / "compose.yml").write_text("services: {web: {image: x}}\n")
    (project / "chart.yaml").write_text("{{ not yaml at all\n")
    loaded = load([str(project)])
    assert loaded.diagnostics == ()
    assert [agreement.version for agreement in loaded.agreements] == ["1.0.0"]
    assert [Path(file).name for file in loaded.files] == ["1.0.0.yaml"]


def test_a_file_given_twice_is_read_once(project: Path) -> None:
    file = version(project, "1.0.0")
    assert len(load([file, file]).agreements) == 1
    assert codes(load([file, file])) == []


def test_a_file_given_by_two_paths_is_read_once(project: Path) -> None:
    file = Path(version(project, "1.0.0"))
    (project / "link.yaml").symlink_to(file)
    (project / "deep").mkdir()
    paths = [str(file), str(project / "deep" / ".." / file.name), str(project / "link.yaml"), str(project)]
    assert codes(load(paths)) == []
    assert load(paths).files == (str(file),)


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffapiVersion: slakit/v1\n",
        '{"kind": "Agreement",\n  "apiVersion": "slakit/v1"}\n',
        '{"events": [{"kind": "call"}], "apiVersion": "slakit/v1"}\n',
        "# ours\n---\n  apiVersion: slakit/v1\n",
        "# ours\n---\n  metadata: {name: a}\n  apiVersion: slakit/v1\n",
        "--- {apiVersion: slakit/v1}\n",
        "kind: Agreement\r\napiVersion : 'slakit/v1'\r\n",
        "apiVersion: slakit/v2\n",
        "apiVersion: slakit/v10\n",
        "apiVersion: Slakit/v1\n",
        "apiVersion: slkit/v1\n",
        "apiVersion: slakit.io/v1\n",
        "apiVersion:slakit/v1\n",
        "apiversion: slakit/v1\n",
        "api_version: slakit/v1\n",
        "apiVersion: v1\nkind: Scenario\n",
        "apiVersion:\nkind: Scenario\n",
        "kind: Scenario\n",
        "kind: 'Waivers' # ours\n",
        '{"kind": "Source", "rows": []}\n',
    ],
)
def test_a_file_of_a_folder_that_is_meant_for_slakit(project: Path, content: str) -> None:
    (project / "a.yaml").write_bytes(content.encode())
    (project / "b.YML").write_bytes(content.removeprefix("\ufeff").encode("utf-16"))
    (project / "c.yaml").write_bytes(content.encode("utf-16-be"))
    loaded = load([str(project)])
    assert [Path(file).name for file in loaded.files] == ["a.yaml", "b.YML", "c.yaml"]
    assert {Path(finding.span.file).name for finding in loaded.diagnostics} >= {"b.YML", "c.yaml"}


@pytest.mark.parametrize(
    "content",
    [
        "run: |\n  apiVersion: slakit/v1\n",
        "jobs: {check: {steps: [{uses: slakit/slakit@v1}]}}\n",
        "version: 2\nname: slakit_outcomes\n",
        "services:\n  slakit:\n    image: slakit/slakit:1\n",
        "apiVersion: v1\nkind: Service\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: slakit}\n",
        "apiVersion: sources.example.org/v1\nkind: Source\n",
        "kind: Source\napiVersion: example/v1\n",
        "kind: source\nspec: {name: aws}\n",
        "spec:\n  kind: Scenario\n",
        '{"openapi": "3.1.0", "paths": {"x": {"kind": "Source"}}}\n',
        "api_url: https://slakit.example\n",
        "[]\n",
        "",
    ],
)
def test_a_file_of_a_folder_that_is_meant_for_others(project: Path, content: str) -> None:
    (project / "a.yaml").write_bytes(content.encode())
    assert load([str(project)]).files == ()


def test_a_pipe_in_a_folder_is_left_alone(project: Path) -> None:
    os.mkfifo(project / "pipe.yaml")
    assert load([str(project)]).files == ()


def test_a_named_file_that_is_not_of_slakit_is_an_error(project: Path) -> None:
    (project / "compose.yml").write_text("services: {web: {image: x}}\n")
    loaded = load([str(project / "compose.yml")])
    assert loaded.agreements == ()
    assert codes(loaded)


def test_a_missing_file_is_an_error(project: Path) -> None:
    assert codes(load([str(project / "nowhere.yaml")])) == ["SLA101"]


def test_an_agreement_with_an_error_is_not_handed_on(project: Path) -> None:
    loaded = load([version(project, "1.0.0", **{"stops: attempt": "stops: attemt"})])
    assert loaded.agreements == ()
    assert codes(loaded) == ["SLA302"]


def test_an_agreement_with_a_warning_is_handed_on(project: Path) -> None:
    loaded = load([version(project, "1.0.0", **{"fields:\n": "fields:\n  region: {type: string}\n"})])
    assert len(loaded.agreements) == 1
    assert codes(loaded) == ["SLA433"]


def test_versions_that_follow_each_other(project: Path) -> None:
    first = version(project, "1.0.0", **{"2027-12-31": "2027-06-30"})
    second = version(project, "2.0.0", **{"2027-01-01": "2027-07-01"})
    assert codes(load([second, first])) == []


def test_versions_with_a_gap_between_them(project: Path) -> None:
    first = version(project, "1.0.0", **{"2027-12-31": "2027-06-30"})
    second = version(project, "2.0.0", **{"2027-01-01": "2027-08-01"})
    (finding,) = load([first, second]).diagnostics
    assert (finding.code.id, finding.severity) == ("SLA411", "warning")
    assert (finding.span.file, finding.span.line, finding.span.column) == (second, 8, 3)
    assert "2027-07-01 through 2027-07-31" in finding.message


def test_versions_of_two_zones_with_hours_between_them(project: Path) -> None:
    first = version(project, "1.0.0", **{"2027-12-31": "2027-06-30"})
    later = {"2027-01-01": "2027-07-01", "timezone: America/New_York": "timezone: America/Los_Angeles"}
    second = version(project, "2.0.0", **later)
    (finding,) = load([first, second]).diagnostics
    assert (finding.code.id, finding.severity, finding.span.file) == ("SLA411", "warning", second)
    assert "from 2027-07-01T04:00:00Z to 2027-07-01T07:00:00Z" in finding.message
    east = version(project, "2.0.0", **{"2027-01-01": "2027-07-01", "America/New_York": "Europe/London"})
    assert codes(load([first, east])) == []


def test_versions_from_one_day(project: Path) -> None:
    first, second = version(project, "1.0.0"), version(project, "2.0.0")
    (finding,) = load([first, second]).diagnostics
    assert (finding.code.id, finding.span.file, finding.span.line) == ("SLA410", second, 8)


def test_a_base_is_checked_through_those_that_extend_it(project: Path) -> None:
    header, _, body = MINIMAL.partition("term:\n")
    term, _, rest = body.partition("parties:\n")
    (project / "base.yaml").write_text(header + "parties:\n" + rest.replace("measure: mqls", "measure: mql"))
    (project / "year.yaml").write_text(f"apiVersion: slakit/v1\nkind: Agreement\nextends: base.yaml\nterm:\n{term}")
    alone = load([str(project / "base.yaml")])
    assert alone.agreements == ()
    assert codes(alone) == []
    extended = load([str(project / "year.yaml")])
    assert codes(extended) == ["SLA306"]
    assert Path(extended.diagnostics[0].span.file).name == "base.yaml"


def test_load_agreement_wants_an_agreement(project: Path) -> None:
    file = project / "crm.yaml"
    file.write_text("apiVersion: slakit/v1\nkind: Source\nagreement: minimal\nrows: []\n")
    agreement, findings = load_agreement(str(file))
    assert agreement is None
    assert "SLA131" in [finding.code.id for finding in findings]


SCENARIO = """apiVersion: slakit/v1
kind: Scenario
agreement: {agreement}
events: [{{lead_id: L1, event: assigned, at: 2027-01-04T09:00:00-05:00}}]
expect: [{{commitment: {commitment}, lead_id: L1, state: pending}}]
"""


@pytest.mark.parametrize(
    ("agreement", "commitment", "found"),
    [
        ("minimal", "first_attempt", []),
        ("minimal", "first_attempt.objective", []),
        ("minimal", "mql.ready", []),
        ("minimal", "mql.dwell", ["SLA307"]),
        ("minimal", "first_attemt", ["SLA307"]),
        ("maximal", "first_attempt", ["SLA308"]),
    ],
)
def test_companions_name_what_there_is(project: Path, agreement: str, commitment: str, found: list[str]) -> None:
    version(project, "1.0.0")
    file = project / "scenario.yaml"
    file.write_text(SCENARIO.format(agreement=agreement, commitment=commitment))
    assert codes(load([str(project)])) == found
    assert codes(load([str(file)])) == found, "the agreement is found in the companion's folder"


ROWS = """apiVersion: slakit/v1
kind: Scenario
agreement: minimal
people: [{person: ann, party: sales, role: rep, from: 2027-01-01}]
events: [{lead_id: L1, event: assigned, at: 2027-01-04T09:00:00-05:00, actor: ann, offer: webinar}]
expect: [{commitment: first_attempt, lead_id: L1, state: pending, due_at: ""}]
"""
WAIVERS = """apiVersion: slakit/v1
kind: Waivers
agreement: minimal
waivers:
  outage:
    {commitments: [first_attempt], until: 2027-02-28, because: x, approved_by: {sales: A, marketing: B},
      when: {offer: webinar}}
"""


@pytest.mark.parametrize(
    ("companion", "old", "new", "found"),
    [
        (ROWS, "", "", []),
        (ROWS, "party: sales", "party: sale", ["SLA301"]),
        (ROWS, "offer: webinar", "ofer: webinar", ["SLA303"]),
        (ROWS, "offer: webinar", "offer: webinr", ["SLA322"]),
        (ROWS, "offer: webinar", 'offer: ""', []),
        (ROWS, "2027-01-04T09:00:00-05:00", "2027-02-30T09:00:00-05:00", ["SLA314"]),
        (WAIVERS, "", "", []),
        (WAIVERS, "{offer: webinar}", "{any: [{score: 5}, {ofer: webinar}]}", ["SLA303"]),
        (WAIVERS, "2027-02-28", "2027-02-30", ["SLA313"]),
        (WAIVERS, "2027-02-28", "2027-01-01", ["SLA542"]),
        (WAIVERS, "[first_attempt]", "[mql_volume]", ["SLA543"]),
        (WAIVERS, "{offer: webinar}", "{score: {above: 100}}", ["SLA449"]),
        (WAIVERS, ", marketing: B", "", ["SLA540"]),
        (WAIVERS, "2027-02-28", "2027-02-28T24:30:00Z", ["SLA314"]),
    ],
)
def test_companions_name_the_agreements_fields_and_parties(
    project: Path, companion: str, old: str, new: str, found: list[str]
) -> None:
    version(project, "1.0.0")
    (project / "companion.yaml").write_text(companion.replace(old, new) if old else companion)
    assert codes(load([str(project)])) == found


def test_a_companion_of_a_broken_agreement_is_left_alone(project: Path) -> None:
    version(project, "1.0.0", **{"stops: attempt": "stops: attemt"})
    (project / "scenario.yaml").write_text(SCENARIO.format(agreement="minimal", commitment="first_attempt"))
    assert codes(load([str(project)])) == ["SLA302"]


GOAL = """goals:
  growth: {by: sales, measure: mqls, target: 120, due: 2027-06-30, owners: [ann], baseline: {value: 100}}
"""


def test_owners_are_looked_up_on_the_roster(project: Path) -> None:
    file = project / "agreement.yaml"
    file.write_text(MINIMAL + GOAL)
    roster = project / "people.csv"
    roster.write_text("person,party,role,from,through\nann,sales,rep,2027-01-01,\n")
    assert codes(load([str(file)])) == ["SLA440"]
    assert codes(load([str(file)], people=str(roster))) == []
    roster.write_text("person,party,role,from,through\nbob,sales,rep,2027-01-01,\n")
    assert codes(load([str(file)], people=str(roster))) == ["SLA441"]
