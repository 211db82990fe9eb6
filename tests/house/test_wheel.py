"""What is installed: the wheel holds the package, its schemas, its data files and its licence, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("slakit-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_schema_is_in_it(names: set[str]) -> None:
    schemas = {f"slakit/schema/{path.name}" for path in (ROOT / "schema").glob("*.json")}
    assert "slakit/schema/agreement.json" in schemas
    assert schemas <= names


def test_everything_under_src_is_in_it(names: set[str]) -> None:
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "slakit").rglob("*")
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.parent.relative_to(ROOT).parts)
    }
    assert "slakit/document/templates/agreement.md.jinja" in sources
    assert "slakit/py.typed" in sources
    assert sources <= names


def test_nothing_else_is_in_it(names: set[str]) -> None:
    assert {name.partition("/")[0] for name in names} == {"slakit", "slakit-0.1.0.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
