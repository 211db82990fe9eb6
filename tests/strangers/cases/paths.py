"""Paths that leave the project, go in circles, or are no files."""

import os
from pathlib import Path

from tests.strangers.running import Case
from tests.strangers.sound import LOG, agreement

_OTHERS = "the secret of another project"
_BASE = "apiVersion: slakit/v1\nkind: Agreement\nmetadata: {name: base}\n"


def _project(folder: Path) -> Path:
    """A project in `folder`, beside which lies something that is none of its business."""
    inside = folder / "project"
    inside.mkdir()
    (inside / ".git").mkdir()
    (folder / "outside.yaml").write_text(f"{_OTHERS}: [\n", encoding="utf-8")
    return inside


def _extending(folder: Path, path: str, *says: str, code: int | tuple[int, ...] = 1) -> Case:
    inside = _project(folder)
    (inside / "a.yaml").write_text(f"{agreement()}extends: '{path}'\n", encoding="utf-8")
    return Case(arguments=("validate", "project"), code=code, says=says, silent=(_OTHERS,))


def extends_the_folder_above(folder: Path) -> Case:
    return _extending(folder, "../outside.yaml", "SLA120", "outside the project")


def extends_by_a_way_round(folder: Path) -> Case:
    return _extending(folder, "x/../../project/../outside.yaml", "SLA120")


def extends_an_absolute_path(folder: Path) -> Case:
    return _extending(folder, "/etc/passwd", "SLA120", "not relative")


def extends_a_device(folder: Path) -> Case:
    return _extending(folder, "../../../../../../../../dev/zero", "SLA120")


def extends_a_url(folder: Path) -> Case:
    return _extending(folder, "https://evil.example/a.yaml", "SLA120")


def extends_a_name_with_a_nul(folder: Path) -> Case:
    inside = _project(folder)
    (inside / "a.yaml").write_text(f'{agreement()}extends: "a\\0b"\n', encoding="utf-8")
    return Case(arguments=("validate", "project"), code=1)


def extends_a_name_of_a_megabyte(folder: Path) -> Case:
    return _extending(folder, "x" * 1_000_000, "SLA120")


def extends_a_link_that_leads_out(folder: Path) -> Case:
    case = _extending(folder, "base.yaml", "SLA120", "outside the project")
    (folder / "project" / "base.yaml").symlink_to("../outside.yaml")
    return case


def extends_through_a_folder_that_leads_out(folder: Path) -> Case:
    case = _extending(folder, "there/outside.yaml", "SLA120", "outside the project")
    (folder / "project" / "there").symlink_to("..")
    return case


def extends_a_link_to_itself(folder: Path) -> Case:
    case = _extending(folder, "base.yaml", "SLA120", code=(1, 2))
    (folder / "project" / "base.yaml").symlink_to("base.yaml")
    return case


def extends_a_folder(folder: Path) -> Case:
    case = _extending(folder, "base.yaml", "SLA120")
    (folder / "project" / "base.yaml").mkdir()
    return case


def extends_a_pipe(folder: Path) -> Case:
    case = _extending(folder, "base.yaml", "SLA120", code=(1, 2))
    os.mkfifo(folder / "project" / "base.yaml")
    return case


def extends_itself_in_a_circle(folder: Path) -> Case:
    for number in range(3):
        text = f"{_BASE}extends: b{(number + 1) % 3}.yaml\n"
        (folder / f"b{number}.yaml").write_text(text, encoding="utf-8")
    return Case(arguments=("validate", "."), code=1, says=("SLA121",))


def a_chain_of_a_thousand_bases(folder: Path) -> Case:
    for number in range(1_000):
        text = f"{_BASE}extends: b{number + 1}.yaml\n"
        (folder / f"b{number}.yaml").write_text(text, encoding="utf-8")
    (folder / "b1000.yaml").write_text(_BASE, encoding="utf-8")
    return Case(arguments=("validate", "b0.yaml"), code=1)


def a_chain_of_large_bases(folder: Path) -> Case:
    clauses = "".join(f"  c{n}: {{title: x, text: y}}\n" for n in range(15_000))
    for number in range(40):
        text = f"{_BASE}extends: b{number + 1}.yaml\nclauses:\n{clauses}"
        (folder / f"b{number}.yaml").write_text(text, encoding="utf-8")
    (folder / "b40.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "b0.yaml"), code=1)


def folders_and_pipes_named_like_files(folder: Path) -> Case:
    (folder / "a.yaml").mkdir()
    os.mkfifo(folder / "b.yaml")
    (folder / "c.yaml").symlink_to("/dev/zero")
    (folder / "d.yaml").symlink_to("d.yaml")
    (folder / "e.yaml").symlink_to("nowhere")
    (folder / "f").symlink_to(".")
    (folder / "g.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "."), code=2, says=("d.yaml", "e.yaml"))


def a_device_by_its_name(folder: Path) -> Case:
    return Case(arguments=("validate", "/dev/zero"), code=(1, 2))


def a_pipe_by_its_name(folder: Path) -> Case:
    os.mkfifo(folder / "a.yaml")
    return Case(arguments=("validate", "a.yaml"), code=(1, 2))


def links_in_circles(folder: Path) -> Case:
    here = folder
    for _ in range(3):
        (here / "up").symlink_to("..")
        (here / "same").symlink_to(".")
        here = here / "down"
        here.mkdir()
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "."), code=0)


def a_link_to_an_agreement_elsewhere(folder: Path) -> Case:
    inside = _project(folder)
    (folder / "outside.yaml").write_text(f"apiVersion: slakit/v1\n{_OTHERS}\n", encoding="utf-8")
    (inside / "a.yaml").symlink_to("../outside.yaml")
    return Case(arguments=("validate", "project"), code=(0, 1), silent=(_OTHERS,))


def a_deep_tree_of_folders(folder: Path) -> Case:
    here = folder
    for _ in range(300):
        here = here / "deep"
        here.mkdir()
    (here / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "."), code=0)


def ten_thousand_files_of_others(folder: Path) -> Case:
    for number in range(10_000):
        (folder / f"{number}.yaml").write_text("apiVersion: v1\nkind: Service\n", encoding="utf-8")
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "."), code=0, says=("1 file",))


def files_of_others_that_look_alike(folder: Path) -> Case:
    (folder / "a.yaml").write_text("{" + " " * 3_000_000 + "apiVersion: example.org/v2", encoding="utf-8")
    (folder / "b.yaml").write_text("#\n" * 1_000_000, encoding="utf-8")
    (folder / "c.yaml").write_text("--- " * 800_000, encoding="utf-8")
    (folder / "d.yaml").write_text('"' * 3_000_000, encoding="utf-8")
    (folder / "e.yaml").write_text("#" * 3_000_000, encoding="utf-8")
    (folder / "f.yaml").write_text('"apiVersion' * 300_000, encoding="utf-8")
    return Case(arguments=("validate", "."), code=2, says=("nothing to check",))


def a_log_that_is_a_device(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("evaluate", "a.yaml", "--events", "/dev/zero"), code=2)


def a_log_that_is_a_folder(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "log.csv").mkdir()
    return Case(arguments=("evaluate", "a.yaml", "--events", "log.csv"), code=2)


def a_log_that_is_a_link_to_itself(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "log.csv").symlink_to("log.csv")
    return Case(arguments=("evaluate", "a.yaml", "--events", "log.csv"), code=2)


def a_log_at_an_address(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("evaluate", "a.yaml", "--events", "https://evil.example/log.csv"), code=2)


def globs_without_end(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / ("a" * 200)).write_text("", encoding="utf-8")
    return Case(arguments=("evaluate", "a.yaml", "--events", "*a" * 60 + "b"), code=2)


def a_scenario_of_an_agreement_elsewhere(folder: Path) -> Case:
    inside = _project(folder)
    scenario = "apiVersion: slakit/v1\nkind: Scenario\nagreement: ../outside\nas_of: 2027-02-01T00:00:00Z\n"
    scenario += "events: [{lead_id: L, event: call, at: 2027-01-04T16:50:00Z}]\nexpect: []\n"
    (inside / "s.yaml").write_text(scenario, encoding="utf-8")
    return Case(arguments=("test", "project"), code=(1, 2), silent=(_OTHERS,))


def a_document_over_a_link(folder: Path) -> Case:
    """A branch may hold a link where a document is written: what it points at stays as it is."""
    inside = _project(folder)
    (inside / "a.yaml").write_text(agreement(), encoding="utf-8")
    (inside / "a.md").symlink_to("../outside.yaml")
    return Case(arguments=("render", "project/a.yaml", "--check", "-o", "project/a.md"), code=1, silent=(_OTHERS,))
