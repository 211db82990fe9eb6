"""Agreements over their bases."""

from pathlib import Path

import pytest

from slakit.language.nodes import Mapping, Node, Scalar, Sequence
from slakit.language.source import resolve

HEAD = "apiVersion: slakit/v1\nkind: Agreement\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "teams").mkdir(parents=True)
    (tmp_path / "project" / "pyproject.toml").touch()
    return tmp_path / "project"


def write(file: Path, text: str) -> str:
    file.write_text(HEAD + text, encoding="utf-8")
    return str(file)


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in node}
        case None:
            return None


def test_maps_merge_lists_and_values_are_replaced_null_removes(project: Path) -> None:
    write(
        project / "base.yaml",
        "fields: {a: {type: string}, b: {type: enum, values: [x, y]}, c: {type: date}}\nscope: {a: 1}\n",
    )
    path = write(
        project / "team.yaml",
        "extends: base.yaml\nterm: {}\nfields: {d: {type: string}, b: {values: [z]}, c: null, a: text}\n",
    )
    root, findings = resolve(path)
    assert findings == []
    assert root is not None
    assert plain(root.get("fields")) == {"a": "text", "b": {"type": "enum", "values": ["z"]}, "d": {"type": "string"}}
    assert list(root.entries) == ["apiVersion", "kind", "fields", "scope", "term"]
    assert "extends" not in root


def test_every_value_keeps_its_place(project: Path) -> None:
    base = write(project / "base.yaml", "fields:\n  a: {type: string, title: A}\n")
    path = write(project / "teams" / "team.yaml", "extends: ../base.yaml\nfields:\n  a: {title: B}\n")
    root, _ = resolve(path)
    assert root is not None
    fields = root.get("fields")
    assert isinstance(fields, Mapping)
    a = fields.get("a")
    assert isinstance(a, Mapping)
    assert a.entries["type"].value.span.file == base
    assert (a.entries["title"].span.file, a.entries["title"].span.line) == (path, 5)
    assert a.key_span.file == path


def test_bases_have_bases(project: Path) -> None:
    write(project / "a.yaml", "scope: {x: 1, y: 1, z: 1}\n")
    write(project / "b.yaml", "extends: a.yaml\nscope: {y: 2, z: 2}\n")
    root, findings = resolve(write(project / "c.yaml", "extends: b.yaml\nscope: {z: 3}\n"))
    assert findings == []
    assert root is not None
    assert plain(root.get("scope")) == {"x": "1", "y": "2", "z": "3"}


def found(path: str) -> list[tuple[str, int]]:
    root, findings = resolve(path)
    assert root is not None
    assert "extends" in root, "a sign that the agreement is not complete"
    return [(finding.code.id, finding.span.line) for finding in findings]


def test_a_circle_is_found_where_it_closes(project: Path) -> None:
    write(project / "a.yaml", "extends: b.yaml\n")
    root, findings = resolve(write(project / "b.yaml", "title: t\nextends: a.yaml\n"))
    assert root is not None
    assert [(finding.code.id, Path(finding.span.file).name) for finding in findings] == [("SLA121", "a.yaml")]


def test_a_base_stays_inside_the_project(project: Path) -> None:
    write(project.parent / "outside.yaml", "scope: {a: 1}\n")
    assert found(write(project / "dots.yaml", "extends: ../outside.yaml\n")) == [("SLA120", 3)]
    (project / "link.yaml").symlink_to(project.parent / "outside.yaml")
    assert found(write(project / "linked.yaml", "extends: link.yaml\n")) == [("SLA120", 3)]
    assert found(write(project / "absolute.yaml", f"extends: {project / 'base.yaml'}\n")) == [("SLA120", 3)]


def test_without_a_project_the_working_directory_is_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    write(tmp_path / "base.yaml", "scope: {a: 1}\n")
    path = write(tmp_path / "here" / "team.yaml", "extends: ../base.yaml\n")
    monkeypatch.chdir(tmp_path)
    assert resolve(path)[1] == []
    monkeypatch.chdir(tmp_path / "here")
    assert found(path) == [("SLA120", 3)]


@pytest.mark.parametrize("named", ["[a.yaml]", "{a: b}", '""', "~", "missing.yaml", "."])
def test_a_base_that_is_none(project: Path, named: str) -> None:
    assert found(write(project / "team.yaml", f"extends: {named}\n")) == [("SLA120", 3)]


def test_a_base_is_an_agreement(project: Path) -> None:
    (project / "source.yaml").write_text("apiVersion: slakit/v1\nkind: Source\n", encoding="utf-8")
    assert found(write(project / "team.yaml", "extends: source.yaml\n")) == [("SLA120", 3)]


def test_what_is_wrong_with_a_base_is_told_at_its_place(project: Path) -> None:
    base = write(project / "base.yaml", "scope: {a: 1}\nscope: {a: 2}\n")
    _, findings = resolve(write(project / "team.yaml", "extends: base.yaml\n"))
    assert [(finding.code.id, finding.span.file, finding.span.line) for finding in findings] == [("SLA106", base, 4)]


def test_there_must_be_something_to_remove(project: Path) -> None:
    write(project / "base.yaml", "quotas: {a: {by: sales}}\n")
    _, findings = resolve(write(project / "team.yaml", "extends: base.yaml\nqoutas: null\nquotas: {a: {for: ~}}\n"))
    assert [(finding.span.line, finding.message, finding.help) for finding in findings] == [
        (4, "the base has no 'qoutas' to remove", "did you mean 'quotas'?"),
        (5, "the base has no 'for' to remove", "remove this line, or give the key a value"),
    ]


def test_only_agreements_extend(project: Path) -> None:
    file = project / "source.yaml"
    file.write_text("apiVersion: slakit/v1\nkind: Source\nextends: base.yaml\n", encoding="utf-8")
    root, findings = resolve(str(file))
    assert findings == []
    assert root is not None
    assert "extends" in root
